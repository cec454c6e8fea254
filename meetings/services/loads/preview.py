"""Reading a file and rehearsing it: what it would change, and what that does to the plan. Nothing of it is kept."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.checks import ahead, resolved
from meetings.exchange.tables.columns import Kind, Place, Problem, Progress, Reading, TypedRow
from meetings.exchange.tables.reading import read_table
from meetings.exchange.tables.templates import example_row
from meetings.models import Load, LoadedFile, LoadLine, User
from meetings.models.history import Change, recorded_as
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.effects import effects_of, standing
from meetings.services.loads.known import read_names
from meetings.services.loads.lines import LONGEST_SHEET, Line, LineKey, digest_of, noun_name
from meetings.services.loads.steps import Steps
from meetings.services.loads.writers import WRITERS
from meetings.services.reference.writing import ROWS_AT_ONCE

PROBLEMS_KEPT: Final = 2_000
"""More than anyone mends one by one; the rest is counted."""


@dataclass(slots=True)
class Outcome:
    """What writing a file gave: its lines, rows that changed nothing, problems, and what it does to the plan."""

    lines: list[Line]
    unchanged: list[Place]
    problems: list[Problem]
    effects: dict[str, Any]
    notices: list[str] = field(default_factory=list)


def preview_load(
    *,
    kind: str,
    file_name: str,
    content: bytes,
    sheet: str = "",
    actor: User | None,
    now: datetime,
    today: date,
) -> Steps[Load]:
    """Read a file, rehearse it, and keep what an admin should see before deciding.

    Args:
        kind: a name of ``KINDS``.
        file_name: without any path.
        sheet: the one sheet to read; empty for all that have the headings.
        now: an aware instant.
        today: the day in New York.

    Returns:
        The load: refused, with every problem of the file, or to be applied or left.
    """
    kept = KINDS[kind]
    reading = yield from read_rows(kept, file_name, content, sheet)
    reading.problems += map(reading.in_its_words, ahead(kept, reading.rows, today))
    reading.problems.sort(key=_place)
    load = Load(
        kind=kind, file_name=file_name, sheet=sheet[:LONGEST_SHEET], uploaded_by=actor, uploaded_at=now
    )
    outcome = Outcome([], [], [], {})
    if not reading.problems:
        outcome = yield from rehearse(kept, file_name, reading.rows, Change(actor=actor, now=now), today)
    yield Progress(gettext("Keeping what was found"))
    with transaction.atomic():
        save_preview(load, reading, outcome)
        LoadedFile.objects.create(load=load, content=content)
    return load


def read_rows(kind: Kind, file_name: str, content: bytes, sheet: str) -> Steps[Reading]:
    """Read, type and check the rows of a file; names are as they are on record afterwards."""
    reading = yield from read_table(kind, file_name, content, sheet=sheet)
    reading.notices += _examples(kind, reading)
    yield from look_up(kind, reading)
    return reading


def _examples(kind: Kind, reading: Reading) -> Iterator[str]:
    """A row of the template that somebody forgot to take out would be loaded as a fact."""
    example = example_row(kind)
    for row in reading.rows:
        if row.values == example:
            said = gettext("Row %(row)d is the example of the template. Take it out if it is not meant.")
            yield said % {"row": row.place.row}


def look_up(kind: Kind, reading: Reading) -> Steps[None]:
    """Put in place of every name what it stands for on record; one that is not found there is a problem."""
    yield Progress(gettext("Looking up names"), 0, len(reading.rows))
    found = list(resolved(kind, reading.rows, read_names().names))
    reading.rows = [row for row in found if isinstance(row, TypedRow)]
    unknown = (problem for problem in found if isinstance(problem, Problem))
    reading.problems += map(reading.in_its_words, unknown)
    reading.problems.sort(key=_place)


def _place(problem: Problem) -> tuple[str, int]:
    return problem.sheet, problem.row


def rehearse(kind: Kind, file_name: str, rows: list[TypedRow], change: Change, today: date) -> Steps[Outcome]:
    """Write the rows, look at what that does, and roll all of it back."""
    with transaction.atomic(), recorded_as(change):
        lock_loading()
        outcome = yield from write_rows(kind, file_name, rows, frozenset(), today)
        transaction.set_rollback(True)
    return outcome


def write_rows(
    kind: Kind, file_name: str, rows: list[TypedRow], take: Collection[LineKey], today: date
) -> Steps[Outcome]:
    """Write the rows of a file inside the caller's transaction and change."""
    bringing = Bringing(file_name, take, today)
    before = standing(today) if kind.bears_on_findings else None
    yield from WRITERS[kind.name](bringing, rows, read_names())
    effects: dict[str, Any] = {}
    if before is not None and not bringing.problems:
        yield Progress(gettext("Asking the rules"))
        effects = effects_of(before, standing(today, since=before))
    return Outcome(bringing.lines, bringing.unchanged, bringing.problems, effects, bringing.notices)


def lock_loading() -> None:
    """Let no other file be rehearsed, applied or taken back until the transaction ends.

    Two files that bring the same rows must come one after the other. The lock that all of them take is the row in
    which Django names the model: it is there before the first load, which the command line applies at once.
    """
    ContentType.objects.select_for_update(no_key=True).get(app_label="meetings", model="load")


def save_preview(load: Load, reading: Reading, outcome: Outcome) -> None:
    """Keep what was read and what it would do, in place of any earlier preview of the same load."""
    problems = [*reading.problems, *map(reading.in_its_words, outcome.problems)]
    load.state = Load.State.REFUSED if problems else Load.State.PREVIEWED
    load.reading = {
        "rows": len(reading.rows),
        "problems": [asdict(problem) for problem in problems[:PROBLEMS_KEPT]],
        "problems_in_all": len(problems),
        "notices": reading.notices + outcome.notices,
    }
    lines = [] if problems else outcome.lines
    load.summary = summary_of(lines, [] if problems else outcome.unchanged)
    load.effects = {} if problems else outcome.effects
    load.digest = digest_of(lines)
    load.save()
    load.lines.all().delete()
    save_lines(load, lines, written=False)


def summary_of(lines: Iterable[Line], unchanged: Iterable[Place]) -> dict[str, Any]:
    """How many rows on record there are of each outcome, and which rows of the file change nothing."""
    counts = Counter(str(line.outcome) for line in lines)
    speaking = {line.key[:2] for line in lines}
    silent = sorted({(place.sheet, place.row) for place in unchanged} - speaking)
    return {**counts, "unchanged": len(silent), "unchanged_rows": _spans(silent)}


def save_lines(load: Load, lines: Iterable[Line], *, written: bool) -> None:
    """Keep the lines, in the order of the file.

    Args:
        written: whether the rows stand, so that new ones have a key to be found by.
    """
    LoadLine.objects.bulk_create(
        (
            LoadLine(
                load=load,
                position=position,
                sheet=line.key[0],
                row=line.place.row,
                outcome=line.outcome,
                noun=noun_name(line.noun),
                label=line.label[:300],
                object_id=line.instance.pk if line.instance and (written or not line.is_new) else None,
                changes=line.changes,
                conflicts=list(line.conflicts),
                take_file=line.taken,
            )
            for position, line in enumerate(sorted(lines, key=lambda line: line.key[:2]))
        ),
        batch_size=ROWS_AT_ONCE,
    )


def _spans(rows: Iterable[tuple[str, int]]) -> list[tuple[str, int, int]]:
    """Rows that follow each other, as the sheet with the first and the last of them."""
    spans: list[tuple[str, int, int]] = []
    for sheet, row in rows:
        if spans and spans[-1][0] == sheet and spans[-1][2] == row - 1:
            spans[-1] = (sheet, spans[-1][1], row)
        else:
            spans.append((sheet, row, row))
    return spans
