"""What is asked about the wording of a message."""

from typing import Any

from django import forms

from core.forms import Form


class WordingForm(Form):
    """Subject and text, with marks that are filled in for each child."""

    subject = forms.CharField(label="Subject", max_length=120, required=False)
    text = forms.CharField(label="Text", widget=forms.Textarea({"rows": 8}))

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if channel == "text":
            del self.fields["subject"]
