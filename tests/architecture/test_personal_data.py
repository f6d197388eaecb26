"""Every field of every model is labelled: personal, special category, or neither.

docs/personal-data.csv is what a school's record of processing is written from; a new field
is not merged before somebody has decided what it is.
"""

import csv
from pathlib import Path

from django.apps import apps

FILE = Path(__file__).resolve().parent.parent.parent / "docs" / "personal-data.csv"
OURS = ("core", "schools", "register", "letters", "followup", "cme", "interventions")
LABELS = {"none", "personal", "special"}


def labelled() -> dict[tuple[str, str, str], str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["app"], row["model"], row["field"]): row["label"]
            for row in csv.DictReader(file)
        }


def stored() -> set[tuple[str, str, str]]:
    return {
        (app, model.__name__, field.name)
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
    }


def test_every_stored_field_is_labelled_and_nothing_else_is():
    assert set(labelled()) == stored()


def test_a_label_is_one_of_three():
    assert set(labelled().values()) <= LABELS


def test_what_a_mark_says_of_health_or_belief_is_special():
    labels = labelled()
    for field in (
        ("register", "Mark", "code"),
        ("schools", "Flag", "kind"),
        ("schools", "Pupil", "ethnicity"),
    ):
        assert labels[field] == "special"
