"""One reason for several findings, written on the page before the button."""

from datetime import date

import pytest

from meetings.models import Justification, Programme
from tests.factories import MandateFactory, MissionFactory, ProgrammeFactory
from tests.views.desk.publishing.months import DESK, PUBLISH, REASONS, answer, read, reasons, short, ticks
from tests.views.published import DECEMBER
from tests.views.reading import Page, said, text_of

pytestmark = pytest.mark.django_db

REASON = "The report came late."


@pytest.fixture(autouse=True)
def december():
    return ProgrammeFactory(month=DECEMBER)


def part(response):
    (found,) = Page(response).elements("section", id="reasons")
    return text_of(found)


def post(person, **data):
    return person.client.post(REASONS, data)


def move(occasion, on):
    occasion.steps.get(kind="T").entry.sittings.update(on=on)


def test_each_finding_stands_with_its_sentence_its_rule_and_a_box(planner):
    occasion = short()
    page = read(planner)
    ((_value, label),) = ticks(page)
    assert text_of(label) == (
        "Warning: 5 days between the meeting (2 December) and consultations (7 December); "
        "2 short of one week, 3 short of the guideline's preference."
    )
    links = dict(page.links())
    assert links["G13"] == "/guideline/G13/"
    assert links[f"On the desk: {occasion.label}, G13"] == f"/desk/2026-12/#finding-G13-{occasion.uid}"


def test_one_reason_for_findings_of_two_occasions(planner):
    short("FORCE")
    short("MINUSCA")
    response = answer(planner, REASON)
    assert response["Location"] == f"{PUBLISH}#reasons"
    assert said(response) == ["The reason is kept with 2 findings."]
    assert reasons() == [("G13", REASON)] * 2
    assert {row.given_by for row in Justification.objects.all()} == {planner.user}
    page = read(planner)
    assert ticks(page) == []
    assert "2 findings have their reason" in text_of(page.elements("section", id="reasons")[0])


def test_what_is_not_ticked_gets_none(planner):
    short("FORCE")
    other = short("MINUSCA")
    (first, *_rest) = [value for value, label in ticks(read(planner)) if label]
    post(planner, findings=[first], reason=REASON)
    assert [row.occasion == other for row in Justification.objects.all()] == [False]


def test_one_box_stands_for_all_of_a_group(planner):
    """Mandates left behind: a count and one box; each by itself where somebody opens them."""
    for number in range(6):
        mission = MissionFactory(acronym=f"LEFT-{number}")
        MandateFactory(mission=mission, ends=date(2026, 10, 1 + number))
    page = read(planner)
    boxes = ticks(page)
    assert len(boxes) == 7
    every = boxes[0][0]
    assert every.split() == [value for value, _label in boxes[1:]]
    assert len(page.elements("details")) >= 1
    post(planner, findings=[every], reason=REASON)
    assert reasons() == [("L3", REASON)] * 6


def test_both_a_group_and_one_of_it_are_counted_once(planner):
    for number in range(2):
        MandateFactory(mission=MissionFactory(), ends=date(2026, 10, 1 + number))
    response = post(planner, findings=[value for value, _label in ticks(read(planner))], reason=REASON)
    assert said(response) == ["The reason is kept with 2 findings."]
    assert Justification.objects.count() == 2


def test_the_enter_key_never_says_that_a_lapsed_reason_still_holds(planner):
    """It presses the first button of the form, seen or not."""
    occasion = short()
    answer(planner, REASON)
    move(occasion, date(2026, 12, 3))
    page = read(planner)
    (form,) = page.elements("form", class_="reasons-form")
    inside = page.found[page.found.index(form) :]
    names = [one["attributes"].get("name") for one in inside if one["tag"] == "button"]
    assert names[:2] == [None, "again"]


def test_a_lapsed_reason_is_shown_and_given_again_with_one_press(planner):
    occasion = short()
    answer(planner, "The Force Commander travels.")
    move(occasion, date(2026, 12, 3))
    page = read(planner)
    ((token, _label),) = ticks(page)
    (lapsed,) = page.elements("div", class_="reason-lapsed")
    assert "Its dates have changed since this was written: The Force Commander travels." in text_of(lapsed)
    response = post(planner, again=token)
    assert said(response) == ["The reason is kept with 1 finding."]
    assert reasons() == [("G13", "The Force Commander travels.")] * 2
    assert ticks(read(planner)) == []


def test_what_changed_since_the_page_was_made_gets_no_reason_and_the_words_stay(planner):
    occasion = short()
    ((token, _label),) = ticks(read(planner))
    move(occasion, date(2026, 12, 3))
    response = post(planner, findings=[token], reason=REASON)
    assert response.status_code == 200
    assert "Some of them have changed, or are answered already." in part(response)
    assert Page(response).texts("textarea", name="reason") == [REASON]
    assert not Justification.objects.exists()


def test_what_was_ticked_stays_ticked_where_the_words_are_missing(planner):
    short("FORCE")
    short("MINUSCA")
    first = next(value for value, label in ticks(read(planner)) if label)
    response = post(planner, findings=[first], reason=" ")
    assert "Write down why the plan stays as it is." in part(response)
    boxes = Page(response).elements("input", name="findings")
    assert [one["attributes"]["value"] for one in boxes if "checked" in one["attributes"]] == [first]


def test_words_without_a_tick(planner):
    short()
    response = post(planner, reason=REASON)
    assert "Tick what the reason is for." in part(response)
    assert Page(response).texts("textarea", name="reason") == [REASON]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"findings": ["nothing"], "reason": REASON},
        {"findings": ["\0"], "reason": REASON},
        {"again": "nothing"},
        {"again": "\0"},
        {"again": "x" * 65},
    ],
    ids=str,
)
def test_strange_input_keeps_nothing(planner, data):
    short()
    assert post(planner, **data).status_code == 200
    assert not Justification.objects.exists()


def test_a_reason_too_long_is_told_and_kept_on_the_page(planner):
    short()
    ((token, _label),) = ticks(read(planner))
    response = post(planner, findings=[token], reason="x" * 2001)
    assert Page(response).texts("textarea", name="reason") == ["x" * 2001]
    assert not Justification.objects.exists()


def test_nothing_lapsed_can_be_given_again(planner):
    short()
    ((token, _label),) = ticks(read(planner))
    response = post(planner, again=token)
    assert "That finding has changed, or is answered already. Nothing was kept." in part(response)


def test_a_month_on_record_takes_no_reasons(planner):
    Programme.objects.update(state=Programme.State.RECORD)
    response = post(planner, findings=["nothing"], reason=REASON)
    assert (response.status_code, response["Location"]) == (302, DESK)


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_refused_page_that_is_loaded_again_leads_to_the_page_before_the_button(planner, method):
    response = getattr(planner.client, method)(REASONS)
    assert (response.status_code, response["Location"]) == (302, PUBLISH)


def test_anything_else_is_not_answered_there(planner):
    assert planner.client.put(REASONS).status_code == 405
