"""Writing a contributors' table: new counts, corrected ones, and none where the file says what stands already."""

from datetime import date

import pytest

from meetings.exchange.tables.columns import Problem
from meetings.models import Contribution
from meetings.models.contributions import PERSONNEL
from tests.factories import ContributionFactory, CountryFactory, MissionFactory
from tests.services.loads.written import read, takes_as_many_queries, write

pytestmark = pytest.mark.django_db

HEADINGS = "mission,iso3,country,as_of,troops,formed_police,total,source_url\n"


@pytest.fixture(autouse=True)
def names() -> None:
    MissionFactory(acronym="UNISFA", name_en="United Nations Interim Security Force for Abyei")
    CountryFactory(iso3="UGA", iso2="UG", name_en="Uganda", name_ru="Уганда")
    CountryFactory(iso3="CIV", iso2="CI", name_en="Côte d’Ivoire")
    CountryFactory(
        iso3="GBR",
        iso2="GB",
        name_en="United Kingdom of Great Britain and Northern Ireland",
        name_fr="Royaume-Uni",
    )


def stored() -> list[tuple[object, ...]]:
    rows = Contribution.objects.order_by("as_of", "country__iso3")
    return list(rows.values_list("mission__acronym", "country__iso3", "as_of", *PERSONNEL))


def test_each_row_is_a_contribution() -> None:
    done = write(
        "contributions",
        HEADINGS
        + "UNISFA,UGA,Uganda,2026-10,600,140,740,https://peacekeeping.un.org\n"
        + "United Nations Interim Security Force for Abyei,,Cote d'Ivoire,2026-10,2,,,\n",
    )
    october = date(2026, 10, 31)
    assert stored() == [
        ("UNISFA", "CIV", october, 2, 0, 0, 0, 0),
        ("UNISFA", "UGA", october, 600, 0, 0, 0, 140),
    ]
    assert done.lines == [
        ("contribution", "new", "UNISFA, Uganda, 2026-10"),
        ("contribution", "new", "UNISFA, Côte d’Ivoire, 2026-10"),
    ]
    assert list(Contribution.objects.order_by("pk").values_list("source_url", "source_note")) == [
        ("https://peacekeeping.un.org", ""),
        ("", "Loaded from contributions.csv, row 3."),
    ]


@pytest.mark.parametrize("name", ["United Kingdom", "Royaume-Uni", "Великобритания", "gb", "GBR"])
def test_a_state_is_known_by_any_of_its_names(name: str) -> None:
    write("contributions", f"mission,country,month,troops\nUNISFA,{name},2026-10,1\n")
    assert [row[1] for row in stored()] == ["GBR"]


def test_a_second_load_of_the_same_file_changes_nothing() -> None:
    content = HEADINGS + "UNISFA,UGA,Uganda,2026-10,600,140,740,\n"
    write("contributions", content)
    done = write("contributions", content)
    assert (done.lines, len(done.bringing.unchanged), Contribution.history.count()) == ([], 1, 1)


def test_a_corrected_count_changes_and_what_is_not_said_stays() -> None:
    row = ContributionFactory(mission__acronym="UNISFA", country__iso3="UGA", troops=600, staff_officers=11)
    done = write("contributions", HEADINGS + "UNISFA,UGA,,2026-10,599,140,,\n")
    (line,) = done.bringing.lines
    assert (str(line.outcome), line.changes) == (
        "changed",
        {"troops": ("600", "599"), "formed_police": ("0", "140")},
    )
    row.refresh_from_db()
    assert (row.troops, row.staff_officers, row.formed_police) == (599, 11, 140)


def test_beside_a_total_an_empty_count_is_set_to_nobody() -> None:
    row = ContributionFactory(mission__acronym="UNISFA", country__iso3="UGA", troops=600, staff_officers=11)
    write("contributions", HEADINGS + "UNISFA,UGA,,2026-10,600,,600,\n")
    row.refresh_from_db()
    assert row.staff_officers == 0


def test_other_months_stay_as_they_are() -> None:
    ContributionFactory(mission__acronym="UNISFA", country__iso3="UGA", as_of=date(2026, 9, 30), troops=7)
    write("contributions", HEADINGS + "UNISFA,UGA,,2026-10,5,,,\n")
    assert [row[2:4] for row in stored()] == [(date(2026, 9, 30), 7), (date(2026, 10, 31), 5)]


def test_a_mission_that_is_not_on_record_is_a_problem_with_a_suggestion() -> None:
    found = read("contributions", HEADINGS + "UNIFSA,UGA,,2026-10,5,,,\n")
    message = "No mission of that name is on record. Is UNISFA meant?"
    assert found.problems == [Problem("", 2, "mission", "UNIFSA", message)]


def test_a_state_written_in_two_ways_is_the_same() -> None:
    done = write("contributions", HEADINGS + "UNISFA,UGA,,2026-10,5,,,\nUNISFA,,Уганда,2026-10,6,,,\n")
    message = "The same is in the file already, written in another way: see row 2."
    assert done.problems == [Problem("", 3, "", "UNISFA, Uganda, 2026-10", message)]


@pytest.mark.parametrize("on_record", [False, True])
def test_200_rows_take_as_many_queries_as_one(on_record: bool) -> None:
    states = [CountryFactory() for _ in range(201)]
    if on_record:
        for state in states:
            ContributionFactory(mission__acronym="UNISFA", country=state, troops=1)
    lines = [f"UNISFA,{state.iso3},,2026-10,3,,,\n" for state in states]
    assert takes_as_many_queries("contributions", HEADINGS + lines[0], HEADINGS + "".join(lines[1:]))
    assert Contribution.objects.filter(troops=3).count() == 201
