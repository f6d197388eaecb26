"""Forms about pupils, people and the school; plain words where an answer is wrong."""
