"""Why contributors are to be heard: the unit that the guideline checks."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from meetings.models.entries import Entry, Sitting
from meetings.models.history import tracked
from meetings.models.labels import OCCASION_KINDS, REPORT_KINDS, STEP_KINDS, choices
from meetings.models.mandates import Decision, Mandate
from meetings.models.missions import Mission
from meetings.models.reports import Report
from meetings.models.sourced import Sourced
from meetings.rules.vocabulary import StepKind


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def with_end(self) -> "OccasionQuerySet":
        """Adds ``end``: the last day of the mandate it decides about."""
        return self.annotate(end=Coalesce("mandate__ends", "mandate_end"))

    def with_new_end(self) -> "OccasionQuerySet":
        """Adds ``new_end``: the last day, as far as one is known, of what its decision set for the mission."""
        later = Mandate.objects.filter(
            decision=OuterRef("decision"), mission=OuterRef("mission"), ends__isnull=False
        )
        return self.annotate(new_end=Subquery(later.order_by("-phase").values("ends")[:1]))

    def with_parts(self) -> "OccasionQuerySet":
        """With all that its facts need: four queries, however many there are."""
        return (
            self.with_end()
            .with_new_end()
            .select_related("mission", "mandate", "decision")
            .prefetch_related("reports", Prefetch("steps", Step.objects.dated()), "papers")
        )

    def bearing_on(
        self, first: date, last: date, served: Collection[str] | None = None
    ) -> "OccasionQuerySet":
        """Occasions with a date in a window: a step, a report due, or the end of the mandate.

        ``served``: for one who sees no drafts, those that published lines serve there. The working days
        of steps are then not asked for: that an occasion bears on a month would tell them.
        """
        placed = (
            Q(steps__on__range=(first, last)) | Q(steps__entry__sittings__on__range=(first, last))
            if served is None
            else Q(uid__in=served)
        )
        dated = (
            placed
            | Q(reports__due_on__range=(first, last))
            | Q(reports__circulated_on__range=(first, last))
            | Q(mandate__ends__range=(first, last))
            | Q(mandate_end__range=(first, last))
        )
        return self.filter(pk__in=Occasion.objects.filter(dated).values("pk"))

    def in_order(self) -> "OccasionQuerySet":
        """Open ones by the day the mandate ends, then concluded ones, newest first."""
        return self.with_end().order_by(
            Case(When(concluded=True, then=1), default=0),
            Case(When(concluded=False, then=F("end"))).asc(nulls_last=True),
            F("decision__adopted_on").desc(nulls_last=True),
            "pk",
        )


class Occasion(Sourced):
    """One reason to hear the contributors of one mission, with the chain of dates that follows."""

    uid = models.UUIDField(_("uid"), default=uuid.uuid4, unique=True, editable=False)
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="occasions", verbose_name=_("mission"))
    kind = models.CharField(_("kind"), max_length=24, choices=choices(OCCASION_KINDS), default="renewal")
    label = models.CharField(_("label"), max_length=200)
    mandate = models.ForeignKey(
        Mandate,
        models.PROTECT,
        related_name="occasions",
        verbose_name=_("mandate it decides about"),
        null=True,
        blank=True,
    )
    mandate_end = models.DateField(
        _("end of mandate, where the mandate itself is not on record"), null=True, blank=True
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        related_name="occasions",
        verbose_name=_("decision that concluded it"),
        null=True,
        blank=True,
    )
    report_kind = models.CharField(
        _("report asked for"), max_length=10, choices=choices(REPORT_KINDS), blank=True
    )
    reports = models.ManyToManyField(Report, related_name="occasions", blank=True, verbose_name=_("reports"))
    entries = models.ManyToManyField(
        Entry, through="Step", related_name="occasions", verbose_name=_("entries")
    )
    technical_rollover = models.BooleanField(_("technical rollover"), default=False)
    urgent = models.BooleanField(_("urgent"), default=False)
    urgent_reason = models.TextField(_("reason for the urgency"), blank=True)
    concluded = models.BooleanField(_("concluded"), default=False)
    is_sample = models.BooleanField(_("sample"), default=False)
    notes = models.TextField(_("notes"), blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    import_key = models.CharField(
        _("key in the reference data"), max_length=120, unique=True, null=True, blank=True, editable=False
    )

    objects = OccasionQuerySet.as_manager()
    history = tracked(m2m_fields=[reports])

    class Meta:
        ordering = ["pk"]
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        constraints = [
            models.CheckConstraint(
                condition=Q(mandate__isnull=True) | Q(mandate_end__isnull=True), name="occasion_one_end_only"
            ),
            models.CheckConstraint(
                condition=Q(urgent=False) | ~Q(urgent_reason=""), name="occasion_urgent_says_why"
            ),
            models.CheckConstraint(condition=Q(revision__gte=1), name="occasion_revision_begins_at_one"),
        ]

    def __str__(self) -> str:
        return self.label


class StepQuerySet(models.QuerySet["Step"]):
    def dated(self) -> "StepQuerySet":
        """With the entry, and ``day``: the step's own, or the first day its entry sits (none if undated)."""
        first = Sitting.objects.filter(entry=OuterRef("entry")).order_by("on").values("on")[:1]
        return self.select_related("entry").annotate(day=Coalesce("on", Subquery(first)))


class Step(Sourced):
    """A step of an occasion: the entry that carries it, or (not on the programme) just its day."""

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="steps", verbose_name=_("occasion"))
    kind = models.CharField(_("step"), max_length=6, choices=choices(STEP_KINDS))
    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="steps", verbose_name=_("entry"), null=True, blank=True
    )
    on = models.DateField(_("day"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = StepQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["occasion", "pk"]
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            models.UniqueConstraint(fields=["occasion", "kind", "entry"], name="step_once_an_entry"),
            models.UniqueConstraint(
                fields=["occasion", "kind", "on"], condition=Q(entry__isnull=True), name="step_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, on__isnull=True) | Q(entry__isnull=True, on__isnull=False),
                name="step_is_an_entry_or_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[StepKind.REPORT, StepKind.MANDATE_END]),
                name="step_report_and_end_are_their_own",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion}: {self.get_kind_display()}"
