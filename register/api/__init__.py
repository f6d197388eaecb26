"""Registers for other programs; the same services and permissions as the pages."""
