"""What stands in a field of an entry, in words: to be read beside another version of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.models import Entry
from meetings.models.labels import START_KINDS, STEP_KINDS, Label
from meetings.rules.vocabulary import StartKind
from meetings.services.entry_content import SittingContent, StepContent
from meetings.templatetags.labels import day, label, weekday

OTHER_LABELS: Final[Mapping[str, Label]] = {"sittings": _("Sittings"), "steps": _("Steps it carries")}


def label_of(name: str) -> str:
    """What the form calls a field."""
    other = OTHER_LABELS.get(name)
    return str(other or capfirst(Entry._meta.get_field(name).verbose_name))  # type: ignore[union-attr]


def words_of(name: str, value: Any, occasions: Mapping[UUID, str]) -> tuple[str, ...]:
    """The lines of a field; one that says so where nothing stands there.

    Args:
        occasions: their labels by uid.
    """
    match value:
        case bool():
            return (gettext("yes") if value else gettext("no"),)
        case date():
            return (day(value),)
        case tuple() if value:
            return tuple(_part(part, occasions) for part in value)
        case str() if value:
            return tuple(label(value).splitlines())
    return (gettext("no day: an undated line") if name == "sittings" else gettext("nothing"),)


def _part(part: Any, occasions: Mapping[UUID, str]) -> str:
    match part:
        case SittingContent():
            return _sitting(part)
        case StepContent():
            return f"{occasions.get(part.occasion, gettext('an occasion no longer there'))}: {STEP_KINDS[part.kind]}"
    return str(part)


def _sitting(sitting: SittingContent) -> str:
    """A sitting on one line: its day, its time, its room."""
    start = str(START_KINDS[sitting.start_kind])
    if sitting.start_kind is StartKind.EXACT:
        start = "–".join(f"{at:%H:%M}" for at in (sitting.starts_at, sitting.ends_at) if at)
    return ", ".join(filter(None, (weekday(sitting.on), start, sitting.room)))
