"""An act that may not be done, with the sentence that says why."""


class Refused(Exception):
    """Nothing was changed; the sentence says which rule stops it and what lifts it.

    `field` names the answer that it concerns, where it is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
