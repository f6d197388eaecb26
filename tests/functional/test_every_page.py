"""Every page that any role reaches: sound, accessible, and of its own school only.

People walk from their homes along the links, and each page is looked at by axe once.
"""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from playwright.sync_api import Browser, Page, ViewportSize

from core.clock import at_local
from core.tenancy import in_schools
from schools.models import Body, Person, Pupil
from schools.states import BodyKind
from tests.functional.busy_absence import make_looked_for
from tests.functional.busy_desk import make_busy
from tests.functional.closed_class import make_closed
from tests.functional.conftest import PATIENCE, Site
from tests.functional.crawl import Form, Links, Visit, Walk, names_under_a_body
from tests.functional.files_sent import send_files
from tests.functional.next_year import plan_next_year
from tests.worlds import make_world

NOW = at_local(dt.date(2026, 11, 20), dt.time(9, 36))
ROLES = ("teacher", "office", "officer", "dsl", "pastoral", "head", "governor")
PEOPLE = (
    *(f"{role}@primary.example" for role in ROLES),
    "lead@trust.example",
    "cme@authority.example",
    "admin@rollbook.example",
)
# Acts of one button: sent by POST from a page that is looked at.
POSTED = {
    *("account-active", "bank-holidays", "closure-remove", "contact-earlier"),
    *("contact-end", "group-unassign", "identity-undo", "nudge", "pupil-family"),
    *("pupil-photo-change", "pupil-relatives", "pupil-upn", "register-marks"),
    *("register-take", "suggestion-withdraw", "alert-seen", "visitor-out"),
    *("transport-put", "transport-take", "transport-end", "roll-call-ticks"),
    *("letters-send", "letter-mail", "school-letter-try", "trust-letter-try"),
    *("school-letter-end", "trust-letter-end", "leave-withdraw", "provider-end"),
    *("absence-attempt", "absence-claim", "absence-close", "absence-give-back"),
    *("absence-jobs-run", "absence-message-cancel", "absence-message-decide"),
    *("absence-release", "absence-report-decline"),
    *("absence-instruction-withdraw", "absence-case-tell", "absence-breakfast-end"),
    *("absence-evidence-record", "safeguarding-duty-end"),
    *("trip-take-off", "supply-withdraw", "register-screen"),
    *("school-import-apply", "school-import-give-up"),
    *("nation-import-apply", "nation-import-give-up"),
    *("retention-look", "retention-approve", "rollover-carry-out", "rollover-undo"),
    *(
        f"{kind}-{act}"
        for kind in ("school", "trust", "authority")
        for act in (
            *("duties-start", "duty-end", "contact-point-check", "contact-point-end"),
        )
    ),
}
# What scripts ask, and files: no page is shown.
NO_PAGE = {
    *("register-device", "register-state", "log-call-found"),
    *("court-order", "pupil-photo", "figure-chart"),
    *("letter-pdf", "letter-batch-print", "school-crest", "trust-crest"),
    *("school-letter-language", "trust-letter-language"),
    *("leave-days", "absence-case-letter"),
    *("desk-found", "fire-device", "roll-call-state", "alerts-new"),
    *("school-import-problems", "nation-import-problems"),
}
# Forms that ask for nothing: a register is saved as far as it has come.
MAY_BE_EMPTY = {
    "absence-jobs",
    "absence-sweep",
    "absence-wording",
    "register",
    "flag-edit",
    "lesson",
    "departure-return",
    # A plan is carried out as it stands, and a training may be due no more.
    "rollover",
    "rollover-group",
    "training-due",
}
FAMILY = "staff have no casework on their own relatives"
PAGES = sorted(set(names_under_a_body()) - POSTED - NO_PAGE)
ACCOUNT = ["account_change_password", "account_reauthenticate", "mfa_index"]
WIDE = ViewportSize(width=1366, height=768)
NARROW = ViewportSize(width=390, height=844)
AxeLook = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def demonstration(site: Site) -> Site:
    """Three schools of one trust, and one that is a stranger to them."""
    with override_settings(ROLLBOOK_DEMO=True):
        call_command("load_demonstration", scale="small", verbosity=0)
    site.clock(NOW)
    with transaction.atomic():
        make_world()
    school = Body.objects.get(slug="primary")
    with in_schools([school.pk]):
        make_busy(school.slug, NOW)
        make_looked_for(school, NOW)
        make_closed(school, NOW)
        plan_next_year(school, NOW)
        send_files(school, NOW)
    nation = Body.objects.get(kind=BodyKind.NATION)
    with in_schools([], body_ids=[nation.pk]):
        send_files(nation, NOW)
    return site


@pytest.fixture(scope="module")
def visits(demonstration: Site) -> list[Visit]:
    """Return what everybody reached, in the order of the roles."""
    return [visit for email in PEOPLE for visit in Walk(client_of(email), email).walk()]


@pytest.fixture(scope="module")
def pages(visits: list[Visit]) -> dict[str, Visit]:
    """Return for each name the first page that somebody reached."""
    return {visit.name: visit for visit in reversed(visits) if visit.is_page}


def client_of(email: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(email=email))
    return client


def test_every_link_leads_its_reader_to_a_page(visits):
    assert [
        f"{visit.status} for {visit.email} at {visit.address} from {visit.source}"
        for visit in visits
        if visit.status != 200
        # The record of a relative is answered with the sentence that says why not.
        and not (visit.status == 403 and FAMILY in visit.text)
    ] == []
    assert {visit.email for visit in visits} == set(PEOPLE)


def test_every_page_under_a_body_is_reached_by_somebody(pages):
    assert [name for name in PAGES if name not in pages] == []


def test_no_page_names_a_pupil_of_another_school(visits):
    with transaction.atomic():
        schools = list(Body.objects.filter(kind=BodyKind.SCHOOL))
    names: dict[str, set[str]] = {}
    for school in schools:
        with in_schools([school.pk]):
            found = Pupil.objects.filter(school=school)
            names[school.slug] = {
                words
                for pupil in found
                for words in (pupil.name, f"{pupil.last_name}, {pupil.first_name}")
            }
    # Staff are made up from the same words, and their names stand on pages of bodies.
    staff = {person.name for person in Person.objects.all()}
    assert len(names) == 4
    assert all(names.values())
    for visit in visits:
        parts = visit.address.split("/")
        here = names[parts[2]] if parts[1] == "schools" else set()
        others = set().union(*names.values()) - here - staff
        assert not [name for name in others if name in visit.text], visit.address


@pytest.fixture(scope="module")
def looked_at(
    demonstration: Site, browser: Browser, axe: AxeLook
) -> Iterator[Callable[[Visit], list[str]]]:
    """Return everything that is wrong with a page on a laptop and on a phone.

    Everybody has one browser, which stays open from page to page as theirs does.
    """
    opened: dict[str, tuple[Page, list[str]]] = {}

    def look(visit: Visit) -> list[str]:
        if visit.email not in opened:
            opened[visit.email] = browser_of(demonstration, browser, visit.email)
        page, said = opened[visit.email]
        said.clear()
        answer = page.goto(demonstration.origin + visit.address)
        wrong = [] if answer and answer.status == 200 else ["not answered with a page"]
        wrong += axe(page) + wrong_with_head(page)
        page.set_viewport_size(NARROW)
        wrong += too_wide(page)
        page.set_viewport_size(WIDE)
        return wrong + said

    yield look
    for page, _ in opened.values():
        page.context.close()


def browser_of(site: Site, browser: Browser, email: str) -> tuple[Page, list[str]]:
    """Open somebody's browser, and the list of what its pages complain of."""
    context = browser.new_context(viewport=WIDE, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    value = site.cookie(Person.objects.get(email=email))
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site.origin}]
    )
    said: list[str] = []
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on(
        "console", lambda line: said.append(line.text) if line.type == "error" else None
    )
    return context.new_page(), said


def wrong_with_head(page: Page) -> list[str]:
    """Return what a page lacks that says where one is."""
    headings = page.locator("h1").count()
    wrong = [] if headings == 1 else [f"{headings} headings of the first level"]
    if not page.title().removesuffix(" – Rollbook").strip():
        wrong.append("no title")
    return wrong


def too_wide(page: Page) -> list[str]:
    """Return what makes a page wider than its window."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          return [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1)
            .slice(0, 3).map((e) => `too wide for a phone: ${e.tagName} ${e.className}`);
        }"""
    )
    return found


@pytest.mark.parametrize("name", PAGES + ACCOUNT)
def test_nothing_is_wrong_with_a_page(pages, looked_at, name):
    assert looked_at(pages[name]) == []


@pytest.mark.parametrize("email", PEOPLE)
def test_the_first_page_and_what_its_navigation_offers(visits, looked_at, email):
    home = next(visit for visit in visits if visit.email == email)
    assert looked_at(home) == []
    text = client_of(email).get(home.address).content.decode()
    mine = {visit.address for visit in visits if visit.email == email}
    entries = Links(text.partition("rb-nav__list")[2].partition("</nav>")[0]).addresses
    assert len(entries) <= 7
    assert set(entries) <= mine


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_form_is_answered_with_what_is_missing(demonstration, pages, name):
    visit = pages[name]
    client = client_of(visit.email)
    for form in visit.forms:
        if form.asks:
            with transaction.atomic():
                wrong = sent_empty(client, visit, form)
                transaction.set_rollback(True)
            assert wrong == []


def sent_empty(client: Client, visit: Visit, form: Form) -> list[str]:
    """Send a form as nobody filled it in, and return what is wrong with the answer."""
    answer = client.post(form.action or visit.address, dict(form.untouched))
    if answer.status_code == 302:
        is_fine = visit.name in MAY_BE_EMPTY
        return [] if is_fine else [f"{form.action}: an empty form was taken"]
    if answer.status_code not in {200, 422}:
        return [f"{form.action}: answered {answer.status_code}"]
    text = answer.content.decode()
    found = Links(text)
    if "govuk-error-summary" not in text:
        return [f"{form.action}: says nothing of what is missing"]
    lost = [target for target in found.errors if target not in found.ids]
    return [
        f"{form.action}: an error leads to #{target}, which is not there"
        for target in lost
    ]
