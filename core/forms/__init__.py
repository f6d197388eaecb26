"""Forms whose fields are drawn as GOV.UK components and whose errors are plain words."""

from core.forms.base import Form, ModelForm
from core.forms.fields import DayField, NativeDayField, SearchField, TimeField

__all__ = [
    "DayField",
    "Form",
    "ModelForm",
    "NativeDayField",
    "SearchField",
    "TimeField",
]
