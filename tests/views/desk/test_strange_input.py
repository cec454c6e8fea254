"""What no browser would post: every field of every form of the desk, filled in by somebody who means harm.

Whatever is posted, the desk answers, and leads nobody to another site.
"""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import reverse

from meetings.models import Entry, Justification, Sitting
from meetings.rules.vocabulary import Format, StepKind
from tests.factories import (
    EntryFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ReportFactory,
)
from tests.views.desk.test_outsiders import JANUARY, Desk, posts  # noqa: F401  # a fixture
from tests.views.desk.typed import page_of
from tests.views.published import DECEMBER

pytestmark = pytest.mark.django_db

STRANGE = [
    "\0",
    "9" * 20,
    "9" * 5000,
    "0001-01-01",
    "9999-12-31",
    "[" * 20_000,
    '{"kind": [], "symbol": {}, "due_on": 7}',
]
"""Too long, too great, out of the calendar, or of another kind than the field's."""

ANSWERS = {200, 302, 400, 404, 409}
OTHER_MONTHS = ["0001-01-01", "1999-12-31", "2100-01-01", "9999-12-31"]
BY_SCRIPT = {"HX-Request": "true"}


class TestEveryField:
    @pytest.mark.parametrize("strange", STRANGE, ids=lambda strange: strange[:12].replace("\0", "NUL"))
    def test_is_answered(self, planner, posts, strange):  # noqa: F811
        """One field at a time, as it differs from what a browser would post."""
        wrong = []
        for name, (address, data) in posts.items():
            for field in data.keys() | {"seen", "month", "next"}:
                with transaction.atomic():
                    response = planner.client.post(address, data | {field: strange})
                    transaction.set_rollback(True)
                if response.status_code not in ANSWERS or leads_away(response):
                    wrong.append((name, field, response.status_code))
        assert wrong == []

    def test_of_an_address_is_answered(self, planner, posts):  # noqa: F811
        fields = (
            "on",
            "half",
            "occasion",
            "step",
            "sitting",
            "month",
            "year",
            "page",
            "state",
            "revision",
            "mission",
        )
        pages = {address for name, (address, _data) in posts.items() if not name.startswith("desk_undo")}
        for page in pages:
            for strange in STRANGE:
                response = planner.client.get(page, dict.fromkeys(fields, strange))
                assert response.status_code in ANSWERS | {405}


def leads_away(response):
    return bool(urlsplit(response.headers.get("Location", "")).netloc)


@pytest.fixture
def meeting(db):
    return EntryFactory(on=date(2026, 12, 10))


@pytest.fixture
def occasion(db):
    mission = MissionFactory()
    return OccasionFactory(mission=mission, mandate=MandateFactory(mission=mission))


def place(planner, occasion, **given):
    filled = {"step": StepKind.ADOPTION.value, "on": "2026-12-14"} | given
    headers = BY_SCRIPT if given.get("month") else {}
    return planner.client.post(reverse("step_place", args=[occasion.uid]), filled, headers=headers)


@pytest.mark.parametrize("month", OTHER_MONTHS)
def test_a_desk_that_has_no_page_is_not_led_to(planner, occasion, month):
    response = place(planner, occasion, month=month)
    assert response["Location"] == reverse("occasion", args=[occasion.uid])
    opened = {"mandate": MandateFactory(mission=MissionFactory()).pk, "month": month}
    response = planner.client.post(reverse("occasion_open"), opened, headers=BY_SCRIPT)
    assert response["Location"].startswith("/occasions/")


@pytest.mark.parametrize("name", ["month", "nowhere", "admin:index"])
def test_the_name_of_a_view_is_no_address(planner, occasion, name):
    assert place(planner, occasion, next=name).status_code == 302


def test_no_sitting_of_another_entry_is_moved(planner, meeting):
    other = Sitting.objects.get(entry=EntryFactory(on=date(2026, 12, 11)))
    given = {"revision": meeting.revision, "sitting": other.pk, "on": "2026-12-15"}
    response = planner.client.post(reverse("entry_move", args=[meeting.uid]), given)
    assert response.status_code == 404
    assert set(Sitting.objects.values_list("on", flat=True)) == {date(2026, 12, 10), date(2026, 12, 11)}


def test_no_reason_of_another_month_is_taken_back(planner):
    ProgrammeFactory(month=DECEMBER)
    kept = JustificationFactory(occasion=None, programme=ProgrammeFactory(month=JANUARY), rule="N18")
    given = {"justification": kept.pk}
    planner.client.post(reverse("justify_withdraw", args=[DECEMBER]), given)
    assert Justification.objects.filter(pk=kept.pk).exists()
    planner.client.post(reverse("justify_withdraw", args=[JANUARY]), given)
    assert not Justification.objects.filter(pk=kept.pk).exists()


def test_no_step_of_another_month_is_taken_back(planner, posts):  # noqa: F811
    _address, data = posts["desk_undo"]
    ProgrammeFactory(month=JANUARY)
    assert planner.client.post(reverse("desk_undo", args=[JANUARY]), data).status_code == 404


def test_no_state_of_another_entry_comes_back(planner, meeting, posts):  # noqa: F811
    _address, data = posts["entry_restore"]
    response = planner.client.post(reverse("entry_restore", args=[meeting.uid]), data)
    assert response["Location"] == reverse("entry_history", args=[meeting.uid])
    assert Entry.objects.get(pk=meeting.pk).revision == meeting.revision


def test_no_report_of_another_mission_is_attached(planner, occasion):
    report = ReportFactory(missions=[MissionFactory()])
    given = {"do": "attach", "report": report.pk, "revision": occasion.revision}
    response = planner.client.post(reverse("occasion_reports", args=[occasion.uid]), given)
    assert response.status_code == 200
    assert not occasion.reports.exists()


def test_no_row_is_written_beyond_the_most(planner, meeting):
    rows = {"sittings-TOTAL_FORMS": 10**9, "sittings-INITIAL_FORMS": 0, "steps-TOTAL_FORMS": -1}
    response = planner.client.post(
        reverse("entry_edit", args=[meeting.uid]), rows | {"title": "x", "more": "1"}
    )
    assert response.status_code == 200


def test_more_fields_than_any_form_has_are_refused(planner, meeting):
    fields = {f"sittings-{number}-on": "2026-12-10" for number in range(1001)}
    assert planner.client.post(reverse("entry_edit", args=[meeting.uid]), fields).status_code == 400


@pytest.mark.parametrize("month", [date(2000, 1, 1), date(2099, 12, 1)])
def test_the_first_and_the_last_month_have_a_whole_desk(planner, month):
    entry = EntryFactory(on=month.replace(day=15))
    pages = [reverse(name, args=[month]) for name in ("desk", "entry_add", "desk_copy", "desk_proposals")]
    pages += [reverse(name, args=[entry.uid]) for name in ("entry_edit", "entry_move", "entry_marks")]
    assert {planner.client.get(page).status_code for page in pages} == {200}


MARKUP = "\"></script><script>alert(1)</script>'{{ 7|add:1 }}"


def test_what_people_type_is_text_on_every_page_of_the_desk(planner, posts):  # noqa: F811
    """Titles, notes, reasons and names: in lines, in attributes, in the sentences of a history, in parts for htmx."""
    entry = Entry.objects.get(format=Format.TCC_MEETING)
    desk = Desk(planner.client, entry, OccasionFactory(mission=entry.missions.get(), label=MARKUP))
    for name, fields in (
        ("entry_edit", ("title", "agenda", "convener", "briefers", "footnote", "internal_note")),
        ("occasion_edit", ("label", "notes", "urgent_reason")),
    ):
        filled = posts[name][1] | dict.fromkeys(fields, MARKUP)
        assert planner.client.post(posts[name][0], filled).status_code == 302
    for name in ("justify", "invitations"):
        text = {"justify": "reason", "invitations": "organization"}[name]
        assert planner.client.post(posts[name][0], posts[name][1] | {text: MARKUP}).status_code == 302
    moved = {"revision": desk.revision(entry), "on": "2026-12-11"}
    parts = planner.client.post(posts["entry_move"][0], moved, headers=BY_SCRIPT)
    stale = planner.client.post(posts["entry_edit"][0], posts["entry_edit"][1])
    pages = [planner.client.get(address) for address, _data in posts.values()]
    pages += [desk.page(name) for name in ("desk", "entry_history", "invitations_print", "entry_marks")]
    pages += [planner.client.get(address.replace("restore", "history")) for address, _data in posts.values()]
    said = [page.content.decode() for page in (*pages, parts, stale)]
    assert stale.status_code == 409
    assert sum("&lt;script&gt;alert" in page for page in said) > 10
    assert not any("<script>alert" in page for page in said)


@pytest.mark.parametrize("seen", ["", "-1", "9" * 20, "9" * 5000])
def test_a_choice_between_versions_survives_any_revision(planner, posts, seen):  # noqa: F811
    address, filled = posts["entry_edit"]
    assert planner.client.post(address, filled).status_code == 302
    stale = planner.client.post(address, filled | {"title": "Mine"})
    assert stale.status_code == 409
    assert planner.client.post(address, page_of(stale) | {"seen": seen}).status_code in ANSWERS
    assert not Entry.objects.filter(title="Mine").exists()


def test_no_answer_of_the_desk_is_kept_by_a_cache(planner, posts):  # noqa: F811
    """Pages, data, refusals and the ways on alike: of a reader who signed out, "Back" shows nothing."""
    pages = [address for address, _data in posts.values()]
    pages.append(posts["entry_move"][0].replace("/move/", "/marks/"))
    answers = [planner.client.get(page) for page in pages]
    answers += [planner.client.post(address, {}) for address, _data in posts.values()]
    assert {"no-store" in answer.headers.get("Cache-Control", "") for answer in answers} == {True}
