"""A change in words: what was moved, renamed, added or taken away, in the reader's language, never in codes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import BooleanField, ForeignKey, TextField
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.exchange.wording_values import (
    Line,
    about,
    difference,
    from_to,
    month_name,
    plain,
    text_difference,
    time_of,
    weekday,
)
from meetings.models import (
    Entry,
    Invitation,
    Justification,
    Mission,
    Occasion,
    Paper,
    Programme,
    Report,
    Sitting,
    Step,
)
from meetings.models.labels import PAPER_KINDS, STEP_KINDS
from meetings.rules.vocabulary import PaperKind, StepKind
from meetings.snapshots.history import Change, Names
from meetings.snapshots.records import Noun, Record, Touched

NOT_TOLD: Final = frozenset(
    {
        "id",
        "uid",
        "revision",
        "import_key",
        "room_from",
        "room_until",
        "given_by_id",
        "given_at",
        "dates",
        "detail",
    }
)
"""Columns no reader asks for."""

NAMES_OF_PARTS: Final = frozenset(
    {"kind", "country_id", "organization", "occasion_id", "entry_id", "programme_id"}
)
"""Columns by which a part is called, and what it hangs on: told already where it is new."""

ACTIONS: Final[Mapping[str, Any]] = {
    "undo step": _("A step was taken back"),
    "restore entry": _("An earlier state was brought back"),
    "restore occasion": _("An earlier state was brought back"),
}
"""What a change was for, where its lines do not tell."""

Sorted = dict[Noun, list[Touched]]


def action_text(change: Change) -> str:
    """What a change was for, in the active language; empty where its lines tell."""
    return str(ACTIONS.get(change.action, ""))


def describe(change: Change, names: Names, noun: Noun) -> tuple[Line, ...]:
    """All that a change did to an entry or an occasion (``noun``) and to its parts, in the active language.

    Args:
        names: of all that its records point to, as ``names_in`` gives them.
    """
    rows: Sorted = {}
    for row in change.rows:
        if row.changed:
            rows.setdefault(row.noun, []).append(row)
    own = next(iter(rows.get(noun, ())), None)
    if own and own.after is None:
        return (Line(gettext("Removed")),)
    return tuple(_Teller(change, names, noun).lines(own, rows))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Words the rows of one change."""

    change: Change
    names: Names
    noun: Noun

    def lines(self, own: Touched | None, rows: Sorted) -> Iterator[Line]:
        """The row itself first: where it went, then what else is said of it; its parts after that."""
        if own and own.before is None and own.after:
            yield from self._begun(own.after)
        yield from self._sittings(rows.get(Sitting, []))
        if own and own.before and own.after:
            yield from self._changed(own.before, own.after)
        if own:
            yield from self._members(own)
        telling: tuple[tuple[Noun, Callable[[Touched], Iterator[Line]]], ...] = (
            (Step, self._step),
            (Paper, self._paper),
            (Invitation, self._invitation),
            (Justification, self._justification),
        )
        for part, tell in telling[: 1 if self.change.is_first else None]:
            for row in rows.get(part, ()):
                yield from tell(row)

    def _begun(self, record: Record) -> Iterator[Line]:
        if self.change.is_first:
            return
        if self.change.action in ACTIONS or self.change.action == "restore":
            yield Line(gettext("Brought back"))
        elif record.noun is Occasion:
            yield Line(gettext("Opened"))
        else:
            month = self._name(Programme, record.values["programme_id"])
            yield Line(gettext("Added to %(month)s") % {"month": month})

    # Where it sits

    def _sittings(self, rows: list[Touched]) -> Iterator[Line]:
        """One that goes and one that comes are one that moved."""
        gone = [row.before for row in rows if row.before and not row.after]
        new = [row.after for row in rows if row.after and not row.before]
        if len(gone) == len(new) == 1:
            yield from self._moved(gone.pop(), new.pop())
        for row in rows:
            if row.before and row.after:
                yield from self._moved(row.before, row.after)
        for record in sorted(new, key=lambda record: record.values["on"]):
            text = gettext("Sitting added: %(when)s") if self.change.sittings_before else _placed(self.change)
            yield Line(text % {"when": self._when(record)})
        for record in gone:
            text = (
                gettext("Sitting taken away: %(when)s")
                if self.change.sittings_after
                else gettext("Taken off %(when)s; it has no day now")
            )
            yield Line(text % {"when": self._when(record)})

    def _moved(self, before: Record, after: Record) -> Iterator[Line]:
        of = ""
        old, new = before.values["on"], after.values["on"]
        if old != new:
            yield Line(from_to(gettext("Moved from %(before)s to %(after)s"), weekday(old), weekday(new)))
        elif max(self.change.sittings_before, self.change.sittings_after) > 1:
            of = weekday(new)
        told = (
            (time_of(before), time_of(after), gettext("Time")),
            (self._room(before), self._room(after), gettext("Room")),
        )
        for was, now, what in told:
            if was != now:
                yield Line(about(of, difference(what, was, now)))
        if old == new and before.values["position"] != after.values["position"]:
            yield Line(about(of, gettext("Its place among the entries of the day was changed")))

    def _when(self, record: Record) -> str:
        parts = (weekday(record.values["on"]), time_of(record), self._room(record))
        return ", ".join(filter(None, parts))

    def _room(self, record: Record) -> str:
        return self._value(Sitting._meta.get_field("room"), record)

    # What is said of it

    def _changed(self, before: Record, after: Record) -> Iterator[Line]:
        for field in before.noun._meta.concrete_fields:
            if field.attname in NOT_TOLD or before.values[field.attname] == after.values[field.attname]:
                continue
            yield self._difference(field, before, after)

    def _difference(self, field: Any, before: Record, after: Record) -> Line:
        was, now = self._value(field, before), self._value(field, after)
        name = capfirst(str(field.verbose_name))
        if field.model is Entry and field.name == "status":
            text = gettext("%(after)s; it was %(before)s")
            return Line(from_to(text, was, capfirst(now)))
        if field.model is Entry and field.name == "programme":
            return Line(
                from_to(gettext("Moved from the programme of %(before)s to that of %(after)s"), was, now)
            )
        if isinstance(field, TextField):
            return text_difference(name, was, now)
        if isinstance(field, BooleanField):
            was = ""
        return Line(difference(name, was, now))

    def _value(self, field: Any, record: Record) -> str:
        """The value of a column as a reader says it; empty for none."""
        value = record.values[field.attname]
        if value in (None, ""):
            return ""
        if isinstance(field, ForeignKey):
            return self._name(field.related_model, value)
        return plain(field, value)

    def _name(self, noun: Any, pk: int) -> str:
        """What a row is called. A month is known by its name, anything else by its own words."""
        named = self.names.get((noun, pk))
        if named is None:
            return gettext("something removed since")
        return month_name(named.month) if isinstance(named, Programme) else str(named)

    def _members(self, own: Touched) -> Iterator[Line]:
        noun: Noun = Mission if own.noun is Entry else Report
        had = own.before.members if own.before else frozenset()
        has = own.after.members if own.after else frozenset()
        texts = MISSIONS if noun is Mission else REPORTS
        if own.before is None:
            yield from self._named(noun, has, texts[0])
            return
        yield from self._named(noun, has - had, texts[1])
        yield from self._named(noun, had - has, texts[2])

    def _named(self, noun: Noun, pks: frozenset[int], text: Any) -> Iterator[Line]:
        if pks:
            names = ", ".join(sorted(self._name(noun, pk) for pk in pks))
            yield Line(text % {"names": names, "number": len(pks)})

    # Its parts

    def _step(self, row: Touched) -> Iterator[Line]:
        before, after = row.before, row.after
        if before and after and before.values["on"] and after.values["on"]:
            text = gettext("%(step)s moved from %(before)s to %(after)s")
            days = {"before": weekday(before.values["on"]), "after": weekday(after.values["on"])}
            yield Line(text % {"step": _step_name(after), **days})
            return
        if before:
            yield Line(self._step_text(before, *UNLINKED))
        if after:
            yield Line(self._step_text(after, *LINKED))

    def _step_text(self, record: Record, on_entry: Any, on_occasion: Any, on_a_day: Any) -> str:
        words = {"step": _step_name(record)}
        if record.values["on"]:
            return str(on_a_day % {**words, "day": weekday(record.values["on"])})
        if self.noun is Entry:
            return str(on_entry % {**words, "occasion": self._name(Occasion, record.values["occasion_id"])})
        return str(on_occasion % {**words, "entry": self._name(Entry, record.values["entry_id"])})

    def _paper(self, row: Touched) -> Iterator[Line]:
        kind = str(PAPER_KINDS[PaperKind(row.last.values["kind"])])
        if row.after is None:
            yield Line(gettext("Taken off the checklist: %(what)s") % {"what": kind})
        elif row.before is None:
            yield self._new(gettext("Put on the checklist: %(what)s"), kind, row.after)
        else:
            yield from _prefixed(kind, self._changed(row.before, row.after))

    def _invitation(self, row: Touched) -> Iterator[Line]:
        party = (
            self._value(Invitation._meta.get_field("country"), row.last) or row.last.values["organization"]
        )
        if row.after is None:
            yield Line(gettext("No longer among the parties: %(what)s") % {"what": party})
        elif row.before is None:
            yield self._new(gettext("Among the parties: %(what)s"), party, row.after)
        else:
            yield from _prefixed(party, self._changed(row.before, row.after))

    def _justification(self, row: Touched) -> Iterator[Line]:
        rule = {"rule": row.last.values["rule"]}
        if row.before is None and row.after:
            yield Line(gettext("Reason given for %(rule)s") % rule, after=row.after.values["reason"])
        elif row.after is None and row.before:
            yield Line(gettext("Reason for %(rule)s withdrawn") % rule, before=row.before.values["reason"])
        elif row.before and row.after:
            texts = (row.before.values["reason"], row.after.values["reason"])
            yield Line(gettext("Reason for %(rule)s given anew") % rule, *texts)

    def _new(self, text: str, what: str, record: Record) -> Line:
        """A new part with what it says of itself, its own name apart."""
        passed_over = NOT_TOLD | NAMES_OF_PARTS
        fields = [field for field in record.noun._meta.concrete_fields if field.attname not in passed_over]
        details = ", ".join(filter(None, (self._detail(field, record) for field in fields)))
        whole = gettext("%(what)s; %(details)s") % {"what": what, "details": details} if details else what
        return Line(text % {"what": whole})

    def _detail(self, field: Any, record: Record) -> str:
        """One value of a new part: a choice speaks for itself, anything else needs its name; a no needs no word."""
        value = self._value(field, record)
        if not value or field.flatchoices:
            return value
        if isinstance(field, BooleanField):
            return str(field.verbose_name) if record.values[field.attname] else ""
        return gettext("%(what)s %(value)s") % {"what": field.verbose_name, "value": value}


MISSIONS: Final = (
    ngettext_lazy("Mission: %(names)s", "Missions: %(names)s", "number"),
    ngettext_lazy("Mission added: %(names)s", "Missions added: %(names)s", "number"),
    ngettext_lazy("Mission taken away: %(names)s", "Missions taken away: %(names)s", "number"),
)
REPORTS: Final = (
    ngettext_lazy("Report: %(names)s", "Reports: %(names)s", "number"),
    ngettext_lazy("Report attached: %(names)s", "Reports attached: %(names)s", "number"),
    ngettext_lazy("Report detached: %(names)s", "Reports detached: %(names)s", "number"),
)
"""Those it was begun with, those that came, and those that went."""

LINKED: Final = (
    _("Linked to %(occasion)s as: %(step)s"),
    _("%(step)s: carried by “%(entry)s”"),
    _("%(step)s: set for %(day)s"),
)
UNLINKED: Final = (
    _("No longer linked to %(occasion)s as: %(step)s"),
    _("%(step)s: no longer carried by “%(entry)s”"),
    _("%(step)s: no longer on %(day)s"),
)


def _placed(change: Change) -> str:
    return gettext("It stood on %(when)s") if change.is_first else gettext("Placed on %(when)s")


def _prefixed(what: str, lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        yield Line(about(what, line.text), line.before, line.after)


def _step_name(record: Record) -> str:
    return str(STEP_KINDS[StepKind(record.values["kind"])])
