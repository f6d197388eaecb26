"""Pages of the absence day."""
