"""The whole page of an entry: its own fields, its sittings and its steps, typed and checked as one."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.forms.entries import EntryForm
from meetings.forms.kept import keep, kept
from meetings.forms.rows import typed_in, typed_in_rows
from meetings.forms.sittings import names_of, sitting_rows
from meetings.forms.steps import step_rows
from meetings.models import Entry, Mission, Occasion, Room, Sitting
from meetings.services.entry_content import PLAIN, EntryContent
from meetings.services.refusals import Refused, RoomTaken
from meetings.snapshots.occasions_near import occasions_near
from meetings.snapshots.room_holders import holder_of


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from: three queries, whatever the entry holds."""

    missions: tuple[Mission, ...]
    rooms: tuple[Room, ...]
    occasions: tuple[Occasion, ...]

    @classmethod
    def in_month(cls, month: date, named: Iterable[UUID]) -> "Offered":
        """All missions and rooms; the occasions that are open and near, and those that are named already."""
        return cls(
            missions=tuple(Mission.objects.order_by("acronym")),
            rooms=tuple(Room.objects.all()),
            occasions=tuple(occasions_near(month, named)),
        )

    @property
    def occasion_choices(self) -> list[tuple[str, str]]:
        return [(str(occasion.uid), _words(occasion)) for occasion in self.occasions]


class EntryInput:
    """One form and two sets of rows. ``data`` is what was posted, ``initial`` what is shown at first."""

    def __init__(
        self,
        month: date,
        *,
        data: QueryDict | None = None,
        initial: Mapping[str, Any] | None = None,
        sittings: Iterable[Mapping[str, Any]] = (),
        steps: Iterable[Mapping[str, Any]] = (),
    ) -> None:
        sittings, steps = list(sittings), list(steps)
        self.month = month
        self.offered = Offered.in_month(month, _named(data, steps))
        self.form = EntryForm(data, initial=initial, missions=self.offered.missions, month=month)
        self.sittings = sitting_rows(data, sittings, month, names_of(self.offered.rooms))
        self.steps = step_rows(data, steps, self.offered.occasion_choices)

    @classmethod
    def showing(cls, month: date, content: EntryContent, seen: int | None = None) -> "EntryInput":
        """An entry as it stands, or as it is proposed, before anybody typed."""
        initial = {name: getattr(content, name) for name in PLAIN} | {"missions": list(content.missions)}
        if seen is not None:
            initial |= {"seen": seen, "saw": keep(content)}
        return cls(month, initial=initial, sittings=_sitting_rows(content), steps=_step_rows(content))

    @classmethod
    def holding(cls, month: date, content: EntryContent, seen: int, saw: EntryContent) -> "EntryInput":
        """The content as if it had been typed and posted, to be checked as such."""
        data = QueryDict(mutable=True)
        plain = {name: getattr(content, name) for name in PLAIN} | {"seen": seen, "saw": keep(saw)}
        data.update({name: _as_typed(value) for name, value in plain.items()})
        data.setlist("missions", list(content.missions))
        for prefix, rows in (("sittings", _sitting_rows(content)), ("steps", _step_rows(content))):
            data.update({f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": str(len(rows))})
            for number, row in enumerate(rows):
                data.update({f"{prefix}-{number}-{name}": _as_typed(value) for name, value in row.items()})
        return cls(month, data=data)

    def with_another_row(self) -> "EntryInput":
        """The same as posted, with a spare row below those that are filled, and not a word yet on what was typed."""
        return EntryInput(
            self.month,
            initial=typed_in(self.form),
            sittings=typed_in_rows(self.sittings),
            steps=typed_in_rows(self.steps),
        )

    @property
    def mission_boxes(self) -> list[tuple[str, list[Any]]]:
        """The boxes to tick, by the kind of mission."""
        boxes = iter(self.form["missions"].subwidgets)
        groups = self.form.fields["missions"].choices  # type: ignore[attr-defined]
        return [(kind, list(islice(boxes, len(found)))) for kind, found in groups]

    def is_valid(self) -> bool:
        """Check all parts, so that every message is on the page at once."""
        sound = [part.is_valid() for part in (self.form, self.sittings, self.steps)]
        if self.sittings.is_valid():
            self.form.refuse_closed(min(self._days, default=self.month))
        return all(sound) and self.form.is_valid()

    @property
    def _days(self) -> list[date]:
        return [row.cleaned_data["on"] for row in self.sittings.filled]

    @property
    def has_errors(self) -> bool:
        return self.form.is_bound and not (
            self.form.is_valid() and self.sittings.is_valid() and self.steps.is_valid()
        )

    @property
    def content(self) -> EntryContent:
        """What was typed; of an input without errors."""
        return EntryContent(
            **self.form.plain,
            sittings=tuple(row.content for row in self.sittings.filled),
            steps=tuple(row.content for row in self.steps.filled),
        )

    @property
    def seen(self) -> int:
        """The revision the planner saw; 0, which none ever is, where the page does not say."""
        return self.form.cleaned_data.get("seen") or 0

    @property
    def saw(self) -> EntryContent | None:
        """The entry as the planner saw it, before typing."""
        return kept(self.form.cleaned_data.get("saw", ""))

    def refuse(self, refused: Refused, entry: Entry | None = None) -> None:
        """Put the refusal of a service where it belongs; of a room, at the sitting that was refused it."""
        if isinstance(refused, RoomTaken) and self._refuse_rooms(entry):
            return
        self.form.add_error(refused.field if refused.field in self.form.fields else None, refused.message)

    def _refuse_rooms(self, entry: Entry | None) -> bool:
        found = False
        for row in self.sittings.filled:
            sitting = row.content
            if sitting.room and sitting.starts_at:
                holder = holder_of(sitting.room, sitting.on, sitting.starts_at, sitting.ends_at, entry)
                if holder:
                    row.add_error("room", _taken(holder))
                    found = True
        return found


def _taken(holder: Sitting) -> str:
    """Who has the room, and when."""
    message = (
        gettext("Taken that day from %(from)s to %(until)s by “%(entry)s”.")
        if holder.ends_at
        else gettext("Taken that day from %(from)s by “%(entry)s”.")
    )
    times = {"from": _clock(holder.starts_at), "until": _clock(holder.ends_at)}
    return message % {**times, "entry": holder.entry.title}


def _clock(at: Any) -> str:
    return f"{at:%H:%M}" if at else ""


def _words(occasion: Occasion) -> str:
    """What tells an occasion from others of its mission: the day its mandate ends."""
    end: date | None = occasion.end  # type: ignore[attr-defined]
    if end is None:
        return occasion.label
    return gettext("%(occasion)s, ends %(day)s") % {
        "occasion": occasion.label,
        "day": date_format(end, "j F Y"),
    }


def _named(data: QueryDict | None, steps: Iterable[Mapping[str, Any]]) -> set[UUID]:
    """The occasions that rows name, whatever else is offered; what is no uid names none."""
    words = [str(step.get("occasion", "")) for step in steps]
    if data is not None:
        words += [str(data[key]) for key in data if key.startswith("steps-") and key.endswith("-occasion")]
    return {uid for uid in map(_uid, words) if uid}


def _uid(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None


def _sitting_rows(content: EntryContent) -> list[dict[str, Any]]:
    return [asdict(sitting) for sitting in content.sittings]


def _step_rows(content: EntryContent) -> list[dict[str, Any]]:
    return [{"occasion": str(step.occasion), "kind": step.kind} for step in content.steps]


def _as_typed(value: Any) -> str:
    """A value as a browser would post it."""
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)
