"""What pages of a school print."""
