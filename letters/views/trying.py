"""Tries a text on a real pupil of the school, or on the samples of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core import clock
from letters.codes.fields import BY_NAME
from letters.codes.kind import Kind
from letters.codes.standing import STANDING
from letters.forms.texts import VersionForm
from letters.models import TemplateVersion
from letters.rules.language import MissingFact
from letters.selectors.due import known_facts
from letters.services.desk import Desk
from letters.services.making import previewed
from letters.services.sheet import Written
from schools.models import Body, Pupil
from schools.permissions import ScopedRequest, family_refusal
from schools.selectors.pupils import pupils_on
from schools.states import Act, BodyKind

OFFERED = 40


@dataclass(frozen=True, slots=True)
class Preview:
    """What a text would say, or what is wrong with it."""

    faults: tuple[str, ...]
    about: str = ""
    written: Written | None = None


def some_pupils(request: ScopedRequest) -> list[Pupil]:
    """Return some pupils whom a text can be tried on."""
    scope = request.scope
    if scope.body.kind != BodyKind.SCHOOL or not scope.may(Act.SEND_LETTERS):
        return []
    everybody: Any = pupils_on(scope.body, clock.today())
    found = everybody.filter(is_on_roll=True)
    return list(found.order_by("last_name", "first_name")[:OFFERED])


def preview_of(
    request: ScopedRequest, form: VersionForm, kind: Kind, language: str
) -> Preview:
    """Return what the typed text, or the one that is used, would say."""
    typed: dict[str, Any] = dict(form.initial)
    if form.is_bound:
        form.is_valid()
        said = (error for errors in form.errors.values() for error in errors)
        if form.errors:
            return Preview(tuple(dict.fromkeys(map(str, said))))
        typed = form.cleaned_data
    if not typed.get("text"):
        return Preview(())
    version = TemplateVersion(
        subject=typed["subject"], text=typed["text"], mail=typed["mail"]
    )
    facts, about = _facts(request, kind)
    written = Written(version=version, language=language, facts=facts)
    try:
        written.html()
    except MissingFact as missing:
        return Preview((f"Line {missing.line}: “{missing.name}” has no value here.",))
    return Preview((), about, written)


def _facts(request: ScopedRequest, kind: Kind) -> tuple[dict[str, object], str]:
    samples = {name: BY_NAME[name].sample for name in kind.asked}
    pupil = _chosen(request)
    if pupil is None:
        standing = {field.name: field.sample for field in STANDING}
        return standing | samples, "Made-up facts"
    today = clock.today()
    known = known_facts(pupil, kind, today)
    desk = Desk(request.scope.body, kind, today)
    facts, to = previewed(pupil=pupil, desk=desk, facts=samples | known)
    return facts, f"{pupil.name}, to {to.names}"


def _chosen(request: ScopedRequest) -> Pupil | None:
    body: Body = request.scope.body
    wanted = request.POST.get("pupil") or request.GET.get("pupil") or ""
    if not wanted.isdecimal() or not request.scope.may(Act.SEND_LETTERS):
        return None
    if body.kind != BodyKind.SCHOOL:
        return None
    pupil: Pupil | None = body.pupils.filter(pk=int(wanted)).first()
    if pupil is None or family_refusal(request.scope, pupil):
        return None
    return pupil
