"""Who a pupil is, in words and values: birth, class, roll, needs, home."""

import datetime as dt

from core.words import long_day
from reports.selectors.pupil import PupilRecord
from schools.codes.ethnicity import ETHNICITIES
from schools.models import Pupil
from schools.permissions import Scope
from schools.rules.age import age_on, year_group_words
from schools.selectors.contacts import home_is_confidential
from schools.states import Act


def alerts(pupil: Pupil) -> tuple[str, ...]:
    """Say what whoever has the child before them must know at once."""
    said = (("Allergy", pupil.allergies), ("Care plan", pupil.care_plan))
    return tuple(f"{word}: {text}" for word, text in said if text)


def facts(
    record: PupilRecord, scope: Scope, today: dt.date
) -> tuple[tuple[str, str], ...]:
    """Print what is known of a pupil, as far as the reader may see it."""
    pupil = record.pupil
    legal = f"{pupil.first_name} {pupil.last_name}"
    born = pupil.date_of_birth
    rows = [
        ("Legal name", legal if legal != pupil.name else ""),
        ("Born", long_day(born) + _age(pupil, today)),
        ("Died", long_day(pupil.died_on) if pupil.died_on else ""),
        ("Class", "" if pupil.died_on else _class(record)),
        ("On roll", _roll(record, today)),
        ("Admission number", pupil.admission_number),
    ]
    if record.family_refusal is None and scope.may(Act.SEE_FLAGS):
        rows += [
            ("Special needs", pupil.get_sen_status_display()),
            ("Language", pupil.first_language),
            ("Ethnicity", ETHNICITIES.get(pupil.ethnicity, "")),
        ]
    if record.family_refusal is None and scope.may(Act.SEE_CONTACTS):
        rows.append(("Address", _home(record)))
    return tuple(row for row in rows if row[1])


def _age(pupil: Pupil, today: dt.date) -> str:
    if pupil.died_on is not None:
        return ""
    return f", {age_on(pupil.date_of_birth, today)} years old"


def _home(record: PupilRecord) -> str:
    """Print where the pupil lives, unless that is where somebody must not be found."""
    pupil = record.pupil
    if home_is_confidential(record.contacts):
        return "Confidential, as that of an adult the pupil lives with."
    return ", ".join(filter(None, [*pupil.address.splitlines(), pupil.postcode]))


def _class(record: PupilRecord) -> str:
    if record.placement is None:
        return "None: no register asks for this pupil"
    year = year_group_words(record.placement.year_group)
    group = record.placement.group
    return f"{year}, {group.name}" if group else f"{year}, no class: no register"


def _roll(record: PupilRecord, today: dt.date) -> str:
    enrolment = record.enrolment
    if enrolment is None:
        return "Never"
    since = long_day(enrolment.starts_on)
    if enrolment.starts_on > today:
        return f"From {since}"
    last = enrolment.period.last_day
    kind = ", guest from another school" if enrolment.kind == "subsidiary" else ""
    gone = "" if record.pupil.died_on else ", has left"
    if last is None:
        return f"Since {since}{kind}"
    return f"{since} to {long_day(last)}{'' if last >= today else gone}{kind}"
