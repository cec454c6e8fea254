"""Applying what was shown, leaving it, deciding which of two values stands."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from meetings.models import Holiday, Load, LoadLine
from tests.factories import LoadedFileFactory, LoadFactory, LoadLineFactory
from tests.views.loads.uploads import CHRISTMAS, set_by_hand, text_of, upload
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(admin):
    """A file of one new holiday that was read and is to be decided about."""
    upload(admin.client)
    return Load.objects.get()


def post(person, name, load, **data):
    return person.client.post(reverse(name, args=[load.pk]), data)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


class TestApplying:
    def test_it_is_written_and_the_page_says_so(self, admin, load):
        response = post(admin, "load_apply", load)
        assert response["Location"] == reverse("load", args=[load.pk])
        assert Holiday.objects.get().name == "Christmas Day"
        load.refresh_from_db()
        assert (load.state, load.decided_by) == (Load.State.APPLIED, admin.user)
        assert "Applied" in text_of(admin.client.get(response["Location"]))

    def test_a_second_press_is_told_calmly_and_does_nothing(self, admin, load):
        post(admin, "load_apply", load)
        decided_at = Load.objects.get().decided_at
        response = post(admin, "load_apply", load)
        assert said(response) == ["It was applied already. Nothing was done a second time."]
        assert (Holiday.objects.count(), Load.objects.get().decided_at) == (1, decided_at)

    def test_one_that_was_left_is_not_applied(self, admin, load):
        post(admin, "load_leave", load)
        response = post(admin, "load_apply", load)
        assert said(response) == ["This file is no longer to be decided about: it was left."]
        assert not Holiday.objects.exists()

    def test_where_the_record_has_moved_on_it_is_shown_anew_instead(self, admin, load):
        Holiday.objects.create(on="2026-12-25", name="Christmas Day", kind="floating")
        response = post(admin, "load_apply", load)
        assert response["Location"] == f"{reverse('load', args=[load.pk])}?moved=yes"
        assert Holiday.objects.get().kind == "floating"
        page = admin.client.get(response["Location"])
        assert "It was worked out anew: this is what it would do as things stand." in text_of(page)
        assert [shown.line.outcome for shown in page.context["page"]] == ["changed"]

    def test_loading_it_a_second_time_changes_nothing(self, admin, load):
        post(admin, "load_apply", load)
        page = admin.client.get(upload(admin.client)["Location"])
        assert page.context["sentences"] == [
            "Nothing would change: what the file says stands on record already, in its one row."
        ]

    def test_nobody_else_applies_it(self, planner, load):
        assert post(planner, "load_apply", load).status_code == 404
        assert not Holiday.objects.exists()


class TestLeaving:
    def test_it_stays_on_record_and_nothing_is_written(self, admin, load):
        response = post(admin, "load_leave", load)
        load.refresh_from_db()
        assert (load.state, Holiday.objects.count()) == (Load.State.LEFT, 0)
        assert "Left" in text_of(admin.client.get(response["Location"]))

    def test_a_second_press_says_nothing(self, admin, load):
        post(admin, "load_leave", load)
        assert said(post(admin, "load_leave", load)) == []

    def test_one_that_was_applied_cannot_be_left(self, admin, load):
        post(admin, "load_apply", load)
        response = post(admin, "load_leave", load)
        assert said(response) == ["This file is no longer to be decided about: it was applied."]


class TestChoosing:
    @pytest.fixture
    def line(self, admin, load, planner):
        """A holiday was loaded, somebody made it a floating one by hand, and the file comes again."""
        post(admin, "load_apply", load)
        set_by_hand(planner, Holiday.objects.get(), "floating")
        upload(admin.client)
        return LoadLine.objects.get(load__state="previewed")

    def test_what_a_person_set_stays_unless_the_box_is_ticked(self, admin, line):
        page = admin.client.get(reverse("load", args=[line.load_id]))
        (shown,) = page.context["page"]
        assert (shown.line.outcome, [(cell.before, cell.after, cell.by_hand) for cell in shown.cells]) == (
            "conflict",
            [("floating: each staff member picks one", "official", True)],
        )
        post(admin, "load_apply", line.load, shown=[line.pk])
        assert Holiday.objects.get().kind == "floating"

    def test_a_ticked_box_takes_the_files(self, admin, line):
        post(admin, "load_apply", line.load, shown=[line.pk], take=[line.pk])
        assert Holiday.objects.get().kind == "official"
        assert LoadLine.objects.get(load=line.load).take_file

    def test_a_tick_of_another_page_counts_as_well(self, admin, line):
        post(admin, "load_choose", line.load, shown=[line.pk], take=[line.pk], to="new 1")
        post(admin, "load_apply", line.load)
        assert Holiday.objects.get().kind == "official"

    def test_a_tick_outlives_being_worked_out_again(self, admin, line):
        post(admin, "load_choose", line.load, shown=[line.pk], take=[line.pk])
        post(admin, "load_again", line.load)
        assert list(LoadLine.objects.filter(load=line.load).values_list("take_file", flat=True)) == [True]

    def test_a_tick_that_is_sent_along_outlives_it_as_well(self, admin, line):
        post(admin, "load_again", line.load, shown=line.pk, take=line.pk)
        assert line.load.lines.get().take_file is True

    def test_what_is_no_key_is_not_worked_out_again(self, admin, line):
        response = post(admin, "load_again", line.load, shown="x")
        assert said(response)[-1] == "Some of these lines are no longer there. Look at them again."
        assert line.load.lines.get() == line

    def test_a_tick_does_not_outlive_what_it_was_for(self, admin, line, planner):
        post(admin, "load_choose", line.load, shown=[line.pk], take=[line.pk])
        Holiday.objects.all().delete()
        post(admin, "load_again", line.load)
        assert list(LoadLine.objects.filter(load=line.load).values_list("outcome", "take_file")) == [
            ("new", False)
        ]

    def test_ticks_are_kept_from_page_to_page(self, admin):
        load = LoadFactory(summary={"conflict": 102})
        LoadLineFactory.create_batch(102, load=load, outcome="conflict", conflicts=["name"])
        keys = list(load.lines.values_list("pk", flat=True))
        response = post(admin, "load_choose", load, shown=keys[:100], take=keys[1:3], to="conflict 2")
        assert response["Location"] == f"{reverse('load', args=[load.pk])}?outcome=conflict&page=2#lines"
        post(admin, "load_choose", load, shown=keys[100:], take=keys[101:], to=" 1")
        taken = list(load.lines.filter(take_file=True).values_list("pk", flat=True))
        assert taken == [keys[1], keys[2], keys[101]]
        page = Page(admin.client.get(reverse("load", args=[load.pk])))
        ticked = [
            box["attributes"]["value"]
            for box in page.elements("input", name="take")
            if "checked" in box["attributes"]
        ]
        assert ticked == [str(keys[1]), str(keys[2])]

    def test_a_tick_can_be_taken_back(self, admin):
        line = LoadLineFactory(outcome="conflict", conflicts=["name"], take_file=True)
        post(admin, "load_choose", line.load, shown=[line.pk])
        line.refresh_from_db()
        assert not line.take_file

    def test_lines_of_another_load_and_lines_without_conflict_are_left_alone(self, admin):
        line, other = LoadLineFactory(), LoadLineFactory(outcome="conflict", conflicts=["name"])
        post(admin, "load_choose", line.load, shown=[line.pk, other.pk], take=[line.pk, other.pk])
        assert not LoadLine.objects.filter(take_file=True).exists()

    @pytest.mark.parametrize("key", ["x", "-1", "9" * 19, ""])
    def test_what_is_no_key_is_refused_in_words(self, admin, key):
        line = LoadLineFactory(outcome="conflict", conflicts=["name"])
        for name in ("load_choose", "load_apply"):
            response = post(admin, name, line.load, shown=[line.pk, key], take=[line.pk])
            assert said(response)[-1] == "Some of these lines are no longer there. Look at them again."
        assert not LoadLine.objects.filter(take_file=True).exists()

    @pytest.mark.parametrize("to", ["agenda 7", "https://example.org", "new -1", "\0"])
    def test_it_leads_nowhere_but_to_lines(self, admin, to):
        load = LoadFactory()
        address = reverse("load", args=[load.pk])
        location = post(admin, "load_choose", load, to=to)["Location"]
        assert location in {f"{address}{asked}#lines" for asked in ("", "?outcome=new", "?page=7")}

    def test_after_it_was_decided_nothing_is_chosen_any_more(self, admin):
        load = LoadFactory(state="applied")
        line = LoadLineFactory(load=load, outcome="conflict", conflicts=["name"])
        response = post(admin, "load_choose", load, shown=[line.pk], take=[line.pk])
        assert said(response) == ["This file is no longer to be decided about: it was applied."]
        line.refresh_from_db()
        assert not line.take_file


class TestWorkingItOutAgain:
    def test_the_lines_are_made_anew(self, admin, load):
        Holiday.objects.create(on="2026-12-25", name="Christmas Day", kind="official")
        response = post(admin, "load_again", load)
        assert response["Location"] == reverse("load", args=[load.pk])
        load.refresh_from_db()
        assert (load.summary["unchanged"], load.lines.count()) == (1, 0)

    def test_one_that_was_decided_is_not(self, admin):
        load = LoadFactory(state="left")
        LoadedFileFactory(load=load, content=CHRISTMAS.encode())
        response = post(admin, "load_again", load)
        assert said(response) == ["This file is no longer to be decided about: it was left."]
