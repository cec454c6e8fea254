"""What a program has already is not sent to it again, and nobody is given what was made for somebody else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Mission, Sitting
from tests.api.asking import ask, something_for_everyone
from tests.factories import EntryFactory
from tests.views.published import DECEMBER, publish

pytestmark = pytest.mark.django_db

PUBLIC = [
    "/openapi.json",
    "/months",
    "/months/2026-12",
    "/months/2026-10",
    "/months/2026-12/versions",
    "/months/2026-12/versions/1",
    "/months/2026-12/differences",
    "/missions",
    "/missions/UNFICYP",
    "/rules",
    "/rules/G13",
]
PERSONAL = ["/occasions", "/occasions/{ours}", "/findings?month=2026-12"]
FROZEN = ["/months/2026-12", "/months/2026-12/versions/1", "/months/2026-12/differences"]


@pytest.fixture
def uids(bangladesh):
    return something_for_everyone(bangladesh)


@pytest.mark.parametrize("address", [*PUBLIC, *PERSONAL])
def test_the_same_is_not_sent_twice(uids, planner, address):
    address = address.format_map(uids)
    first = ask(planner, address)
    again = ask(planner, address, 304, if_none_match=first["ETag"])
    assert (again.content, again["ETag"]) == (b"", first["ETag"])
    assert ask(planner, address, if_none_match='"another"').content == first.content


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_the_same_for_all(uids, visitor, planner, address):
    seen = [ask(person, address) for person in (visitor, planner)]
    assert seen[0].content == seen[1].content
    assert seen[0]["ETag"] == seen[1]["ETag"]
    assert "private" not in seen[0]["Cache-Control"]
    assert "no-cache" in seen[0]["Cache-Control"]


@pytest.mark.parametrize("address", PERSONAL)
def test_what_is_personal_is_kept_by_nobody_else(uids, planner, delegation_of_bangladesh, address):
    address = address.format_map(uids)
    Sitting.objects.filter(on=date(2026, 12, 16)).update(on=date(2026, 12, 18))  # planned, not published
    theirs, ours = ask(planner, address), ask(delegation_of_bangladesh, address)
    assert theirs["ETag"] != ours["ETag"]
    for answer in (theirs, ours):
        assert "private" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]
    ask(delegation_of_bangladesh, address, 200, if_none_match=theirs["ETag"])


@pytest.mark.parametrize("address", FROZEN)
def test_what_is_frozen_is_not_even_read(uids, visitor, address):
    tag = ask(visitor, address)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        ask(visitor, address, 304, if_none_match=tag)
    assert len(queries) == 1


@pytest.mark.parametrize(
    "address", ["/months", "/months/2026-12", "/months/2026-12/differences", "/months/2026-12/versions"]
)
def test_a_revision_is_told_at_once(uids, visitor, address):
    tag = ask(visitor, address)["ETag"]
    EntryFactory(on=DECEMBER, title="Added since")
    ask(visitor, address, 304, if_none_match=tag)
    publish()
    assert ask(visitor, address, if_none_match=tag)["ETag"] != tag


def test_a_version_stays_what_it_was(uids, visitor):
    tag = ask(visitor, "/months/2026-12/versions/1")["ETag"]
    EntryFactory(on=DECEMBER, title="Added since")
    publish()
    ask(visitor, "/months/2026-12/versions/1", 304, if_none_match=tag)


def test_what_is_live_is_told_by_what_it_says(uids, visitor):
    tag = ask(visitor, "/missions/UNFICYP")["ETag"]
    Mission.objects.filter(acronym="UNFICYP").update(host_city="Nicosia")
    assert ask(visitor, "/missions/UNFICYP", if_none_match=tag).json()["host_city"] == "Nicosia"


def test_another_language_is_another_answer(uids, visitor):
    tag = ask(visitor, "/months/2026-12", accept_language="en")["ETag"]
    answer = ask(visitor, "/months/2026-12", accept_language="fr", if_none_match=tag)
    assert answer["ETag"] != tag
    assert "Accept-Language" in answer["Vary"]
