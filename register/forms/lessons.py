"""What is asked of a lesson, and of a search that has ended."""

from django import forms

from core.forms import Form, TimeField

_PLAIN = {"autocomplete": "off"}


class LessonForm(Form):
    """Which lesson it is; who is not in it are boxes beside the names."""

    lesson = forms.CharField(
        label="Lesson",
        max_length=60,
        help_text="As the timetable has it: period 3, maths.",
        widget=forms.TextInput(_PLAIN),
    )


class FoundForm(Form):
    """Where and when a pupil was found."""

    where = forms.CharField(
        label="Found where",
        max_length=200,
        widget=forms.TextInput(_PLAIN | {"autofocus": True}),
    )
    at = TimeField(label="At")
