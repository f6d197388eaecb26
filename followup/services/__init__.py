"""Acts of the absence day."""
