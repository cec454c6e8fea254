"""What a file would do, or did: its lines in the reader's words, what asks for a decision first."""

import pytest
from django.urls import reverse

from meetings.models import LoadLine
from tests.factories import HolidayFactory, LoadedFileFactory, LoadFactory, LoadLineFactory
from tests.views.loads.uploads import cost, text_of
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

Outcome = LoadLine.Outcome


def load_with(state="previewed", **counts):
    """A load with so many lines of each outcome, in the order given."""
    load = LoadFactory(state=state, summary=counts)
    for outcome, number in counts.items():
        if outcome in Outcome.values:
            conflicts = ["name"] if outcome == Outcome.CONFLICT else []
            LoadLineFactory.create_batch(number, load=load, outcome=outcome, conflicts=conflicts)
    return load


def page(admin, load, **asked):
    return admin.client.get(reverse("load", args=[load.pk]), asked)


def outcomes(response):
    return [str(shown.line.outcome) for shown in response.context["page"]]


class TestLines:
    def test_what_asks_for_a_decision_comes_first(self, admin):
        load = load_with(new=2, changed=1, closed=1, conflict=1)
        assert outcomes(page(admin, load)) == ["conflict", "closed", "changed", "new", "new"]

    def test_a_reader_can_ask_for_one_outcome(self, admin):
        load = load_with(new=2, changed=1)
        assert outcomes(page(admin, load, outcome="new")) == ["new", "new"]

    @pytest.mark.parametrize(
        "asked", [{"outcome": "agenda"}, {"page": "-1"}, {"page": "9"}, {"page": "9" * 5000}]
    )
    def test_a_question_that_makes_no_sense_is_as_good_as_none(self, admin, asked):
        assert outcomes(page(admin, load_with(new=2), **asked)) == ["new", "new"]

    def test_a_hundred_stand_on_a_page(self, admin):
        load = load_with(conflict=1, new=101)
        first, second = (page(admin, load, page=number) for number in (1, 2))
        assert outcomes(first) == ["conflict", *["new"] * 99]
        assert outcomes(second) == ["new", "new"]

    def test_values_are_said_in_words(self, admin):
        changes = {
            "on": ["2026-12-25", "2026-12-24"],
            "kind": ["", "floating"],
            "verified": ["False", "True"],
        }
        LoadLineFactory(load=(load := LoadFactory()), outcome="changed", changes=changes)
        (shown,) = page(admin, load).context["page"]
        assert shown.noun == "holiday"
        assert [(cell.name, cell.before, cell.after) for cell in shown.cells] == [
            ("Day", "Friday 25 December 2026", "Thursday 24 December 2026"),
            ("Kind", "", "floating: each staff member picks one"),
            ("Verified", "no", "yes"),
        ]

    def test_where_a_value_comes_from_is_told_after_what_it_is(self, admin):
        changes = {"verified": ["", "True"], "source_url": ["", "a circular"], "name": ["", "Labour Day"]}
        LoadLineFactory(load=(load := LoadFactory()), changes=changes)
        (shown,) = page(admin, load).context["page"]
        assert [cell.name for cell in shown.cells] == ["Name", "Verified", "Source"]

    def test_what_was_set_by_hand_comes_first_in_its_line(self, admin):
        changes = {"name": ["a", "b"], "on": ["2026-12-25", "2026-12-24"]}
        LoadLineFactory(load=(load := LoadFactory()), outcome="conflict", changes=changes, conflicts=["on"])
        (shown,) = page(admin, load).context["page"]
        assert [(cell.name, cell.by_hand) for cell in shown.cells] == [("Day", True), ("Name", False)]

    def test_a_row_on_record_is_a_link(self, admin):
        holiday, load = HolidayFactory(), LoadFactory()
        LoadLineFactory(load=load, object_id=holiday.pk, outcome="changed")
        LoadLineFactory(load=load)
        assert [shown.address for shown in page(admin, load).context["page"]] == [
            f"/admin/meetings/holiday/{holiday.pk}/change/",
            "",
        ]

    def test_what_stands_in_a_line_is_text(self, admin):
        changes = {"<i>b": ["<script>alert(1)", "<script>alert(2)"]}
        LoadLineFactory(
            load=(load := LoadFactory(sheet="<i>")), label="<script>alert(3)", changes=changes, sheet="<i>"
        )
        said = page(admin, load).content.decode()
        assert "<script>alert" not in said
        assert "<i>" not in said

    def test_it_costs_the_same_at_1_and_at_200_lines(self, admin):
        few = load_with(conflict=1, closed=1, changed=1, new=1)
        many = load_with(conflict=50, closed=50, changed=50, new=50)
        of_few, of_many = (cost(admin.client, reverse("load", args=[load.pk])) for load in (few, many))
        assert of_few == of_many <= 6

    def test_the_file_itself_is_not_fetched(self, admin, django_assert_num_queries):
        LoadedFileFactory(load=(load := load_with(new=1)))
        with django_assert_num_queries(5) as queries:
            page(admin, load)
        assert not [query for query in queries if "loadedfile" in query["sql"]]


class TestStates:
    def buttons(self, response):
        texts = ("".join(button["text"]).strip() for button in Page(response).elements("button"))
        return [text for text in texts if text in {"Apply", "Leave it", "Work it out again"}]

    def test_one_to_be_decided_can_be_applied_or_left(self, admin):
        response = page(admin, load_with(new=2, changed=1, conflict=1, unchanged=3))
        assert self.buttons(response) == ["Apply", "Leave it", "Work it out again"]
        assert " ".join(response.context["sentences"]) == (
            "It would add 2 records and change 1 record. "
            "In 1 record somebody has set something else by hand: it stays, "
            "unless you decide for the file. 3 rows of the file say nothing new."
        )

    def test_one_that_changes_nothing_can_only_be_left(self, admin):
        response = page(admin, load_with(unchanged=3))
        assert self.buttons(response) == ["Leave it"]
        assert response.context["sentences"] == [
            "Nothing would change: what the file says stands on record already, in all 3 rows."
        ]

    def test_one_without_any_row_says_so_and_nothing_of_the_plan(self, admin):
        load = LoadFactory(summary={"unchanged": 0}, effects={"occasions": []})
        response = page(admin, load)
        assert response.context["sentences"] == ["There is nothing in it: no row stands below its headings."]
        assert "The plan stays as it is" not in text_of(response)

    def test_while_values_are_to_be_chosen_it_says_what_the_effects_leave_out(self, admin):
        said = []
        for counts in ({"conflict": 1}, {"changed": 1}):
            load = load_with(**counts)
            load.effects = {"occasions": []}
            load.save()
            said.append(
                "This is what it does while what was set by hand stays." in text_of(page(admin, load))
            )
        assert said == [True, False]

    @pytest.mark.parametrize(
        ("state", "heading"),
        [("previewed", "On record"), ("left", "On record"), ("applied", "Before"), ("taken_back", "Before")],
    )
    def test_what_stood_there_is_on_record_only_until_it_is_applied(self, admin, state, heading):
        response = page(admin, load_with(state, changed=1, conflict=1))
        headings = Page(response).texts("th", scope="col")
        assert [text for text in headings if text in {"On record", "Before"}] == [heading, heading]

    def test_of_rows_that_are_all_alike_none_are_asked_for(self, admin):
        filters = [
            [count.outcome for count in page(admin, load_with(**counts)).context["outcomes"]]
            for counts in ({"new": 2, "unchanged": 3}, {"new": 2, "changed": 1})
        ]
        assert filters == [["new"], ["changed", "new"]]
        assert "Which rows" not in page(admin, load_with(new=2, unchanged=3)).content.decode()

    @pytest.mark.parametrize(
        ("state", "words"),
        [
            ("applied", "It added 2 records."),
            ("left", "It would add 2 records."),
            ("taken_back", "It added 2 records."),
        ],
    )
    def test_one_that_was_decided_is_a_record(self, admin, state, words):
        response = page(admin, load_with(state, new=2))
        assert self.buttons(response) == []
        assert response.context["sentences"] == [words]
        assert not Page(response).elements("input", type="checkbox")

    @pytest.mark.parametrize(
        ("state", "offered"), [("applied", 1), ("left", 0), ("taken_back", 0), ("previewed", 0)]
    )
    def test_only_one_that_stands_can_be_taken_back(self, admin, state, offered):
        response = page(admin, load_with(state, new=1))
        assert (
            response.content.decode().count(
                f'href="{reverse("load_take_back", args=[response.context["load"].pk])}"'
            )
            == offered
        )

    def test_a_record_says_which_value_stood(self, admin):
        load = LoadFactory(state="applied", summary={"conflict": 2})
        LoadLineFactory(load=load, outcome="conflict", conflicts=["name"], take_file=True)
        LoadLineFactory(load=load, outcome="conflict", conflicts=["name"])
        cells = Page(page(admin, load)).elements("td", class_="load-choice-cell")
        assert ["".join(cell["text"]).strip() for cell in cells] == ["the file's", "what was set by hand"]

    def test_rows_that_say_nothing_new_are_named(self, admin):
        spans = [["May", 2, 9], ["May", 12, 12], ["June", 2, 2]]
        load = LoadFactory(summary={"new": 1, "unchanged": 10, "unchanged_rows": spans})
        assert page(admin, load).context["unchanged"] == [("May", "2–9, 12"), ("June", "2")]


class TestTheFile:
    def test_it_is_given_back_as_it_came_and_no_browser_takes_it_for_a_page(self, admin):
        load = LoadFactory(file_name="<b>May</b>\u202e ünd.csv")
        LoadedFileFactory(load=load, content=b"<script>\0")
        response = admin.client.get(reverse("load_file", args=[load.pk]))
        assert response.content == b"<script>\0"
        assert response["Content-Type"] == "application/octet-stream"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"] == "attachment; filename*=utf-8''b%3E%20%C3%BCnd.csv"

    def test_where_it_is_gone_there_is_no_page(self, admin):
        assert admin.client.get(reverse("load_file", args=[LoadFactory().pk])).status_code == 404


def test_what_was_noticed_while_reading_is_told(admin):
    load = LoadFactory(reading={"rows": 1, "notices": ["Column “colour” is not known and was ignored."]})
    assert "Noticed while reading Column “colour” is not known and was ignored." in text_of(page(admin, load))
