"""Writing missions with their hosts and penholders: what was recalled never takes the place of what was read."""

from datetime import date

import pytest

from meetings.exchange.tables.columns import Problem
from meetings.models import Mission, Penholding
from tests.factories import CountryFactory, MissionFactory, PenholdingFactory
from tests.services.loads.written import takes_as_many_queries, write

pytestmark = pytest.mark.django_db

HEADINGS = "acronym,name_en,kind,closed_date,host_countries,penholder,recalled_penholder,recalled_other\n"


@pytest.fixture(autouse=True)
def states() -> None:
    CountryFactory(iso3="SDN", iso2="SD", name_en="Sudan")
    CountryFactory(iso3="SSD", iso2="SS", name_en="South Sudan")
    CountryFactory(iso3="USA", iso2="US", name_en="United States of America")
    CountryFactory(iso3="GBR", iso2="GB", name_en="United Kingdom of Great Britain and Northern Ireland")


def hosts(mission: Mission) -> list[str]:
    return sorted(mission.host_countries.values_list("iso3", flat=True))


def pens() -> list[tuple[str, bool, list[str]]]:
    return [
        (pen.mission.acronym, pen.verified, sorted(pen.countries.values_list("iso3", flat=True)))
        for pen in Penholding.objects.order_by("mission__acronym")
    ]


def test_a_new_mission_is_written_with_its_hosts_and_penholders() -> None:
    done = write(
        "missions",
        HEADINGS + "UNISFA,Interim Security Force for Abyei,PKO,,Sudan; South Sudan,United States,,\n",
    )
    (mission,) = Mission.objects.all()
    assert (mission.acronym, mission.kind, mission.closed_on, hosts(mission)) == (
        "UNISFA",
        "peacekeeping",
        None,
        ["SDN", "SSD"],
    )
    assert pens() == [("UNISFA", True, ["USA"])]
    assert done.lines == [("mission", "new", "UNISFA"), ("penholding", "new", "UNISFA")]


def test_a_second_load_changes_nothing() -> None:
    content = HEADINGS + (
        "UNISFA,Interim Security Force for Abyei,PKO,,SDN;SSD,United States and United Kingdom (joint),,\n"
        "UNMIN,Mission in Nepal,SPM,,,,none,closed 15 January 2011\n"
    )
    write("missions", content)
    done = write("missions", content)
    assert (done.lines, len(done.bringing.unchanged)) == ([], 4)


def test_a_mission_that_is_not_on_record_needs_a_name_and_a_kind() -> None:
    done = write("missions", "acronym,kind,penholder\nUNXYZ,,USA\n")
    message = "This mission is not on record yet, so it needs a value here."
    assert done.problems == [Problem("", 2, "name_en", "", message), Problem("", 2, "kind", "", message)]
    assert (Mission.objects.count(), pens()) == (0, [])


def test_of_a_mission_on_record_only_what_is_said_changes() -> None:
    mission = MissionFactory(acronym="UNISFA", area="Abyei", host_countries=[CountryFactory(iso3="SDN")])
    done = write("missions", HEADINGS + "UNISFA,,,2027-06,,,,\n")
    assert [line.changes for line in done.bringing.lines] == [
        {"closed_on": ("", "2027-06-30"), "closed_as_printed": ("", "2027-06")}
    ]
    mission.refresh_from_db()
    assert (mission.area, mission.closed_on, hosts(mission)) == ("Abyei", date(2027, 6, 30), ["SDN"])


def test_hosts_that_are_given_are_all_of_them() -> None:
    mission = MissionFactory(acronym="UNISFA", host_countries=[CountryFactory(iso3="SDN")])
    done = write("missions", HEADINGS + "UNISFA,,,,South Sudan,,,\n")
    assert [line.changes for line in done.bringing.lines] == [{"host_countries": ("Sudan", "South Sudan")}]
    assert hosts(mission) == ["SSD"]


def test_what_was_recalled_is_marked_and_what_is_read_is_so_no_longer() -> None:
    write(
        "missions", "acronym,name_en,kind,recalled_host_city\nUNSMIL,Support Mission in Libya,SPM,Tripoli\n"
    )
    mission = Mission.objects.get()
    assert (mission.host_city, mission.unverified_fields) == ("Tripoli", ["host_city"])
    write("missions", "acronym,host_city\nUNSMIL,Tripoli\n")
    mission.refresh_from_db()
    assert (mission.host_city, mission.unverified_fields) == ("Tripoli", [])


def test_what_was_recalled_does_not_take_the_place_of_what_was_read() -> None:
    mission = MissionFactory(acronym="UNSMIL", host_city="Tripoli", closed_on=date(2027, 1, 31))
    pen = PenholdingFactory(mission=mission, countries=[CountryFactory(iso3="GBR")])
    done = write(
        "missions",
        "acronym,recalled_host_city,recalled_other,recalled_penholder\n"
        "UNSMIL,Tunis,closed 15 January 2027,United States\n",
    )
    assert done.lines == []
    assert [country.iso3 for country in pen.countries.all()] == ["GBR"]


def test_what_was_recalled_may_be_recalled_better() -> None:
    mission = MissionFactory(acronym="UNSMIL", host_city="Tunis", unverified_fields=["host_city"])
    write("missions", "acronym,recalled_host_city\nUNSMIL,Tripoli\n")
    mission.refresh_from_db()
    assert (mission.host_city, mission.unverified_fields) == ("Tripoli", ["host_city"])


def test_a_penholder_that_was_read_takes_the_place_of_a_recalled_one() -> None:
    write("missions", HEADINGS + "UNSMIL,Support Mission in Libya,SPM,,,,United States,\n")
    assert pens() == [("UNSMIL", False, ["USA"])]
    write("missions", HEADINGS + "UNSMIL,,,,,United Kingdom,,\n")
    assert pens() == [("UNSMIL", True, ["GBR"])]


def test_a_period_of_holding_the_pen_with_a_day_stays() -> None:
    mission = MissionFactory(acronym="UNSMIL")
    dated = PenholdingFactory(
        mission=mission, begins=date(2020, 1, 1), countries=[CountryFactory(iso3="GBR")]
    )
    write("missions", HEADINGS + "UNSMIL,,,,,United States,,\n")
    assert [country.iso3 for country in dated.countries.all()] == ["GBR"]
    (undated,) = Penholding.objects.filter(begins=None)
    assert [country.iso3 for country in undated.countries.all()] == ["USA"]


@pytest.mark.parametrize("on_record", [False, True])
def test_200_rows_take_as_many_queries_as_one(on_record: bool) -> None:
    PenholdingFactory(mission=MissionFactory(acronym="UNTSO"))
    acronyms = [f"UN{number}" for number in range(201)]
    if on_record:
        for acronym in acronyms:
            PenholdingFactory(
                mission=MissionFactory(acronym=acronym, host_countries=[CountryFactory(iso3="SDN")]),
                countries=[CountryFactory(iso3="USA")],
            )
    lines = [f"{acronym},A mission,SPM,,South Sudan,United Kingdom,,\n" for acronym in acronyms]
    assert takes_as_many_queries("missions", HEADINGS + lines[0], HEADINGS + "".join(lines[1:]))
    assert (
        Mission.objects.filter(host_countries__iso3="SSD", penholdings__countries__iso3="GBR").count() == 201
    )
