"""Reads of registers, marks and figures, each in the scope of its transaction."""
