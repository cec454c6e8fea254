"""Moving an entry: the days to choose from, the one endpoint and what it answers, the marks, and undo."""

import re
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AuditRecord, Entry, Programme
from meetings.rules.vocabulary import EntryStatus, Format, StepKind
from tests.factories import (
    AuditRecordFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ReportFactory,
    RoomFactory,
    SittingFactory,
    UserFactory,
)
from tests.views.published import fill
from tests.views.reading import Page, said

pytestmark = pytest.mark.django_db

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
FOURTH, NINTH = date(2026, 12, 4), date(2026, 12, 9)
BY_SCRIPT = {"HX-Request": "true"}
MOST_OF_MARKS, MOST_OF_CHOICE = 20, 20


@pytest.fixture(autouse=True)
def december(db):
    return ProgrammeFactory(month=DECEMBER)


@pytest.fixture
def meeting():
    """A meeting with contributors, six days before consultations on its renewal."""
    force = MissionFactory(acronym="FORCE")
    about = {"missions": [force], "sitting__starts_at": time(10)}
    meeting = EntryFactory(on=FOURTH, format=Format.TCC_MEETING, title="FORCE contributors", **about)
    consultations = EntryFactory(
        on=date(2026, 12, 10), format=Format.CONSULTATIONS, title="FORCE consultations", **about
    )
    meeting.occasion = OccasionFactory(
        mission=force,
        label="FORCE renewal",
        mandate=MandateFactory(mission=force, ends=date(2026, 12, 31)),
        reports=[ReportFactory(circulated_on=date(2026, 11, 20))],
        steps={StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: consultations},
    )
    return meeting


def address(entry, name="entry_move"):
    return reverse(name, args=[entry.uid])


def asked(entry, on, **more):
    sitting = entry.sittings.first()
    return {
        "sitting": sitting.pk if sitting else "",
        "revision": Entry.objects.get(pk=entry.pk).revision,
        "month": DECEMBER.isoformat(),
        "on": on.isoformat() if isinstance(on, date) else on,
        **more,
    }


def send(person, entry, on, *, by_script=False, **more):
    return person.client.post(
        address(entry), asked(entry, on, **more), headers=BY_SCRIPT if by_script else {}
    )


def days_of(entry):
    return [row.on for row in entry.sittings.all()]


def targets(response):
    """The parts of the desk that an answer replaces."""
    return re.findall(r'<hx-partial hx-target="#([^"]+)"', response.content.decode())


def alerts(response):
    return Page(response).texts("p", role="alert")


# The days to choose from


def test_the_page_shows_the_days_of_the_month_and_its_neighbours_weeks(planner, meeting):
    page = Page(planner.client.get(address(meeting)))
    days = [one["attributes"]["value"] for one in page.elements("input", type="radio", name="on")]
    assert (days[0], days[-2], days[-1], len(days)) == ("2026-11-23", "2027-01-10", "undated", 50)
    chosen = [
        one for one in page.elements("input", type="radio", name="on") if "checked" in one["attributes"]
    ]
    assert [one["attributes"]["value"] for one in chosen] == ["2026-12-04"]


def test_each_day_says_what_it_would_do(planner, meeting):
    page = Page(planner.client.get(address(meeting)))
    texts = [
        re.sub(r"\s+", " ", "".join(one["text"])).strip()
        for one in page.elements("label", class_="moving-day")
    ]
    december = {text.split(" Dec ")[0]: text.split(" Dec ")[1] for text in texts if " Dec " in text}
    assert {day: december[day] for day in ("Wed 2", "Thu 3", "Fri 4", "Thu 10", "Fri 11", "Sat 5")} == {
        "Wed 2": "meets G13",
        "Thu 3": "exactly one week G13",
        "Fri 4": "1 day short G13",
        "Sat 5": "weekend L2",
        "Thu 10": "same day as consultations G13",
        "Fri 11": "after consultations G13",
    }
    assert texts[0] == "Mon 23 Nov month not begun"


def test_a_month_on_record_is_named_before_anything_is_dropped_there(planner, meeting):
    ProgrammeFactory(month=date(2026, 11, 1), state=Programme.State.RECORD)
    given = planner.client.get(address(meeting, "entry_marks")).json()["days"]
    assert given["2026-11-30"]["text"] == "month on record"


def test_of_several_sittings_one_is_chosen(planner, meeting):
    later = SittingFactory(entry=meeting, on=date(2026, 12, 8), resumption=1)
    page = Page(planner.client.get(address(meeting), {"sitting": later.pk}))
    assert page.elements("input", name="sitting")[0]["attributes"]["value"] == str(later.pk)
    links = [text for text, link in page.links() if link and "/move/" in link]
    assert links == ["Friday 4 December"]


def test_a_sitting_of_another_entry_is_none_of_this_one(planner, meeting):
    other = EntryFactory(on=NINTH).sittings.get()
    assert planner.client.get(address(meeting), {"sitting": other.pk}).status_code == 404
    response = planner.client.post(address(meeting), asked(meeting, NINTH, sitting=other.pk))
    assert (response.status_code, days_of(meeting)) == (404, [FOURTH])


def test_the_dialog_gets_the_form_alone(planner, meeting):
    response = planner.client.get(address(meeting), headers=BY_SCRIPT)
    page = Page(response)
    assert (page.texts("h2"), page.texts("h1"), page.elements("html")) == (
        ["Move: FORCE contributors"],
        [],
        [],
    )
    assert len(page.elements("form")) == 1


# Moving


def test_without_scripts_it_moves_and_leads_back_to_the_desk(planner, meeting):
    response = send(planner, meeting, NINTH)
    assert (response.status_code, response["Location"]) == (302, reverse("desk", args=[DECEMBER]))
    assert said(response) == ["FORCE contributors is on Wednesday 9 December now."]
    assert days_of(meeting) == [NINTH]


def test_a_day_typed_by_hand_goes_before_the_chosen_one(planner, meeting):
    send(planner, meeting, FOURTH, typed="2026-12-09")
    assert days_of(meeting) == [NINTH]


def test_it_is_done_on_the_desk_it_was_asked_on(planner, meeting):
    ProgrammeFactory(month=JANUARY)
    response = send(planner, meeting, NINTH, month=JANUARY.isoformat())
    assert response["Location"] == reverse("desk", args=[JANUARY])
    assert AuditRecord.objects.get().programme.month == JANUARY


@pytest.mark.parametrize("month", ["", "2027-05-01", "1999-01-01"])
def test_a_desk_that_does_not_show_it_is_not_the_one_it_is_done_on(planner, meeting, month):
    response = send(planner, meeting, NINTH, month=month)
    assert response["Location"] == reverse("desk", args=[DECEMBER])
    assert AuditRecord.objects.get().programme.month == DECEMBER


def test_another_month_is_named(planner, meeting):
    ProgrammeFactory(month=JANUARY)
    response = send(planner, meeting, date(2027, 1, 6))
    assert said(response) == [
        "FORCE contributors is on Wednesday 6 January now, in the programme of January 2027."
    ]


def test_its_day_is_taken_away(planner, meeting):
    response = send(planner, meeting, "undated")
    assert (days_of(meeting), said(response)) == ([], ["FORCE contributors has no day now."])


def test_an_undated_entry_is_placed_with_a_time(planner):
    entry = EntryFactory()
    send(planner, entry, NINTH, start="exact", starts_at="15:00")
    assert [(row.on, row.starts_at) for row in entry.sittings.all()] == [(NINTH, time(15))]


def test_a_time_alone_is_an_exact_one(planner, meeting):
    send(planner, meeting, FOURTH, starts_at="15:00")
    assert [row.starts_at for row in meeting.sittings.all()] == [time(15)]


# What comes back where scripts run


def test_only_what_changed_is_drawn_again(planner, meeting):
    """The two days, the day of the consultations whose mark goes, and what stands beside the calendar."""
    for day in (1, 2, 3, 7, 8, 11):  # both halves of these weeks are in use beside the days that change
        EntryFactory(on=date(2026, 12, day), sitting__starts_at=time(10))
        EntryFactory(on=date(2026, 12, day), sitting__starts_at=time(15))
    response = send(planner, meeting, NINTH, by_script=True)
    assert targets(response) == [
        "week-2026-11-30-head",
        "day-2026-12-04",
        "week-2026-12-07-head",
        "day-2026-12-09",
        "day-2026-12-10",
        "desk-undated",
        "desk-findings",
        "desk-to-place",
        "desk-steps",
        "desk-announce",
    ]
    text = response.content.decode()
    assert text.count(f'data-entry="{meeting.uid}"') == 1
    assert f'id="day-{NINTH}"' in text.split(f'data-entry="{meeting.uid}"')[0]
    assert "<html" not in text


def test_what_is_to_place_stays_where_no_step_was_moved(planner, meeting):
    entry = EntryFactory(on=FOURTH)
    assert targets(send(planner, entry, NINTH, by_script=True))[-4:] == [
        "desk-undated",
        "desk-findings",
        "desk-steps",
        "desk-announce",
    ]


def test_a_week_that_gains_a_half_is_drawn_whole(planner, meeting):
    EntryFactory(on=date(2026, 12, 8), sitting__starts_at=time(15))
    response = send(planner, meeting, NINTH, by_script=True)
    assert targets(response)[:3] == ["week-2026-11-30", "week-2026-12-07", "desk-undated"]


@pytest.mark.parametrize("on", [date(2026, 12, 5), date(2026, 12, 6)])
def test_a_weekend_brings_a_column_and_so_the_whole_calendar(planner, meeting, on):
    assert targets(send(planner, meeting, on, by_script=True))[0] == "desk-calendar"


def test_numbered_notes_change_all_over_the_month(planner, meeting):
    Entry.objects.filter(pk=meeting.pk).update(footnote="Ministers may attend.")
    assert targets(send(planner, meeting, NINTH, by_script=True))[0] == "desk-calendar"


def test_the_findings_are_worked_out_anew_in_the_same_answer(planner, meeting):
    before = planner.client.get(reverse("desk", args=[DECEMBER])).content.decode()
    after = send(planner, meeting, date(2026, 12, 2), by_script=True).content.decode()
    assert "finding-G13" in before
    assert "1 short of one week" in before
    assert "1 short of one week" not in after
    assert "data-undo" in after


def test_what_is_said_is_read_aloud(planner, meeting):
    text = send(planner, meeting, NINTH, by_script=True).content.decode()
    assert '<hx-partial hx-target="#desk-announce" hx-swap="textContent">FORCE contributors is on' in text


# What is refused


def test_the_reason_sits_at_the_day_and_what_was_typed_stays(planner, meeting):
    response = send(planner, meeting, date(2027, 1, 6), start="exact", starts_at="15:00")
    page = Page(response)
    assert (response.status_code, days_of(meeting)) == (200, [FOURTH])
    assert alerts(response) == ["Nobody has begun January 2027 yet. Begin it, then move."]
    chosen = [one for one in page.elements("input", name="on") if "checked" in one["attributes"]]
    assert [one["attributes"]["value"] for one in chosen] == ["2027-01-06"]
    assert page.elements("input", name="starts_at")[0]["attributes"]["value"] == "15:00"


def test_a_script_is_told_to_show_it_in_the_dialog(planner, meeting):
    response = send(planner, meeting, date(2027, 1, 6), by_script=True)
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#desk-dialog-body", "innerHTML")
    assert (targets(response), days_of(meeting)) == ([], [FOURTH])


def test_a_room_that_is_taken(planner):
    about = {"status": EntryStatus.CONFIRMED, "sitting__starts_at": time(10), "sitting__room": RoomFactory()}
    EntryFactory(on=NINTH, **about)
    entry = EntryFactory(on=FOURTH, **about)
    response = send(planner, entry, NINTH)
    assert alerts(response) == ["The room is taken at that time by another confirmed sitting."]
    assert days_of(entry) == [FOURTH]


def test_what_was_held_stays(planner):
    entry = EntryFactory(on=FOURTH, status=EntryStatus.HELD)
    assert alerts(send(planner, entry, NINTH)) == ["This was held, and is on record as it was."]
    assert days_of(entry) == [FOURTH]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": ""}, "Choose a day, or type one."),
        ({"on": "2026-02-30"}, "There is no such day. Write it as year, month and day: 2026-12-09."),
        ({"on": "tomorrow"}, "There is no such day. Write it as year, month and day: 2026-12-09."),
        ({"typed": "31.12.26"}, "There is no such day. Write it as year, month and day: 2026-12-09."),
        ({"typed": "9999-12-31"}, "can be moved to a day from 1 November 2026 to 31 January 2027."),
        ({"start": "noonish"}, "Select a valid choice. noonish is not one of the available choices."),
        ({"starts_at": "25:00"}, "Enter a valid time."),
        ({"start": "exact"}, "Say at what time it starts."),
        ({"start": "am", "starts_at": "10:00"}, "Leave this empty, or choose an exact time."),
        ({"revision": ""}, "This field is required."),
        ({"revision": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"sitting": "first"}, "Enter a whole number."),
    ],
)
def test_what_makes_no_sense(planner, meeting, wrong, said):
    response = planner.client.post(address(meeting), asked(meeting, NINTH) | wrong)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert (days_of(meeting), AuditRecord.objects.count()) == ([FOURTH], 0)


# Two planners at once


def test_what_somebody_did_meanwhile_is_told_and_not_overwritten(planner, admin, meeting):
    seen = asked(meeting, NINTH)
    send(admin, meeting, date(2026, 12, 2))
    response = planner.client.post(address(meeting), seen)
    page = Page(response)
    assert (response.status_code, days_of(meeting)) == (409, [date(2026, 12, 2)])
    told = [text for text in page.texts("li") if "admin" in text]
    assert [text.split(": move, ")[1] for text in told] == ["FORCE contributors: 4 December → 2 December"]
    assert page.texts("p", class_="moving-from")[0].startswith(
        "Meeting with contributors, now on Wednesday 2 December"
    )


def test_and_the_same_can_be_asked_again(planner, admin, meeting):
    seen = asked(meeting, NINTH, start="pm")
    send(admin, meeting, date(2026, 12, 2))
    page = Page(planner.client.post(address(meeting), seen))
    fields = ("sitting", "revision", "month", "typed")
    again = {name: page.elements("input", name=name)[0]["attributes"]["value"] for name in fields}
    assert (again["revision"], again["typed"]) == ("2", "2026-12-09")
    response = planner.client.post(address(meeting), again | {"on": "2026-12-02", "start": "pm"})
    assert (response.status_code, days_of(meeting)) == (302, [NINTH])


def test_a_script_gets_the_calendar_as_it_is_now_beside_it(planner, admin, meeting):
    seen = asked(meeting, NINTH)
    send(admin, meeting, date(2026, 12, 2))
    response = planner.client.post(address(meeting), seen, headers=BY_SCRIPT)
    assert (response.status_code, response["HX-Retarget"]) == (409, "#desk-dialog-body")
    assert targets(response) == ["desk-calendar", "desk-findings", "desk-to-place", "desk-steps"]


def test_a_sitting_that_was_taken_away_meanwhile(planner, admin, meeting):
    seen = asked(meeting, NINTH)
    send(admin, meeting, "undated")
    response = planner.client.post(address(meeting), seen)
    assert (response.status_code, days_of(meeting)) == (409, [])
    assert Page(response).elements("input", name="sitting")[0]["attributes"].get("value") is None


def test_an_entry_that_is_gone(planner, meeting):
    seen = asked(meeting, NINTH)
    Entry.objects.filter(pk=meeting.pk).delete()
    assert planner.client.post(address(meeting), seen).status_code == 404


# The marks of the days


def test_the_marks_of_an_entry(planner, meeting):
    given = planner.client.get(address(meeting, "entry_marks"), {"month": "2026-12-01"}).json()["days"]
    assert (min(given), max(given), len(given)) == ("2026-11-23", "2027-01-10", 49)
    assert given["2026-12-04"] == {
        "name": "Friday 4 December",
        "mark": "short",
        "text": "1 day short",
        "severity": "warning",
        "rule": "G13",
        "also": [],
    }


@pytest.fixture
def joint(meeting):
    """The same meeting hears the contributors of a second mission, of whose consultations nothing is wrong."""
    field = MissionFactory(acronym="FIELD")
    consultations = EntryFactory(on=date(2026, 12, 28), format=Format.CONSULTATIONS, missions=[field])
    steps = {StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: consultations}
    OccasionFactory(
        mission=field, mandate=MandateFactory(mission=field, ends=date(2026, 12, 31)), steps=steps
    )
    return meeting


def test_each_of_several_occasions_is_named_in_the_marks(planner, joint):
    given = planner.client.get(address(joint, "entry_marks"), {"month": "2026-12-01"}).json()["days"]
    assert (given["2026-12-09"]["text"], given["2026-12-09"]["rule"]) == ("FORCE: 6 days short", "G13")
    assert given["2026-12-09"]["also"] == [
        {"mark": "meets", "text": "FIELD: meets", "severity": "ok", "rule": "G13"}
    ]


def test_what_is_wrong_with_the_day_itself_comes_before_the_occasions(planner, joint):
    given = planner.client.get(address(joint, "entry_marks"), {"month": "2026-12-01"}).json()["days"]
    saturday = given["2026-12-05"]
    assert [saturday["text"], *(line["text"] for line in saturday["also"])] == [
        "weekend",
        "FORCE: 2 days short",
        "FIELD: meets",
    ]


def test_two_occasions_of_one_mission_are_told_apart_by_their_names(planner, meeting):
    second = {"label": "FORCE review", "steps": {StepKind.CONTRIBUTORS: meeting}}
    OccasionFactory(mission=meeting.occasion.mission, mandate=meeting.occasion.mandate, **second)
    given = planner.client.get(address(meeting, "entry_marks"), {"month": "2026-12-01"}).json()["days"]
    assert given["2026-12-04"]["text"] == "FORCE renewal: 1 day short"


def test_the_list_of_days_names_each_of_several_occasions(planner, joint):
    page = Page(planner.client.get(address(joint), {"month": "2026-12-01"}))
    [ninth] = [day for day in page.texts("label", class_="moving-day") if "9 Dec" in day and "Wed" in day]
    assert ninth == "Wed 9 Dec FORCE: 6 days short G13 FIELD: meets G13"


def test_the_marks_are_those_of_the_desk_they_are_asked_on(planner, meeting):
    ProgrammeFactory(month=JANUARY)
    given = planner.client.get(address(meeting, "entry_marks"), {"month": "2027-01-01"}).json()["days"]
    assert (min(given), max(given)) == ("2026-12-21", "2027-02-07")


def test_no_marks_for_a_sitting_that_makes_no_sense(planner, meeting):
    assert planner.client.get(address(meeting, "entry_marks"), {"sitting": "first"}).status_code == 404


def test_the_marks_of_a_step_that_is_missing(planner, meeting):
    given = planner.client.get(
        reverse("step_marks", args=[DECEMBER]), {"occasion": meeting.occasion.uid, "step": "A"}
    ).json()["days"]
    marks = {day: given[day]["text"] for day in ("2026-12-10", "2026-12-14", "2027-01-04")}
    assert marks == {
        "2026-12-10": "same day as consultations",
        "2026-12-14": "meets",
        "2027-01-04": "4 days after the mandate's end",
    }


@pytest.mark.parametrize("asked_for", [{}, {"occasion": "some", "step": "T"}])
def test_no_marks_for_what_is_no_step(planner, asked_for):
    response = planner.client.get(reverse("step_marks", args=[DECEMBER]), asked_for)
    assert (response.status_code, response.json()) == (200, {"days": {}})


def test_no_marks_for_an_occasion_that_is_not_on_the_desk(planner):
    asked_for = {"occasion": "00000000-0000-0000-0000-000000000000", "step": "T"}
    assert planner.client.get(reverse("step_marks", args=[DECEMBER]), asked_for).status_code == 404


def test_no_marks_on_a_desk_that_nobody_has_begun(planner):
    assert planner.client.get(reverse("step_marks", args=[JANUARY])).status_code == 404


# Undo


def undo(person, step, **options):
    return person.client.post(reverse("desk_undo", args=[DECEMBER]), {"step": step}, **options)


def test_a_planner_takes_the_last_step_back(planner, meeting):
    send(planner, meeting, NINTH)
    response = undo(planner, AuditRecord.objects.get().pk)
    assert (days_of(meeting), response["Location"]) == ([FOURTH], reverse("desk", args=[DECEMBER]))
    assert said(response)[-1] == "Undone: move FORCE contributors: 4 December → 9 December"


def test_a_script_gets_the_calendar_as_it_was(planner, meeting):
    send(planner, meeting, NINTH)
    response = undo(planner, AuditRecord.objects.get().pk, headers=BY_SCRIPT)
    assert targets(response) == [
        "desk-calendar",
        "desk-findings",
        "desk-to-place",
        "desk-steps",
        "desk-announce",
    ]


def test_what_somebody_changed_since_is_not_taken_back(planner, admin, meeting):
    send(planner, meeting, NINTH)
    step = AuditRecord.objects.get()
    send(admin, meeting, date(2026, 12, 2))
    response = undo(planner, step.pk)
    assert days_of(meeting) == [date(2026, 12, 2)]
    assert said(response)[-1] == "“FORCE contributors” was changed since by admin; see its history."
    by_script = undo(planner, step.pk, headers=BY_SCRIPT)
    assert targets(by_script)[-1] == "desk-alert"


def test_the_steps_of_others_are_not_there(planner, december):
    others = AuditRecordFactory(programme=december, actor=UserFactory(), can_be_undone=True)
    assert undo(planner, others.pk).status_code == 404
    assert AuditRecord.objects.count() == 1


def test_nothing_to_take_back(planner):
    assert said(undo(planner, "")) == ["There is nothing to take back."]


# What it costs


def queries(ask):
    with CaptureQueriesContext(connection) as captured:
        response = ask()
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize(("name", "most"), [("entry_marks", MOST_OF_MARKS), ("entry_move", MOST_OF_CHOICE)])
def test_it_costs_the_same_at_1_and_at_200_entries(planner, meeting, name, most):
    first = queries(lambda: planner.client.get(address(meeting, name)))
    fill(DECEMBER, 199)
    assert queries(lambda: planner.client.get(address(meeting, name))) == first <= most


def test_so_do_the_marks_of_a_step(planner, meeting):
    query = {"occasion": meeting.occasion.uid, "step": "A"}
    ask = lambda: planner.client.get(reverse("step_marks", args=[DECEMBER]), query)  # noqa: E731
    first = queries(ask)
    fill(DECEMBER, 199)
    assert queries(ask) == first <= MOST_OF_MARKS


def test_a_move_costs_the_same_at_1_and_at_200_entries(planner, meeting):
    send(planner, meeting, date(2026, 12, 3))  # its history has begun
    first = queries(lambda: send(planner, meeting, NINTH, by_script=True))
    fill(DECEMBER, 199)
    assert queries(lambda: send(planner, meeting, FOURTH, by_script=True)) == first
