"""Written reasons: given for a finding and its dates, kept whatever happens meanwhile, lapsed when the dates change."""

import json
from datetime import date, time
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from meetings.models import AuditRecord, Justification
from meetings.rules.vocabulary import Format, StepKind
from tests.factories import (
    EntryFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ReportFactory,
    RoomFactory,
)
from tests.views.published import DECEMBER
from tests.views.reading import Page, text_of

pytestmark = pytest.mark.django_db

DESK, JUSTIFY = reverse("desk", args=[DECEMBER]), reverse("justify", args=[DECEMBER])
REASON = "The Force Commander is in New York on the 2nd only."


@pytest.fixture
def meeting():
    return EntryFactory(on=date(2026, 12, 2), format=Format.TCC_MEETING, title="Contributors")


@pytest.fixture
def occasion(meeting):
    """Five days between the meeting on 2 December and consultations on the 7th."""
    mission = MissionFactory(acronym="FORCE")
    consultations = EntryFactory(on=date(2026, 12, 7), format=Format.CONSULTATIONS, title="Consultations")
    return OccasionFactory(
        mission=mission,
        mandate=MandateFactory(mission=mission, ends=date(2026, 12, 20)),
        reports=[ReportFactory(circulated_on=date(2026, 11, 16))],
        steps={StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: consultations},
    )


@pytest.fixture
def about(occasion):
    return {"rule": "G13", "subject_kind": "occasion", "subject": str(occasion.uid)}


SEEN = json.dumps({"T": "2026-12-02", "C": "2026-12-07"})


def read(person, address=DESK):
    response = person.client.get(address)
    assert response.status_code == 200
    return Page(response)


def line(page, rule, subject):
    (found,) = page.elements("li", id=f"finding-{rule}-{subject}")
    return text_of(found)


def give(person, about, reason=REASON, seen=SEEN):
    return person.client.post(JUSTIFY, {**about, "reason": reason, "seen": seen})


def withdraw(person, key):
    return person.client.post(reverse("justify_withdraw", args=[DECEMBER]), {"justification": key})


def test_a_finding_leads_to_the_page_that_asks_for_a_reason(planner, about):
    ways = [address for text, address in read(planner).links() if text == "Give a reason: FORCE renewal, G13"]
    assert ways == [f"{JUSTIFY}?{urlencode(about)}"]
    page = read(planner, ways[0])
    (found,) = page.elements("div", class_="desk-finding")
    assert "5 days between the meeting (2 December) and consultations (7 December)" in text_of(found)
    assert "S/2009/659, attachment II 7 days wanted, 5 had" in text_of(found)
    said = " ".join(page.texts("p", class_="muted"))
    assert "The reason is given for Wednesday 2 December and Monday 7 December." in said


def test_a_reason_is_kept_with_the_dates_it_was_given_for(planner, about, occasion):
    assert give(planner, about)["Location"] == f"{DESK}#finding-G13-{occasion.uid}"
    kept = Justification.objects.get()
    assert (kept.rule, kept.occasion, kept.reason, kept.given_by) == ("G13", occasion, REASON, planner.user)
    assert kept.dates == json.loads(SEEN)


def test_a_reason_stands_under_its_finding_and_is_counted(planner, about, occasion):
    assert "justified" not in read(planner).texts("p", class_="findings-count")[0]
    give(planner, about)
    page = read(planner)
    assert "1 justified" in page.texts("p", class_="findings-count")[0]
    said = line(page, "G13", occasion.uid)
    assert f"{REASON} planner, " in said
    assert "Give a reason" not in said
    assert "2 days short G13, justified" in page.texts("p", class_="mark-line")


def test_a_reason_lapses_when_a_date_changes_and_comes_back_with_it(planner, about, occasion, meeting):
    give(planner, about)
    meeting.sittings.update(on=date(2026, 12, 3))
    said = line(read(planner), "G13", occasion.uid)
    assert "given for 2 Dec and 7 Dec; lapsed" in said
    assert "Give a reason" in said
    assert "justified" not in read(planner).texts("p", class_="findings-count")[0]
    meeting.sittings.update(on=date(2026, 12, 2))
    assert "lapsed" not in line(read(planner), "G13", occasion.uid)


@pytest.mark.parametrize("reason", ["", "   \n "])
def test_a_reason_must_be_written(planner, about, reason):
    page = Page(give(planner, about, reason))
    assert "Write down why the plan stays as it is." in " ".join(page.texts("span") + page.texts("div"))
    assert not Justification.objects.exists()


def test_one_that_is_too_long_is_kept_in_the_field(planner, about):
    page = Page(give(planner, about, "x" * 2001))
    assert text_of(page.elements("textarea", name="reason")[0]) == "x" * 2001
    assert not Justification.objects.exists()


def test_where_the_dates_changed_meanwhile_nothing_is_kept_and_no_word_is_lost(planner, about, meeting):
    meeting.sittings.update(on=date(2026, 12, 3))
    response = give(planner, about)
    page = Page(response)
    assert response.status_code == 200
    assert "The dates have changed since you opened this page." in page.texts("p", role="alert")[0]
    assert "4 days between" in text_of(page.elements("div", class_="desk-finding")[0])
    assert text_of(page.elements("textarea", name="reason")[0]) == REASON
    assert not Justification.objects.exists()
    (seen,) = page.elements("input", name="seen")
    assert give(planner, about, seen=seen["attributes"]["value"]).status_code == 302
    assert Justification.objects.get().dates == {"T": "2026-12-03", "C": "2026-12-07"}


def test_where_the_finding_is_gone_nothing_is_kept_and_no_word_is_lost(planner, about, meeting):
    meeting.sittings.update(on=date(2026, 11, 30))
    meeting.programme = ProgrammeFactory(month=date(2026, 11, 1))
    meeting.save()
    page = Page(give(planner, about))
    assert "This finding is gone" in page.texts("p", role="alert")[0]
    assert page.texts("blockquote") == [REASON]
    assert not Justification.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": "X1"},
        {"rule": "G" * 5},
        {"subject": "00000000-0000-0000-0000-000000000000"},
        {"subject": "\0"},
        {"subject_kind": "nothing"},
        {"detail": "x" * 81},
    ],
)
def test_what_no_finding_answers_to_leads_back(planner, about, changed):
    address = f"{JUSTIFY}?{urlencode(about | changed)}"
    assert planner.client.get(address)["Location"] == DESK


@pytest.mark.parametrize("seen", ["", "{", "[]", '"x"', "null", "1"])
def test_dates_that_were_made_up_are_taken_for_others(planner, about, seen):
    assert give(planner, about, seen=seen).status_code == 200
    assert not Justification.objects.exists()


def test_what_is_met_asks_for_no_reason(planner, about):
    asked = urlencode(about | {"rule": "G7"})
    assert planner.client.get(f"{JUSTIFY}?{asked}")["Location"] == DESK


def test_a_finding_about_the_month_is_answered_in_its_programme(planner):
    for day in (1, 18):
        EntryFactory(on=date(2026, 12, day), format=Format.BRIEFING)
    about = {"rule": "N20", "subject_kind": "month", "subject": "2026-12"}
    seen = json.dumps({"previous": "2026-12-01", "next": "2026-12-18"})
    give(planner, about, seen=seen)
    kept = Justification.objects.get()
    assert (kept.programme.month, kept.subject) == (DECEMBER, "2026-12")
    assert REASON in line(read(planner), "N20", "2026-12")


def test_each_of_two_clashes_of_one_entry_has_a_reason_of_its_own(planner):
    room = RoomFactory(name="Chamber")
    first, second, third = (
        EntryFactory(on=DECEMBER, title=title, sitting__starts_at=time(10), sitting__room=room)
        for title in "ABC"
    )
    page = read(planner)
    lines = [one for one in page.elements("li", class_="desk-finding") if "L1" in text_of(one)]
    assert len({one["attributes"]["id"] for one in lines}) == 3
    uids = sorted(str(entry.uid) for entry in (first, second, third))
    about = {"rule": "L1", "subject_kind": "entry", "subject": uids[2], "detail": uids[0]}
    seen = json.dumps({uids[0]: "2026-12-01", uids[2]: "2026-12-01"})
    assert give(planner, about, seen=seen)["Location"] == f"{DESK}#finding-L1-{uids[2]}-{uids[0]}"
    assert Justification.objects.get().detail == uids[0]
    assert len(read(planner).elements("li", class_="is-answered")) == 1


def test_a_reason_for_what_is_no_longer_found_can_still_be_read_and_withdrawn(planner):
    """Of two meetings 17 days apart; another between them, and nothing is long any more."""
    for day in (1, 18, 10):
        EntryFactory(on=date(2026, 12, day), format=Format.BRIEFING)
    programme = ProgrammeFactory(month=DECEMBER)
    JustificationFactory(rule="N20", occasion=None, programme=programme, subject="2026-12", reason=REASON)
    page = read(planner)
    (past,) = [
        text for text in page.texts("details") if text.startswith("Reasons for what is no longer found 1")
    ]
    assert REASON in past
    assert "lapsed" in past
    assert [text for text in page.texts("button") if text.startswith("Withdraw: The Force Commander")] != []


@pytest.mark.parametrize("dates", [{"T": "soon"}, {"T": None, "C": ["2026-12-01"]}, [], "x", 1])
def test_dates_that_an_admin_wrote_otherwise_break_nothing(planner, occasion, dates):
    JustificationFactory(occasion=occasion, dates=dates, reason=REASON)
    assert "lapsed" in line(read(planner), "G13", occasion.uid)


def test_the_page_of_the_occasion_shows_the_same_reason(planner, about, occasion, meeting):
    give(planner, about)
    page = reverse("occasion", args=[occasion.uid])
    assert REASON in planner.client.get(page).content.decode()
    meeting.sittings.update(on=date(2026, 12, 3))
    assert "lapsed" in planner.client.get(page).content.decode()


def test_a_reason_can_be_withdrawn(planner, about, occasion):
    give(planner, about)
    kept = Justification.objects.get()
    assert withdraw(planner, kept.pk)["Location"] == f"{DESK}#finding-G13-{occasion.uid}"
    assert not Justification.objects.exists()
    assert "Give a reason" in line(read(planner), "G13", occasion.uid)
    assert list(AuditRecord.objects.order_by("pk").values_list("action", flat=True)) == [
        "justify finding",
        "withdraw reason",
    ]


def test_giving_and_withdrawing_can_be_taken_back(planner, about):
    undo = reverse("desk_undo", args=[DECEMBER])

    def take_back():
        planner.client.post(undo, {"step": AuditRecord.objects.filter(can_be_undone=True).latest("pk").pk})
        return [row.reason for row in Justification.objects.all()]

    give(planner, about)
    (kept,) = Justification.objects.all()
    withdraw(planner, kept.pk)
    assert take_back() == [REASON]
    steps = AuditRecord.objects.filter(can_be_undone=True, undone_by__isnull=True)
    planner.client.post(undo, {"step": steps.get().pk})
    assert not Justification.objects.exists()


@pytest.mark.parametrize("key", ["", "0", "-1", "999", "x", "9" * 40])
def test_what_is_not_there_cannot_be_withdrawn(planner, key):
    ProgrammeFactory(month=DECEMBER)
    kept = JustificationFactory(pk=1)
    assert withdraw(planner, key)["Location"] == f"{DESK}#desk-findings"
    assert Justification.objects.get() == kept


def test_a_reason_for_what_is_no_longer_found_leads_back_to_all_findings(planner):
    kept = JustificationFactory(
        rule="N20", occasion=None, programme=ProgrammeFactory(month=DECEMBER), subject="2026-12"
    )
    assert withdraw(planner, kept.pk)["Location"] == f"{DESK}#desk-findings"
    assert not Justification.objects.exists()


def test_who_leaves_a_reason_unwritten_comes_back_to_its_finding(planner, about, occasion):
    page = read(planner, f"{JUSTIFY}?{urlencode(about)}")
    assert ("Leave it", f"{DESK}#finding-G13-{occasion.uid}") in page.links()


def test_there_is_nothing_to_answer_in_a_month_nobody_began(planner, about):
    assert planner.client.get(reverse("justify", args=[date(2027, 5, 1)])).status_code == 404
