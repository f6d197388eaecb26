"""Reads of the absence day, each in the scope of its transaction."""
