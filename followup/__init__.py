"""Today's unexplained absences and each attempt to reach home."""
