"""Writing holidays: one that was only expected moves, and none stands twice."""

from datetime import date, timedelta

import pytest

from meetings.models import Holiday
from tests.factories import HolidayFactory
from tests.services.loads.written import takes_as_many_queries, write

pytestmark = pytest.mark.django_db

HEADINGS = "name,date,recalled_date,kind\n"
EID = "Eid al-Fitr"


def stored() -> list[tuple[object, ...]]:
    return list(Holiday.objects.order_by("on", "name").values_list("on", "name", "kind", "verified"))


def test_read_and_expected_days_are_written() -> None:
    done = write("holidays", HEADINGS + "Good Friday,2027-03-26,,\nDiwali,,2027-10-29,floating\n")
    assert stored() == [
        (date(2027, 3, 26), "Good Friday", "official", True),
        (date(2027, 10, 29), "Diwali", "floating", False),
    ]
    assert done.lines == [
        ("holiday", "new", "2027-03-26 Good Friday"),
        ("holiday", "new", "2027-10-29 Diwali"),
    ]


def test_a_second_load_changes_nothing() -> None:
    content = HEADINGS + "Good Friday,2027-03-26,,\nDiwali,,2027-10-29,floating\n"
    write("holidays", content)
    done = write("holidays", content)
    assert (done.lines, len(done.bringing.unchanged)) == ([], 2)


def test_an_expected_day_moves_to_the_one_that_was_read() -> None:
    HolidayFactory(on=date(2027, 3, 10), name=EID, verified=False)
    done = write("holidays", HEADINGS + "Eid al Fitr,2027-03-09,,\n")
    assert stored() == [(date(2027, 3, 9), "Eid al Fitr", "official", True)]
    assert [line.changes for line in done.bringing.lines] == [
        {
            "name": (EID, "Eid al Fitr"),
            "on": ("2027-03-10", "2027-03-09"),
            "verified": ("False", "True"),
        }
    ]


@pytest.mark.parametrize(
    ("on", "verified"), [(date(2027, 3, 10), True), (date(2026, 3, 10), False), (date(2028, 3, 10), False)]
)
def test_a_day_that_was_read_or_of_another_year_stays(on: date, verified: bool) -> None:
    HolidayFactory(on=on, name=EID, verified=verified)
    write("holidays", HEADINGS + f"{EID},2027-03-09,,\n")
    assert {row[0] for row in stored()} == {on, date(2027, 3, 9)}


def test_an_expected_day_that_the_file_names_as_well_stays() -> None:
    HolidayFactory(on=date(2027, 3, 10), name=EID, verified=False)
    write("holidays", HEADINGS + f"{EID},2027-03-09,,\n{EID},2027-03-10,,\n")
    assert [(row[0], row[3]) for row in stored()] == [(date(2027, 3, 9), True), (date(2027, 3, 10), True)]


def test_of_two_expected_days_of_one_name_none_is_taken_for_the_other() -> None:
    for day in (3, 27):
        HolidayFactory(on=date(2033, 1, day), name=EID, verified=False)
    write("holidays", HEADINGS + f"{EID},2033-01-04,,\n")
    assert [row[0] for row in stored()] == [date(2033, 1, day) for day in (3, 4, 27)]


def test_a_name_written_in_another_way_is_the_same_holiday() -> None:
    HolidayFactory(on=date(2027, 7, 5), name="Independence Day (observed)")
    done = write("holidays", HEADINGS + "Independence Day,2027-07-05,,\n")
    assert [line.changes for line in done.bringing.lines] == [
        {"name": ("Independence Day (observed)", "Independence Day")}
    ]
    assert [row[1] for row in stored()] == ["Independence Day"]


@pytest.mark.parametrize("on_record", [False, True])
def test_200_rows_take_as_many_queries_as_one(on_record: bool) -> None:
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(201)]
    if on_record:
        for day in days:
            HolidayFactory(on=day, name="A day", verified=False)
    lines = [f"A day,{day},,\n" for day in days]
    assert takes_as_many_queries("holidays", HEADINGS + lines[0], HEADINGS + "".join(lines[1:]))
    assert Holiday.objects.filter(verified=True).count() == 201
