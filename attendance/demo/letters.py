"""Letters of the demonstration: heads, texts that schools have written, some sent letters.

Made by the product's own services once everything else is stored, so that each has its
facts, its file and its proof.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from PIL import Image, ImageDraw

from attendance.demo.drawings import store
from core.clock import at_local
from core.tenancy import in_schools
from letters.codes.kinds import BY_KEY
from letters.models import Batch, BatchItem, Letter, LetterHead
from letters.rules.due import Due
from letters.rules.facts import problems_of
from letters.selectors.due import due_letters, known_facts
from letters.services.asking import Wanted, ask_for_letters
from letters.services.desk import Desk
from letters.services.proof import note_event
from letters.services.texts import Text, write_version
from letters.services.working import claim_item, do_item, finish_batch
from letters.states import Event
from schools.models import Affiliation, Body, Membership, Pupil
from schools.states import BodyKind, Role

WRITTEN_AT = at_local(dt.date(2026, 9, 3), dt.time(15, 20))
MADE_AT = at_local(dt.date(2026, 11, 12), dt.time(14, 5))
SENT_ON = dt.date(2026, 11, 13)
# So many pupils of each school are written to, for each letter that is due.
EACH = 2
POLISH = Text(
    subject="Prosimy o podanie powodu nieobecności: {{ pupil_first_name }}",
    text="""Szanowni Państwo ({{ salutation }}),

Nie znamy jeszcze powodu tych nieobecności ({{ pupil_name }}):

{% for row in sessions %}
- {{ row.day }}, {{ row.session }}
{% endfor %}

Prosimy o podanie powodu. Ostatni dzień: {{ reply_by }}. Nieobecność, której nikt nie wyjaśni, zapisujemy jako nieusprawiedliwioną.
{% if words %}

{{ words }}
{% endif %}

Z poważaniem

~~~

**{{ signatory_name }}**
{{ signatory_position }}""",
    mail="Szanowni Państwo,\n\nw załączniku przesyłamy list ({{ pupil_name }}).\n\n{{ school_name }}",
    starts_on=WRITTEN_AT.date(),
)
SUPPORT = Text(
    subject="Coming back to {{ school_name }}",
    text="""Dear {{ salutation }},

{{ pupil_first_name }} has missed some school, and we would like to make coming back easy. The house team is in the hall from 08:15 every morning: somebody walks to the first lesson with {{ him_her }}, and the work that was missed is in a folder.
{% if support_offered %}

We have thought of this for {{ pupil_first_name }}: {{ support_offered }}
{% endif %}
{% if words %}

{{ words }}
{% endif %}

Yours sincerely

~~~

**{{ signatory_name }}**
{{ signatory_position }}""",
    mail="Dear {{ salutation }},\n\nA letter about {{ pupil_name }} is attached.\n\n{{ school_name }}",
    starts_on=WRITTEN_AT.date(),
)
OWN = {
    "primary": ("absence_reminder", "Polish", POLISH),
    "academy": ("support", "English", SUPPORT),
}
_SENT = (
    (Event.POSTED, "First class"),
    None,
    (Event.HANDED, "Given to the parent at the gate by the pastoral lead"),
    (Event.POSTED, "First class"),
)


def add_letters() -> None:
    """Give each school a letter head, its own texts, and letters that it has sent."""
    for school in Body.objects.filter(kind=BodyKind.SCHOOL).order_by("pk"):
        rows = Affiliation.objects.filter(school=school, kind=BodyKind.TRUST)
        trusts = list(rows.values_list("parent", flat=True))
        with in_schools([school.pk], body_ids=trusts):
            _write(school)
            _send(school)


def _write(school: Body) -> None:
    head = Membership.objects.get(body=school, role=Role.HEAD)
    LetterHead.objects.create(
        body=school,
        starts_on=WRITTEN_AT.date(),
        crest=store(f"{school.pk}/crests/crest.png", crest(school.name)),
        strapline="Every day, everyone",
        signatory_name=head.name,
        signatory_position=head.position,
        reply_telephone=school.telephone,
        reply_email=school.email,
        made_at=WRITTEN_AT,
        made_by=head,
    )
    if school.slug in OWN:
        kind, language, text = OWN[school.slug]
        write_version(
            body=school,
            kind=kind,
            language=language,
            text=text,
            by=head,
            now=WRITTEN_AT,
        )


def _send(school: Body) -> None:
    officer = Membership.objects.get(body=school, role=Role.OFFICER)
    chosen: dict[str, list[Wanted]] = {}
    for row in due_letters(school, MADE_AT.date()):
        group = chosen.setdefault(row.kind, [])
        if len(group) < EACH and (wanted := _wanted(row)):
            group.append(wanted)
    for kind, group in chosen.items():
        batch = ask_for_letters(
            school=school, kind=kind, wanted=group, by=officer, now=MADE_AT
        )
        _make(school, batch)
        _note_sent(batch, officer)


def _wanted(row: Due) -> Wanted | None:
    pupil = Pupil.objects.select_related("school").get(pk=row.pupil)
    kind = BY_KEY[row.kind]
    facts = known_facts(pupil, kind, MADE_AT.date()) | dict(row.facts)
    if problems_of(kind, facts):
        return None
    return Wanted(pupil=pupil, cause=row.cause, reason=row.reason, facts=facts)


def _make(school: Body, batch: Batch) -> None:
    desk = Desk.at(school, batch.kind, MADE_AT)
    for number in BatchItem.objects.filter(batch=batch).values_list("pk", flat=True):
        item = claim_item(item_id=number, now=MADE_AT)
        if item:
            do_item(item=item, desk=desk, now=MADE_AT)
    finish_batch(batch=batch, now=MADE_AT)


def _note_sent(batch: Batch, by: Membership) -> None:
    """Note most of them as sent; one waits, so that something is to be done."""
    letters = Letter.objects.filter(item__batch=batch).order_by("pk")
    for letter, sent in zip(letters, _SENT, strict=False):
        if sent:
            kind, words = sent
            note_event(
                letter=letter,
                kind=kind,
                happened_on=SENT_ON,
                words=words,
                by=by,
                now=at_local(SENT_ON, dt.time(15, 40)),
            )


def crest(name: str) -> bytes:
    """Draw a shield with the first letter of a school's name."""
    picture = Image.new("RGB", (240, 280), "white")
    pen = ImageDraw.Draw(picture)
    shield = [(10, 10), (230, 10), (230, 150), (120, 272), (10, 150)]
    pen.polygon(shield, fill="#14283c")
    pen.polygon(
        [(120 + (x - 120) * 0.88, 130 + (y - 130) * 0.88) for x, y in shield],
        outline="white",
        width=4,
    )
    pen.text((120, 112), name[0], fill="white", font_size=130, anchor="mm")
    made = BytesIO()
    picture.quantize(16).save(made, "PNG", optimize=True)
    return made.getvalue()
