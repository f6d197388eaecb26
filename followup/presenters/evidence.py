"""One request for medical evidence, with what was seen and decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.words import moment
from followup.models import EvidenceDecision, EvidenceRequest
from followup.presenters.sections import Cell, Section
from schools.models import Body, Contact
from schools.rules.sessions import say_day


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """A request, its facts and what may be done next."""

    pupil: str
    href: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    acts: tuple[tuple[str, str], ...]
    refusal: str
    record: str


def evidence_page(
    school: Body,
    row: EvidenceRequest,
    *,
    refusal: str | None,
    open_sessions: int,
    may_decide: bool,
) -> EvidencePage:
    """Draw one request; to decide is for those who amend marks."""
    where = {"school": school.slug, "request_id": row.pk}
    decisions: Sequence[EvidenceDecision] = list(row.decisions.all())
    standing = decisions[-1] if decisions else None
    last = f" to {say_day(row.last_day)}" if row.last_day else ", not over yet"
    acts = [("Evidence seen", reverse("absence-evidence-seen", kwargs=where))]
    if may_decide:
        acts.append(("Decide", reverse("absence-evidence-decide", kwargs=where)))
    if standing and not standing.is_authorised:
        acts.append(
            ("A parent was told", reverse("absence-evidence-tell", kwargs=where))
        )
    wanted = may_decide and standing is not None and not standing.is_authorised
    return EvidencePage(
        pupil=row.enrolment.pupil.name,
        href=reverse(
            "pupil", kwargs={"school": school.slug, "pupil": row.enrolment.pupil_id}
        ),
        facts=(
            ("Illness", f"{say_day(row.first_day)}{last}"),
            ("Rule", f"{row.get_rule_display()}: {row.words}"),
            ("Evidence by", say_day(row.due_on)),
            ("Asked by", f"{row.asked_by.name}, {moment(row.asked_at)}"),
        ),
        sections=(_story(row, decisions),),
        acts=tuple(acts),
        refusal=(refusal or "") if wanted and open_sessions else "",
        record=reverse("absence-evidence-record", kwargs=where)
        if wanted and open_sessions
        else "",
    )


def _story(row: EvidenceRequest, decisions: Sequence[EvidenceDecision]) -> Section:
    story = [
        (
            one.seen_at,
            one.get_form_display(),
            f"{f'dated {say_day(one.dated_on)} ' if one.dated_on else ''}{one.words}",
            one.seen_by.name,
        )
        for one in row.items.all()
    ]
    for decision in decisions:
        words = "Authorised" if decision.is_authorised else "Not authorised"
        story.append(
            (decision.decided_at, words, decision.reasons, decision.decided_by.name)
        )
        story += [
            (
                one.told_at,
                f"Told {one.contact.adult.name}",
                f"{one.get_how_display()}. {one.words}",
                one.told_by.name,
            )
            for one in decision.notices.all()
        ]
    return Section(
        title="Seen, decided, told",
        columns=("When", "What", "In words", "By"),
        rows=tuple(
            (Cell(moment(at)), Cell(what), Cell(words), Cell(by))
            for at, what, words, by in sorted(story, key=lambda one: one[0])
        ),
        empty="Nothing was shown yet.",
    )


def say_parents(rows: Sequence[Contact]) -> list[tuple[str, str]]:
    """Return parents as the choices of a field."""
    return [
        (str(row.pk), f"{row.adult.name}, {row.relationship.lower()}") for row in rows
    ]
