"""Files brought in by the tests: written out as text, previewed, applied."""

from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings

from meetings.models import Load
from meetings.services.loads.apply import apply_load
from meetings.services.loads.preview import preview_load
from meetings.services.loads.steps import finished

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


def previewed(kind, text, *, name="table.csv", actor=None, today=TODAY):
    """The load of a CSV file, read and rehearsed."""
    content = text.encode() if isinstance(text, str) else text
    return finished(
        preview_load(kind=kind, file_name=name, content=content, actor=actor, now=NOW, today=today)
    )


def applied(load, *, take=(), actor=None, now=NOW, today=TODAY):
    """The same load, applied; its row is read anew."""
    finished(apply_load(load=load, take=take, actor=actor, now=now, today=today))
    return Load.objects.get(pk=load.pk)


def loaded(kind, text, **about):
    """A CSV file previewed and applied."""
    load = previewed(kind, text, **about)
    assert problems(load) == []
    return applied(load)


def problems(load):
    """Row, column and message of each problem."""
    return [(one["row"], one["column"], one["message"]) for one in load.reading["problems"]]


def lines(load):
    """What the file does: outcome, noun, name and changes."""
    rows = load.lines.all()
    return [(line.outcome, line.noun, line.label, _plain(line.changes)) for line in rows]


def outcomes(load):
    """The same without the changes."""
    return [line[:3] for line in lines(load)]


def _plain(changes):
    return {column: tuple(values) for column, values in changes.items()}
