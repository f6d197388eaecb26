"""What the pages of the absence day ask."""
