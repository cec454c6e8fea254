"""Placing a step of an occasion: as a tentative line of the month its day falls in, or as a bare day.

Of several planners who place the same step at once, one does; the others are told who did.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.models import Occasion, Programme, Step, User
from meetings.models.labels import STEP_KINDS
from meetings.rules.months import FIRST_DAY, LAST_DAY, first_of
from meetings.rules.vocabulary import OFF, StepKind
from meetings.services.audit import changing
from meetings.services.begin_month import begin_month
from meetings.services.edit_occasion import refuse_read_only
from meetings.services.locking import lock_occasion, lock_programme
from meetings.services.on_record import refuse_record
from meetings.services.refusals import Refused
from meetings.services.step_line import Month, Place, PlacedStep, write_place

ON_THE_PROGRAMME: Final = frozenset(
    {StepKind.POLITICO_MILITARY, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION}
)
"""The steps that a line of the programme carries."""

BARE_DAYS: Final = (
    StepKind.SECRETARIAT_BEFORE,
    StepKind.BRIEFING_BEFORE,
    StepKind.ASSESSMENT,
    StepKind.SECRETARIAT_AFTER,
    StepKind.BRIEFING_AFTER,
    StepKind.INVITATION,
)
"""The steps of which only the day is kept, unless a planner makes an entry for one."""

SAID_OF_LABEL: Final = 150
"""So many letters of an occasion's name go into the record, which has room for the step and its day as well."""


def place_step(
    *,
    occasion: Occasion,
    place: Place,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
    desk: Programme | None = None,
) -> PlacedStep:
    """Place one step of an occasion that has none of its kind.

    A line of the programme that carries the step already and has no day is given the day. A month that nobody
    has begun is begun: the steps of one occasion cross the borders of months.

    Args:
        now: an aware instant.
        desk: the month on whose desk it is done and can be undone; by default that of the day.

    Raises:
        Occasion.DoesNotExist: it was removed meanwhile.
        Stale: the undated line was changed at the same moment.
        Refused: the step is placed already, the occasion is concluded, or the day or its month takes no plan.
    """
    change = request or uuid4()
    with transaction.atomic():
        locked = lock_occasion(pk=occasion.pk, seen=None)
        refuse_read_only(locked)
        refuse_placed(locked, place.kind)
        refuse_day(place.on)
        bare = place.kind in BARE_DAYS
        months = {} if bare else begin_months([place.on], actor=actor, now=now, request=change)
        month = months.get(first_of(place.on))
        subject = StepSubject(locked, place.kind, place.on)
        with changing(
            action="place step",
            subject=subject,
            actor=actor,
            now=now,
            request=change,
            programme=desk or (month.programme if month else None),
        ):
            if month:
                return write_place(locked, place, month)
            Step.objects.create(occasion=locked, kind=place.kind, on=place.on)
            return PlacedStep(place.kind, place.on)


def begin_months(days: list[date], *, actor: User | None, now: datetime, request: UUID) -> dict[date, Month]:
    """The months of some days, begun where nobody has, and locked in their order. The occasion is locked before.

    Raises:
        Refused: one of them is on record.
    """
    wanted = sorted({first_of(day) for day in days})
    begun = dict(Programme.objects.filter(month__in=wanted).values_list("month", "pk"))
    months: dict[date, Month] = {}
    for month in wanted:
        key = begun.get(month) or begin_month(month=month, actor=actor, now=now, request=request).pk
        months[month] = Month(lock_programme(pk=key), month not in begun)
        refuse_record(months[month].programme)
    return months


def refuse_placed(occasion: Occasion, kind: StepKind) -> None:
    """Raises ``Refused``, saying who placed it, where a step of this kind has a day; at ``step``."""
    if kind not in ON_THE_PROGRAMME and kind not in BARE_DAYS:
        raise Refused(gettext("A report has its dates, and a mandate its end; neither is placed."), "step")
    if (standing := _standing(occasion, kind)) is None:
        return
    step, day = standing
    words = {"step": STEP_KINDS[kind], "day": date_format(day, "j F Y"), "who": _who_placed(step)}
    if words["who"]:
        message = gettext("%(step)s: placed on %(day)s already, by %(who)s.")
    else:
        message = gettext("%(step)s: placed on %(day)s already.")
    raise Refused(message % words, "step")


def refuse_day(on: date) -> None:
    """Raises ``Refused`` at ``on`` for a day of which no month has a page."""
    if not FIRST_DAY <= on <= LAST_DAY:
        raise Refused(gettext("The desk knows the years 2000 to 2099."), "on")


@dataclass(frozen=True, slots=True)
class StepSubject:
    """What the audit trail calls it: the occasion, the step and its day."""

    occasion: Occasion
    kind: StepKind
    on: date | None

    def __str__(self) -> str:
        return f"{self.occasion.label[:SAID_OF_LABEL]}: {self.kind}, {self.on or '–'}"


def _standing(occasion: Occasion, kind: StepKind) -> tuple[Step, date] | None:
    """The first step of this kind that has a day, with it; what was postponed or cancelled has none."""
    rows = Step.objects.dated().filter(occasion=occasion, kind=kind)
    days = [(row, row.day) for row in rows if not (row.entry and row.entry.status in OFF)]  # type: ignore[attr-defined]
    return min(((row, day) for row, day in days if day), key=lambda pair: pair[1], default=None)


def _who_placed(step: Step) -> str:
    """The person by whom the step came to be, where its history tells."""
    made = step.history.filter(history_type="+").select_related("history_user").first()
    return str(made.history_user or "") if made else ""
