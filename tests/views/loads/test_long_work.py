"""Work that takes long: a page that goes on as it does and ends with a link; cut off, it leaves nothing behind."""

from unittest.mock import patch

import pytest
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from meetings.exchange.tables.columns import Progress
from meetings.models import Holiday, Load
from meetings.services.refusals import Refused
from meetings.views.loads.long_work import SMALL_FILE, do
from tests.factories import UserFactory
from tests.views.loads.uploads import text_of, upload

pytestmark = pytest.mark.django_db

MANY = 3_000


def table(number):
    """So many holidays, a name each, so long that the file is no small one."""
    rows = (
        f"2026-12-{row % 28 + 1:02},Holiday {row} of a long name that fills the file\r\n"
        for row in range(number)
    )
    return "date,name\r\n" + "".join(rows)


@pytest.fixture
def request_of_an_admin(db):
    request = RequestFactory().get("/load/")
    request.user = UserFactory(role="admin")
    return request


def watched(request, steps):
    return do(request, steps, title="Reading", back="/load/", at_once=False)


def go_away(response):
    """Close the page as a server does when its reader is gone; the connection stays, for it is the test's own."""
    with patch.object(connection, "close_if_unusable_or_obsolete"):
        response.close()


def steps_of(*progress, result="/load/7/"):
    yield from progress
    return result


def stages(response):
    """The lines of the page, each with its bars, as text."""
    return text_of(response).partition("stops it.")[2].strip()


class TestPage:
    def test_each_stage_is_a_line_and_its_bars_tell_how_far_it_is(self, request_of_an_admin):
        work = steps_of(
            Progress("Reading"),
            Progress("Reading", 2_000),
            Progress("Writing", 0, 2_000),
            Progress("Writing", 50, 2_000),
            Progress("Writing", 1_000, 2_000),
            Progress("Writing", 2_000, 2_000),
        )
        assert stages(watched(request_of_an_admin, work)) == (
            "Reading 2,000 Writing 0 of 2,000 1,000 of 2,000 2,000 of 2,000 Done: see what came of it"
        )

    def test_a_stage_speaks_at_most_twenty_times_and_says_when_it_is_done(self, request_of_an_admin):
        work = steps_of(*(Progress("Writing", done, 999) for done in range(1000)))
        assert stages(watched(request_of_an_admin, work)).count(" of 999") == 21

    def test_a_stage_that_is_over_is_shown_as_done(self, request_of_an_admin):
        work = steps_of(Progress("Looking up", 0, 9), Progress("Writing", 1, 2))
        assert stages(watched(request_of_an_admin, work)) == (
            "Looking up 0 of 9 9 of 9 Writing 1 of 2 2 of 2 Done: see what came of it"
        )

    def test_the_first_piece_is_sent_before_anything_is_done(self, request_of_an_admin):
        begun = []

        def work():
            begun.append(True)
            yield Progress("Reading")
            return "/load/7/"

        pieces = iter(watched(request_of_an_admin, work()))
        assert b"</head>" in next(pieces)
        assert begun == []

    def test_it_ends_with_a_link_that_a_script_follows(self, request_of_an_admin):
        body = b"".join(watched(request_of_an_admin, steps_of())).decode()
        assert '<a href="/load/7/" data-follow>' in body
        assert 'src="/static/js/follow.js"' in body
        assert body.rstrip().endswith("</html>")

    def test_no_proxy_is_to_gather_it(self, request_of_an_admin):
        assert watched(request_of_an_admin, steps_of())["X-Accel-Buffering"] == "no"

    def test_a_refusal_is_told_in_its_own_words_with_the_way_back(self, request_of_an_admin):
        def work():
            yield Progress("Writing")
            raise Refused("The room is taken.")

        response = watched(request_of_an_admin, work())
        body = b"".join(response).decode()
        assert "The room is taken." in body
        assert 'href="/load/"' in body.partition("The room is taken.")[2]
        assert "data-follow" not in body

    def test_what_breaks_is_told_in_one_calm_line_and_logged(self, request_of_an_admin, caplog):
        def work():
            yield Progress("Writing")
            raise ZeroDivisionError

        said = stages(watched(request_of_an_admin, work()))
        assert said == "Writing It broke off through no fault of yours. Nothing of it was kept. Go back"
        assert [record.message for record in caplog.records] == ["A load broke off."]

    def test_it_is_said_in_the_language_in_which_it_was_asked_for(self, request_of_an_admin):
        with override("fr"):
            response = watched(request_of_an_admin, steps_of(Progress("Écrire", 10_000, 20_000)))
        assert "10\xa0000" in b"".join(response).decode()

    def test_what_a_stage_is_called_is_text(self, request_of_an_admin):
        body = b"".join(watched(request_of_an_admin, steps_of(Progress("<i>x", 1, 2)))).decode()
        assert "<i>x" not in body


class TestLoading:
    def test_a_big_file_shows_how_far_it_is_and_leads_to_its_page(self, admin):
        content = table(MANY)
        assert len(content) > SMALL_FILE
        response = upload(admin.client, content)
        assert response.streaming
        said = stages(response)
        assert said.startswith("Reading holidays.csv 2,000 Looking up names")
        assert said.endswith("Done: see what came of it")
        assert Load.objects.get().summary["new"] == MANY

    def test_a_reader_who_goes_away_leaves_nothing_behind(self, admin):
        response = upload(admin.client, table(MANY))
        pieces = iter(response)
        for piece in pieces:
            if b"Writing" in piece:
                break
        else:
            pytest.fail("It never wrote.")
        go_away(response)
        assert (Load.objects.count(), Holiday.objects.count()) == (0, 0)

    def test_applying_one_is_watched_as_well_and_cut_off_does_nothing(self, admin):
        b"".join(upload(admin.client, table(MANY)))
        load = Load.objects.get()
        response = admin.client.post(reverse("load_apply", args=[load.pk]))
        assert response.streaming
        for piece in response:
            if b"Writing" in piece:
                break
        go_away(response)
        load.refresh_from_db()
        assert (load.state, Holiday.objects.count()) == (Load.State.PREVIEWED, 0)
        assert "Done" in text_of(admin.client.post(reverse("load_apply", args=[load.pk])))
        load.refresh_from_db()
        assert (load.state, Holiday.objects.count()) == (Load.State.APPLIED, MANY)

    def test_where_the_record_moved_on_the_link_leads_to_the_page_that_says_so(self, admin):
        b"".join(upload(admin.client, table(MANY)))
        load = Load.objects.get()
        Holiday.objects.create(
            on="2026-12-01", name="Holiday 0 of a long name that fills the file", kind="official"
        )
        body = b"".join(admin.client.post(reverse("load_apply", args=[load.pk]))).decode()
        assert f'<a href="{reverse("load", args=[load.pk])}?moved=yes" data-follow>' in body
        assert Holiday.objects.count() == 1
