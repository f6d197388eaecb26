"""What letters are made of, as plain Python."""
