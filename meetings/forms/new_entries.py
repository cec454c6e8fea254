"""What the address of a new entry may say of it: the day, or the step of an occasion it is to carry."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from meetings.rules.vocabulary import StartKind, StepKind

HALVES = (StartKind.MORNING, StartKind.AFTERNOON)


class NewEntryQuery(forms.Form):
    """Read leniently: what makes no sense says nothing, and the page opens all the same."""

    on = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    half = forms.ChoiceField(required=False, choices=[(half.value, half.value) for half in HALVES])
    occasion = forms.UUIDField(required=False)
    step = forms.ChoiceField(required=False, choices=[(kind.value, kind.value) for kind in StepKind])

    def day_in(self, month: date) -> date | None:
        """The day asked for, if it is one of the month."""
        on: date | None = self._given("on")
        return on if on and on.replace(day=1) == month else None

    @property
    def start_kind(self) -> StartKind:
        return StartKind(self._given("half") or StartKind.UNSET)

    @property
    def step_kind(self) -> StepKind | None:
        kind = self._given("step")
        return StepKind(kind) if kind else None

    @property
    def occasion_uid(self) -> UUID | None:
        uid: UUID | None = self._given("occasion")
        return uid

    def _given(self, name: str) -> Any:
        self.is_valid()
        return self.cleaned_data.get(name)
