"""Writing on a checklist: all lines that changed at once, none over what another wrote meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from meetings.models import Entry, Occasion, Paper, User
from meetings.rules.vocabulary import PaperKind
from meetings.services.audit import changing
from meetings.services.locking import lock_entry, lock_occasion, lock_programme
from meetings.snapshots.checklist import NOTHING, LineState, Subject, owner, states_of

_WRITTEN: Final = ("due_on", "done_on", "not_needed", "symbol", "note")


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What a planner wants a line to say. ``seen`` is the fingerprint of what it said on the planner's page."""

    kind: PaperKind
    seen: str
    state: LineState

    @property
    def touched(self) -> bool:
        """Whether the planner changed the line at all; one left as it was overwrites nothing."""
        return self.state.fingerprint != self.seen


class LinesChanged(Exception):
    """Others changed some of the lines since the planner saw them; ``states`` says how these stand now."""

    def __init__(self, states: Mapping[PaperKind, LineState]) -> None:
        super().__init__(", ".join(states))
        self.states = dict(states)


def save_checklist(
    *,
    subject: Subject,
    edits: Iterable[LineEdit],
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> tuple[PaperKind, ...]:
    """Write the lines that the planner changed, all of them or none.

    The occasion, entry or month is locked first, so that two who save at once come one after the other. The
    day the provisional agenda was sent is written to the entry itself, which raises its revision. Where nothing
    changed, nothing is recorded either.

    Args:
        now: an aware instant.
        request: the id of the request this is part of.

    Returns:
        The kinds of the lines written.

    Raises:
        LinesChanged: a line the planner changed says something else now than on the planner's page.
    """
    with transaction.atomic():
        locked = _locked(subject)
        states = states_of(locked)
        wanted = [edit for edit in edits if edit.touched and edit.state != states.get(edit.kind, NOTHING)]
        _refuse_stale(wanted, states)
        if wanted:
            with changing(action="save checklist", subject=locked, actor=actor, now=now, request=request):
                for edit in wanted:
                    _write(locked, edit)
    return tuple(edit.kind for edit in wanted)


def _locked(subject: Subject) -> Subject:
    """The subject as it stands. A line has a fingerprint of its own, so no revision is asked for."""
    if isinstance(subject, Occasion):
        return lock_occasion(pk=subject.pk, seen=None)
    if isinstance(subject, Entry):
        return lock_entry(pk=subject.pk, seen=None)
    return lock_programme(pk=subject.pk)


def _refuse_stale(wanted: Iterable[LineEdit], states: Mapping[PaperKind, LineState]) -> None:
    now = {edit.kind: states.get(edit.kind, NOTHING) for edit in wanted}
    stale = {edit.kind: now[edit.kind] for edit in wanted if now[edit.kind].fingerprint != edit.seen}
    if stale:
        raise LinesChanged(stale)


def _write(subject: Subject, edit: LineEdit) -> None:
    values = {name: getattr(edit.state, name) for name in _WRITTEN}
    if isinstance(subject, Entry) and edit.kind is PaperKind.AGENDA:
        _write_agenda_sent(subject, edit.state)
        values["done_on"] = None
    paper = Paper.objects.filter(kind=edit.kind, **owner(subject)).first()
    paper = paper or Paper(kind=edit.kind, **owner(subject))
    for name, value in values.items():
        setattr(paper, name, value)
    paper.save()


def _write_agenda_sent(entry: Entry, state: LineState) -> None:
    if entry.agenda_sent_on != state.done_on:
        entry.agenda_sent_on = state.done_on
        entry.revision += 1
        entry.save(update_fields=["agenda_sent_on", "revision"])
