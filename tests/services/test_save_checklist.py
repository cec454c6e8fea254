"""Writing on a checklist: what changed, all of it or nothing, and never over somebody else's word."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AuditRecord, Paper
from meetings.rules.vocabulary import Format, PaperKind
from meetings.services.save_checklist import LineEdit, LinesChanged, save_checklist
from meetings.snapshots.checklist import NOTHING, LineState, states_of
from tests.factories import EntryFactory, OccasionFactory, PaperFactory, ProgrammeFactory, UserFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
DONE = LineState(done_on=date(2026, 11, 20), symbol="S/2026/900")
PAPER, FACTS = PaperKind.INFORMAL_PAPER, PaperKind.FACT_SHEET


@pytest.fixture
def occasion():
    return OccasionFactory()


def edit(kind, state, seen=NOTHING):
    return LineEdit(kind, seen.fingerprint, state)


def save(subject, *edits, actor=None):
    return save_checklist(subject=subject, edits=edits, actor=actor, now=NOW)


def test_a_line_not_written_before_is_made(occasion):
    assert save(occasion, edit(PAPER, DONE)) == (PAPER,)
    assert states_of(occasion) == {PAPER: DONE}


def test_a_line_on_record_is_changed(occasion):
    PaperFactory(occasion=occasion, kind=PAPER, note="Asked for")
    before = LineState(note="Asked for")
    save(occasion, edit(PAPER, DONE, seen=before))
    assert states_of(occasion) == {PAPER: DONE}
    assert Paper.objects.count() == 1


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (OccasionFactory, PAPER),
        (EntryFactory, PaperKind.COMMUNIQUE),
        (ProgrammeFactory, PaperKind.DRAFT_SHARED),
    ],
)
def test_occasions_entries_and_months_each_have_their_own(make, kind):
    subject = make()
    save(subject, edit(kind, DONE))
    assert states_of(subject) == {kind: DONE}


def test_a_line_left_as_it_was_overwrites_nothing(occasion):
    """Another ticked it meanwhile; the planner only touched the other line."""
    PaperFactory(occasion=occasion, kind=PAPER, done_on=DONE.done_on, symbol=DONE.symbol)
    assert save(occasion, edit(PAPER, NOTHING), edit(FACTS, DONE)) == (FACTS,)
    assert states_of(occasion) == {PAPER: DONE, FACTS: DONE}


def test_a_line_that_another_changed_is_told_and_nothing_is_saved(occasion):
    theirs = LineState(done_on=date(2026, 11, 19))
    PaperFactory(occasion=occasion, kind=PAPER, done_on=theirs.done_on)
    with pytest.raises(LinesChanged) as refused:
        save(occasion, edit(PAPER, DONE), edit(FACTS, DONE))
    assert refused.value.states == {PAPER: theirs}
    assert states_of(occasion) == {PAPER: theirs}
    assert not AuditRecord.objects.exists()


def test_two_who_write_the_same_agree(occasion):
    PaperFactory(occasion=occasion, kind=PAPER, done_on=DONE.done_on, symbol=DONE.symbol)
    assert save(occasion, edit(PAPER, DONE)) == ()


def test_one_record_stands_for_all_lines_with_their_history(occasion):
    actor = UserFactory(username="ada")
    save(occasion, edit(PAPER, DONE), edit(FACTS, DONE), actor=actor)
    record = AuditRecord.objects.get()
    assert (record.action, record.actor, record.at) == ("save checklist", actor, NOW)
    assert set(Paper.history.values_list("kind", "request", "history_user")) == {
        (PAPER, record.request, actor.pk),
        (FACTS, record.request, actor.pk),
    }


def test_where_nothing_changed_nothing_is_recorded(occasion):
    assert save(occasion, edit(PAPER, NOTHING)) == ()
    assert (AuditRecord.objects.count(), Paper.objects.count()) == (0, 0)


def test_n22_the_day_the_agenda_was_sent_is_written_to_the_entry():
    entry = EntryFactory(on=date(2026, 12, 10), format=Format.BRIEFING)
    save(entry, edit(PaperKind.AGENDA, DONE))
    entry.refresh_from_db()
    assert (entry.agenda_sent_on, entry.revision) == (DONE.done_on, 2)
    assert states_of(entry) == {PaperKind.AGENDA: DONE}
    assert Paper.objects.get().done_on is None


def test_an_agenda_recorded_on_the_entry_meanwhile_is_told():
    entry = EntryFactory(on=date(2026, 12, 10), agenda_sent_on=date(2026, 12, 4))
    with pytest.raises(LinesChanged) as refused:
        save(entry, edit(PaperKind.AGENDA, DONE))
    assert refused.value.states == {PaperKind.AGENDA: LineState(done_on=date(2026, 12, 4))}


def test_another_line_leaves_the_revision_of_the_entry_alone():
    entry = EntryFactory()
    save(entry, edit(PaperKind.COMMUNIQUE, DONE))
    entry.refresh_from_db()
    assert entry.revision == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_one_line_at_once_one_is_told():
    occasion = OccasionFactory()
    states = [LineState(symbol=f"S/2026/{number}") for number in range(2)]
    outcomes = at_once(*(lambda state=state: save(occasion, edit(PAPER, state)) for state in states))
    told = [outcome for outcome in outcomes if outcome]
    assert [type(outcome) for outcome in told] == [LinesChanged]
    assert states_of(occasion)[PAPER] == states[outcomes.index(None)]
