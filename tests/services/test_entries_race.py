"""Two and more planners at once on one entry and one proposal: one wins, the others are told, nothing breaks."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import Entry, ProposalAnswer
from meetings.rules.vocabulary import Format
from meetings.services.answer_proposal import accept_proposals
from meetings.services.edit_entry import edit_entry
from meetings.services.entry_content import EntryContent, SittingContent
from meetings.services.refusals import Stale
from tests.factories import EntryFactory, ProgrammeFactory, RecurringBusinessFactory, UserFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
MANY = 12


def test_of_many_who_saw_the_same_version_one_saves(db):
    entry = EntryFactory(on=date(2026, 12, 8), title="Before")
    people = [UserFactory() for _ in range(MANY)]

    def save(number):
        content = EntryContent(
            format=Format.BRIEFING, title=f"Version {number}", sittings=(SittingContent(date(2026, 12, 9)),)
        )
        return lambda: edit_entry(entry=entry, content=content, seen=1, actor=people[number], now=NOW)

    outcomes = at_once(*(save(number) for number in range(MANY)))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", *["Stale"] * (MANY - 1)]
    winner = outcomes.index(None)
    entry.refresh_from_db()
    assert (entry.title, entry.revision, entry.sittings.get().on) == (
        f"Version {winner}",
        2,
        date(2026, 12, 9),
    )
    assert all(outcome.row.title == f"Version {winner}" for outcome in outcomes if isinstance(outcome, Stale))


def test_of_many_who_accept_a_proposal_one_makes_the_entry(db):
    programme = ProgrammeFactory(month=date(2026, 12, 1))
    business = RecurringBusinessFactory(title="The situation in the Middle East")
    person = UserFactory()

    def accept():
        accept_proposals(businesses=[business.pk], programme=programme, actor=person, now=NOW)

    assert at_once(*[accept] * MANY) == [None] * MANY
    assert [entry.title for entry in Entry.objects.all()] == ["The situation in the Middle East"]
    assert ProposalAnswer.objects.count() == 1
