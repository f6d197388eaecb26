"""Forms whose fields are drawn as GOV.UK components and whose errors are plain words."""

from core.forms.base import FilterForm, Form, ModelForm
from core.forms.fields import DayField, NativeDayField, SearchField, TimeField

__all__ = [
    "DayField",
    "FilterForm",
    "Form",
    "ModelForm",
    "NativeDayField",
    "SearchField",
    "TimeField",
]
