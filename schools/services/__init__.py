"""Acts on schools, pupils and people; each is one transaction and says who did it."""
