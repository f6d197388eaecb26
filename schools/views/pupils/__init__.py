"""Pages of pupils: lists, and what may be changed of a record."""
