"""Children back in school and what their return asks for; returns to the authority."""

from collections.abc import Sequence

from django.urls import reverse

from core.words import count, moment
from followup.codes.weekdays import WEEKDAYS
from followup.models import (
    AuthorityReturn,
    BreakfastPlace,
    EvidenceRequest,
    GateTalk,
    LatenessReview,
    ReturnTalk,
)
from followup.presenters.sections import ACT, Button, Cell, Section, buttons
from followup.rules.evidence import Doubt
from schools.models import Body, Enrolment
from schools.rules.sessions import Slot, say_day


def pupil_cell(school: Body, enrolment: Enrolment) -> Cell:
    """Draw a pupil's name, opening their page."""
    where = {"school": school.slug, "pupil": enrolment.pupil_id}
    return Cell(enrolment.pupil.sort_name, reverse("pupil", kwargs=where))


def _to(school: Body, text: str, name: str, of: str, **where: int) -> Button:
    action = reverse(name, kwargs={"school": school.slug, **where})
    return Button(text=text, action=action, of=of)


def talks_section(school: Body, rows: Sequence[ReturnTalk]) -> Section:
    """Draw the talks that are due."""
    return Section(
        title="Return interviews and meetings",
        columns=("Pupil", "What", "Back on", "Why it is here", ACT),
        rows=tuple(
            (
                pupil_cell(school, row.enrolment),
                Cell(row.get_kind_display()),
                Cell(say_day(row.due_on)),
                Cell(row.rule),
                buttons(
                    _to(
                        school,
                        "Held",
                        "absence-talk",
                        row.enrolment.pupil.name,
                        talk=row.pk,
                    ),
                    _to(
                        school,
                        "Not held",
                        "absence-talk-not",
                        row.enrolment.pupil.name,
                        talk=row.pk,
                    ),
                ),
            )
            for row in rows
        ),
        empty="No talk is due.",
        why="They come at the end of the school day, by the school's settings.",
    )


def doubts_section(school: Body, rows: Sequence[tuple[Enrolment, Doubt]]) -> Section:
    """Draw illnesses about which the school's rules let it ask."""
    ask = reverse("absence-evidence-ask", kwargs={"school": school.slug})
    return Section(
        title="Evidence may be asked for",
        columns=("Pupil", "Illness", "Rule", ACT),
        rows=tuple(
            (
                pupil_cell(school, enrolment),
                Cell(f"{say_day(one.first_day)} to {say_day(one.last_day)}"),
                Cell(one.words),
                buttons(
                    Button(
                        text="Ask",
                        action=f"{ask}?pupil={enrolment.pupil_id}&rule={one.rule}"
                        f"&first={one.first_day}&last={one.last_day}",
                        of=enrolment.pupil.name,
                    )
                ),
            )
            for enrolment, one in rows
        ),
        empty="No illness that the school's rules name.",
        why="Never as routine: only where there is genuine and reasonable doubt"
        " (WTISA 2024 para 374).",
        add=("Ask because of a doubt", ask),
    )


def requests_section(school: Body, rows: Sequence[EvidenceRequest]) -> Section:
    """Draw what was asked for."""
    return Section(
        title="Evidence asked for",
        columns=("Pupil", "Illness from", "Rule", "By", "Stands"),
        rows=tuple(
            (
                Cell(
                    row.enrolment.pupil.sort_name,
                    reverse(
                        "absence-evidence",
                        kwargs={"school": school.slug, "request_id": row.pk},
                    ),
                ),
                Cell(say_day(row.first_day)),
                Cell(row.get_rule_display()),
                Cell(say_day(row.due_on)),
                _stands(row),
            )
            for row in rows
        ),
        empty="No evidence was asked for.",
    )


def _stands(row: EvidenceRequest) -> Cell:
    decisions = list(row.decisions.all())
    if not decisions:
        seen = len(row.items.all())
        return Cell("seen" if seen else "waits", colour="blue" if seen else "yellow")
    if decisions[-1].is_authorised:
        return Cell("authorised", colour="green")
    told = decisions[-1].notices.all()
    return Cell("not authorised", colour="red", detail="" if told else "tell a parent")


def patterns_section(school: Body, rows: Sequence[LatenessReview]) -> Section:
    """Draw patterns of lateness."""
    return Section(
        title="Persistent lateness",
        columns=("Pupil", "Late marks", "Rule", ACT),
        rows=tuple(
            (
                pupil_cell(school, row.enrolment),
                Cell(
                    str(len(row.slots)),
                    detail=", ".join(
                        Slot.from_number(slot).words for slot in row.slots
                    ),
                ),
                Cell(row.rule),
                buttons(
                    _to(
                        school,
                        "Dealt with",
                        "absence-lateness",
                        row.enrolment.pupil.name,
                        review=row.pk,
                    ),
                    _to(
                        school,
                        "Breakfast place",
                        "absence-breakfast",
                        row.enrolment.pupil.name,
                        enrolment=row.enrolment_id,
                    ),
                ),
            )
            for row in rows
        ),
        empty="No pattern of lateness that nobody has dealt with.",
    )


def gate_section(
    school: Body, rows: Sequence[tuple[Enrolment, Slot, GateTalk | None]]
) -> Section:
    """Draw who came late today, and what was said at the gate."""
    return Section(
        title="Late today",
        columns=("Pupil", "Session", "At the gate", ACT),
        rows=tuple(
            (
                pupil_cell(school, enrolment),
                Cell(slot.words),
                Cell(
                    f"{talk.with_whom}: {talk.reason}",
                    detail=f"{talk.support} {talk.talked_by.name},"
                    f" {moment(talk.talked_at)}".strip(),
                )
                if talk
                else Cell(""),
                buttons(
                    _to(
                        school,
                        "Talked",
                        "absence-gate",
                        enrolment.pupil.name,
                        enrolment=enrolment.pk,
                    )
                ),
            )
            for enrolment, slot, talk in rows
        ),
        empty="Nobody was late today.",
    )


def places_section(school: Body, rows: Sequence[BreakfastPlace]) -> Section:
    """Draw the places at the breakfast club."""
    names = dict(WEEKDAYS)
    return Section(
        title="Breakfast club places",
        columns=("Pupil", "Days", "From", "Why", ACT),
        rows=tuple(
            (
                pupil_cell(school, row.enrolment),
                Cell(" ".join(names[str(day)] for day in row.weekdays)),
                Cell(say_day(row.starts_on)),
                Cell(row.why, detail=row.offered_by.name),
                buttons(
                    Button(
                        text="End",
                        action=reverse(
                            "absence-breakfast-end",
                            kwargs={"school": school.slug, "place": row.pk},
                        ),
                        of=row.enrolment.pupil.name,
                        fields={},
                    )
                )
                if row.ended_at is None
                else Cell("ends today"),
            )
            for row in rows
        ),
        empty="Nobody has a place.",
    )


def authority_section(school: Body, rows: Sequence[AuthorityReturn]) -> Section:
    """Draw the returns that fall due, with the days that were counted."""
    return Section(
        title="Returns that fall due",
        columns=("Pupil", "Return", "Due", "Days", "Counted", ACT),
        rows=tuple(
            (
                pupil_cell(school, row.enrolment),
                Cell(row.get_kind_display()),
                Cell(say_day(row.due_on)),
                Cell(str(row.days)),
                Cell(row.rule, detail=_counted(row)),
                buttons(
                    _to(
                        school,
                        "Leave out",
                        "absence-authority-out",
                        row.enrolment.pupil.name,
                        row=row.pk,
                    )
                ),
            )
            for row in rows
        ),
        empty="No return falls due.",
        why="Found at the end of each school day (SI 2024/208 reg 13).",
    )


def _counted(row: AuthorityReturn) -> str:
    slots = [Slot.from_number(number) for number in sorted(row.slots)]
    return f"{count(len(slots), 'session')}: {slots[0].words} to {slots[-1].words}"
