"""A month as a table: who gets which, under what name, and what its workbook says of itself."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from meetings.models import Programme
from tests.factories import EntryFactory
from tests.views.published import DECEMBER, fill, held, publish

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 1)


def table(person, name, *args, status=200, **headers):
    answer = person.client.get(reverse(name, args=args), headers=headers)
    assert answer.status_code == status
    return answer


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def titles(answer):
    return [row["title"] for row in rows(answer)]


@pytest.fixture
def twice(db):
    """Published twice, and changed since."""
    entry = EntryFactory(on=date(2026, 12, 8), title="As adopted", internal_note="Kingfisher")
    publish(note="Adopted by members.")
    entry.title = "As revised"
    entry.save()
    publish(note="One item was worded anew.")
    entry.title = "As planned since"
    entry.save()
    return entry


def test_the_month_is_its_latest_version_and_each_version_keeps_its_own(twice, visitor):
    assert titles(table(visitor, "month_table", DECEMBER, "csv")) == ["As revised"]
    assert titles(table(visitor, "version_table", DECEMBER, 1, "csv")) == ["As adopted"]
    assert titles(table(visitor, "version_table", DECEMBER, 2, "csv")) == ["As revised"]


@pytest.mark.parametrize("who", ["visitor", "planner"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_nothing_unpublished_is_in_it(request, twice, who, file_format):
    person = request.getfixturevalue(who)
    content = table(person, "month_table", DECEMBER, file_format).content
    if file_format == "xlsx":
        cells = (cell.value for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row)
        content = " ".join(str(cell) for cell in cells).encode()
    assert b"As revised" in content
    assert [word for word in (b"Kingfisher", b"planned since") if word in content] == []


def test_it_is_saved_under_the_month_and_the_version(twice, visitor):
    named = {
        file_format: table(visitor, "month_table", DECEMBER, file_format) for file_format in ("csv", "xlsx")
    }
    assert {name: answer["Content-Disposition"] for name, answer in named.items()} == {
        "csv": 'attachment; filename="programme-2026-12-v2.csv"',
        "xlsx": 'attachment; filename="programme-2026-12-v2.xlsx"',
    }
    assert named["csv"]["Content-Type"] == "text/csv; charset=utf-8"
    assert named["xlsx"]["Content-Type"].startswith("application/vnd.openxmlformats-officedocument")
    first = table(visitor, "version_table", DECEMBER, 1, "csv")
    assert first["Content-Disposition"] == 'attachment; filename="programme-2026-12-v1.csv"'


def about(answer):
    book = load_workbook(io.BytesIO(answer.content))
    return dict(tuple(cell.value for cell in row) for row in book["About"].iter_rows())


def test_the_workbook_says_what_it_is(twice, visitor):
    said = about(table(visitor, "version_table", DECEMBER, 1, "xlsx"))
    assert said["What it is"] == "Provisional programme of work"
    assert (said["Which month"], said["Which version"]) == ("December 2026", "1")
    assert said["Published on"] == "Nov. 20, 2026, 4:30 p.m."
    assert said["What was said of it"] == "Adopted by members."
    assert said["Where it stands"] == "http://testserver/programme/2026-12/versions/1/"
    assert said["Please mind"].startswith("The programme is provisional")


def test_a_sample_says_so_in_its_name_and_in_the_workbook(twice, visitor):
    Programme.objects.update(is_sample=True)
    answer = table(visitor, "month_table", DECEMBER, "xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="programme-2026-12-v2-sample.xlsx"'
    assert about(answer)["Please mind"].startswith("This is a sample: the plan was made up.")


def test_a_month_on_record_has_its_table(visitor):
    held(MARCH, 3)
    answer = table(visitor, "month_table", MARCH, "csv")
    assert answer["Content-Disposition"] == 'attachment; filename="record-2026-03.csv"'
    assert [row["basis"] for row in rows(answer)] == ["held"] * 3
    assert about(table(visitor, "month_table", MARCH, "xlsx"))["What it is"] == "Record of meetings held"


@pytest.mark.parametrize(
    "address",
    [
        "/programme/2027-02/programme.csv",
        "/programme/2030-01/programme.csv",
        "/programme/2026-12/versions/3/programme.csv",
        f"/programme/2026-12/versions/{'9' * 30}/programme.csv",
        "/programme/2026-12/programme.exe",
        "/programme/2026-12/programme.csv/",
        "/programme/2026-12/programme.CSV",
    ],
)
@pytest.mark.parametrize("who", ["visitor", "planner"])
def test_there_is_none_of_a_draft_nor_of_what_is_no_table(request, twice, who, address):
    EntryFactory(on=date(2027, 2, 10))
    assert request.getfixturevalue(who).client.get(address).status_code == 404


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_who_has_it_is_not_sent_it_again(twice, visitor, file_format):
    for name, args in (("month_table", [DECEMBER]), ("version_table", [DECEMBER, 1])):
        first = table(visitor, name, *args, file_format)
        again = table(visitor, name, *args, file_format, status=304, if_none_match=first["ETag"])
        assert again.content == b""
    publish()
    table(visitor, "month_table", DECEMBER, file_format, if_none_match=first["ETag"])
    table(visitor, "version_table", DECEMBER, 1, file_format, status=304, if_none_match=first["ETag"])


def test_csv_and_workbook_are_told_apart(twice, visitor):
    tags = {table(visitor, "month_table", DECEMBER, file_format)["ETag"] for file_format in ("csv", "xlsx")}
    assert len(tags) == 2


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_table_costs_the_same_at_1_and_at_200_entries(visitor, file_format):
    def cost(name, *args):
        with CaptureQueriesContext(connection) as queries:
            table(visitor, name, *args, file_format)
        return len(queries)

    fill(DECEMBER, 1)
    publish()
    of_one = cost("month_table", DECEMBER), cost("version_table", DECEMBER, 1)
    fill(DECEMBER, 199)
    publish()
    assert (cost("month_table", DECEMBER), cost("version_table", DECEMBER, 2)) == of_one == (1, 1)
