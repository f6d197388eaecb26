"""The text of a letter and the head of a body's letters, as people write them."""

from __future__ import annotations

import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, UnidentifiedImageError

from core.forms import Form, NativeDayField
from letters.codes.kind import Kind
from letters.codes.languages import CODES, ENGLISH
from letters.rules.checking import faults_of, omissions_of

LARGEST_CREST = 4 * 1024 * 1024
CREST_SIDE = 600
MOST_PIXELS = 40_000_000


class LanguageForm(Form):
    """A language in which a letter shall be written too."""

    language = forms.ChoiceField(
        label="Another language",
        choices=[(name, name) for name in CODES if name != ENGLISH],
    )


class VersionForm(Form):
    """A text from a day on."""

    subject = forms.CharField(label="Subject", max_length=200)
    text = forms.CharField(
        label="Letter",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
    )
    mail = forms.CharField(
        label="E-mail that it is attached to",
        max_length=4_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    starts_on = NativeDayField(label="Used from")

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean(self) -> dict[str, Any]:
        """Refuse what the letter cannot name, by line, and what it may not omit."""
        typed = self.cleaned_data
        for name in ("subject", "text", "mail"):
            for fault in faults_of(typed.get(name, ""), self.kind):
                self.add_error(name, str(fault))
        texts = [typed.get("subject", ""), typed.get("text", "")]
        omitted = omissions_of(texts, self.kind)
        if omitted and not self.errors:
            names = ", ".join(f"{{{{ {name} }}}}" for name in omitted)
            self.add_error(
                "text", f"This letter must also say: {names} ({self.kind.source})."
            )
        return typed


class HeadForm(Form):
    """Crest, signature and where to reply."""

    crest = forms.FileField(
        label="Crest",
        required=False,
        help_text="PNG or JPEG, up to 4 MB. Left empty, the one that is used stays.",
    )
    strapline = forms.CharField(
        label="Line under the school's name", max_length=120, required=False
    )
    signatory_name = forms.CharField(label="Who signs", max_length=120)
    signatory_position = forms.CharField(label="Position of who signs", max_length=120)
    reply_telephone = forms.CharField(
        label="Telephone for replies", max_length=20, required=False
    )
    reply_email = forms.EmailField(label="E-mail for replies", required=False)
    starts_on = NativeDayField(label="Used from")

    def clean_crest(self) -> ContentFile[bytes] | None:
        """Return the picture made anew and small, so that nothing hides in the file."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["crest"]
        if not upload:
            return None
        if (upload.size or 0) > LARGEST_CREST:
            raise ValidationError("The crest is larger than 4 MB: choose a smaller.")
        return ContentFile(small_png(upload), name="crest.png")


def small_png(upload: Any) -> bytes:
    """Decode a picture and encode it anew, no larger than paper needs."""
    try:
        with Image.open(upload, formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError("The crest has too many pixels.")
            picture.thumbnail((CREST_SIDE, CREST_SIDE))
            made = io.BytesIO()
            # On paper what is see-through is white.
            flat = Image.new("RGB", picture.size, "white")
            clear = picture.convert("RGBA")
            flat.paste(clear, mask=clear)
            flat.quantize(128).save(made, "PNG", optimize=True)
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError("Choose a picture: a PNG or JPEG file.") from None
    return made.getvalue()
