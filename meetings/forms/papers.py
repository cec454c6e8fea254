"""What a planner writes on a checklist."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.models.labels import PAPER_KINDS
from meetings.rules.months import FIRST_DAY, LAST_DAY
from meetings.rules.vocabulary import PaperKind
from meetings.services.save_checklist import LineEdit
from meetings.snapshots.checklist import ChecklistLine, LineState

LONGEST_NOTE: Final = 2000
DONE_TODAY: Final = "done_today"
"""The name of the button that ticks one line; its value is the line's kind."""


def day_field(label: Any, *, required: bool = False) -> forms.DateField:
    """A day between the first and the last that has a month's page."""
    outside = _("Days run from 2000 to 2099.")
    bounds = {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
    return forms.DateField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%d"],  # 12/01 is one day to some and another to others
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **bounds}),
        validators=[MinValueValidator(FIRST_DAY, outside), MaxValueValidator(LAST_DAY, outside)],
        error_messages={"invalid": _("There is no such day. Write it as year, month and day: 2026-12-09.")},
    )


class PaperLineForm(forms.Form):
    """One line. ``seen`` is the fingerprint of what the line said when the page was made."""

    due_on = day_field(_("Due, by hand"))
    done_on = day_field(_("Done on"))
    not_needed = forms.BooleanField(label=_("Not needed"), required=False)
    symbol = forms.CharField(label=_("Symbol"), required=False, max_length=60)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 1})
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    keep_theirs = forms.BooleanField(label=_("Keep what is on record"), required=False)

    def __init__(self, line: ChecklistLine, today: date, data: QueryDict | None = None) -> None:
        initial = {name: getattr(line.state, name) for name in LineState.__dataclass_fields__}
        super().__init__(data, prefix=line.kind, initial=initial | {"seen": line.state.fingerprint})
        self.line, self.today = line, today
        self.on_record: LineState | None = None
        paper = PAPER_KINDS[line.kind]
        # The head of the column is too far away to hear.
        for name in ("due_on", "done_on", "not_needed", "symbol", "note"):
            field = self.fields[name]
            field.widget.attrs["aria-label"] = f"{paper}: {field.label}"

    def clean_done_on(self) -> date | None:
        done: date | None = self.cleaned_data["done_on"]
        if done and done > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        return done

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("done_on") and data.get("not_needed"):
            self.add_error("not_needed", _("It was done. Take away the day, or this tick."))
        return data

    @property
    def edit(self) -> LineEdit | None:
        """What is to be written; nothing where the line was not sent, or theirs is to stay."""
        if not self.cleaned_data["seen"] or self.cleaned_data["keep_theirs"]:
            return None
        values = {name: self.cleaned_data[name] for name in LineState.__dataclass_fields__}
        values["note"] = values["note"].replace("\r\n", "\n")
        return LineEdit(self.line.kind, self.cleaned_data["seen"], LineState(**values))

    @property
    def days_overdue(self) -> int:
        return self.line.days_overdue(self.today)

    @property
    def days_left(self) -> int | None:
        """Calendar days until it is due; none where it is done or has no day."""
        return (self.line.due - self.today).days if self.line.open and self.line.due else None


class ChecklistForm:
    """All lines of a checklist, saved by one button."""

    def __init__(self, lines: Iterable[ChecklistLine], today: date, data: QueryDict | None = None) -> None:
        self.data = None if data is None else _ticked(data, today)
        self.rows = [PaperLineForm(line, today, self.data) for line in lines]

    def is_valid(self) -> bool:
        """Whether every line is; each keeps its own errors."""
        found = [row.is_valid() for row in self.rows]
        return all(found)

    @property
    def errors_at(self) -> list[PaperLineForm]:
        """The lines that cannot be saved as they are."""
        return [row for row in self.rows if row.errors]

    @property
    def changed(self) -> list[PaperLineForm]:
        """The lines that others changed meanwhile."""
        return [row for row in self.rows if row.on_record]

    @property
    def to_look_at(self) -> list[PaperLineForm]:
        return self.errors_at or self.changed

    @property
    def overdue(self) -> list[PaperLineForm]:
        return [row for row in self.rows if row.days_overdue]

    @property
    def edits(self) -> list[LineEdit]:
        return [edit for row in self.rows if (edit := row.edit)]

    def show_changed(self, states: Mapping[PaperKind, LineState]) -> None:
        """Set what is on record now beside what was typed. Saved once more, what was typed replaces it."""
        for row in self.rows:
            if row.line.kind in states and self.data is not None:
                row.on_record = states[row.line.kind]
                self.data[row.add_prefix("seen")] = row.on_record.fingerprint


def _ticked(data: QueryDict, today: date) -> QueryDict:
    """What was sent, with the line done today whose button was pressed."""
    ticked, data = data.get(DONE_TODAY, ""), data.copy()
    if ticked:
        data[f"{ticked}-done_on"] = today.isoformat()
        data.pop(f"{ticked}-not_needed", None)
    return data
