"""The form that says which of the staff a pupil is family to."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from core.forms import Form
from schools.models import Membership


class RelativeForm(Form):
    """Somebody on the staff, and what the pupil is to them."""

    staff = forms.ModelChoiceField(
        Membership.objects.none(), label="Who on the staff", empty_label="Choose"
    )
    relation = forms.CharField(
        max_length=60,
        label="The pupil is their",
        help_text="Son, niece, foster child.",
    )

    def __init__(self, *args: Any, staff: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = staff  # type: ignore[attr-defined]
