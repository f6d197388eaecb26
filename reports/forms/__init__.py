"""Forms of figures and of what is taken out."""
