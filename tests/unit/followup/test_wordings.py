"""What a school's own wording of a message must say."""

import pytest

from followup.codes.wordings import WORDINGS
from followup.rules.wordings import refusal_of_wording

GOOD = "{school}: {first_name} is away. {link}"


@pytest.mark.parametrize(
    ("text", "subject", "channel", "why"),
    [
        ("{school}: {surname} is away", "", "text", "{surname} is not a mark"),
        ("{first_name} is away", "", "text", "Say which school"),
        (GOOD + "x" * 400, "", "text", "at most 400"),
        (GOOD, " ", "email", "needs a subject"),
    ],
)
def test_a_wording_that_cannot_be_used_is_refused_with_what_is_wrong(
    text, subject, channel, why
):
    assert why in str(refusal_of_wording(text, subject, channel=channel))


def test_a_wording_that_names_its_school_and_known_marks_is_taken():
    assert refusal_of_wording(GOOD, "", channel="text") is None
    assert refusal_of_wording(GOOD, "Away", channel="email") is None


@pytest.mark.parametrize(
    "wording", WORDINGS, ids=lambda row: f"{row.kind}-{row.channel}"
)
def test_every_wording_that_ships_could_be_written_by_a_school(wording):
    assert (
        refusal_of_wording(wording.text, wording.subject, channel=wording.channel)
        is None
    )
