"""Makes letters, renders them, sends them, and keeps the proof."""
