"""Reads of schools, pupils and people, each in the scope of its transaction."""
