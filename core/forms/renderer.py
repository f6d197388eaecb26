"""Tells Django to draw every form field, ours and the libraries', as GOV.UK does."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template import loader

from core.forms.bound import GovukBoundField


class GovukRenderer(DjangoTemplates):
    """Draw fields with our templates and lone widgets with Django's own."""

    field_template_name = "components/forms/field.jinja"
    bound_field_class = GovukBoundField

    def get_template(self, template_name: str) -> Any:
        """Find Django's templates beside Django and all others among ours."""
        if template_name.startswith("django/"):
            return super().get_template(template_name)
        return loader.get_template(template_name)
