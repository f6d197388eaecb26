"""Letters for other programs; read only."""
