"""Fields that are filled in for every letter."""

from __future__ import annotations

from letters.codes.field import Field, Shape


def _standing(name: str, label: str, sample: object, **more: object) -> Field:
    more.setdefault("always", True)
    return Field(name=name, label=label, sample=sample, standing=True, **more)  # type: ignore[arg-type]


STANDING: tuple[Field, ...] = (
    _standing("letter_date", "Date of the letter", "2026-11-20", shape=Shape.DAY),
    _standing("addressee", "Names on the envelope", "Ms R. Example and Mr T. Example"),
    _standing("salutation", "Dear …", "Ms Example and Mr Example"),
    _standing("pupil_name", "Pupil's name", "Sam Example"),
    _standing("pupil_first_name", "Pupil's first name", "Sam"),
    _standing("class_name", "Class", "4B", always=False),
    _standing("year_group", "Year group", "Year 4", always=False),
    _standing("he_she", "he or she", "she"),
    _standing("him_her", "him or her", "her"),
    _standing("his_her", "his or her", "her"),
    _standing("school_name", "School", "Example School"),
    _standing(
        "reply_telephone", "Telephone for replies", "020 7946 0000", always=False
    ),
    _standing(
        "reply_email", "E-mail for replies", "office@school.example", always=False
    ),
    _standing("signatory_name", "Who signs", "Jo Example"),
    _standing("signatory_position", "Position of who signs", "Headteacher"),
    _standing(
        "meeting_is_by_telephone",
        "Meeting is by telephone",
        sample="",
        shape=Shape.FLAG,
        always=False,
    ),
    _standing(
        "meeting_is_online",
        "Meeting is online",
        sample="yes",
        shape=Shape.FLAG,
        always=False,
    ),
)
