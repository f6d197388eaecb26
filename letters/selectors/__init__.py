"""Reads letters, their texts and heads, and who receives what."""
