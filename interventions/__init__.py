"""Cases of staged support and enforcement."""
