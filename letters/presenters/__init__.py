"""Letters as pages print them."""
