"""What narrows the list of letters."""

import django_filters as filters
from django.db.models import Q

from core.forms import FilterForm
from letters.codes.kinds import KINDS
from letters.models import Letter
from letters.selectors.letters import Letters
from letters.states import WORDS, Status


class LetterFilter(filters.FilterSet):  # type: ignore[misc]
    """Letters by kind, standing, way and class."""

    kind = filters.ChoiceFilter(
        label="Letter",
        choices=[(kind.key, kind.title) for kind in KINDS],
        empty_label="All",
    )
    status = filters.ChoiceFilter(
        label="Status",
        choices=[(status.value, WORDS[status][0]) for status in Status],
        method="standing",
        empty_label="All",
    )
    channel = filters.ChoiceFilter(
        label="Way", choices=Letter.Channel.choices, empty_label="All"
    )
    q = filters.CharFilter(label="Pupil or addressee", method="named")

    class Meta:
        model = Letter
        form = FilterForm
        fields: list[str] = []

    def standing(self, queryset: Letters, _name: str, value: str) -> Letters:
        """Keep the letters that stand so."""
        return queryset.filter(status=value)

    def named(self, queryset: Letters, _name: str, value: str) -> Letters:
        """Keep letters about, or to, somebody whose name holds every word."""
        for word in value.split()[:5]:
            queryset = queryset.filter(_about(word))
        return queryset


def _about(word: str) -> Q:
    return (
        Q(addressee__icontains=word)
        | Q(pupil__first_name__icontains=word)
        | Q(pupil__last_name__icontains=word)
        | Q(pupil__known_as__icontains=word)
    )
