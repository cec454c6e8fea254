"""What an occasion says of itself, as a planner gives it, and the sense it has to make."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from meetings.models import Mandate, Mission, Occasion
from meetings.rules.months import FIRST_DAY, LAST_DAY
from meetings.rules.vocabulary import EVENT_DRIVEN, ONE_FOR_AN_END, OccasionKind
from meetings.services.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class OccasionValues:
    """The fields of an occasion that planners fill. ``mandate_end`` only where the mandate is not on record."""

    kind: OccasionKind
    label: str
    mandate: Mandate | None = None
    mandate_end: date | None = None
    report_kind: str = ""
    urgent: bool = False
    urgent_reason: str = ""
    technical_rollover: bool = False
    notes: str = ""

    @property
    def end(self) -> date | None:
        """The last day of the mandate it decides about."""
        return self.mandate.ends if self.mandate else self.mandate_end

    @property
    def is_urgent(self) -> bool:
        """What nobody could date ahead is urgent by its nature (domain decision 9)."""
        return self.urgent or self.kind in EVENT_DRIVEN


class AlreadyOpen(Refused):
    """There is an occasion for that end; ``occasion`` is the one."""

    def __init__(self, occasion: Occasion) -> None:
        message = gettext("There is an occasion for this end already: %(label)s.")
        super().__init__(message % {"label": occasion.label}, field="mandate")
        self.occasion = occasion


def write_values(occasion: Occasion, values: OccasionValues) -> None:
    """Put checked values on an occasion's row, without saving it."""
    for name in ("kind", "label", "mandate", "mandate_end", "report_kind", "technical_rollover", "notes"):
        setattr(occasion, name, getattr(values, name))
    occasion.urgent = values.is_urgent
    occasion.urgent_reason = values.urgent_reason.strip() if values.is_urgent else ""


def check_values(mission: Mission, values: OccasionValues) -> None:
    """Raises ``Refused`` at the field where the values make no sense."""
    if not values.label.strip():
        raise Refused(gettext("Give it a name."), "label")
    if values.mandate and values.mandate.mission != mission:
        raise Refused(gettext("This mandate is of another mission."), "mandate")
    if values.mandate:
        refuse_gone(values.mandate)
    if values.mandate and values.mandate_end:
        message = gettext("The mandate has its own last day. Give either the mandate or a day.")
        raise Refused(message, "mandate_end")
    if values.mandate_end and not FIRST_DAY <= values.mandate_end <= LAST_DAY:
        raise Refused(gettext("The desk knows the years 2000 to 2099."), "mandate_end")
    if values.is_urgent and not values.urgent_reason.strip():
        raise Refused(
            gettext("Say what makes it urgent: the week of the guideline is waived for it."), "urgent_reason"
        )


def refuse_gone(mandate: Mandate) -> None:
    """Raises ``Refused`` where a mandate is no longer on record, as when the load that brought it was taken back."""
    if not Mandate.objects.filter(pk=mandate.pk).exists():
        raise Refused(gettext("This mandate is no longer on record."), "mandate")


def check_only_one(mission: Mission, values: OccasionValues, *, but: Occasion | None = None) -> None:
    """Raises ``AlreadyOpen`` where the Council's decision at that end has its occasion.

    Call it with the mission locked, so that of two who ask at once one is told. ``but`` is the occasion itself.
    """
    if values.kind not in ONE_FOR_AN_END or values.end is None:
        return
    same = Occasion.objects.with_end().filter(mission=mission, end=values.end)  # type: ignore[misc]
    others = same.filter(kind__in=ONE_FOR_AN_END).order_by("concluded", "pk")
    if other := next((row for row in others if row != but), None):
        raise AlreadyOpen(other)


def lock_mission(mission: Mission) -> Mission:
    """The mission, locked until the transaction ends: its occasions are opened one after another."""
    return Mission.objects.select_for_update(no_key=True).get(pk=mission.pk)
