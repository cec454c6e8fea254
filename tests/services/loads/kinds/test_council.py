"""Writing terms on the Council and presidencies."""

from datetime import date

import pytest

from meetings.exchange.tables.columns import Problem
from meetings.models import CouncilTerm, Presidency
from tests.factories import CouncilTermFactory, CountryFactory, PresidencyFactory
from tests.services.loads.written import read, takes_as_many_queries, write

pytestmark = pytest.mark.django_db

MEMBERS = "iso3,kind,term_start,term_end,regional_group\n"
PRESIDENCIES = "month,iso3,country_by_rule\n"


@pytest.fixture(autouse=True)
def states() -> None:
    CountryFactory(iso3="CHN", iso2="CN", name_en="China")
    CountryFactory(iso3="DNK", iso2="DK", name_en="Denmark")
    CountryFactory(iso3="SOM", iso2="SO", name_en="Somalia")


def terms() -> list[tuple[object, ...]]:
    rows = CouncilTerm.objects.order_by("country__iso3")
    return list(rows.values_list("country__iso3", "kind", "begins", "ends", "regional_group"))


def presidencies() -> list[tuple[object, ...]]:
    return list(Presidency.objects.values_list("month", "country__iso3", "verified"))


def test_seats_and_terms_are_written() -> None:
    done = write("members", MEMBERS + "CHN,permanent,,,APG\nDNK,elected,2025,2026,WEOG\n")
    assert terms() == [
        ("CHN", "permanent", None, None, "asia_pacific"),
        ("DNK", "elected", date(2025, 1, 1), date(2026, 12, 31), "western_european_others"),
    ]
    assert done.lines == [("councilterm", "new", "China"), ("councilterm", "new", "Denmark 2025-2026")]


def test_a_second_load_of_the_members_changes_nothing() -> None:
    content = MEMBERS + "CHN,permanent,,,APG\nDNK,elected,2025,2026,\n"
    write("members", content)
    done = write("members", content)
    assert (done.lines, len(done.bringing.unchanged)) == ([], 2)


def test_a_term_that_ends_earlier_changes_and_keeps_its_group() -> None:
    CouncilTermFactory(
        country__iso3="DNK", begins=date(2025, 1, 1), ends=date(2026, 12, 31), regional_group="african"
    )
    done = write("members", MEMBERS + "DNK,,2025,2025,\n")
    assert [line.changes for line in done.bringing.lines] == [{"ends": ("2026-12-31", "2025-12-31")}]
    assert terms() == [("DNK", "elected", date(2025, 1, 1), date(2025, 12, 31), "african")]


def test_that_a_term_was_read_may_be_all_that_a_file_brings() -> None:
    CouncilTermFactory(country__iso3="DNK", begins=date(2025, 1, 1), ends=date(2026, 12, 31), verified=False)
    done = write("members", "iso3,term_start,term_end,verified\nDNK,2025,2026,yes\n")
    assert [line.changes for line in done.bringing.lines] == [{"verified": ("False", "True")}]


def test_presidencies_are_written_by_month() -> None:
    PresidencyFactory(month=date(2026, 12, 1), country__iso3="SOM")
    done = write("presidencies", PRESIDENCIES + "2026-12,DNK,\n2027-01,,Somalia\n")
    assert presidencies() == [(date(2026, 12, 1), "DNK", True), (date(2027, 1, 1), "SOM", False)]
    assert done.lines == [
        ("presidency", "changed", "2026-12 Denmark"),
        ("presidency", "new", "2027-01 Somalia"),
    ]


def test_a_second_load_of_the_presidencies_changes_nothing() -> None:
    content = PRESIDENCIES + "2026-12,DNK,\n2027-01,,Somalia\n"
    write("presidencies", content)
    done = write("presidencies", content)
    assert (done.lines, len(done.bringing.unchanged)) == ([], 2)


def test_who_presides_by_the_rule_becomes_verified_when_read() -> None:
    write("presidencies", PRESIDENCIES + "2027-01,,Somalia\n")
    done = write("presidencies", PRESIDENCIES + "2027-01,SOM,Somalia\n")
    assert [line.changes for line in done.bringing.lines] == [{"verified": ("False", "True")}]


def test_a_month_written_in_two_ways_is_the_same() -> None:
    done = write("presidencies", "year,month,iso3\n2027,1,SOM\n,2027-01,DNK\n")
    message = "The same is in the file already, written in another way: see row 2."
    assert done.problems == [Problem("", 3, "", "2027-01 Denmark", message)]


def test_a_president_that_is_not_on_record_is_a_problem_with_a_suggestion() -> None:
    message = "No State of that name is on record. Is SOM meant?"
    found = read("presidencies", "month,country\n2027-01,Somaliaa\n")
    assert found.problems == [Problem("", 2, "country", "Somaliaa", message)]


@pytest.mark.parametrize("on_record", [False, True])
def test_200_presidencies_take_as_many_queries_as_one(on_record: bool) -> None:
    months = [date(2030 + number // 12, number % 12 + 1, 1) for number in range(201)]
    if on_record:
        for month in months:
            PresidencyFactory(month=month, country__iso3="SOM")
    lines = [f"{month:%Y-%m},DNK,\n" for month in months]
    assert takes_as_many_queries("presidencies", PRESIDENCIES + lines[0], PRESIDENCIES + "".join(lines[1:]))
    assert Presidency.objects.filter(country__iso3="DNK").count() == 201


@pytest.mark.parametrize("on_record", [False, True])
def test_200_terms_take_as_many_queries_as_one(on_record: bool) -> None:
    states = [CountryFactory() for _ in range(201)]
    if on_record:
        for state in states:
            CouncilTermFactory(country=state, begins=date(2030, 1, 1), ends=date(2030, 12, 31))
    lines = [f"{state.iso3},elected,2030,2031,\n" for state in states]
    assert takes_as_many_queries("members", MEMBERS + lines[0], MEMBERS + "".join(lines[1:]))
    assert CouncilTerm.objects.filter(ends=date(2031, 12, 31)).count() == 201
