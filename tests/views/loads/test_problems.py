"""A file that cannot be used: all its problems at once, as few lines as say them, and as a table to take away."""

import csv
import io

import pytest
from django.urls import reverse

from meetings.views.loads.problems import problems_of, rows_in_words
from tests.factories import LoadFactory
from tests.views.loads.uploads import cost, text_of, upload

pytestmark = pytest.mark.django_db


def problem(row, message="This is no day.", *, column="on", value="?", sheet=""):
    return {"sheet": sheet, "row": row, "column": column, "value": value, "message": message}


def refused(*problems, **about):
    reading = {"rows": 0, "problems": problems, "problems_in_all": len(problems), "notices": []} | about
    return LoadFactory(state="refused", reading=reading)


def told(load):
    return [
        (
            column.column,
            column.count,
            column.rows,
            [(line.rows, line.found, line.message) for line in column.lines],
        )
        for column in problems_of(load).columns
    ]


class TestGrouping:
    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ([], ""),
            ([0], ""),
            ([7], "7"),
            ([9, 3, 5, 4, 4], "3–5, 9"),
            (range(2, 5000), "2–4999"),
            (range(2, 50, 2), "2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24 and 12 more"),
        ],
    )
    def test_rows_that_follow_each_other_are_one_range(self, rows, words):
        assert rows_in_words(rows) == words

    def test_the_same_problem_is_one_line_however_many_rows_it_is_in(self):
        load = refused(
            *(problem(row, "Every row needs this.", value="") for row in range(2, 300)), problem(300)
        )
        assert told(load) == [
            ("on", 299, 299, [("2–299", "", "Every row needs this."), ("300", "?", "This is no day.")])
        ]

    def test_what_is_wrong_with_the_file_comes_first_then_each_column(self):
        load = refused(
            problem(4),
            problem(2, "Not known.", column="name"),
            problem(0, "No headings.", column="", value=""),
        )
        assert told(load) == [
            ("", 1, 0, [("", "", "No headings.")]),
            ("on", 1, 1, [("4", "?", "This is no day.")]),
            ("name", 1, 1, [("2", "?", "Not known.")]),
        ]

    def test_the_same_column_of_two_sheets_is_told_apart(self):
        problems = problems_of(refused(problem(2, sheet="May"), problem(2, sheet="June")))
        assert (problems.sheet, [column.sheet for column in problems.columns]) == ("", ["May", "June"])

    def test_one_sheet_is_named_once(self):
        problems = problems_of(refused(problem(2, sheet="May"), problem(2, sheet="May", column="name")))
        assert (problems.sheet, [column.sheet for column in problems.columns]) == ("May", ["", ""])

    def test_what_was_only_counted_is_said(self, admin):
        load = refused(problem(2), problems_in_all=5001)
        response = admin.client.get(reverse("load", args=[load.pk]))
        assert "5,001 problems: this file cannot be used as it is." in text_of(response)
        assert "5,000 more were counted and are not listed" in text_of(response)


class TestPage:
    def test_a_real_file_shows_all_its_problems_at_once(self, admin):
        content = "date,name,colour\r\n03/04/2026,Good Friday,red\r\n,Eid,\r\n2026-13-01,,\r\n"
        response = admin.client.get(upload(admin.client, content)["Location"])
        problems = problems_of(response.context["load"])
        assert [(column.column, column.count) for column in problems.columns] == [("date", 3), ("name", 1)]
        assert "03/04/2026" in text_of(response)
        assert response.context["notices"] == ["Column “colour” is not known and was ignored."]

    def test_few_stand_in_one_table_in_the_order_of_the_rows(self, admin):
        load = refused(problem(9), problem(2, "Not known.", column="name"))
        few = admin.client.get(reverse("load", args=[load.pk])).context["problems"].few
        assert [(line.first, column.column) for column, line in few] == [(2, "name"), (9, "on")]

    def test_many_stand_by_column_the_rest_of_each_folded(self, admin):
        load = refused(*(problem(row, value=f"{row}?") for row in range(2, 102)))
        response = admin.client.get(reverse("load", args=[load.pk]))
        (column,) = response.context["problems"].columns
        assert (response.context["problems"].few, len(column.open), len(column.folded)) == ([], 25, 75)
        assert "75 more of this column" in text_of(response)
        assert "101?" in text_of(response)

    def test_the_way_back_keeps_the_kind(self, admin):
        response = admin.client.get(reverse("load", args=[refused(problem(2)).pk]))
        assert f'href="{reverse("loads")}?kind=holidays"' in response.content.decode()

    def test_what_was_found_is_text(self, admin):
        load = refused(problem(2, value="<script>alert(1)</script>", column="<i>on"))
        said = admin.client.get(reverse("load", args=[load.pk])).content.decode()
        assert "<script>alert" not in said
        assert "<i>on" not in said

    def test_it_costs_the_same_at_1_and_at_200_problems(self, admin):
        one, many = refused(problem(2)), refused(*(problem(row, f"{row}") for row in range(200)))
        of_one, of_many = (cost(admin.client, reverse("load", args=[load.pk])) for load in (one, many))
        assert of_one == of_many <= 4


class TestTakenAway:
    def rows(self, admin, load):
        response = admin.client.get(reverse("load_problems", args=[load.pk]))
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))

    def test_a_row_for_each_problem(self, admin):
        load = refused(
            problem(2, sheet="May"), problem(3, sheet="May"), problem(0, "Empty.", column="", value="")
        )
        assert self.rows(admin, load) == [
            ["Sheet", "Row", "Column", "Found", "What is wrong"],
            ["May", "2", "on", "?", "This is no day."],
            ["May", "3", "on", "?", "This is no day."],
            ["", "", "", "", "Empty."],
        ]

    def test_no_cell_of_it_starts_a_formula(self, admin):
        load = refused(problem(2, value='=HYPERLINK("x")', column="+a", message="@b", sheet="-c"))
        assert self.rows(admin, load)[1] == ["'-c", "2", "'+a", '\'=HYPERLINK("x")', "'@b"]

    def test_its_name_is_that_of_the_file(self, admin):
        load = refused(problem(2))
        response = admin.client.get(reverse("load_problems", args=[load.pk]))
        name = load.file_name.removesuffix(".csv")
        assert response["Content-Disposition"] == f'attachment; filename="{name} problems.csv"'

    def test_there_is_none_of_a_file_without_problems(self, admin):
        assert admin.client.get(reverse("load_problems", args=[LoadFactory().pk])).status_code == 404
