"""What members of staff must see at once, and what they have seen."""

from collections.abc import Iterable

from schools.models import Alert, Body, Membership

MOST = 100


def alerts_not_seen(memberships: Iterable[Membership]) -> list[Alert]:
    """Return what somebody has not seen yet, urgent things first, then the latest.

    Who holds two roles is told twice and reads it once.
    """
    rows = (
        Alert.objects.filter(
            to__in=[row.pk for row in memberships], seen_at__isnull=True
        )
        .select_related("sender")
        .order_by("-is_urgent", "-made_at", "pk")[:MOST]
    )
    return list({(row.words, row.pupil_id): row for row in reversed(rows)}.values())[
        ::-1
    ]


def alerts_of(school: Body, memberships: Iterable[Membership]) -> list[Alert]:
    """Return everything that somebody was alerted to at a school, the latest first."""
    rows = (
        Alert.objects.filter(school=school, to__in=[row.pk for row in memberships])
        .select_related("sender", "pupil")
        .order_by("-made_at", "pk")[:MOST]
    )
    return list({(row.words, row.made_at): row for row in rows}.values())


def alert_of(memberships: Iterable[Membership], number: int) -> Alert | None:
    """Return one of somebody's own alerts."""
    return Alert.objects.filter(
        to__in=[row.pk for row in memberships], pk=number
    ).first()
