"""Pages of pupils, people and the school's own arrangements."""
