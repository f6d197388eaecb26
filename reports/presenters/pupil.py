"""The page of one pupil: who, people, flags, year, story, as printable values."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from core.chronology import Entry
from core.words import count, long_day
from reports.presenters import (
    pupil_contacts,
    pupil_facts,
    pupil_figures,
    pupil_herringbone,
)
from reports.presenters.addresses import Addresses
from reports.presenters.pupil_contacts import ContactCard
from reports.selectors.pupil import PupilRecord
from schools.codes.flag_shorts import shade_of, short_of
from schools.codes.flags import BY_KEY
from schools.models import Flag
from schools.permissions import Scope
from schools.rules.age import age_on
from schools.rules.contacts import is_reachable, warning_of_too_few
from schools.rules.policy import Policy
from schools.rules.sessions import academic_year_words
from schools.states import MAY, Act, Role

# So much of the story is shown before the reader asks for all of it.
NEWEST = 40


@dataclass(frozen=True, slots=True)
class FlagLine:
    """A flag with who outside answers for it and when it is looked at again."""

    short: str
    label: str
    shade: str
    detail: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """An entry of the chronology."""

    at: dt.datetime | dt.date
    title: str
    kind: str
    detail: str
    by: tuple[str, str] | None
    href: str


@dataclass(frozen=True)
class PupilPage:
    """Everything that the template prints."""

    name: str
    sort_name: str
    photo: str
    alerts: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    upn: str | None
    family_refusal: str | None
    links: tuple[tuple[str, str], ...]
    flags: tuple[FlagLine, ...]
    contacts: tuple[ContactCard, ...]
    contacts_note: str
    contacts_warning: str
    siblings: tuple[tuple[str, str, str], ...]
    siblings_elsewhere: str
    year: str
    years: tuple[tuple[str, str, bool], ...]
    herringbone: pupil_herringbone.Herringbone
    figures: pupil_figures.YearFigures
    working_href: str
    story: tuple[StoryLine, ...]
    story_left: str
    openings: tuple[tuple[dt.datetime, str, str], ...] | None
    openings_href: str


def present(
    record: PupilRecord,
    scope: Scope,
    policy: Policy,
    *,
    today: dt.date,
    tells_all: bool,
) -> PupilPage:
    """Make the page that this reader sees."""
    pupil, addresses = record.pupil, Addresses(scope.body)
    sees_contacts = scope.may(Act.SEE_CONTACTS)
    cards = tuple(
        pupil_contacts.card(row, place, details=sees_contacts, today=today)
        for place, row in enumerate(record.contacts, start=1)
    )
    here = {"school": scope.body.slug, "pupil": pupil.pk}
    shown = len(record.story) if tells_all else NEWEST
    left = max(0, len(record.story) - shown)
    return PupilPage(
        name=pupil.name,
        sort_name=pupil.sort_name,
        photo=reverse("pupil-photo", kwargs=here) if pupil.photograph else "",
        alerts=pupil_facts.alerts(pupil),
        facts=pupil_facts.facts(record, scope, today),
        upn=record.upn,
        family_refusal=record.family_refusal,
        links=_links(record, scope, here, today),
        flags=tuple(map(_flag, record.flags)),
        contacts=cards,
        contacts_note="" if sees_contacts else _who_sees_numbers(),
        contacts_warning=_warning(record, policy) if sees_contacts else "",
        siblings=tuple(
            (row.name, addresses.pupil(row.pk), str(age_on(row.date_of_birth, today)))
            for row in record.siblings
        ),
        siblings_elsewhere=_elsewhere(record.siblings_elsewhere),
        year=academic_year_words(record.year.academic_year),
        years=_years(record, addresses),
        herringbone=pupil_herringbone.herringbone(record.year, addresses),
        figures=pupil_figures.figures(record.year, policy.bands),
        working_href=addresses.working(
            pupil.pk,
            record.year.period.starts_on,
            min(today, record.year.period.last_day or today),
            "attendance",
        ),
        story=tuple(_line(entry, addresses) for entry in record.story[:shown]),
        story_left=count(left, "earlier entry", "earlier entries") if left else "",
        openings=_openings(record),
        openings_href=(
            f"{reverse('access-log', kwargs={'school': scope.body.slug})}"
            f"?pupil={pupil.pk}"
        ),
    )


def _links(
    record: PupilRecord, scope: Scope, here: dict[str, object], today: dt.date
) -> tuple[tuple[str, str], ...]:
    if record.family_refusal or not scope.may(Act.EDIT_PUPILS):
        return ()
    names = {
        "Edit": "pupil-edit",
        "Contacts": "contacts",
        "Flags": "flags",
        "Class and roll": "pupil-roll",
    }
    month = {**here, "month": f"{today:%Y-%m}"}
    return (
        ("Month", reverse("pupil-month", kwargs=month)),
        *((text, reverse(name, kwargs=here)) for text, name in names.items()),
        *_arranging(scope, here),
        *_writing(scope, here),
    )


def _writing(scope: Scope, here: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """Return where a letter about a pupil is written."""
    if not scope.may(Act.SEND_LETTERS):
        return ()
    address = reverse("letter-new", kwargs={"school": here["school"]})
    return (("Letter", f"{address}?pupil={here['pupil']}"),)


def _arranging(scope: Scope, here: dict[str, object]) -> tuple[tuple[str, str], ...]:
    """Return where leave and arrangements of a pupil are made."""
    if not scope.may(Act.AMEND_MARKS):
        return ()
    school, pupil = {"school": here["school"]}, here["pupil"]
    return (
        ("Leave", f"{reverse('leave-ask', kwargs=school)}?pupil={pupil}"),
        ("Arrange", f"{reverse('arrangement-new', kwargs=school)}?pupil={pupil}"),
    )


def _flag(flag: Flag) -> FlagLine:
    kind = BY_KEY[flag.kind]
    worker = " ".join(filter(None, (flag.worker_name, flag.worker_contact)))
    parts = (
        flag.note,
        f"Worker: {worker}." if worker else "",
        f"Owner: {flag.owner.name}." if flag.owner else "",
        f"Since {long_day(flag.starts_on)}.",
        f"To {long_day(flag.period.last_day)}." if flag.period.last_day else "",
        f"Review {long_day(flag.review_on)}." if flag.review_on else "",
    )
    return FlagLine(
        short_of(kind), kind.label, shade_of(kind), " ".join(filter(None, parts))
    )


def _who_sees_numbers() -> str:
    who = [role.label.lower() for role in Role if Act.SEE_CONTACTS in MAY[role]]
    return f"Numbers and addresses are seen by: {', '.join(who)}."


def _warning(record: PupilRecord, policy: Policy) -> str:
    if record.family_refusal or record.pupil.died_on:
        return ""
    able = sum(
        is_reachable(numbers=len(row.adult.numbers.all()), channels=row.channels)
        for row in record.contacts
    )
    minimum = policy.minimum_contacts
    return warning_of_too_few(reachable=able, minimum=minimum) or ""


def _elsewhere(number: int) -> str:
    return (
        f"{count(number, 'brother or sister', 'brothers or sisters')} at other schools"
        if number
        else ""
    )


def _years(
    record: PupilRecord, addresses: Addresses
) -> tuple[tuple[str, str, bool], ...]:
    page = addresses.pupil(record.pupil.pk)
    chosen = record.year.academic_year
    return tuple(
        (academic_year_words(year), f"{page}?year={year}", year == chosen)
        for year in record.years
    )


def _line(entry: Entry, addresses: Addresses) -> StoryLine:
    return StoryLine(
        at=entry.at,
        title=entry.words,
        kind=entry.kind,
        detail=entry.detail,
        by=entry.by,
        href=addresses.of(entry.link),
    )


def _openings(
    record: PupilRecord,
) -> tuple[tuple[dt.datetime, str, str], ...] | None:
    if record.openings is None:
        return None
    return tuple(
        (row.opened_at, row.opened_by.name, row.opened_by.position)
        for row in record.openings
    )
