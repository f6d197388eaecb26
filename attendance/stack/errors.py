"""What may be said to the person at the terminal when something cannot go on."""


class StackError(Exception):
    """Stops the command with a sentence: what is wrong, and the way out."""
