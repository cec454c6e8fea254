"""When and where an entry sits: one row a sitting; no row at all makes it undated."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.forms import formset_factory
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.forms.rows import MOST_ROWS, Row, Rows
from meetings.models import Room
from meetings.rules.months import LAST_DAY, first_of, last_of, month_after
from meetings.rules.vocabulary import StartKind
from meetings.services.entry_content import SittingContent

STARTS = [
    (StartKind.UNSET.value, _("not set")),
    (StartKind.EXACT.value, _("exact time")),
    (StartKind.MORNING.value, pgettext_lazy("half of the day", "AM")),
    (StartKind.AFTERNOON.value, pgettext_lazy("half of the day", "PM")),
    (StartKind.AFTER_PREVIOUS.value, _("after the previous")),
]
ROOMS_LIST = "room-names"
"""The id of the list of rooms that a browser offers while one is typed."""


class DayInput(forms.DateInput):
    """A day as browsers ask for it, in whatever language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """A time of day as browsers ask for it."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class SittingForm(Row):
    on = forms.DateField(label=_("Day"), required=False, widget=DayInput, input_formats=["%Y-%m-%d"])
    start_kind = forms.ChoiceField(
        label=_("Start"), required=False, choices=STARTS, initial=StartKind.UNSET.value
    )
    starts_at = forms.TimeField(label=_("From"), required=False, widget=ClockInput)
    ends_at = forms.TimeField(label=_("Until"), required=False, widget=ClockInput)
    room = forms.CharField(
        label=_("Room"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": ROOMS_LIST, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, rooms: Mapping[str, str], **kwargs: Any) -> None:
        """``rooms``: each room's name by all that one may type for it, in small letters."""
        super().__init__(*args, **kwargs)
        self.rooms = rooms

    def clean_start_kind(self) -> StartKind:
        return StartKind(self.cleaned_data["start_kind"] or StartKind.UNSET)

    def clean_room(self) -> str:
        """The room's own name."""
        typed: str = self.cleaned_data["room"]
        name = self.rooms.get(typed.casefold(), "") if typed else ""
        if typed and not name:
            raise forms.ValidationError(
                gettext("No room is called “%(name)s”. Choose one of the list.") % {"name": typed}
            )
        return name

    def clean(self) -> None:
        """A start that makes sense, and an end after it. A time alone is an exact start."""
        if not self._filled(self.cleaned_data):
            return
        if not self.cleaned_data.get("on") and "on" not in self.errors:
            self.add_error("on", gettext("Say which day, or empty the row."))
        if not {"start_kind", "starts_at", "ends_at"} & self.errors.keys():
            self._check_times()

    def _check_times(self) -> None:
        kind, starts, ends = (self.cleaned_data[name] for name in ("start_kind", "starts_at", "ends_at"))
        if kind is StartKind.UNSET and starts:
            kind = self.cleaned_data["start_kind"] = StartKind.EXACT
        if kind is StartKind.EXACT and not starts:
            self.add_error("starts_at", gettext("An exact start needs a time."))
        elif kind is not StartKind.EXACT and starts:
            self.add_error(
                "starts_at", gettext("Only an exact start has a time. Choose “exact time”, or empty this.")
            )
        elif ends and not starts:
            self.add_error("ends_at", gettext("An end needs an exact start."))
        elif ends and ends <= starts:
            self.add_error("ends_at", gettext("It has to end after it starts."))

    def _filled(self, cleaned: dict[str, Any]) -> bool:
        named = any(cleaned.get(name) for name in ("on", "starts_at", "ends_at", "room"))
        return named or cleaned.get("start_kind", StartKind.UNSET) is not StartKind.UNSET or bool(self.errors)

    @property
    def content(self) -> SittingContent:
        """The sitting; of a row without errors that says something."""
        given = self.cleaned_data
        return SittingContent(**{name: given[name] for name in SittingContent.__dataclass_fields__})


class SittingRows(Rows):
    """The sittings of one entry. The first is in its month; the meeting may be resumed until the end of the next."""

    deletion_label = _("Take this sitting away")

    month: date

    def clean(self) -> None:
        rows = [form for form in self.filled if form.cleaned_data.get("on")]
        self._check_days(rows)
        seen: dict[tuple[Any, ...], int] = {}
        for form in rows:
            when = tuple(form.cleaned_data.get(name) for name in ("on", "start_kind", "starts_at"))
            if when in seen:
                form.add_error(
                    "on", gettext("This sitting is here twice. One that resumes needs another time.")
                )
            seen[when] = 1

    def _check_days(self, rows: Iterable[SittingForm]) -> None:
        """Each message at the day that is out of place."""
        first = min((form.cleaned_data["on"] for form in rows), default=None)
        for form in rows:
            on = form.cleaned_data["on"]
            if on == first and first_of(on) != self.month:
                form.add_error("on", self._not_in_month(on))
            elif on != first and on > self._last_day:
                form.add_error(
                    "on", gettext("It can be resumed until %(day)s.") % {"day": _written(self._last_day)}
                )

    @property
    def _last_day(self) -> date:
        return min(last_of(month_after(self.month)), LAST_DAY)

    def _not_in_month(self, on: date) -> str:
        message = gettext(
            "%(day)s is not in %(month)s. The first sitting has to be; a later one may be in the month after."
        )
        return message % {"day": _written(on), "month": date_format(self.month, "F Y")}


SittingFormSet = formset_factory(
    SittingForm,
    formset=SittingRows,
    extra=1,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
    can_delete=True,
    can_delete_extra=False,
)


def sitting_rows(
    data: QueryDict | None, initial: list[Mapping[str, Any]], month: date, rooms: Mapping[str, str]
) -> SittingRows:
    """The rows as posted, or as they are shown at first; ``rooms`` as ``names_of`` gives them."""
    made = SittingFormSet(data, initial=initial, prefix="sittings", form_kwargs={"rooms": rooms})
    rows = cast("SittingRows", made)
    rows.month = month
    return rows


def names_of(rooms: Iterable[Room]) -> dict[str, str]:
    """Each room's name by its two names in small letters."""
    return {typed.casefold(): room.name for room in rooms for typed in (room.short_name, room.name) if typed}


def _written(day: date) -> str:
    return date_format(day, "j F Y")
