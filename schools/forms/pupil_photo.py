"""Photographs as they come from a phone or a photographer, made fit to be kept."""

from __future__ import annotations

import io
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from core.forms import Form

LARGEST_FILE = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
SIDE = 480
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP")
_NOT_A_PICTURE = "Choose a photograph: a JPEG, PNG or WebP file."


class PhotoForm(Form):
    """One photograph of one pupil."""

    photograph = forms.FileField(
        label="Photograph", help_text="JPEG, PNG or WebP, up to 8 MB. It is made small."
    )

    def clean_photograph(self) -> ContentFile[bytes]:
        """Return a small JPEG made anew, so that nothing else in the file is kept.

        The place where a phone took it, and whatever hid behind the name of a picture,
        are gone.
        """
        upload: UploadedFile[bytes] = self.cleaned_data["photograph"]
        if (upload.size or 0) > LARGEST_FILE:
            raise ValidationError(
                "The photograph is larger than 8 MB: choose a smaller."
            )
        return ContentFile(small_jpeg(upload), name=f"{uuid.uuid4().hex}.jpg")


def small_jpeg(upload: UploadedFile[bytes]) -> bytes:
    """Decode a picture and encode it anew, turned upright and made small."""
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError("The photograph has too many pixels.")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError(_NOT_A_PICTURE) from None
    upright.thumbnail((SIDE, SIDE))
    made = io.BytesIO()
    upright.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
