"""What is asked when a register is read to the office over the telephone."""

from django import forms

from core.forms import Form


class ReadOutForm(Form):
    """Who reads it."""

    read_by = forms.CharField(
        error_messages={"required": "Say who reads it to you."},
        label="Read to me by",
        max_length=120,
        help_text="Who sees the class. The ledger keeps that name beside yours.",
        widget=forms.TextInput({"autocomplete": "off", "list": "readers"}),
    )
