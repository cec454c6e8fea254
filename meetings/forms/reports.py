"""The reports of an occasion, as a planner fills them in."""

import json
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.forms.papers import day_field
from meetings.models import Occasion, Report
from meetings.models.labels import REPORT_KINDS
from meetings.rules.vocabulary import ReportKind
from meetings.services.refusals import Refused
from meetings.services.report_values import ReportValues

KINDS = [(kind.value, label) for kind, label in REPORT_KINDS.items() if kind is not ReportKind.NONE]

CHOSEN_FIELD_BY_FIELD = ("kind", "symbol", "due_on", "advance_on", "signed_on", "circulated_on")
"""The fields in which two versions of a report can differ."""


class ReportForm(forms.Form):
    """What is known of a report: for a new one, and for one that is attached."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    symbol = forms.CharField(
        label=_("Symbol"), required=False, max_length=40, help_text=_("Such as S/2026/901.")
    )
    due_on = day_field(_("Due"))
    advance_on = day_field(_("Advance version"))
    signed_on = day_field(_("Signed"))
    circulated_on = day_field(_("Circulated in all languages"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, report: Report | None = None, prefix: str = "") -> None:
        initial: dict[str, Any] = {}
        if report:
            initial = {name: getattr(report, name) for name in CHOSEN_FIELD_BY_FIELD}
            initial["seen"] = json.dumps(ReportValues.of(report).in_words())
        super().__init__(data, initial=initial, prefix=prefix or None)
        self.report = report
        self.fields["circulated_on"].help_text = _("From that day it counts as issued.")

    def clean_symbol(self) -> str:
        return " ".join(str(self.cleaned_data["symbol"]).split())

    @property
    def values(self) -> ReportValues:
        """What was typed; of a form without errors."""
        return ReportValues(**{name: self.cleaned_data[name] for name in CHOSEN_FIELD_BY_FIELD})

    @property
    def saw(self) -> ReportValues | None:
        """How the report stood when the page was made; ``None`` where the page does not say."""
        try:
            words = json.loads(self.cleaned_data["seen"])
            days = {name: _day(words[name]) for name in CHOSEN_FIELD_BY_FIELD[2:]}
            return ReportValues(kind=words["kind"], symbol=words["symbol"], **days)
        except (KeyError, RecursionError, TypeError, ValueError):
            return None

    def refuse(self, refused: Refused) -> None:
        """Put the refusal of a service where it belongs."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


class ReportChoice(forms.ModelChoiceField):
    """Reports by symbol and the day that is known of them."""

    def label_from_instance(self, report: Report) -> str:
        days = (
            (gettext("circulated %(day)s"), report.circulated_on),
            (gettext("dated %(day)s"), report.document_on),
            (gettext("due %(day)s"), report.due_on),
        )
        said = next((words % {"day": day.isoformat()} for words, day in days if day), gettext("no day known"))
        name = report.symbol or report.title or gettext("no symbol yet")
        return f"{name} · {report.get_kind_display()} · {said}"


class AttachForm(forms.Form):
    """A report that is on record for the mission. ``revision`` is that of the occasion which was seen."""

    report = ReportChoice(Report.objects.none(), label=_("Report on record"), empty_label="—")
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, occasion: Occasion) -> None:
        super().__init__(data, initial={"revision": occasion.revision})
        field = self.fields["report"]
        assert isinstance(field, ReportChoice)  # noqa: S101  # for the type checker
        field.queryset = Report.objects.filter(missions=occasion.mission)
        free = field.queryset.exclude(occasions=occasion)[:30]
        field.widget.choices = [
            ("", "—"),
            *((report.pk, field.label_from_instance(report)) for report in free),
        ]

    @property
    def offers(self) -> bool:
        """Whether there is any to choose."""
        widget = self.fields["report"].widget
        return len(list(widget.choices)) > 1

    def refuse(self, refused: Refused) -> None:
        """Put the refusal of a service where it belongs."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


class RevisionForm(forms.Form):
    """The revision of the occasion that was seen."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
