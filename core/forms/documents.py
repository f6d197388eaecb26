"""A document that somebody adds: a PDF or a picture, by what it is and not its name."""

from __future__ import annotations

import io
import uuid

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, UnidentifiedImageError

LARGEST = 15 * 1024 * 1024
_REFUSAL = "Choose the document as a PDF, JPEG or PNG file."


def kept_document(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """Return the document under a name of ours, or say what is wrong with it."""
    if (upload.size or 0) > LARGEST:
        raise ValidationError("The document is larger than 15 MB: choose a smaller.")
    upload.seek(0)
    content = upload.read()
    return ContentFile(content, name=f"{uuid.uuid4().hex}.{ending_of(content)}")


def ending_of(content: bytes) -> str:
    """Tell the kind of a document by opening it."""
    import pikepdf  # large, and wanted for few uploads

    try:
        if content.startswith(b"%PDF-"):
            with pikepdf.open(io.BytesIO(content)):
                return "pdf"
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            picture.verify()
            return "jpg" if picture.format == "JPEG" else "png"
    except (pikepdf.PdfError, UnidentifiedImageError, OSError, SyntaxError):
        raise ValidationError(_REFUSAL) from None
