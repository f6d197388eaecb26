"""Printable values for pages that report."""
