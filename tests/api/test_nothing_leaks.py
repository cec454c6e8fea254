"""What is not published reaches nobody by the API either: the same secrets as for the pages, the same readers."""

import pytest

from tests.api.asking import API
from tests.views.test_nothing_leaks import (
    ADMINS,
    CHANGES,
    CONCERNED,
    DAYS,
    ENTRY_TEXTS,
    EVERYONE,
    MAY_READ,
    MONTHS,
    NEVER_SHOWN,
    NOBODY,
    OUTSIDE,
    READERS,
    force,
    found_in,
    planted,
    published_plan,
)

__all__ = ["force", "planted", "published_plan"]

pytestmark = pytest.mark.django_db

SHOWN = [text for text in ENTRY_TEXTS if text not in NEVER_SHOWN]

MAY_BE_TOLD = {
    **MAY_READ,
    # Every version is open to everyone, those that a later one has replaced among them.
    **{f"superseded {text}": EVERYONE for text in SHOWN},
    "note of the first version": EVERYONE,
    # The practice pages name past cases to everybody; an occasion by itself is for those whom it concerns.
    "label of a past occasion": CONCERNED,
    # Nothing of files is told.
    **{place: NOBODY for place, who in MAY_READ.items() if who == ADMINS},
    **{place: who for place, (_day, who) in DAYS.items()},
}


def addresses(occasions):
    """Everything there is to ask for, and something that is not there."""
    months = [f"{month:%Y-%m}" for month in MONTHS]
    return [
        "/openapi.json",
        "/months",
        *(f"/months/{month}" for month in months),
        *(f"/months/{month}/versions" for month in months),
        *(f"/months/{month}/versions/{number}" for month in months for number in (1, 2, 3)),
        *(f"/months/{month}/differences" for month in months),
        *(f"/findings?month={month}&limit=100" for month in months),
        "/missions",
        *(f"/missions/{acronym}" for acronym in ("FORCE", "OTHER", "NONE")),
        *("/occasions", "/occasions?concluded=true", "/occasions?mission=OTHER"),
        *(f"/occasions/{one.uid}" for one in occasions),
        "/rules?limit=100",
        "/rules/G13",
        "/nowhere",
        "/months/2026-13",
    ]


def crawl(client, occasions):
    """By address, what is answered, with the headers that a program reads."""
    answers = {address: client.get(f"{API}{address}") for address in addresses(occasions)}
    return {
        address: f"{answer.status_code} {answer.get('ETag')} {answer.content.decode()}"
        for address, answer in answers.items()
    }


@pytest.mark.parametrize("reader", READERS)
def test_each_is_told_what_the_pages_tell_them_and_nothing_else(request, planted, reader):
    client = request.getfixturevalue(READERS[reader]).client
    assert found_in(crawl(client, planted)) == {place for place, who in MAY_BE_TOLD.items() if reader in who}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("reader", OUTSIDE)
def test_no_unpublished_change_is_noticed(request, published_plan, reader, change):
    """Neither by an answer nor by what tells it from another."""
    client = request.getfixturevalue(READERS[reader]).client
    before = crawl(client, published_plan)
    change(published_plan)
    after = crawl(client, published_plan)
    assert [address for address in before if before[address] != after[address]] == []
