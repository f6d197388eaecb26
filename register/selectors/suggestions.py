"""What is known of pupils before anyone has marked them, beside their names."""

from collections.abc import Sequence

from register.models import Suggestion
from schools.rules.sessions import Slot


def suggestions_at(slot: Slot, enrolment_ids: Sequence[int]) -> dict[int, Suggestion]:
    """Return what is known for a session by enrolment: the latest word of each."""
    rows = Suggestion.objects.filter(
        enrolment_id__in=enrolment_ids,
        first_slot__lte=slot.number,
        last_slot__gte=slot.number,
        withdrawn_at__isnull=True,
    ).order_by("entered_at", "pk")
    return {row.enrolment_id: row for row in rows}
