"""Bodies, people and their roles, pupils and their homes, calendar, dated settings."""
