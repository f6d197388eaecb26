"""What pages of the register print."""
