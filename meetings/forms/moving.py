"""Where an entry is to be moved, and for which step days are to be tried."""

from datetime import date, time
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from meetings.models.labels import START_KINDS, STEP_KINDS, Label, choices
from meetings.rules.months import FIRST_DAY, LAST_DAY, first_of
from meetings.rules.vocabulary import StartKind

UNDATED: Final = "undated"
AS_IT_IS: Final = ""

Start = tuple[StartKind, time | None]

NO_SUCH_DAY: Final = _("There is no such day. Write it as year, month and day: 2026-12-09.")


def _starts() -> list[tuple[str, Label]]:
    """How a sitting may start; the programme's own word for following another makes no sense by itself."""
    words = dict(START_KINDS) | {StartKind.AFTER_PREVIOUS: _("after the one before it")}
    return [(AS_IT_IS, _("as it is now")), *((str(kind), words[kind]) for kind in StartKind)]


class DeskMonth(forms.Form):
    """The desk somebody is at, where it is told."""

    month = forms.DateField(required=False, widget=forms.HiddenInput)

    def clean_month(self) -> date | None:
        month: date | None = self.cleaned_data["month"]
        return first_of(month) if month and FIRST_DAY <= month <= LAST_DAY else None

    @property
    def desk(self) -> date | None:
        """The first day of the month; none where nothing, or nothing sensible, is told."""
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get("month")


class SittingAsked(DeskMonth):
    """Which sitting of an entry is looked at."""

    sitting = forms.IntegerField(required=False)


class StepTried(forms.Form):
    """For which step of which occasion days are to be marked."""

    occasion = forms.UUIDField()
    step = forms.ChoiceField(choices=choices(STEP_KINDS))


class StepTaken(forms.Form):
    """Which step is to be taken back, by the key of its record."""

    step = forms.IntegerField(min_value=1)


class MoveForm(DeskMonth):
    """One move, whether it comes from the dialog, the keys, a drag or a button that mends.

    ``on`` is a day, or ``undated``; a day typed by hand goes before it. Once valid, ``on`` is a date or
    ``None``, and ``start`` a pair or ``None``, as the service wants them.
    """

    sitting = forms.IntegerField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    on = forms.CharField(label=_("Day"), required=False, max_length=20)
    typed = forms.DateField(
        label=_("Or another day"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": NO_SUCH_DAY},
    )
    start = forms.ChoiceField(label=_("Time of day"), required=False, choices=_starts)
    starts_at = forms.TimeField(
        label=_("Starts at"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("Only for an exact time."),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors:
            self.cleaned_data["on"] = self._day()
        if not self.errors:
            self.cleaned_data["start"] = self._start()
        return self.cleaned_data

    def _day(self) -> date | None:
        chosen = self.cleaned_data["on"]
        if typed := self.cleaned_data["typed"]:
            return typed
        if chosen == UNDATED:
            return None
        if not chosen:
            self.add_error("on", _("Choose a day, or type one."))
            return None
        try:
            day = parse_date(chosen)
        except ValueError:
            day = None
        if day is None:
            self.add_error("on", ValidationError(NO_SUCH_DAY))
        return day

    def _start(self) -> Start | None:
        kind, starts_at = self.cleaned_data["start"], self.cleaned_data["starts_at"]
        if kind == AS_IT_IS:
            return (StartKind.EXACT, starts_at) if starts_at else None
        if kind == StartKind.EXACT and starts_at is None:
            self.add_error("starts_at", _("Say at what time it starts."))
        if kind != StartKind.EXACT and starts_at is not None:
            self.add_error("starts_at", _("Leave this empty, or choose an exact time."))
        return StartKind(kind), starts_at
