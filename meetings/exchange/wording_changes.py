"""What changed from one version of a month to another, in the reader's words: for pages and mails alike."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.wording_values import clock
from meetings.exchange.wording_whens import day_text, month_text, start_text, when_text, whens_text
from meetings.models import Entry, Sitting
from meetings.models.labels import FORMATS, OPENNESS, STATUSES, Label
from meetings.planning.diff import Change, ChangeKind, FieldChange, When, when
from meetings.rules.facts import EntryFact
from meetings.rules.vocabulary import EntryStatus, StartKind

KIND_LABELS: Final[Mapping[ChangeKind, Label]] = {
    ChangeKind.MOVED: _("Moved"),
    ChangeKind.CANCELLED: _("Cancelled or postponed"),
    ChangeKind.RESTORED: _("On again"),
    ChangeKind.ADDED: _("Added"),
    ChangeKind.CHANGED: _("Changed in other ways"),
}
"""What a group of changes is called, in the order in which a reader wants to know of them."""

ORDER: Final = tuple(KIND_LABELS)


@dataclass(frozen=True, slots=True)
class ShownField:
    """One thing that is said otherwise: what the desk's form calls it, and its lines before and after.

    Of an agenda only the lines that differ. An empty side means that nothing stood or stands there.
    """

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it on one line, for a mail."""
        before, after = ("; ".join(side) or gettext("nothing") for side in (self.before, self.after))
        words = {"what": self.label, "before": before, "after": after}
        return gettext("%(what)s: %(after)s (before: %(before)s)") % words


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change as a reader sees it, in the language that was active when it was made.

    ``label`` says in a word what became of the entry; ``line`` says it in full, to stand behind the title.
    ``fields`` are what else is said otherwise, without what the line says already.
    """

    change: Change
    label: str
    line: str
    fields: tuple[ShownField, ...] = ()

    @property
    def kind(self) -> ChangeKind:
        return self.change.kind

    @property
    def uid(self) -> str:
        return self.change.uid

    @property
    def entry(self) -> EntryFact:
        return self.change.entry

    @property
    def title(self) -> str:
        return self.change.entry.title

    @property
    def heading(self) -> str:
        """What the group of its kind is called."""
        return str(KIND_LABELS[self.kind])


def shown_changes(changes: Iterable[Change], *, left: Collection[str] = ()) -> tuple[ShownChange, ...]:
    """Changes in words, in the active language: by kind, what was moved first, and by day within a kind.

    Args:
        changes: as ``difference`` gives them.
        left: uids of entries that are planned in another month now, as the later version names them.
    """
    ordered = sorted(changes, key=lambda change: ORDER.index(change.kind))
    return tuple(_shown(change, moved_on=change.uid in left) for change in ordered)


def count_text(kind: ChangeKind, number: int) -> str:
    """How many changes of a kind: "2 moved"."""
    return COUNTS[kind](number) % {"number": number}


COUNTS: Final[Mapping[ChangeKind, Callable[[int], str]]] = {
    ChangeKind.MOVED: lambda number: ngettext("%(number)d moved", "%(number)d moved", number),
    ChangeKind.CANCELLED: lambda number: ngettext(
        "%(number)d cancelled or postponed", "%(number)d cancelled or postponed", number
    ),
    ChangeKind.RESTORED: lambda number: ngettext("%(number)d on again", "%(number)d on again", number),
    ChangeKind.ADDED: lambda number: ngettext("%(number)d added", "%(number)d added", number),
    ChangeKind.CHANGED: lambda number: ngettext(
        "%(number)d changed in other ways", "%(number)d changed in other ways", number
    ),
}


def _shown(change: Change, *, moved_on: bool) -> ShownChange:
    fields = tuple(_field(field) for field in change.fields if field.name not in _SAID[change.kind])
    label, line = _WORDED[change.kind](change, moved_on)
    return ShownChange(change, label, line, fields)


# The line of each kind


def _added(change: Change, _moved_on: bool) -> tuple[str, str]:
    entry = change.entry
    words = {"when": _whens(change, when(entry)), "status": STATUSES[entry.status]}
    if not entry.counts:
        text = gettext("new, but %(status)s; it was to be on %(when)s")
        line = text if entry.sittings else gettext("new, but %(status)s")
    else:
        line = gettext("new, on %(when)s") if entry.sittings else gettext("new, no day yet")
    return gettext("Added"), line % words


def _moved(change: Change, _moved_on: bool) -> tuple[str, str]:
    before, after = _both(change)
    old, new = when(before), when(after)
    words = {"before": _whens(change, old), "after": _whens(change, new)}
    if not old and not new:
        text = gettext("moved from %(before)s to %(after)s, no day yet")
        line = text % {"before": month_text(before.month), "after": month_text(after.month)}
    elif not old:
        line = gettext("moved to %(after)s; it had no day") % words
    elif not new:
        line = gettext("moved from %(before)s; it has no day now") % words
    elif len(old) == len(new) == 1 and old[0][0] == new[0][0]:
        line = _within_a_day(old[0], new[0])
    else:
        line = gettext("moved from %(before)s to %(after)s") % words
    return gettext("Moved"), line


def _within_a_day(old: When, new: When) -> str:
    """Another time of the same day: the day is said once."""
    if old[1] == StartKind.UNSET:
        return gettext("has a time now: %(when)s") % {"when": when_text(new)}
    words = {"day": day_text(new[0]), "before": start_text(old), "after": start_text(new)}
    if new[1] == StartKind.UNSET:
        return gettext("its time on %(day)s is open again; it was %(before)s") % words
    return gettext("moved on %(day)s from %(before)s to %(after)s") % words


def _cancelled(change: Change, moved_on: bool) -> tuple[str, str]:
    before = change.before or change.entry
    words = {"when": _whens(change, when(before)), "month": month_text(before.month, year=False)}
    if change.after and change.after.status is EntryStatus.POSTPONED:
        line = gettext("postponed; it was on %(when)s") if before.sittings else gettext("postponed")
        if moved_on:
            line = gettext("postponed: no longer in %(month)s")
        return gettext("Postponed"), line % words
    line = gettext("cancelled; it was on %(when)s") if before.sittings else gettext("cancelled")
    return gettext("Cancelled"), line % words


def _restored(change: Change, _moved_on: bool) -> tuple[str, str]:
    before, after = _both(change)
    words = {"before": _whens(change, when(before)), "after": _whens(change, when(after))}
    if not after.sittings:
        line = gettext("on again, no day yet")
    elif before.sittings and when(before) != when(after):
        line = gettext("on again, on %(after)s; before, it was on %(before)s")
    else:
        line = gettext("on again, on %(after)s")
    return gettext("On again"), line % words


def _changed(change: Change, _moved_on: bool) -> tuple[str, str]:
    """What is said otherwise by name; the values stand beside it."""
    names = ", ".join(_name(field.name) for field in change.fields)
    return gettext("Changed"), gettext("changed: %(what)s") % {"what": names}


_WORDED: Final[Mapping[ChangeKind, Callable[[Change, bool], tuple[str, str]]]] = {
    ChangeKind.ADDED: _added,
    ChangeKind.MOVED: _moved,
    ChangeKind.CANCELLED: _cancelled,
    ChangeKind.RESTORED: _restored,
    ChangeKind.CHANGED: _changed,
}

_SAID: Final[Mapping[ChangeKind, frozenset[str]]] = {
    ChangeKind.ADDED: frozenset(),
    ChangeKind.MOVED: frozenset({"when", "month"}),
    ChangeKind.CANCELLED: frozenset({"status"}),
    ChangeKind.RESTORED: frozenset({"status", "when", "month"}),
    ChangeKind.CHANGED: frozenset(),
}
"""What the line of a kind says already."""


def _both(change: Change) -> tuple[EntryFact, EntryFact]:
    return change.before or change.entry, change.entry


def _whens(change: Change, whens: Iterable[When]) -> str:
    """With years where the change reaches from one into another."""
    sides = (side for side in (change.before, change.after) if side)
    years = {one[0].year for side in sides for one in when(side)}
    return whens_text(whens, years=len(years) > 1)


# What else is said otherwise


def _field(field: FieldChange) -> ShownField:
    before, after = _lines(field.name, field.before), _lines(field.name, field.after)
    if field.name == "agenda" and set(before) != set(after):
        before, after = _not_in(before, after), _not_in(after, before)
    return ShownField(capfirst(_name(field.name)), before, after)


def _not_in(lines: Iterable[str], others: Collection[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line not in others)


def _name(name: str) -> str:
    """What the desk's form calls it."""
    return str(_OTHER_NAMES.get(name) or Entry._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


_OTHER_NAMES: Final[Mapping[str, Label]] = {
    "when": _("days and times"),
    "month": _("month"),
    "rooms": Sitting._meta.get_field("room").verbose_name,
    "ends": Sitting._meta.get_field("ends_at").verbose_name,
}


def _lines(name: str, value: Any) -> tuple[str, ...]:
    """The lines of a value; none where nothing stands there."""
    if isinstance(value, tuple):
        return tuple(_PARTS.get(name, str)(part) for part in value)
    return tuple(_VALUES.get(name, str)(value).splitlines())


def _end(at: time | None) -> str:
    return clock(at) if at else gettext("open")


def _room(name: str) -> str:
    return name or gettext("no room")


_PARTS: Final[Mapping[str, Callable[[Any], str]]] = {"when": when_text, "ends": _end, "rooms": _room}
"""Of what goes by sitting, one sitting's part in words; a line of any other list is as it was typed."""

_VALUES: Final[Mapping[str, Callable[[Any], str]]] = {
    "month": month_text,
    "format": lambda word: str(FORMATS[word]),
    "openness": lambda word: str(OPENNESS[word]),
    "status": lambda word: str(STATUSES[word]),
}
"""A value of the vocabulary in words; any other is as it was typed."""
