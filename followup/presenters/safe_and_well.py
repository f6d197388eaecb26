"""Cases of children who must be found, and one of them with all that was done."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.urls import reverse

from core.words import moment
from followup.models import Enquiry, RiskAssessment, Visit
from followup.presenters.sections import ACT, Button, Cell, Section, buttons
from followup.presenters.today import NEED_TAGS
from followup.rules.safe_and_well import Standing, asked_for
from followup.selectors.safe_and_well import Found
from schools.models import Body, Membership
from schools.rules.sessions import say_day

COLOURS = {Standing.DONE: "green", Standing.DUE: "yellow", Standing.LATE: "red"}
_Story = list[tuple[dt.datetime, tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One child who must be found, what is asked for today, and what was done."""

    name: str
    href: str
    facts: tuple[tuple[str, str], ...]
    need: tuple[str, str]
    seen: str
    sections: tuple[Section, ...]
    acts: tuple[tuple[str, str], ...]
    tell: str
    outcome: str


def cases_section(
    school: Body, cases: Sequence[Found], groups: Mapping[int, str], family: set[int]
) -> Section:
    """Draw the open cases, who must be found first on top."""
    ordered = sorted(cases, key=lambda row: (row.need, -row.case.day_number))
    return Section(
        title="Open",
        columns=("Pupil", "Need", "Since", "Day", "Today", "Still asked for", ACT),
        rows=tuple(_case(school, row, groups, family) for row in ordered),
        empty="No case is open.",
        why="A case opens with the first-day list and ends with an outcome.",
    )


def _case(
    school: Body, row: Found, groups: Mapping[int, str], family: set[int]
) -> tuple[Cell, ...]:
    spell, pupil = row.spell, row.spell.enrolment.pupil
    waiting = [one for one in asked_for(row.case) if one.standing is not Standing.DONE]
    late = any(one.standing is Standing.LATE for one in waiting)
    words, colour = NEED_TAGS[row.need]
    here = reverse("absence-case", kwargs={"school": school.slug, "spell": spell.pk})
    is_mine = pupil.pk not in family
    return (
        Cell(
            pupil.sort_name,
            reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
            groups.get(spell.enrolment_id, ""),
        ),
        Cell(words, colour=colour),
        Cell(say_day(spell.starts_on)),
        Cell(str(row.case.day_number)),
        _today(row),
        Cell(
            f"{len(waiting)} to do" if waiting else "nothing",
            colour="red" if late else "yellow" if waiting else "green",
            detail=waiting[0].words if waiting else "",
        ),
        buttons(Button(text="Open", action=here, of=pupil.name))
        if is_mine
        else Cell("Family of yours"),
    )


def _today(row: Found) -> Cell:
    today = [one for one in row.decisions if one.day_number == row.case.day_number]
    if not today:
        return Cell("not decided", colour="orange")
    return Cell(today[-1].get_decision_display())


def case_page(school: Body, row: Found) -> CasePage:
    """Draw one case."""
    spell, pupil = row.spell, row.spell.enrolment.pupil
    where = {"school": school.slug, "spell": spell.pk}
    by = spell.concluded_by
    return CasePage(
        name=pupil.name,
        href=reverse("pupil", kwargs={"school": school.slug, "pupil": pupil.pk}),
        facts=(
            ("Away since", say_day(spell.starts_on)),
            ("School day of the absence", str(row.case.day_number)),
        ),
        need=NEED_TAGS[row.need],
        seen="The child has been seen." if row.case.is_seen else "",
        sections=(_asked(row), _done(school, row)),
        acts=tuple(
            (words, reverse(name, kwargs=where))
            for words, name in (
                ("Decide on a visit", "absence-case-decide"),
                ("Assess the risks", "absence-case-assess"),
                ("Record the visit", "absence-case-visit"),
                ("Somebody asked or told", "absence-case-ask"),
                ("Outcome", "absence-case-outcome"),
            )
        )
        if spell.concluded_at is None
        else (),
        tell=""
        if row.case.is_lead_told
        else reverse("absence-case-tell", kwargs=where),
        outcome=f"{spell.get_conclusion_display()}: {spell.conclusion_words}"
        f" ({by.name}, {by.position}, {moment(spell.concluded_at)})"
        if spell.concluded_at and by
        else "",
    )


def _asked(row: Found) -> Section:
    return Section(
        title="Asked for",
        columns=("What", "Stands"),
        rows=tuple(
            (
                Cell(one.words, detail="must be done" if one.is_mandatory else ""),
                Cell(one.standing.value, colour=COLOURS[one.standing]),
            )
            for one in asked_for(row.case)
        ),
        empty="The child has been seen: enter the outcome.",
    )


def _done(school: Body, row: Found) -> Section:
    """Draw everything that was done, in its order."""
    where = {"school": school.slug, "spell": row.spell.pk}
    story: _Story = [
        *(
            (
                one.decided_at,
                (
                    Cell(moment(one.decided_at)),
                    Cell(f"Day {one.day_number}: {one.get_decision_display()}"),
                    Cell(one.rationale),
                    _by(one.decided_by),
                ),
            )
            for one in row.decisions
        ),
        *((one.assessed_at, _assessment(one)) for one in row.assessments),
        *((one.visited_at, _visit(where, one)) for one in row.visits),
        *((one.asked_at, _enquiry(where, one)) for one in row.enquiries),
        *(
            (
                one.made_at,
                (
                    Cell(moment(one.made_at)),
                    Cell(f"Told {one.to.name}, {one.to.position}"),
                    Cell(f"Seen {moment(one.seen_at)}" if one.seen_at else "Not seen"),
                    _by(one.sender),
                ),
            )
            for one in row.told
        ),
    ]
    return Section(
        title="Done",
        columns=("When", "What", "In words", "By"),
        rows=tuple(cells for _, cells in sorted(story, key=itemgetter(0))),
        empty="Nothing yet. Calls stand on the calling page.",
    )


def _assessment(row: RiskAssessment) -> tuple[Cell, ...]:
    may = "they may go" if row.may_go else "nobody goes"
    return (
        Cell(moment(row.assessed_at)),
        Cell(
            f"Risks assessed: {may}",
            detail=f"{row.first_staff.name} and {row.second_staff.name},"
            f" {moment(row.planned_for)}, back by {moment(row.back_by)}",
        ),
        Cell(f"{row.hazards} {row.measures}"),
        _by(row.assessed_by),
    )


def _visit(where: Mapping[str, object], row: Visit) -> tuple[Cell, ...]:
    letter = reverse("absence-case-letter", kwargs={**where, "visit": row.pk})
    spoke = f"Spoke to {row.spoke_to}. " if row.spoke_to else ""
    return (
        Cell(moment(row.visited_at)),
        Cell(
            f"Visit: {row.get_found_display()}",
            detail="A letter was left." if row.is_letter_left else "",
            buttons=(Button(text="Copy of the letter", action=letter),)
            if row.letter
            else (),
        ),
        Cell(f"{spoke}{row.words}"),
        Cell(row.visited_by.name, detail=f"with {row.second_staff.name}"),
    )


def _enquiry(where: Mapping[str, object], row: Enquiry) -> tuple[Cell, ...]:
    answer = reverse("absence-case-answer", kwargs={**where, "enquiry": row.pk})
    name = f" {row.who}" if row.who else ""
    reference = f", reference {row.reference}" if row.reference else ""
    return (
        Cell(moment(row.asked_at)),
        Cell(f"{row.get_whom_display()}{name}", detail=f"{row.how}{reference}"),
        Cell(f"{row.said} Answer: {row.answer}")
        if row.answered_at
        else Cell(row.said, buttons=(Button(text="They answered", action=answer),)),
        _by(row.asked_by),
    )


def _by(member: Membership | None) -> Cell:
    return Cell(member.name, detail=member.position) if member else Cell("")
