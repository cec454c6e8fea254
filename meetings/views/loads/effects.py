"""What a load does to the plan, in the reader's words: what the planners would ask about first.

Kept with the load is data; how it reads is decided here. What an older release kept otherwise is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kept_findings import finding_from_json
from meetings.exchange.wording import day_label, sentence
from meetings.exchange.wording_loads import column_words
from meetings.models import Load
from meetings.models.labels import OCCASION_KINDS
from meetings.rules.findings import Finding, SubjectKind
from meetings.rules.guideline import rule
from meetings.rules.vocabulary import OccasionKind

OPEN: Final = 8
"""Occasions that stand open; of more, the rest is folded."""

NONE_BECAUSE: Final = {
    "terminated": _("the decision ends the mission's mandate"),
    "open_ended": _("the mandate has no last day"),
    "end_not_read": _("its last day is not on record"),
    "no_contributors": _("nobody gives personnel to the mission"),
    "another_end_stands": _("another end stands"),
    "mission_closed": _("the mission is closed"),
    "passed": _("the end has passed"),
    "has_occasion": _("there is one already"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A finding that comes, goes or changes. ``about`` names what it is on; of an occasion, by its rule."""

    about: str
    before: Finding | None
    after: Finding | None

    @property
    def rule(self) -> str:
        told = self.after or self.before
        return told.rule if told else ""


@dataclass(frozen=True, slots=True)
class MovedDay:
    """The latest and the recommended day of a step, before and after its mandate's end was corrected."""

    step: str
    rule: str
    latest: tuple[date | None, date | None]
    recommended: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class OnOccasion:
    """What becomes of one occasion."""

    uid: str
    label: str
    decision: str
    new_end: date | None
    ends: tuple[date | None, date | None] | None
    days: tuple[MovedDay, ...]
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class OnMonth:
    """What becomes of the findings of a month, about itself or about its entries."""

    month: date
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class LapsedReason:
    """A reason that was given for what is no longer so."""

    rule: str
    name: str
    reason: str
    given_by: str
    given_on: date
    is_found: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """An end for which an occasion is to be opened; ``why_not`` where none is. ``mandate`` is a key once applied."""

    mission: str
    strand: str
    mandate: int
    end: date | None
    kind: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything together, in the order in which it is shown."""

    occasions: tuple[OnOccasion, ...] = ()
    missions: tuple[Found, ...] = ()
    months: tuple[OnMonth, ...] = ()
    lapsed: tuple[LapsedReason, ...] = ()
    proposed: tuple[Proposal, ...] = ()
    not_proposed: tuple[Proposal, ...] = ()
    open: tuple[OnOccasion, ...] = field(init=False)
    folded: tuple[OnOccasion, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "open", self.occasions[:OPEN])
        object.__setattr__(self, "folded", self.occasions[OPEN:])

    @property
    def any(self) -> bool:
        """Whether the plan does not stay as it is."""
        return any(
            (self.occasions, self.missions, self.months, self.lapsed, self.proposed, self.not_proposed)
        )


def effects_of_load(load: Load) -> Effects | None:
    """What is kept with the load; ``None`` where nobody asked, as of holidays without a plan."""
    kept = load.effects
    if not kept:
        return None
    names = kept.get("names", {})
    return Effects(
        occasions=tuple(_on_occasion(told, names) for told in kept.get("occasions", ())),
        missions=_found(kept.get("missions", {}), names),
        months=tuple(
            OnMonth(date.fromisoformat(told["month"]), _found(told, names)) for told in kept.get("months", ())
        ),
        lapsed=tuple(map(_lapsed, kept.get("lapsed", ()))),
        proposed=tuple(map(_proposal, kept.get("proposed", ()))),
        not_proposed=tuple(map(_proposal, kept.get("not_proposed", ()))),
    )


def _on_occasion(told: Mapping[str, Any], names: Mapping[str, str]) -> OnOccasion:
    concluded = told["concluded"] or {}
    return OnOccasion(
        uid=told["uid"],
        label=told["label"],
        decision=concluded.get("decision", ""),
        new_end=_day(concluded.get("new_end")),
        ends=_pair(told["end"]) if told["end"] else None,
        days=tuple(map(_moved_day, told["steps"])),
        found=_found(told, names),
    )


def _found(told: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Found, ...]:
    """What is new first, then what is otherwise, then what is settled."""
    pairs = [(None, after) for after in told.get("gained", ())]
    pairs += [(before, after) for before, after in told.get("changed", ())]
    pairs += [(before, None) for before in told.get("lost", ())]
    found = (_finding(before, after, names) for before, after in pairs)
    return tuple(one for one in found if one)


def _finding(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, names: Mapping[str, str]
) -> Found | None:
    try:
        was = finding_from_json(before) if before else None
        now = finding_from_json(after) if after else None
        told = now or was
        about = _about(told, names) if told else ""
    except (KeyError, TypeError, ValueError):
        return None
    if was and now and (sentence(was), was.severity) == (sentence(now), now.severity):
        return None  # it says the same of other dates
    return Found(about, was, now) if told else None


def _about(finding: Finding, names: Mapping[str, str]) -> str:
    match finding.subject_kind:
        case SubjectKind.OCCASION:
            return gettext(rule(finding.rule).title)
        case SubjectKind.MISSION | SubjectKind.MANDATE:
            return finding.subject.partition(":")[0]
        case SubjectKind.WEEK:
            return gettext("Week of %(day)s") % {"day": day_label(date.fromisoformat(finding.subject))}
    return names.get(finding.subject, "")


def _moved_day(told: Mapping[str, Any]) -> MovedDay:
    return MovedDay(
        step=column_words("occasion", told["kind"]),
        rule=told["rule"],
        latest=_pair(told["latest"]),
        recommended=_pair(told["recommended"]),
    )


def _lapsed(told: Mapping[str, Any]) -> LapsedReason:
    return LapsedReason(
        rule=told["rule"],
        name=told["name"],
        reason=told["reason"],
        given_by=told["given_by"],
        given_on=datetime.fromisoformat(told["given_at"]).date(),
        is_found=told["is_found"],
    )


def _proposal(told: Mapping[str, Any]) -> Proposal:
    kind = told["kind"]
    because = told.get("none_because")
    return Proposal(
        mission=told["mission"],
        strand=told["strand"],
        mandate=told["mandate"],
        end=_day(told["end"]),
        kind=str(OCCASION_KINDS[OccasionKind(kind)]) if kind in set(OccasionKind) else "",
        why_not=str(NONE_BECAUSE.get(because, "")) if because else "",
    )


def _pair(told: Iterable[str | None]) -> tuple[date | None, date | None]:
    before, after = map(_day, told)
    return before, after


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
