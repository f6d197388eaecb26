"""The form of a contact: the adult, how to reach them, and what restricts that."""

from __future__ import annotations

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.forms import DayField, Form
from core.forms.documents import kept_document
from schools.forms.pupil import as_posted
from schools.models import Contact

NUMBERS = 3
LABELS = [(word, word) for word in ("Mobile", "Home", "Work", "Other")]
PERSON = (
    "title",
    "first_name",
    "last_name",
    "email",
    "address",
    "postcode",
    "address_is_confidential",
    "language",
    "needs_interpreter",
    "needs_format",
)
HOME = ("address", "postcode")
LINK = (
    "relationship",
    "has_parental_responsibility",
    "lives_with_pupil",
    "may_collect",
    "channels",
    "restriction",
    "court_order_ends_on",
)


class PhoneField(forms.CharField):
    """A telephone number in any way of writing it, kept in international form."""

    widget = forms.TextInput({"type": "tel", "autocomplete": "off"})

    def clean(self, value: Any) -> str:
        """Return the number as +447700900123, or say how one is written."""
        typed = super().clean(value).strip()
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "GB")
        except phonenumbers.NumberParseException:
            number = None
        whole = phonenumbers.ValidationResult.IS_POSSIBLE
        if (
            number is None
            or phonenumbers.is_possible_number_with_reason(number) != whole
        ):
            raise ValidationError(
                f"{self.label} must be a telephone number, like 07700 900123, or one of"
                " another country with + and its code."
            )
        e164 = phonenumbers.PhoneNumberFormat.E164
        return str(phonenumbers.format_number(number, e164))


class ContactForm(Form):
    """An adult in one pupil's life."""

    keeps_home = False

    title = forms.CharField(max_length=20, required=False)
    first_name = forms.CharField(max_length=80)
    last_name = forms.CharField(max_length=80)
    relationship = forms.CharField(
        max_length=40, help_text="To the pupil: mother, grandfather, neighbour."
    )
    number_1 = PhoneField(label="Telephone", required=False)
    label_1 = forms.ChoiceField(label="Kind", choices=LABELS, required=False)
    number_2 = PhoneField(label="Second number", required=False)
    label_2 = forms.ChoiceField(label="Kind", choices=LABELS, required=False)
    number_3 = PhoneField(label="Third number", required=False)
    label_3 = forms.ChoiceField(label="Kind", choices=LABELS, required=False)
    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Enter an e-mail address, like name@example.com."},
    )
    address = forms.CharField(widget=forms.Textarea({"rows": 3}), required=False)
    postcode = forms.CharField(max_length=8, required=False)
    address_is_confidential = forms.BooleanField(
        label="The address is confidential: on no page, on no paper",
        required=False,
    )
    has_parental_responsibility = forms.BooleanField(
        label="Has parental responsibility", required=False
    )
    lives_with_pupil = forms.BooleanField(
        label="The pupil lives with them", required=False
    )
    may_collect = forms.BooleanField(label="May collect the pupil", required=False)
    channels = forms.MultipleChoiceField(
        label="May be reached by",
        choices=Contact.Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="With none ticked, nobody may contact this adult about the pupil.",
    )
    restriction = forms.CharField(
        max_length=200,
        required=False,
        label="What staff must know before contact",
    )
    court_order = forms.FileField(
        required=False, label="Court order", help_text="PDF, JPEG or PNG, up to 15 MB."
    )
    court_order_ends_on = DayField(required=False, label="Court order runs to")
    language = forms.CharField(max_length=40, initial="English")
    needs_interpreter = forms.BooleanField(label="Needs an interpreter", required=False)
    needs_format = forms.CharField(
        max_length=60,
        required=False,
        label="Needs letters in another form",
        help_text="Large print, easy read, by telephone.",
    )

    @classmethod
    def initial_of(cls, contact: Contact) -> dict[str, Any]:
        """Return what stands, as the form's first answers."""
        known = {name: getattr(contact.adult, name) for name in PERSON}
        known |= {name: getattr(contact, name) for name in LINK}
        rows = contact.adult.numbers.all()[:NUMBERS]
        for index, row in enumerate(rows, start=1):
            known[f"number_{index}"] = phonenumbers.format_number(
                phonenumbers.parse(row.number),
                phonenumbers.PhoneNumberFormat.INTERNATIONAL,
            )
            known[f"label_{index}"] = row.label
        return known

    def clean_court_order(self) -> ContentFile[bytes] | None:
        """Open the document to see what it is."""
        upload = self.cleaned_data.get("court_order")
        return kept_document(upload) if upload else None

    def clean_postcode(self) -> str:
        """Write a postcode as the post does."""
        return as_posted(self.cleaned_data["postcode"])

    def hide_home(self) -> None:
        """Show no confidential address; one typed anew replaces it, none keeps it."""
        self.keeps_home = True
        for name in HOME:
            self.initial[name] = ""
        self.fields[
            "address"
        ].help_text = "Confidential, and kept as it is unless you type another."

    @property
    def person(self) -> dict[str, Any]:
        """Return what is said of the adult."""
        names = [name for name in PERSON if name not in HOME]
        typed = any(self.cleaned_data[name] for name in HOME)
        if typed or not self.keeps_home:
            names += HOME
        return {name: self.cleaned_data[name] for name in names}

    @property
    def link(self) -> dict[str, Any]:
        """Return what is said of the adult's part in this pupil's life."""
        return {name: self.cleaned_data[name] for name in LINK}

    @property
    def numbers(self) -> list[tuple[str, str]]:
        """Return the numbers in order, each once."""
        typed = {
            self.cleaned_data[f"number_{index}"]: self.cleaned_data[f"label_{index}"]
            or "Mobile"
            for index in range(NUMBERS, 0, -1)
        }
        return [(number, label) for number, label in reversed(typed.items()) if number]
