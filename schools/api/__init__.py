"""What other programs may read of schools and pupils."""
