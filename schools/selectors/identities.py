"""Records of what may be one child, and merges of those that were."""

from dataclasses import dataclass

from django.db import connection

from schools.models import IdentityMerge, Pupil


@dataclass(frozen=True, slots=True)
class SameChild:
    """A pupil here, and another identity that may be the same child."""

    pupil: Pupil
    identity_id: int
    school_name: str
    same_first_name: bool


def same_children() -> list[SameChild]:
    """Return pupils in scope whom another school may know by another number."""
    with connection.cursor() as cursor:
        cursor.execute("select * from schools_same_child()")
        rows = cursor.fetchall()
    pupils = Pupil.objects.living().in_bulk([row[0] for row in rows])
    return [
        SameChild(pupils[number], identity, school, same)
        for number, identity, school, same in rows
        if number in pupils
    ]


def merges() -> list[IdentityMerge]:
    """Return the merges that concern pupils in scope, the latest first."""
    return list(
        IdentityMerge.objects.select_related("merged_by", "undone_by").order_by("-pk")
    )


def pupils_by_identity(identities: list[int]) -> dict[int, Pupil]:
    """Return the pupils in scope by identity."""
    return {
        row.identity_id: row for row in Pupil.objects.filter(identity__in=identities)
    }
