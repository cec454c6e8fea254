"""An entry with all its fields, its sittings and the steps it carries, as a planner fills it in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.forms.sittings import DayInput
from meetings.models import Entry, Mission
from meetings.models.labels import FORMATS, OPENNESS, STATUSES
from meetings.rules.vocabulary import CLOSED_BY_NATURE, EntryStatus, Format, Openness

LONG_TEXTS = ("agenda", "briefers", "footnote", "internal_note")
TO_CHOOSE = [(status.value, label) for status, label in STATUSES.items() if status is not EntryStatus.HELD]
"""What was held is on record; nobody plans that something was held."""


# Generic for the type checker alone.
if TYPE_CHECKING:
    OfEntry = forms.ModelForm[Entry]
else:
    OfEntry = forms.ModelForm


class EntryForm(OfEntry):
    """The fields of the entry itself. It only reads and checks: saving is the services' work."""

    format = forms.ChoiceField(
        label=_("Format"), choices=[("", "—"), *((f.value, label) for f, label in FORMATS.items())]
    )
    status = forms.ChoiceField(label=_("Status"), choices=TO_CHOOSE, initial=EntryStatus.TENTATIVE.value)
    openness = forms.ChoiceField(
        label=_("Openness"),
        required=False,
        choices=[("", _("as usual for the format")), *((o.value, label) for o, label in OPENNESS.items())],
    )
    missions = forms.MultipleChoiceField(
        label=_("Missions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    saw = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Entry
        fields = [
            "format",
            "title",
            "missions",
            "agenda",
            "openness",
            "status",
            "convener",
            "level",
            "briefers",
            "footnote",
            "documents",
            "internal_note",
            "agenda_sent_on",
            "called_in_urgency",
            "meeting_number",
        ]
        widgets = {
            "agenda": forms.Textarea(attrs={"rows": 3}),
            "briefers": forms.Textarea(attrs={"rows": 2}),
            "footnote": forms.Textarea(attrs={"rows": 2}),
            "internal_note": forms.Textarea(attrs={"rows": 3}),
            "agenda_sent_on": DayInput,
        }
        help_texts = {
            "footnote": _("Printed below the month, with a number at the entry."),
            "internal_note": _("For planners alone; never published."),
            "meeting_number": _("As printed: S/PV.10047."),
        }

    def __init__(self, *args: Any, missions: Iterable[Mission], month: date, **kwargs: Any) -> None:
        """``missions``: all there are; closed ones are offered only where the entry names them already."""
        super().__init__(*args, **kwargs)
        self.month = month
        self.known = {mission.acronym: mission for mission in missions}
        posted = self.data.getlist("missions") if isinstance(self.data, QueryDict) else []
        named = [*posted, *(self.initial.get("missions") or ())]
        self.fields["missions"].choices = self._mission_choices(named)  # type: ignore[attr-defined]

    def _mission_choices(self, named: list[str]) -> list[tuple[str, Any]]:
        """By kind, those that are open; then whatever else was named, so that nothing typed disappears."""
        open_ones = [mission for mission in self.known.values() if not mission.is_closed_on(self.month)]
        groups = [
            (str(kind.label), [(one.acronym, one.acronym) for one in open_ones if one.kind == kind])
            for kind in Mission.Kind
        ]
        offered = {mission.acronym for mission in open_ones}
        others = [(name, name) for name in dict.fromkeys(named) if name not in offered]
        return [(kind, found) for kind, found in [*groups, (gettext("no longer open"), others)] if found]

    def clean_missions(self) -> tuple[str, ...]:
        """The acronyms; a name that is no mission's is said at the field. Whether one is closed, the day decides."""
        names: list[str] = self.cleaned_data["missions"]
        if unknown := [name for name in names if name not in self.known]:
            raise forms.ValidationError(
                gettext("No mission is called %(names)s.") % {"names": ", ".join(unknown)}, code="unknown"
            )
        return tuple(names)

    def refuse_closed(self, day: date) -> None:
        """Say at the field which of the missions are closed before the day of the entry."""
        named = [self.known[name] for name in self.cleaned_data.get("missions", ())]
        for mission in named:
            if mission.closed_on and mission.is_closed_on(day):
                message = gettext("%(mission)s closed on %(closed)s, before %(day)s.") % {
                    "mission": mission.acronym,
                    "closed": date_format(mission.closed_on, "j F Y"),
                    "day": date_format(day, "j F Y"),
                }
                self.add_error("missions", message)

    def clean_agenda(self) -> str:
        """One item a line, without empty ones."""
        lines = (line.strip() for line in self.cleaned_data["agenda"].splitlines())
        return "\n".join(line for line in lines if line)

    def clean_openness(self) -> str:
        """As chosen, else as meetings of that format are."""
        chosen: str = self.cleaned_data["openness"]
        usual = Openness.CLOSED if self.cleaned_data.get("format") in CLOSED_BY_NATURE else Openness.PUBLIC
        return chosen or usual.value

    def clean(self) -> dict[str, Any]:
        """Browsers end lines in two characters, the database keeps one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in LONG_TEXTS:
            if name in cleaned:
                cleaned[name] = cleaned[name].replace("\r\n", "\n")
        return cleaned

    @property
    def plain(self) -> Mapping[str, Any]:
        """The fields as an ``EntryContent`` takes them; of a form without errors."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return given | {
            "format": Format(given["format"]),
            "openness": Openness(given["openness"]),
            "status": EntryStatus(given["status"]),
        }
