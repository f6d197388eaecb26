"""The rows behind letters; each file is named for its noun."""

from letters.models.batch import Batch, BatchItem
from letters.models.head import LetterHead
from letters.models.letter import Letter, LetterFile, Recipient
from letters.models.sending import LetterEvent, Sending
from letters.models.template import LetterTemplate, TemplateVersion

__all__ = [
    "Batch",
    "BatchItem",
    "Letter",
    "LetterEvent",
    "LetterFile",
    "LetterHead",
    "LetterTemplate",
    "Recipient",
    "Sending",
    "TemplateVersion",
]
