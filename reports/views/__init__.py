"""Pages that show figures and whole records; nothing here writes a mark or a case."""
