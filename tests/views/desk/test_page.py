"""The desk: the working draft with its neighbours' tails, what is to place, what is found, and how it is begun."""

from datetime import date, time

import pytest
from django.urls import reverse
from django.utils.html import escape

from meetings.models import AuditRecord, Programme
from meetings.rules.vocabulary import EntryStatus, Format, StartKind, StepKind
from tests.factories import (
    AuditRecordFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    PresidencyFactory,
    ProgrammeFactory,
    ReportFactory,
    RoomFactory,
    SittingFactory,
)
from tests.views.published import DECEMBER, fill, record
from tests.views.reading import Page, text_of

pytestmark = pytest.mark.django_db

DESK = reverse("desk", args=[DECEMBER])
MOST = 15


@pytest.fixture
def december():
    return ProgrammeFactory(month=DECEMBER)


@pytest.fixture
def force():
    return MissionFactory(acronym="FORCE")


@pytest.fixture
def short(december, force):
    """A renewal whose meeting with contributors, on the 2nd, leaves five days until consultations."""
    meeting = EntryFactory(
        on=date(2026, 12, 2), format=Format.TCC_MEETING, title="FORCE contributors", missions=[force]
    )
    consultations = EntryFactory(
        on=date(2026, 12, 7), format=Format.CONSULTATIONS, title="FORCE consultations"
    )
    steps = {StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: consultations}
    report = ReportFactory(circulated_on=date(2026, 11, 16))
    ends = date(2026, 12, 20)
    occasion = OccasionFactory(
        mission=force, mandate=MandateFactory(mission=force, ends=ends), reports=[report], steps=steps
    )
    occasion.meeting, occasion.consultations = meeting, consultations
    return occasion


def read(person, address=DESK):
    response = person.client.get(address)
    assert response.status_code == 200
    return Page(response)


def cell(page, day):
    (found,) = page.elements("td", id=f"day-{day}")
    return text_of(found)


# What is where


def test_an_entry_stands_on_its_day_with_what_a_move_needs(planner, december, force):
    entry = EntryFactory(
        on=date(2026, 12, 3),
        format=Format.TCC_MEETING,
        title="Contributors",
        openness="closed",
        missions=[force],
        sitting__starts_at=time(15),
    )
    page = read(planner)
    (line,) = page.elements("li", id=f"entry-{entry.uid}")
    data = {name: value for name, value in line["attributes"].items() if name.startswith("data-")}
    assert data == {
        "data-entry": str(entry.uid),
        "data-sitting": str(entry.sittings.get().pk),
        "data-revision": "1",
        "data-movable": "",
    }
    assert text_of(line) == (
        "3 p.m. TCC/PCC meeting (closed) tentative Contributors FORCE "
        "Move: Contributors, Meeting with contributors, Thursday 3 December"
    )


def test_the_tails_of_the_neighbours_are_shown_and_are_not_moved_here(planner, december):
    """Also the last full week of November and the first of January, for months on either side of the border."""
    last_week = EntryFactory(on=date(2026, 11, 24), title="Late in November")
    same_week = EntryFactory(on=date(2026, 11, 30), title="On the eve")
    EntryFactory(on=date(2026, 11, 20), title="Long before")
    EntryFactory(on=date(2027, 1, 5), title="After the holidays")
    EntryFactory(on=date(2027, 1, 12), title="Long after")
    page = read(planner)
    shown = {text_of(one) for one in page.elements("a") if one["attributes"].get("href", "").endswith("/")}
    assert {"Late in November", "On the eve", "After the holidays"} <= shown
    assert not {"Long before", "Long after"} & shown
    assert cell(page, "2026-11-30").startswith("Monday 30 Nov")
    for entry in (last_week, same_week):
        (line,) = page.elements("li", id=f"entry-{entry.uid}")
        assert "data-movable" not in line["attributes"]
    assert page.elements("a", href=f"{reverse('entry_move', args=[same_week.uid])}") == []


def test_an_entry_of_this_month_that_sits_in_the_next_is_moved_here(planner, december):
    entry = EntryFactory(programme=december, title="Mission of the Council", sitting=None)
    SittingFactory(entry=entry, on=date(2026, 12, 30))
    SittingFactory(entry=entry, on=date(2027, 1, 4), resumption=1)
    page = read(planner)
    assert "Mission of the Council" in cell(page, "2026-12-30")
    assert "resumed" in cell(page, "2027-01-04")
    lines = page.elements("li", **{"data-entry": str(entry.uid)})
    assert [("data-movable" in line["attributes"]) for line in lines] == [True, True]
    assert len({line["attributes"]["id"] for line in lines}) == 2


def test_what_was_held_or_cancelled_is_not_moved(planner, december):
    for number, status in enumerate(EntryStatus, start=1):
        EntryFactory(on=date(2026, 12, number), title=status.value, status=status)
    lines = read(planner).elements("li", class_="desk-entry")
    movable = {text_of(line).split()[-1] for line in lines if "data-movable" in line["attributes"]}
    assert len(lines) == 5
    assert movable == {"December"}  # the end of the name of "Move"
    kept = [line["attributes"]["data-entry"] for line in lines if "data-movable" not in line["attributes"]]
    assert len(kept) == 2


def test_lines_without_a_day_have_a_place_of_their_own(planner, december):
    entry = EntryFactory(programme=december, title="May come up")
    (region,) = read(planner).elements("section", id="desk-undated")
    assert "May come up" in text_of(region)
    (line,) = read(planner).elements("li", id=f"entry-{entry.uid}")
    assert line["attributes"]["data-sitting"] == ""


def test_each_week_says_how_many_days_of_business_it_has(planner, december):
    for day in (7, 8, 9, 10, 11):
        EntryFactory(on=date(2026, 12, day), format=Format.BRIEFING)
    EntryFactory(on=date(2026, 12, 15), format=Format.SUBSIDIARY_BODY)
    loads = read(planner).texts("span", class_="load")
    assert loads == ["Days of Council business: 5/4"]


def test_the_margin_tells_ends_and_reports_due(planner, december, force):
    MandateFactory(mission=force, ends=date(2026, 12, 20))
    ReportFactory(due_on=date(2026, 12, 4), missions=[force])
    page = read(planner)
    assert "FORCE mandate ends" in cell(page, "2026-12-20")
    assert "Report due: FORCE" in cell(page, "2026-12-04")


def test_who_presides_is_named(planner, december):
    PresidencyFactory(month=DECEMBER, country__name_en="Liberia")
    assert "Liberia" in text_of(read(planner).elements("p", class_="month-about")[0])


# What is to place


def steps(page):
    return [
        (one["attributes"]["data-step"], one["attributes"].get("data-recommended"))
        for one in page.elements("li", class_="step-to-place")
    ]


def test_every_missing_step_is_to_place_on_its_recommended_day(planner, december, force):
    ends = date(2026, 12, 31)
    occasion = OccasionFactory(mission=force, mandate=MandateFactory(mission=force, ends=ends))
    EntryFactory(on=DECEMBER)
    page = read(planner)
    assert [kind for kind, _on in steps(page)] == ["P", "T", "C", "A"]
    (adoption,) = [
        one for one in page.elements("li", class_="step-to-place") if one["attributes"]["data-step"] == "A"
    ]
    assert adoption["attributes"]["data-recommended"] == "2026-12-29"
    assert "by 31 Dec" in text_of(adoption)
    assert "Place on 29 Dec : Adoption, FORCE renewal" in text_of(adoption).replace("Dec:", "Dec :")
    place = reverse("step_place", args=[occasion.uid])
    assert len(page.elements("form", action=place)) == 4
    assert len(page.elements("form", action=reverse("occasion_take", args=[occasion.uid]))) == 1
    choose = f"{reverse('entry_add', args=[DECEMBER])}?occasion={occasion.uid}&step=A"
    assert choose in [address for _text, address in page.links()]


def test_what_is_late_says_by_how_many_days(planner, december, force):
    """Consultations on 24 November want the meeting a week before: on 22 November that is five days ago."""
    consultations = EntryFactory(on=date(2026, 11, 24), format=Format.CONSULTATIONS)
    mandate = MandateFactory(mission=force, ends=date(2026, 12, 10))
    OccasionFactory(mission=force, mandate=mandate, steps={StepKind.CONSULTATIONS: consultations})
    (meeting,) = [
        text for text in read(planner).texts("li", class_="step-to-place") if "contributors" in text
    ]
    assert meeting.startswith("Meeting with contributors by 17 Nov G13 5 days late")


def test_nothing_is_to_place_of_what_is_concluded(planner, december, force):
    ends = date(2026, 12, 31)
    OccasionFactory(mission=force, mandate=MandateFactory(mission=force, ends=ends), concluded=True)
    page = read(planner)
    assert steps(page) == []
    (region,) = page.elements("section", id="desk-to-place")
    assert text_of(region) == "To place Every occasion of the coming 120 days has the steps it needs."


def test_an_occasion_beyond_the_days_looked_at_waits(planner, december, force):
    near, far = date(2027, 3, 31), date(2027, 4, 1)  # 120 and 121 days from 1 December
    OccasionFactory(mission=force, label="Near", mandate=MandateFactory(mission=force, ends=near))
    OccasionFactory(mission=force, label="Far", mandate=MandateFactory(mission=force, ends=far))
    names = [text.split()[0] for text in read(planner).texts("details", class_="occasion-to-place")]
    assert names == ["Near"]


def test_the_most_urgent_comes_first_and_this_month_before_others(planner, december):
    for label, ends in (
        ("Later", date(2027, 2, 26)),
        ("Second", date(2026, 12, 31)),
        ("First", date(2026, 12, 18)),
    ):
        mandate = MandateFactory(mission__acronym=label, ends=ends)
        OccasionFactory(mission=mandate.mission, label=label, mandate=mandate)
    names = [text.split()[0] for text in read(planner).texts("details", class_="occasion-to-place")]
    assert names == ["First", "Second", "Later"]


def test_a_mandate_without_an_occasion_is_one_press_away_from_one(planner, december, force):
    mandate = MandateFactory(mission=force, ends=date(2027, 1, 31))
    taken_up = MandateFactory(mission__acronym="OTHER", ends=date(2027, 1, 31))
    OccasionFactory(mission=taken_up.mission, mandate=taken_up)
    page = read(planner)
    assert page.texts("button", type="submit").count("Open an occasion: FORCE, 31 January 2027") == 1
    assert len(page.elements("form", action=reverse("occasion_open"))) == 1
    sent = {
        one["attributes"]["name"]: one["attributes"]["value"]
        for one in inputs_of(page, reverse("occasion_open"))
    }
    assert (sent["mandate"], sent["month"]) == (str(mandate.pk), "2026-12-01")


# What is found


def test_findings_are_counted_and_grouped_by_occasion(planner, short):
    page = read(planner)
    (group,) = [
        one for one in page.elements("section", class_="finding-group") if "FORCE renewal" in text_of(one)
    ]
    (finding,) = page.elements("li", id=f"finding-G13-{short.uid}")
    assert text_of(finding).startswith(
        "Warning: 5 days between the meeting (2 December) and consultations (7 December); 2 short of one week, "
        "3 short of the guideline's preference. G13 S/2009/659, attachment II 7 days wanted, 5 had"
    )
    assert text_of(finding) in text_of(group)


def test_what_is_said_alike_of_several_entries_is_said_once_above_their_links(planner, december):
    first, second = (
        EntryFactory(on=date(2026, 12, day), format=Format.BRIEFING, title=f"Briefing of the {day}th")
        for day in (8, 10)
    )
    EntryFactory(
        on=date(2026, 12, 11), format=Format.BRIEFING, title="Announced", agenda_sent_on=date(2026, 12, 1)
    )
    page = read(planner)
    (said,) = [
        one
        for one in page.elements("li", class_="desk-finding")
        if "when the agenda went out" in text_of(one)
    ]
    assert text_of(said) == (
        "Note: 2 entries: It is not on record when the agenda went out. N22 Provisional rules of "
        "procedure of the Security Council, rules 7 and 8 "
        "Briefing of the 8th 8 Dec Briefing of the 10th 10 Dec"
    )
    for entry in (first, second):  # in the calendar, and here
        assert page.links().count((entry.title, reverse("entry_edit", args=[entry.uid]))) == 2


def test_the_nearest_day_that_mends_is_a_button(planner, short):
    page = read(planner)
    move = reverse("entry_move", args=[short.meeting.uid])
    forms = page.elements("form", action=move)
    assert [text_of(one) for one in forms] == ["Move the meeting to 30 November: FORCE renewal, G13"]
    names = {one["attributes"]["name"]: one["attributes"]["value"] for one in inputs_of(page, move)}
    assert names.pop("csrfmiddlewaretoken")
    assert names == {
        "sitting": str(short.meeting.sittings.get().pk),
        "revision": "1",
        "on": "2026-11-30",
        "month": "2026-12-01",
    }


def inputs_of(page, action):
    """The fields of the first form that posts to an address."""
    start = next(
        index
        for index, one in enumerate(page.found)
        if one["tag"] == "form" and one["attributes"].get("action") == action
    )
    fields = []
    for one in page.found[start + 1 :]:
        if one["tag"] == "form":
            break
        if one["tag"] == "input":
            fields.append(one)
    return fields


def test_both_entries_bear_the_mark_of_a_gap_between_them(planner, short):
    page = read(planner)
    for entry in (short.meeting, short.consultations):
        (line,) = page.elements("li", id=f"entry-{entry.uid}")
        assert "2 days short G13" in text_of(line)
    leads = {address for text, address in page.links() if text == "2 days short G13"}
    assert leads == {f"#finding-G13-{short.uid}"}
    assert len(page.elements("li", id=f"finding-G13-{short.uid}")) == 1


def test_a_move_changes_what_is_found(planner, short):
    assert "2 days short G13" in str(read(planner).texts("p", class_="mark-line"))
    short.meeting.sittings.update(on=date(2026, 11, 30))
    assert read(planner).texts("p", class_="mark-line") == []


def test_a_finding_of_a_chain_that_crosses_the_border_counts_in_its_own_month_and_is_seen_in_both(
    planner, short
):
    """Three days from the meeting on 30 November to consultations on 3 December: November's matter."""
    november = date(2026, 11, 1)
    short.meeting.programme = ProgrammeFactory(month=november)
    short.meeting.save()
    short.meeting.sittings.update(on=date(2026, 11, 30))
    short.consultations.sittings.update(on=date(2026, 12, 3))
    there, here = read(planner, reverse("desk", args=[november])), read(planner)
    for page in (there, here):
        assert len(page.elements("li", id=f"finding-G13-{short.uid}")) == 1
        (line,) = page.elements("li", id=f"entry-{short.consultations.uid}")
        assert "4 days short G13" in text_of(line)
    assert "counted in November 2026" in here.texts("a")
    assert "Give a reason: FORCE renewal, G13" in there.texts("a")
    assert "Give a reason: FORCE renewal, G13" not in here.texts("a")
    assert (counted(there), counted(here)) == ("6 of 7 met, 1 short", "1 of 1 met")


def counted(page):
    return page.texts("b")[page.texts("b").index(next(text for text in page.texts("b") if " met" in text))]


def test_the_month_itself_is_judged_here(planner, december):
    PaperFactory(programme=december, kind="draft_shared", due_on=date(2026, 11, 20))
    EntryFactory(on=DECEMBER)
    months = [text_of(one) for one in read(planner).elements("section", class_="finding-group")]
    (text,) = [text for text in months if text.startswith("The month itself")]
    assert "N18" in text


def test_two_sittings_in_one_room_are_found_on_both_lines(planner, december):
    room = RoomFactory(name="Chamber")
    entries = [
        EntryFactory(on=DECEMBER, title=title, sitting__starts_at=time(10), sitting__room=room)
        for title in "AB"
    ]
    page = read(planner)
    for entry in entries:
        (line,) = page.elements("li", id=f"entry-{entry.uid}")
        assert "room taken L1" in text_of(line)


def test_a_finding_that_nothing_can_mend_has_no_button(planner, december):
    for day in (1, 18):
        EntryFactory(on=date(2026, 12, day), format=Format.BRIEFING)
    (finding,) = read(planner).elements("li", id="finding-N20-2026-12")
    assert "17 days between two meetings" in text_of(finding)
    assert "Give a reason" in text_of(finding)
    assert "Move" not in text_of(finding)


# Beginning


def test_a_month_nobody_began_offers_to_begin_and_tells_what_is_due(planner, force):
    MandateFactory(mission=force, ends=date(2027, 2, 28))
    page = read(planner, reverse("desk", args=[date(2027, 2, 1)]))
    begin = reverse("desk_begin", args=[date(2027, 2, 1)])
    assert [text_of(one) for one in page.elements("form", action=begin)] == ["Begin this month"]
    assert "FORCE 28 Feb" in page.texts("dd")


def test_to_begin_makes_an_empty_month_that_says_what_to_do_next(planner):
    month = date(2027, 2, 1)
    response = planner.client.post(reverse("desk_begin", args=[month]))
    assert response["Location"] == reverse("desk", args=[month])
    assert Programme.objects.get(month=month).state == Programme.State.DRAFT
    page = read(planner, reverse("desk", args=[month]))
    ways = {address for _text, address in page.links() if address}
    assert {reverse(name, args=[month]) for name in ("entry_add", "desk_copy", "desk_proposals")} <= ways
    assert "Nothing is placed in this month yet" in page.texts("h2")


def test_to_begin_twice_is_no_error(planner, december):
    response = planner.client.post(reverse("desk_begin", args=[DECEMBER]))
    assert response["Location"] == DESK
    assert Programme.objects.filter(month=DECEMBER).count() == 1


def test_a_month_on_record_is_not_planned(planner):
    march = date(2026, 3, 1)
    record(march)
    page = read(planner, reverse("desk", args=[march]))
    assert page.elements("form", action=reverse("desk_begin", args=[march])) == []
    assert ("The record of this month", reverse("month", args=[march])) in page.links()


@pytest.mark.parametrize("month", ["1999-12", "2100-01", "2026-13", "2026-00"])
def test_there_are_no_other_months(planner, month):
    assert planner.client.get(f"/desk/{month}/").status_code == 404


@pytest.mark.parametrize("month", [date(2000, 1, 1), date(2099, 12, 1)])
def test_the_first_and_the_last_month_can_be_planned(planner, month):
    ProgrammeFactory(month=month)
    EntryFactory(on=month)
    assert len(read(planner, reverse("desk", args=[month])).elements("li", class_="desk-entry")) == 1


@pytest.mark.parametrize(
    ("states", "likeliest"),
    [
        ({}, date(2026, 12, 1)),
        ({12: "draft"}, date(2026, 12, 1)),
        ({12: "published"}, date(2027, 1, 1)),
        ({12: "published", 1: "draft"}, date(2027, 1, 1)),
        ({12: "published", 1: "not_agreed"}, date(2027, 2, 1)),
    ],
)
def test_the_desk_opens_the_month_most_likely_planned(planner, states, likeliest):
    for number, state in states.items():
        ProgrammeFactory(month=date(2026 if number == 12 else 2027, number, 1), state=state)
    assert planner.client.get(reverse("desk_front"))["Location"] == reverse("desk", args=[likeliest])


# The way here, and back


def test_planners_are_led_to_the_desk_and_nobody_else(planner, delegation_of_bangladesh, visitor):
    way = ("Desk", reverse("desk_front"))
    assert way in read(planner, reverse("missions")).links()
    for person in (delegation_of_bangladesh, visitor):
        assert way not in read(person, reverse("missions")).links()


def test_the_last_step_can_be_taken_back_by_whoever_took_it(planner, admin, december):
    mine = AuditRecordFactory(
        actor=planner.user,
        programme=december,
        can_be_undone=True,
        action="move entry",
        subject="MONUSCO from 3 to 9 December",
    )
    page = read(planner)
    (region,) = page.elements("div", id="desk-steps")
    assert text_of(region) == "Undo: move MONUSCO from 3 to 9 December"
    fields = inputs_of(page, reverse("desk_undo", args=[DECEMBER]))
    assert [one["attributes"]["value"] for one in fields][1:] == [str(mine.pk)]
    (region,) = read(admin).elements("div", id="desk-steps")
    assert text_of(region) == ""


def test_what_was_taken_back_is_not_offered_again(planner, december):
    about = {"actor": planner.user, "programme": december}
    first = AuditRecordFactory(**about, can_be_undone=True, action="move entry", subject="the first")
    second = AuditRecordFactory(**about, can_be_undone=True, action="move entry", subject="the second")
    AuditRecordFactory(**about, undoes=second, action="undo step")
    (region,) = read(planner).elements("div", id="desk-steps")
    assert text_of(region) == f"Undo: move {first.subject}"
    assert AuditRecord.objects.count() == 3


# What it costs, and what people type


@pytest.mark.parametrize("number", [1, 200])
def test_the_desk_costs_the_same_at_1_and_at_200_entries(
    planner, december, django_assert_num_queries, number
):
    fill(DECEMBER, number)
    for _index in range(number // 10):
        MandateFactory(ends=date(2027, 1, 31))
        PaperFactory(occasion=OccasionFactory(mandate=MandateFactory(ends=date(2027, 2, 1))))
    with django_assert_num_queries(MOST):
        assert planner.client.get(DESK).status_code == 200


def test_the_desk_costs_no_more_with_all_that_is_on_record(db, reference, planner, django_assert_num_queries):
    with django_assert_num_queries(MOST):
        assert planner.client.get(DESK).status_code == 200


MARKUP = "\"><script>alert(1)</script>'{{ 7|add:1 }}"


def test_what_people_type_is_text(planner, december, force):
    entry = EntryFactory(on=DECEMBER, title=MARKUP, footnote=MARKUP, missions=[force])
    OccasionFactory(
        mission=force,
        label=MARKUP,
        mandate=MandateFactory(mission=force, ends=date(2026, 12, 31)),
        steps={StepKind.CONTRIBUTORS: entry},
    )
    said = planner.client.get(DESK).content.decode()
    assert "<script>alert" not in said
    assert escape(MARKUP) in said


def test_an_entry_that_follows_another_says_so(planner, december):
    EntryFactory(on=DECEMBER, title="First", sitting__starts_at=time(10), sitting__position=1)
    EntryFactory(
        on=DECEMBER, title="Second", sitting__start_kind=StartKind.AFTER_PREVIOUS, sitting__position=2
    )
    assert "followed by" in cell(read(planner), "2026-12-01")
