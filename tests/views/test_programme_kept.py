"""A published month is kept: who has it is told so, and nobody is ever shown an old one or another reader's."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.urls import reverse

from meetings.models import Entry, Programme, ProgrammeVersion, Sitting
from meetings.models.frozen import ENTRIES_ALONE
from meetings.services.publishing.publish_version import publish_version
from tests.factories import EntryFactory, MandateFactory, MissionFactory, ReportFactory, SittingFactory
from tests.views.published import AT, DECEMBER, publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

JANUARY = date(2027, 1, 1)
FOURTH = date(2026, 12, 4)
VIEWS = ("month", "month_list", "month_print")
EVERYONE = ("visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin")

each_view = pytest.mark.parametrize("name", VIEWS)
everyone = pytest.mark.parametrize("who", EVERYONE)


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["published"].clear()


@pytest.fixture
def published():
    EntryFactory(on=FOURTH, title="Syria")
    return publish()


def get(client, name="month", month=DECEMBER, **headers):
    return client.get(reverse(name, args=[month]), headers=headers)


def again(client, answer, name="month", month=DECEMBER, **headers):
    """Ask for it once more, as whoever kept that answer does."""
    return get(client, name, month, **{"If-None-Match": answer.headers["ETag"], **headers})


def heart(answer):
    """The part of a page between frame and frame."""
    text = answer.content.decode()
    return text[text.index('<header class="page-head">') : text.index("</main>")]


@each_view
@everyone
def test_an_unchanged_month_is_not_sent_twice(request, published, who, name):
    client = request.getfixturevalue(who).client
    first = get(client, name)
    second = again(client, first, name)
    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]


@everyone
def test_a_head_is_answered_alike(request, published, who):
    client = request.getfixturevalue(who).client
    get(client)  # whoever has no cookie yet is given one
    first = get(client)
    head = client.head(reverse("month", args=[DECEMBER]))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]
    sent = {"If-None-Match": first.headers["ETag"]}
    assert client.head(reverse("month", args=[DECEMBER]), headers=sent).status_code == 304


@each_view
def test_visitors_are_told_to_ask_again(published, visitor, name):
    answer = get(visitor.client, name)
    for one in (answer, again(visitor.client, answer, name)):
        assert one.headers["Cache-Control"] == "no-cache"
        assert {"Cookie", "Accept-Language"} <= set(one.headers["Vary"].split(", "))


@each_view
def test_readers_keep_it_for_themselves(published, planner, name):
    answer = get(planner.client, name)
    for one in (answer, again(planner.client, answer, name)):
        assert set(one.headers["Cache-Control"].split(", ")) == {"no-cache", "private"}


def test_the_three_views_are_three_answers(published, visitor):
    get(visitor.client)
    assert len({get(visitor.client, name).headers["ETag"] for name in VIEWS}) == 3


@each_view
def test_nobody_is_told_that_they_have_it_by_what_another_was_shown(request, published, name):
    answers = {who: get(request.getfixturevalue(who).client, name) for who in EVERYONE}
    for who in EVERYONE:
        client = request.getfixturevalue(who).client
        for other, answer in answers.items():
            assert (again(client, answer, name).status_code == 304) == (who == other)


@each_view
def test_all_readers_are_shown_the_same_month(request, published, name):
    """Only the way to what the guideline says, which is each reader's own, stands between."""
    hearts = {heart(get(request.getfixturevalue(who).client, name)) for who in EVERYONE}
    own = re.compile(r'<div class="month-standing-place".*?</div>', re.DOTALL)
    assert len({" ".join(own.sub("", one).split()) for one in hearts}) == 1


@each_view
def test_nothing_of_a_planner_is_kept_for_a_visitor(published, planner, visitor, name):
    """The planner asks first, so what the visitor is shown was drawn for the planner's request."""
    planner.user.username = "name-of-the-planner"
    planner.user.save()
    shown = get(planner.client, name).content.decode()
    kept = get(visitor.client, name).content.decode()
    if name != "month_print":  # the paper has no frame at all
        assert all(word in shown for word in ("name-of-the-planner", reverse("desk_front"), "Sign out"))
    for word in ("name-of-the-planner", reverse("desk_front"), "Sign out", "standing/"):
        assert word not in kept


def test_who_signs_out_has_it_no_more(published, planner):
    kept = get(planner.client)
    planner.client.logout()
    anew = again(planner.client, kept)
    assert anew.status_code == 200
    assert planner.user.username not in anew.content.decode()


def test_a_change_of_ones_role_is_another_page(published, admin):
    kept = get(admin.client)
    admin.user.role = "planner"
    admin.user.save()
    assert again(admin.client, kept).status_code == 200


def test_a_browser_that_lost_its_cookies_gets_a_form_that_works(published):
    first, empty = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    kept = get(first, Accept="text/html")
    assert again(first, kept, Accept="text/html").status_code == 304
    anew = again(empty, kept, Accept="text/html,application/xhtml+xml")
    assert anew.status_code == 200
    (token,) = Page(anew).elements("input", name="csrfmiddlewaretoken")
    form = {"language": "fr", "csrfmiddlewaretoken": token["attributes"]["value"]}
    assert empty.post(reverse("set_language"), form).status_code == 302


def test_a_form_of_a_page_that_was_kept_works(published):
    client = Client(enforce_csrf_checks=True)
    kept = get(client)
    (token,) = Page(kept).elements("input", name="csrfmiddlewaretoken")
    assert again(client, kept).status_code == 304
    form = {"language": "fr", "csrfmiddlewaretoken": token["attributes"]["value"]}
    assert client.post(reverse("set_language"), form).status_code == 302


def test_a_program_without_cookies_is_told_that_it_has_it(published):
    kept = get(Client())
    assert again(Client(), kept).status_code == 304
    publish(note="Another version.")
    assert again(Client(), kept).status_code == 200


def with_message(client, text):
    """What the answer before left to be told."""
    storage = CookieStorage(RequestFactory().get("/"))
    client.cookies[CookieStorage.cookie_name] = storage._encode([Message(constants.SUCCESS, text)])


@everyone
def test_a_message_is_shown_once_kept_by_nobody_and_never_swallowed(request, published, who):
    client = request.getfixturevalue(who).client
    kept = get(client)
    with_message(client, "You have done it.")
    told = again(client, kept)
    assert told.status_code == 200
    assert Page(told).texts("li", class_="message") == ["You have done it."]
    assert "no-store" in told.headers["Cache-Control"]
    assert "ETag" not in told.headers
    assert again(client, kept).status_code == 304
    assert b"You have done it." not in get(client).content


@each_view
def test_a_new_version_is_another_page(published, visitor, name):
    kept = get(visitor.client, name)
    EntryFactory(on=FOURTH, title="Libya")
    publish()
    answer = again(visitor.client, kept, name)
    assert answer.status_code == 200
    assert "Libya" in heart(answer)


def test_the_draft_changes_nothing(published, visitor):
    kept = get(visitor.client)
    Entry.objects.update(title="Another title")
    EntryFactory(on=FOURTH, title="Libya")
    MandateFactory(mission=MissionFactory(acronym="UNDOF"), ends=date(2026, 12, 31))
    Programme.objects.filter(month=DECEMBER).update(note="A working note.")
    assert again(visitor.client, kept).status_code == 304


@pytest.mark.parametrize("about", [{"note": "Mended."}, {"title_kind": ProgrammeVersion.Title.PLAN}])
def test_the_same_content_published_otherwise_is_another_page(visitor, about):
    publish()
    kept = get(visitor.client)
    publish(**about)
    assert again(visitor.client, kept).status_code == 200


def test_a_months_state_is_part_of_its_page(published, visitor):
    kept = get(visitor.client)
    Programme.objects.filter(month=DECEMBER).update(is_sample=True)
    assert "Sample" in heart(again(visitor.client, kept))


def test_a_neighbour_that_takes_an_entry_over_takes_it_off_the_page(visitor):
    entry = EntryFactory(on=FOURTH, title="Syria")
    publish()
    kept = get(visitor.client)
    assert "Syria" in heart(kept)
    entry.programme, _made = Programme.objects.get_or_create(month=JANUARY)
    entry.save()
    Sitting.objects.filter(entry=entry).update(on=date(2027, 1, 5))
    later = datetime(2026, 11, 21, tzinfo=UTC)
    publish_version(programme=entry.programme, actor=None, now=later)
    answer = again(visitor.client, kept)
    assert answer.status_code == 200
    assert "Syria" not in heart(answer)
    assert "Syria" in heart(get(visitor.client, month=JANUARY))


def test_the_tail_of_a_neighbour_stands_on_the_page(visitor):
    publish(JANUARY)
    kept = get(visitor.client, month=JANUARY)
    SittingFactory(
        entry=EntryFactory(on=date(2026, 12, 31), title="Sat on"), on=date(2027, 1, 4), resumption=1
    )
    publish()
    answer = again(visitor.client, kept, month=JANUARY)
    assert answer.status_code == 200
    assert "Sat on" in heart(answer)


def test_what_left_for_the_month_before_and_sits_on_stands_once_and_is_not_struck(visitor):
    """January says of it that it is postponed; that it sits in January all the same is the later word."""
    entry = EntryFactory(on=date(2027, 1, 4), title="Sat on")
    publish(JANUARY)
    entry.programme = Programme.objects.get_or_create(month=date(2026, 12, 1))[0]
    entry.save()
    publish(JANUARY)
    assert "status-postponed" in heart(get(visitor.client, month=JANUARY))
    publish()
    page = heart(get(visitor.client, month=JANUARY))
    assert ("Sat on" in page, "status-postponed" in page) == (True, False)


def test_another_day_is_another_page(published, visitor, settings):
    kept = get(visitor.client)
    assert "day-today" not in heart(kept)
    settings.TODAY = FOURTH
    answer = again(visitor.client, kept)
    assert answer.status_code == 200
    assert "day-today" in heart(answer)


def test_each_language_has_its_own(published, visitor):
    english = get(visitor.client)
    french = again(visitor.client, english, **{"Accept-Language": "fr"})
    assert french.status_code == 200
    assert '<html lang="fr"' in french.content.decode()
    assert again(visitor.client, french, **{"Accept-Language": "fr"}).status_code == 304
    assert heart(get(visitor.client)) == heart(english)
    visitor.client.cookies["django_language"] = "ar"
    assert '<html lang="ar" dir="rtl"' in again(visitor.client, english).content.decode()


def test_a_mandates_end_is_not_called_lapsed_by_what_was_known_then(visitor, settings):
    """The margin was frozen before the end; what followed since is not in it (L3)."""
    MandateFactory(
        mission=MissionFactory(acronym="UNDOF"), decision__symbol="S/RES/2782 (2025)", ends=date(2026, 12, 20)
    )
    publish()
    settings.TODAY = date(2026, 12, 28)
    page = Page(get(visitor.client))
    assert page.texts("li", class_="margin") == ["UNDOF mandate ends S/RES/2782 (2025)"]
    assert page.elements("span", class_="lapsed") == []


def test_the_record_is_live(visitor):
    Programme.objects.create(month=date(2026, 4, 1), state=Programme.State.RECORD)
    entry = EntryFactory(on=date(2026, 4, 2), title="Held", status="held")
    answer = get(visitor.client, month=date(2026, 4, 1))
    assert "Held" in heart(answer)
    assert "ETag" not in answer.headers
    entry.title = "Read again"
    entry.save()
    assert "Read again" in heart(get(visitor.client, month=date(2026, 4, 1)))


def of_before(version):
    """Make a version one of before margins were kept; versions are never changed, so by the back door."""
    content = {"form": ENTRIES_ALONE, "entries": version.content["entries"]}
    ProgrammeVersion._base_manager.filter(pk=version.pk).update(content=content)


def test_a_version_of_before_margins_were_kept_borrows_the_live_one(published, visitor):
    of_before(published)
    ReportFactory(due_on=date(2026, 12, 1), missions=[MissionFactory(acronym="UNDOF")], symbol="")
    answer = get(visitor.client)
    assert Page(answer).texts("li", class_="margin") == ["Report due: UNDOF"]
    assert "ETag" not in answer.headers
    ReportFactory(due_on=date(2026, 12, 2), missions=[MissionFactory(acronym="UNISFA")])
    assert len(Page(get(visitor.client)).texts("li", class_="margin")) == 2


def test_a_title_that_reads_like_data_makes_no_version_of_before_a_frozen_one(visitor):
    EntryFactory(on=FOURTH, title='"margin": [')
    version = publish()
    of_before(version)
    assert "ETag" not in get(visitor.client).headers


def test_what_was_published_at_the_same_time_is_told_by_its_digest(visitor):
    """Two versions may bear the same second; their content tells them apart."""
    publish()
    kept = get(visitor.client)
    EntryFactory(on=FOURTH, title="Libya")
    assert publish().published_at == AT
    assert again(visitor.client, kept).status_code == 200
