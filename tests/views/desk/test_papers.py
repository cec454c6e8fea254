"""The checklists of the desk: due days, ticks, days by hand, and two planners on one line."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AuditRecord, Entry, Paper
from meetings.rules.vocabulary import Format, OccasionKind, PaperKind, StepKind
from meetings.snapshots.checklist import NOTHING, LineState, states_of
from tests.factories import (
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ProgrammeFactory,
    ReportFactory,
)
from tests.people import all_five_at_the_desk
from tests.views.published import DECEMBER
from tests.views.reading import Page, errors

pytestmark = pytest.mark.django_db

PAPER = PaperKind.BACKGROUND_PAPER


@pytest.fixture
def meeting():
    return EntryFactory(on=date(2026, 12, 3), format=Format.TCC_MEETING, title="FORCE contributors")


@pytest.fixture
def occasion(meeting):
    """The meeting is on the 3rd, consultations on the 14th."""
    force = MissionFactory(acronym="FORCE")
    return OccasionFactory(
        mission=force,
        label="FORCE renewal",
        mandate=MandateFactory(mission=force, ends=date(2026, 12, 31)),
        reports=[ReportFactory(circulated_on=date(2026, 11, 24), missions=[force])],
        steps={StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: date(2026, 12, 14)},
    )


@pytest.fixture
def address(occasion):
    return reverse("occasion_papers", args=[occasion.uid])


def line(kind, state=NOTHING, seen=NOTHING):
    """What a browser sends of one line."""
    typed = {
        "due_on": state.due_on.isoformat() if state.due_on else "",
        "done_on": state.done_on.isoformat() if state.done_on else "",
        "symbol": state.symbol,
        "note": state.note,
        "seen": seen.fingerprint,
    }
    if state.not_needed:
        typed["not_needed"] = "on"
    return {f"{kind}-{name}": value for name, value in typed.items()}


def post(person, address, *lines, **more):
    sent = {name: value for one in lines for name, value in one.items()}
    return person.client.post(address, sent | more, follow=True)


@pytest.mark.parametrize("name", ["occasion_papers", "entry_papers", "month_papers"])
@all_five_at_the_desk
def test_planners_alone_open_it(request, occasion, name, who, status):
    meeting = Entry.objects.get()
    argument = {"occasion_papers": occasion.uid, "entry_papers": meeting.uid, "month_papers": DECEMBER}
    address = reverse(name, args=[argument[name]])
    assert request.getfixturevalue(who).client.get(address).status_code == status
    assert Paper.objects.count() == 0


def test_a_delegation_ticks_nothing(delegation_of_bangladesh, occasion, address):
    tick = line(PAPER, LineState(done_on=date(2026, 11, 20)))
    assert post(delegation_of_bangladesh, address, tick).status_code == 404
    assert states_of(occasion) == {}


def test_each_line_says_its_rule_and_the_day_worked_out(planner, address):
    page = Page(planner.client.get(address))
    rows = dict(zip(page.texts("th", scope="row"), page.texts("p", class_="line-due"), strict=True))
    assert rows["Background paper and agenda N9 Before the day of the meeting."] == "2 December 2026"
    assert rows["Fact sheet G10 At the start of the meeting."] == "3 December 2026"
    assert len(rows) == 13


def test_a_line_of_a_weak_wish_says_so(planner, address):
    tags = Page(planner.client.get(address)).texts("span", class_="tag")
    assert tags == ["where possible", "where possible", "may be considered", "may be considered"]


def test_what_is_overdue_is_said_in_words(planner, occasion, address):
    PaperFactory(occasion=occasion, kind=PAPER, due_on=date(2026, 11, 19))
    page = Page(planner.client.get(address))
    assert page.texts("p", class_="checklist-count") == ["1 line overdue: Background paper and agenda."]
    assert page.texts("span", class_="late") == ["1 line overdue:", "3 days overdue"]


def test_of_a_concluded_occasion_nothing_is_overdue(planner, occasion, address):
    PaperFactory(occasion=occasion, kind=PAPER, due_on=date(2026, 11, 19))
    occasion.concluded = True
    occasion.save()
    assert Page(planner.client.get(address)).texts("p", class_="checklist-count") == ["Nothing is overdue."]


def test_a_day_by_hand_beyond_the_rule_says_by_how_much(planner, occasion, address):
    PaperFactory(occasion=occasion, kind=PAPER, due_on=date(2026, 12, 4))
    page = Page(planner.client.get(address))
    assert "4 December 2026" in page.texts("p", class_="line-due")
    assert "Worked out: 2 December 2026 2 days later than that" in page.texts("p", class_="line-why")


def test_all_lines_are_saved_at_once(planner, occasion, address):
    done = LineState(done_on=date(2026, 11, 20), symbol="S/2026/900", note="Sent\nto all")
    later = LineState(due_on=date(2026, 12, 1))
    response = post(planner, address, line(PAPER, done), line(PaperKind.FACT_SHEET, later))
    assert Page(response).texts("li", class_="message") == ["2 lines saved."]
    assert states_of(occasion) == {PAPER: done, PaperKind.FACT_SHEET: later}
    assert AuditRecord.objects.get().actor == planner.user


def test_a_page_sent_back_as_it_came_changes_nothing(planner, occasion, address):
    kept = LineState(done_on=date(2026, 11, 20), note="One\r\ntwo ")
    PaperFactory(occasion=occasion, kind=PAPER, done_on=kept.done_on, note=kept.note)
    sent = LineState(done_on=kept.done_on, note="One\r\ntwo")
    response = post(planner, address, line(PAPER, sent, seen=kept))
    assert Page(response).texts("li", class_="message") == ["Nothing was changed."]
    assert states_of(occasion) == {PAPER: kept}
    assert not AuditRecord.objects.exists()


def test_one_button_ticks_a_line_today_and_keeps_what_else_was_typed(planner, occasion, address):
    note = LineState(note="To come")
    post(planner, address, line(PAPER), line(PaperKind.FACT_SHEET, note), done_today=PAPER.value)
    assert states_of(occasion) == {
        PAPER: LineState(done_on=date(2026, 11, 22)),
        PaperKind.FACT_SHEET: note,
    }


def test_done_today_ends_not_needed(planner, occasion, address):
    before = LineState(not_needed=True)
    PaperFactory(occasion=occasion, kind=PAPER, not_needed=True)
    post(planner, address, line(PAPER, before, seen=before), done_today=PAPER.value)
    assert states_of(occasion) == {PAPER: LineState(done_on=date(2026, 11, 22))}


BAD = [
    ({"done_on": "1999-12-31"}, "done_on", "Days run from 2000 to 2099."),
    ({"done_on": "2026-11-23"}, "done_on", "That day has not come yet."),
    (
        {"due_on": "2026-02-30"},
        "due_on",
        "There is no such day. Write it as year, month and day: 2026-12-09.",
    ),
    ({"due_on": "2100-01-01"}, "due_on", "Days run from 2000 to 2099."),
    (
        {"done_on": "2026-11-20", "not_needed": "on"},
        "not_needed",
        "It was done. Take away the day, or this tick.",
    ),
    ({"symbol": "S" * 61}, "symbol", "Ensure this value has at most 60 characters (it has 61)."),
    ({"note": "a\0b"}, "note", "Null characters are not allowed."),
]


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_said_at_the_field_and_nothing_is_saved(planner, occasion, address, bad):
    typed, field, said = bad
    good = line(PaperKind.FACT_SHEET, LineState(note="Typed in vain"))
    wrong = {f"{PAPER}-{name}": value for name, value in typed.items()}
    response = post(planner, address, good, line(PAPER) | wrong)
    assert errors(response) == {f"id_{PAPER}-{field}_error": said}
    assert "Typed in vain" in response.content.decode()
    assert (states_of(occasion), AuditRecord.objects.count()) == ({}, 0)


def test_a_line_that_another_changed_shows_both_and_overwrites_nothing(planner, occasion, address):
    theirs = LineState(done_on=date(2026, 11, 19), symbol="S/2026/111")
    PaperFactory(occasion=occasion, kind=PAPER, done_on=theirs.done_on, symbol=theirs.symbol)
    mine = LineState(done_on=date(2026, 11, 20), symbol="S/2026/222")
    response = post(planner, address, line(PAPER, mine))
    page = Page(response)
    (told,) = page.texts("div", role="alert")
    assert told.startswith("Nothing was saved yet: somebody else wrote on the same line meanwhile.")
    (on_record,) = page.texts("tr", class_="line-on-record")
    assert "19 November 2026" in on_record
    assert "S/2026/111" in on_record
    assert page.elements("input", name=f"{PAPER}-symbol", value="S/2026/222")
    assert states_of(occasion) == {PAPER: theirs}


def test_saved_again_ones_own_line_takes_its_place(planner, occasion, address):
    theirs, mine = LineState(symbol="S/2026/111"), LineState(symbol="S/2026/222")
    PaperFactory(occasion=occasion, kind=PAPER, symbol=theirs.symbol)
    page = Page(post(planner, address, line(PAPER, mine)))
    (seen,) = page.elements("input", name=f"{PAPER}-seen")
    assert seen["attributes"]["value"] == theirs.fingerprint
    post(planner, address, line(PAPER, mine, seen=theirs))
    assert states_of(occasion) == {PAPER: mine}


def test_theirs_can_be_kept_and_the_other_lines_saved(planner, occasion, address):
    theirs, mine = LineState(symbol="S/2026/111"), LineState(symbol="S/2026/222")
    PaperFactory(occasion=occasion, kind=PAPER, symbol=theirs.symbol)
    keep = {f"{PAPER}-keep_theirs": "on"}
    post(planner, address, line(PAPER, mine, seen=theirs) | keep, line(PaperKind.FACT_SHEET, mine))
    assert states_of(occasion) == {PAPER: theirs, PaperKind.FACT_SHEET: mine}


def test_n22_the_agenda_of_an_entry_is_ticked_here_and_stands_on_the_entry(planner, meeting):
    address = reverse("entry_papers", args=[meeting.uid])
    page = Page(planner.client.get(address))
    assert page.texts("p", class_="line-due") == [
        "30 November 2026",
        "30 November 2026",
        *["2 December 2026"] * 3,
        *["3 December 2026"] * 4,
    ]
    post(planner, address, line(PaperKind.AGENDA, LineState(done_on=date(2026, 11, 20))))
    assert Entry.objects.get(pk=meeting.pk).agenda_sent_on == date(2026, 11, 20)


def test_an_entry_of_an_occasion_leads_to_its_checklist(planner, occasion, meeting):
    page = Page(planner.client.get(reverse("entry_papers", args=[meeting.uid])))
    assert page.texts("th", scope="row") == ["Provisional agenda N22 Three days before the meeting."]
    links = dict(page.links())
    assert links["Papers of FORCE renewal"] == reverse("occasion_papers", args=[occasion.uid])
    assert links["Invitations"] == reverse("invitations", args=[meeting.uid])


def test_an_entry_without_papers_says_so(planner):
    entry = EntryFactory(on=date(2026, 12, 3), format=Format.PRESS_BRIEFING)
    page = Page(planner.client.get(reverse("entry_papers", args=[entry.uid])))
    assert page.texts("p", class_="empty") == ["No rule asks for a paper of its own here."]


def test_the_month_has_its_forecast_and_programme(planner):
    month = ProgrammeFactory(month=DECEMBER, adopted_on=date(2026, 12, 1))
    address = reverse("month_papers", args=[DECEMBER])
    page = Page(planner.client.get(address))
    assert page.texts("h1") == ["Papers of the month"]
    assert page.texts("p", class_="line-due") == [
        "no day worked out",
        *["30 November 2026"] * 3,
        "2 December 2026",
        "31 December 2026",
        *["no day worked out"] * 2,
    ]
    done = LineState(done_on=date(2026, 11, 20))
    post(planner, address, line(PaperKind.DRAFT_SHARED, done))
    assert states_of(month) == {PaperKind.DRAFT_SHARED: done}


def test_a_month_nobody_began_has_no_papers(planner):
    assert planner.client.get(reverse("month_papers", args=[DECEMBER])).status_code == 404


def test_a_line_kept_for_another_reason_is_still_shown(planner, occasion, address):
    occasion.kind = OccasionKind.CRISIS
    occasion.save()
    PaperFactory(occasion=occasion, kind=PaperKind.REPORTING_INTERVAL, note="Six months")
    rows = Page(planner.client.get(address)).texts("th", scope="row")
    assert rows[-1] == (
        "Reporting interval set in the resolution N6 Kept on record; no rule asks for it here. may be considered"
    )


def test_it_costs_the_same_with_every_line_written(planner, occasion, address):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert planner.client.get(address).status_code == 200
        return len(queries)

    empty = cost()
    for kind in PaperKind:
        PaperFactory(occasion=occasion, kind=kind, note="On record")
    assert cost() == empty <= 9
