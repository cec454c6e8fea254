"""Opening an occasion and editing one, as a planner fills it in; and where one of its steps goes."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.forms.moving import DeskMonth
from meetings.forms.papers import day_field
from meetings.models import Mandate, Mission, Occasion, Programme
from meetings.models.labels import OCCASION_KINDS, REPORT_KINDS, START_KINDS, STEP_KINDS, choices
from meetings.rules.vocabulary import EVENT_DRIVEN, OccasionKind, StartKind, StepKind
from meetings.services.occasion_values import OccasionValues
from meetings.services.open_occasion import suggested_label
from meetings.services.refusals import Refused
from meetings.services.step_line import Place

LONGEST_NOTE: Final = 5000

NOT_LONG_AGO: Final = timedelta(days=60)
"""A mandate that ended so long ago may still be waiting for its decision."""

HALVES: Final = (StartKind.MORNING, StartKind.AFTERNOON)


class MandateChoice(forms.ModelChoiceField):
    """Mandates by mission, last day and decision."""

    def label_from_instance(self, mandate: Mandate) -> str:
        words = {
            "mission": mandate.mission.acronym,
            "day": date_format(mandate.ends, "j F Y") if mandate.ends else "–",
            "decision": mandate.decision.symbol if mandate.decision else "",
            "strand": mandate.strand,
        }
        said = gettext("%(mission)s, ends %(day)s") % words
        return " · ".join(filter(None, (said, words["decision"], words["strand"])))


class OccasionForm(forms.Form):
    """What all occasions say of themselves. It only reads and checks: writing is the services' work."""

    kind = forms.ChoiceField(
        label=_("Reason to hear the contributors"),
        choices=choices(OCCASION_KINDS),
        initial=OccasionKind.RENEWAL.value,
        help_text=_("Reasons of resolution 1353 (2001), annex II, and of the reports of 2009 and 2017."),
    )
    label = forms.CharField(label=_("Name"), max_length=200, required=False)
    mandate = MandateChoice(
        Mandate.objects.none(),
        label=_("Mandate it decides about"),
        required=False,
        empty_label=_("none on record"),
    )
    mandate_end = day_field(_("Or the last day of that mandate, where it is not on record"))
    report_kind = forms.ChoiceField(
        label=_("Report asked for"),
        required=False,
        choices=[("", _("not known yet")), *choices(REPORT_KINDS)],
    )
    urgent = forms.BooleanField(
        label=_("Urgent"),
        required=False,
        help_text=_(
            "Nobody could have dated it ahead, so the guideline's week is not asked of it. A development, a "
            "deterioration or a crisis always is."
        ),
    )
    urgent_reason = forms.CharField(
        label=_("What makes it urgent"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = forms.CharField(
        label=_("Notes"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For planners alone, until the occasion is concluded."),
    )

    def offer_mandates(self, mandates: Iterable[Mandate], known: Mandate | None = None) -> None:
        """Show only these to choose from. Any other that is on record can still be named, and is told about."""
        field = self.fields["mandate"]
        assert isinstance(field, MandateChoice)  # noqa: S101  # for the type checker
        field.queryset = Mandate.objects.with_names()
        offered = {mandate.pk: mandate for mandate in (*mandates, *([known] if known else ()))}
        named = [(pk, field.label_from_instance(mandate)) for pk, mandate in offered.items()]
        field.widget.choices = [("", field.empty_label), *named]

    def clean(self) -> dict[str, Any]:
        """What nobody could date ahead is urgent by its nature, so the reason is asked for."""
        data = super().clean() or self.cleaned_data
        for name in ("urgent_reason", "notes"):
            data[name] = data.get(name, "").replace("\r\n", "\n").strip()
        urgent = data.get("urgent") or data.get("kind") in EVENT_DRIVEN
        if urgent and not data["urgent_reason"] and "urgent_reason" not in self.errors:
            message = gettext("Say what makes it urgent: the guideline's week is not asked of it.")
            self.add_error("urgent_reason", message)
        if data.get("mandate") and data.get("mandate_end"):
            message = gettext("The mandate has its own last day. Give either the mandate or a day.")
            self.add_error("mandate_end", message)
        return data

    def values(self, label: str, *, technical_rollover: bool = False) -> OccasionValues:
        """What was typed; of a form without errors."""
        given = self.cleaned_data
        return OccasionValues(
            kind=OccasionKind(given["kind"]),
            label=label,
            mandate=given["mandate"],
            mandate_end=given["mandate_end"],
            report_kind=given["report_kind"],
            urgent=given["urgent"],
            urgent_reason=given["urgent_reason"],
            technical_rollover=technical_rollover,
            notes=given["notes"],
        )

    def refuse(self, refused: Refused) -> None:
        """Put the refusal of a service where it belongs."""
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


class OpenForm(OccasionForm):
    """A new occasion. The name may be left to be made from the rest."""

    mission = forms.ModelChoiceField(Mission.objects.all(), label=_("Mission"), empty_label="—")
    field_order = ["mission", "kind", "mandate", "mandate_end", "label", "report_kind"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["label"].help_text = _("Left empty, it is made: UNDOF 2026-12 renewal.")
        near = Mandate.objects.filter(ends__gte=today - NOT_LONG_AGO).order_by("mission__acronym", "ends")
        still_open = Q(mission__closed_on__isnull=True) | Q(mission__closed_on__gte=today)
        self.offer_mandates(near.filter(still_open).with_names())
        self._offer_missions(Mission.objects.open_on(today))

    def _offer_missions(self, missions: Iterable[Mission]) -> None:
        """Those still open, by kind; one that closed can be named, and the service says so at the field."""
        kinds = {kind: [mission for mission in missions if mission.kind == kind] for kind in Mission.Kind}
        groups = [
            (str(kind.label), [(mission.pk, mission.acronym) for mission in found])
            for kind, found in kinds.items()
            if found
        ]
        self.fields["mission"].widget.choices = [("", "—"), *groups]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        mission, mandate = data.get("mission"), data.get("mandate")
        if mission and mandate and mandate.mission_id != mission.pk:
            message = gettext("This mandate is of %(mission)s.")
            self.add_error("mandate", message % {"mission": mandate.mission.acronym})
        return data

    @property
    def filled(self) -> OccasionValues:
        """What was typed, with a name."""
        given = self.cleaned_data
        mandate = given["mandate"]
        day = (mandate.ends if mandate else given["mandate_end"]) or self.today
        strand = mandate.strand if mandate else ""
        made = suggested_label(given["mission"], OccasionKind(given["kind"]), day, strand)
        return self.values(given["label"] or made)


class EditForm(OccasionForm):
    """An occasion as it stands. Of what is concluded, only that it is can be changed."""

    technical_rollover = forms.BooleanField(
        label=_("Technical rollover"),
        required=False,
        help_text=_("A short extension without a change of substance, to gain time."),
    )
    concluded = forms.BooleanField(
        label=_("Concluded"),
        required=False,
        help_text=_(
            "The Council has decided, or nothing more is to come. Its dates are then on record, and closed."
        ),
    )
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    field_order = ["kind", "label", "mandate", "mandate_end", "report_kind", "urgent", "urgent_reason"]

    def __init__(self, data: Any = None, *, occasion: Occasion, read_only: bool) -> None:
        super().__init__(data, initial={**as_typed(occasion), "revision": occasion.revision})
        self.occasion, self.read_only = occasion, read_only
        self.order_fields([*self.field_order, "technical_rollover", "notes", "concluded"])
        self.fields["label"].required = not read_only
        mandates = Mandate.objects.filter(mission=occasion.mission, ends__isnull=False)
        self.offer_mandates(mandates.order_by("-ends").with_names()[:12], occasion.mandate)
        if read_only:
            for name in CHOSEN_FIELD_BY_FIELD[:-1]:
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        return self.cleaned_data if self.read_only else super().clean()

    @property
    def filled(self) -> OccasionValues | None:
        """What was typed; nothing of what is only shown."""
        if self.read_only:
            return None
        given = self.cleaned_data
        return self.values(given["label"], technical_rollover=given["technical_rollover"])


CHOSEN_FIELD_BY_FIELD: Final = (
    "kind",
    "label",
    "mandate",
    "mandate_end",
    "report_kind",
    "urgent",
    "urgent_reason",
    "technical_rollover",
    "notes",
    "concluded",
)
"""The fields in which two versions of an occasion can differ."""


def as_typed(occasion: Any) -> dict[str, str]:
    """An occasion, or one of its records, as a browser would post it."""
    words = {name: getattr(occasion, name) for name in CHOSEN_FIELD_BY_FIELD if name != "mandate"}
    words["mandate"] = occasion.mandate_id
    return {name: typed_as(value) for name, value in words.items()}


def typed_as(value: Any) -> str:
    """A value as a browser would post it."""
    if value is None or value is False:
        return ""
    return "on" if value is True else str(value)


class TakeForm(DeskMonth):
    """What every button of the desk says besides: the month on whose desk it was pressed."""

    def programme(self) -> Programme | None:
        """The month of the desk, if one was named that somebody began."""
        month = self.cleaned_data.get("month")
        return Programme.objects.filter(month=month).first() if month else None


class OneClickForm(TakeForm):
    """The mandate for which an occasion is to be opened."""

    mandate = forms.ModelChoiceField(Mandate.objects.with_names())


class PlaceForm(TakeForm):
    """A step and the day it is to have. Without a half of the day, the one that leaves the room free is taken."""

    step = forms.ChoiceField(label=_("Step"), choices=choices(STEP_KINDS))
    on = day_field(_("Day"), required=True)
    half = forms.ChoiceField(
        label=_("Half of the day"),
        required=False,
        choices=[("", _("whichever is free")), *((half.value, START_KINDS[half]) for half in HALVES)],
    )

    def offer_steps(self, kinds: Iterable[StepKind]) -> None:
        """Show only these to choose from; the service says why it takes no other."""
        self.fields["step"].widget.choices = [(kind.value, STEP_KINDS[kind]) for kind in kinds]

    @property
    def place(self) -> Place:
        """What was typed; of a form without errors."""
        given = self.cleaned_data
        half = StartKind(given["half"]) if given["half"] else None
        return Place(StepKind(given["step"]), given["on"], half)


class DayForm(forms.Form):
    """The day of a step that no entry carries. ``seen`` is the day that stood there; an empty day takes it away."""

    step = forms.ChoiceField(choices=choices(STEP_KINDS), widget=forms.HiddenInput)
    on = day_field(_("Day"))
    seen = forms.DateField(required=False, widget=forms.HiddenInput)
