"""The forecast and the cycles: who reads what, on the page and on paper; and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Programme
from meetings.rules.vocabulary import EntryStatus, Format, StepKind
from tests.exchange.pdfs import text_of, told
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RecurringBusinessFactory,
    ReportFactory,
    ReportRequirementFactory,
    StepFactory,
)
from tests.views.published import DECEMBER, fill, held, publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

OUTSIDE = ("visitor", "delegation_of_bangladesh", "delegation_of_uruguay")
EVERYONE = (*OUTSIDE, "planner", "admin")
FORECAST, FORECAST_PDF = reverse("forecast", args=[DECEMBER]), reverse("forecast_pdf", args=[DECEMBER])


@pytest.fixture
def force():
    """A mission whose mandate ends in December, with a report due and a request behind it."""
    mission = MissionFactory(acronym="FORCE", region="europe", established_by="186 (1964)")
    decision = DecisionFactory(symbol="S/RES/1 (2025)", adopted_on=date(2025, 12, 19))
    MandateFactory(mission=mission, decision=decision, ends=date(2026, 12, 20))
    asked = ReportRequirementFactory(
        mission=mission, decision=decision, every=None, unit="", due_on=date(2026, 12, 5)
    )
    ReportFactory(symbol="S/2026/9", due_on=date(2026, 12, 5), missions=[mission], requirement=asked)
    return mission


@pytest.fixture
def drafted(force):
    """A published meeting with contributors that was moved since; and what only the draft knows."""
    entry = EntryFactory(
        on=date(2026, 12, 2), format=Format.TCC_MEETING, missions=[force], status=EntryStatus.CONFIRMED
    )
    publish()
    entry.sittings.update(on=date(2026, 12, 12))
    EntryFactory(on=date(2026, 12, 9), title="SECRET DRAFT")
    OccasionFactory(mission=force, steps={StepKind.CONTRIBUTORS: date(2026, 12, 26)})
    RecurringBusinessFactory(title="SECRET HABIT")


HIDDEN = ("Saturday 12 December", "SECRET DRAFT", "Saturday 26 December", "SECRET HABIT")


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return Page(response)


def lines(found):
    return [text for text in found.texts("li") if " December: " in text]


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_reads_what_is_published_and_nothing_of_the_draft(request, drafted, who):
    client = request.getfixturevalue(who).client
    found = page(client, FORECAST)
    assert lines(found) == ["Wednesday 2 December: Meeting with contributors"]
    on_paper = text_of(client.get(FORECAST_PDF).content)
    for said in (" ".join(found.texts("main")), on_paper):
        assert "Mandate until 20 December 2026, by S/RES/1 (2025)" in said
        assert [word for word in HIDDEN if word in said] == []


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("address", [FORECAST, FORECAST_PDF])
def test_the_draft_is_for_planners_alone(request, drafted, who, address):
    response = request.getfixturevalue(who).client.get(address, {"from": "draft"})
    assert response.status_code == 404
    assert [word for word in HIDDEN if word in response.content.decode()] == []


@pytest.mark.parametrize("who", ["planner", "admin"])
def test_a_planner_reads_the_draft_which_says_what_it_is(request, drafted, who):
    client = request.getfixturevalue(who).client
    response = client.get(FORECAST, {"from": "draft"})
    on_paper = client.get(FORECAST_PDF, {"from": "draft"})
    for said in (" ".join(Page(response).texts("main")), text_of(on_paper.content)):
        assert "From the working draft. For planners only: not published, not to be passed on." in said
        assert [word for word in HIDDEN if word not in said] == []
        assert "Wednesday 2 December" not in said
    for answer in (response, on_paper):
        assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_n7_a_meeting_that_waits_for_a_day_is_in_the_forecast(visitor, force):
    EntryFactory(format=Format.TCC_MEETING, missions=[force], status=EntryStatus.CONFIRMED)
    publish()
    found = page(visitor.client, FORECAST)
    assert "Day not set: Meeting with contributors" in found.texts("li")


def test_what_was_called_off_is_not_forecast(visitor, force):
    EntryFactory(
        on=date(2026, 12, 2), format=Format.TCC_MEETING, missions=[force], status=EntryStatus.CANCELLED
    )
    publish()
    assert lines(page(visitor.client, FORECAST)) == []


def test_what_january_took_over_is_forecast_there_alone(visitor, force):
    """Published in January, and still in the version of December that nobody has revised."""
    entry = EntryFactory(on=date(2026, 12, 2), format=Format.TCC_MEETING, missions=[force])
    publish()
    assert len(lines(page(visitor.client, FORECAST))) == 1
    entry.programme = ProgrammeFactory(month=date(2027, 1, 1))
    entry.save()
    entry.sittings.update(on=date(2027, 1, 6))
    publish(date(2027, 1, 1))
    assert lines(page(visitor.client, FORECAST)) == []
    found = page(visitor.client, reverse("forecast", args=[date(2027, 1, 1)]))
    assert "Wednesday 6 January: Meeting with contributors (tentative)" in found.texts("li")


def test_that_a_month_is_made_up_is_said_with_its_entries_and_not_of_a_draft(visitor, force):
    EntryFactory(on=date(2026, 12, 2), programme=ProgrammeFactory(month=DECEMBER, is_sample=True))
    marks = [page(visitor.client, FORECAST).texts("span", class_="sample")]
    publish()
    marks.append(page(visitor.client, FORECAST).texts("span", class_="sample"))
    assert marks == [[], ["Sample: made up to show the software"]]


def test_a_month_on_record_is_told_by_what_was_held(visitor):
    held(date(2026, 3, 1), 3)
    found = page(visitor.client, reverse("forecast", args=[date(2026, 3, 1)]))
    assert "Tuesday 3 March: Meeting with contributors" in found.texts("li")


def test_notable_dates_name_the_requesting_document(visitor, force):
    found = page(visitor.client, FORECAST)
    assert found.texts("th", scope="col") == ["Day", "What falls due", "Requesting document"]
    assert found.texts("tr")[1:] == [
        "Saturday 5 December Report of the Secretary-General S/2026/9 (FORCE) S/RES/1 (2025)",
        "Sunday 20 December Mandate ends: FORCE S/RES/1 (2025)",
    ]


def test_a_month_far_ahead_says_that_nothing_is_known(visitor, force):
    far = reverse("forecast", args=[date(2099, 12, 1)])
    assert page(visitor.client, far).texts("p", class_="empty") == [
        "Nothing on record falls due in December 2099, and no meeting is known."
    ]
    assert "Nothing on record falls due" in text_of(visitor.client.get(f"{far}forecast.pdf").content)


def test_the_way_in_leads_to_the_coming_month(visitor, settings):
    settings.TODAY = date(2026, 11, 22)
    assert visitor.client.get("/forecast/")["Location"] == FORECAST


def test_the_notice_for_the_journal_is_offered_to_planners(planner, visitor):
    assert page(visitor.client, FORECAST).elements("section", class_="document-notice") == []
    assert page(planner.client, FORECAST).links().count(("Papers of the month", "/desk/2026-12/papers/")) == 0
    ProgrammeFactory(month=DECEMBER)
    assert page(planner.client, FORECAST).links().count(("Papers of the month", "/desk/2026-12/papers/")) == 1


@pytest.mark.parametrize("address", [FORECAST_PDF, reverse("cycles_pdf")])
def test_an_unchanged_pdf_is_not_sent_again(visitor, force, address):
    first = visitor.client.get(address)
    assert first["Content-Disposition"].startswith("inline; filename=")
    assert told(first.content)["tagged"]
    again = {"If-None-Match": first["ETag"]}
    assert visitor.client.get(address, headers=again).status_code == 304
    MandateFactory(
        mission=force, decision=DecisionFactory(adopted_on=date(2026, 11, 1)), ends=date(2027, 12, 20)
    )
    assert visitor.client.get(address, headers=again).status_code == 200


def rows(found):
    return [text for text in found.texts("tr") if text.startswith("FORCE")]


def test_the_table_of_cycles(visitor, force):
    decided = DecisionFactory(symbol="S/RES/0 (2024)", adopted_on=date(2024, 12, 20))
    MandateFactory(mission=force, decision=decided, ends=date(2025, 12, 20))
    closed = MissionFactory(acronym="FORMER", closed_on=date(2020, 1, 1))
    MandateFactory(mission=closed)
    found = page(visitor.client, reverse("cycles"))
    wording = force.report_requirements.get().wording
    assert rows(found) == [
        f"FORCE 20 December 2026 12 months written report, {wording} S/RES/1 (2025) of 19 December 2025 5 December 2026"
    ]
    assert "FORMER" not in " ".join(found.texts("main"))


def test_the_cycles_of_a_year_and_of_no_year(visitor, force):
    found = page(visitor.client, "/cycles/?year=2027")
    assert found.texts("h2", id="months") == ["Monthly cycle, January 2027 to December 2027"]
    assert ("PDF", "/cycles/cycles.pdf?year=2027") in found.links()
    wrong = page(visitor.client, "/cycles/?year=twenty")
    assert wrong.texts("ul", class_="errorlist") == ["Enter a whole number."]
    assert [one["attributes"]["value"] for one in wrong.elements("input", name="year")] == ["twenty"]


def test_both_documents_are_found_from_every_page_and_from_where_one_looks(visitor):
    publish()
    wanted = {("Tentative forecast", "/forecast/"), ("Mandate and reporting cycles", "/cycles/")}
    for address in ("/missions/", "/guideline/", reverse("month", args=[DECEMBER])):
        assert wanted <= set(page(visitor.client, address).links())
    assert ("Tentative forecast", FORECAST) in page(visitor.client, reverse("month", args=[DECEMBER])).links()


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def more(number):
    """So many missions, each with all that the documents tell."""
    for index in range(number):
        mission = MissionFactory(acronym=f"M-{number}-{index}")
        mandate = MandateFactory(mission=mission, ends=date(2026, 12, 20))
        ReportRequirementFactory(mission=mission, decision=mandate.decision)
        ReportFactory(due_on=date(2026, 12, 5), missions=[mission])
        occasion = OccasionFactory(mission=mission)
        StepFactory(occasion=occasion, on=date(2026, 12, 8))
        RecurringBusinessFactory(missions=[mission])


MOST = {
    ("visitor", FORECAST): 7,
    ("visitor", FORECAST_PDF): 7,
    ("visitor", "/cycles/"): 5,
    ("visitor", "/cycles/cycles.pdf"): 5,
    ("planner", FORECAST): 10,
    ("planner", f"{FORECAST}?from=draft"): 16,
}


def test_the_documents_cost_the_same_at_1_and_at_200(request):
    def costs():
        return {(who, address): cost(request.getfixturevalue(who).client, address) for who, address in MOST}

    more(1)
    fill(DECEMBER, 1)
    publish()
    of_one = costs()
    more(200)
    fill(DECEMBER, 199)
    publish()
    assert costs() == of_one
    assert {name: number for name, number in of_one.items() if number > MOST[name]} == {}


MARKUP = "\"><script>alert(1)</script>'{{ 7|add:1 }}"


@pytest.mark.parametrize("address", [FORECAST, "/cycles/"])
def test_what_people_type_is_text(planner, address):
    mission = MissionFactory(acronym='"><i>M', name_en=MARKUP, agenda_item=MARKUP, established_by=MARKUP)
    decision = DecisionFactory(symbol=MARKUP[:40])
    MandateFactory(mission=mission, decision=decision, strand=MARKUP, ends=date(2026, 12, 20))
    ReportRequirementFactory(mission=mission, decision=decision, wording=MARKUP, jointly_with=MARKUP)
    ReportFactory(symbol="", title=MARKUP, due_on=date(2026, 12, 5), missions=[mission])
    EntryFactory(on=DECEMBER, title=MARKUP)
    EntryFactory(on=DECEMBER, title=MARKUP, missions=[mission])
    said = planner.client.get(address, {"from": "draft"}).content.decode()
    assert "&lt;script&gt;alert(1)" in said
    assert "<script>alert" not in said
    assert "<i>M" not in said
    assert "{{ 7|add:1 }}" in said or "7|add:1" in said


def test_a_record_that_was_never_published_is_no_draft(visitor):
    """A draft month without a version shows no meeting, whatever it holds."""
    EntryFactory(on=date(2026, 12, 9), title="SECRET DRAFT", programme=ProgrammeFactory(month=DECEMBER))
    assert Programme.objects.get().state == Programme.State.DRAFT
    assert "SECRET DRAFT" not in visitor.client.get(FORECAST).content.decode()
