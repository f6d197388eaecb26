"""Measures what DESIGN.md promises, each figure beside the raw limit of the same run."""
