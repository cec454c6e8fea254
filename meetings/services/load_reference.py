"""Loading the reference data: all of it, in one transaction, as often as wanted."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from meetings.exchange.reference.agreement import disagreements
from meetings.exchange.reference.decisions import put_together
from meetings.exchange.reference.folder import read_reference
from meetings.exchange.reference.programme import all_entries
from meetings.exchange.reference.table import ReferenceErrors
from meetings.models import User
from meetings.services.audit import record
from meetings.services.reference import council, mandates, missions, occasions, programme, recurring
from meetings.services.reference.loading import Loading
from meetings.services.reference.writing import Tally

READING: Final = "files"

WRITERS: Final[Mapping[str, Callable[[Loading], None]]] = {
    "countries": council.write_countries,
    "members": council.write_terms,
    "presidencies": council.write_presidencies,
    "holidays": council.write_holidays,
    "rooms": council.write_rooms,
    "missions": missions.write_missions,
    "penholders": missions.write_penholdings,
    "contributions": missions.write_contributions,
    "decisions": mandates.write_decisions,
    "mandates": mandates.write_mandates,
    "reporting requirements": mandates.write_requirements,
    "months": programme.write_programmes,
    "meetings": programme.write_entries,
    "renewal cycles": occasions.write_occasions,
    "recurring business": recurring.write_recurring,
}
"""The steps of a loading in the order in which they need one another, by what each one writes."""

STEPS: Final = (READING, *WRITERS)


def load_reference(
    *, folder: Path, actor: User | None, now: datetime, tell: Callable[[str], None] = lambda _step: None
) -> Tally:
    """Bring the database to what a folder of reference data says.

    What is there already is changed in place and keeps its uid; a second loading changes nothing. Rows that
    people made, entries they revised and months they plan are never touched; any other row that a file holds
    is brought back to what the file says. Rows that a file no longer holds are not taken away.

    Args:
        folder: laid out as ``fixtures/``.
        actor: who asked for it; ``None`` for the software itself.
        now: an aware instant, kept in the audit trail.
        tell: called with the name of each step of ``STEPS`` as it begins.

    Returns:
        How many rows of each kind were made, changed or taken away.

    Raises:
        ReferenceErrors: some rows cannot be used; nothing was loaded.
    """
    tell(READING)
    reference = read_reference(folder)
    if errors := list(disagreements(reference)):
        raise ReferenceErrors(errors)
    decided = put_together(reference)
    loading = Loading(reference, decided, all_entries(reference, decided))
    with transaction.atomic():
        for step, write in WRITERS.items():
            tell(step)
            write(loading)
        if loading.tally:
            changes = dict(sorted(loading.tally.items()))
            record(action="load reference data", subject=folder.name, actor=actor, now=now, changes=changes)
    return loading.tally
