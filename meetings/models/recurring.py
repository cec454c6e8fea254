"""Business that comes back every month or so: proposed to the planner, never placed by itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.entries import Entry
from meetings.models.labels import FORMATS, OPENNESS, START_KINDS, choices
from meetings.models.missions import Mission
from meetings.models.programmes import Programme
from meetings.models.rooms import Room
from meetings.models.sourced import Sourced
from meetings.rules.vocabulary import StartKind


class RecurringBusiness(Sourced):
    """One thing the Council takes up regularly, such as its monthly meeting on the Middle East.

    It comes up every ``every`` months, counted from ``since``; on the ``nth`` ``weekday`` where it keeps to
    one, else without a day.
    """

    class Nth(models.IntegerChoices):
        FIRST = 1, _("first")
        SECOND = 2, _("second")
        THIRD = 3, _("third")
        FOURTH = 4, _("fourth")
        LAST = -1, _("last")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")

    title = models.CharField(_("title"), max_length=300, unique=True)
    format = models.CharField(_("format"), max_length=24, choices=choices(FORMATS))
    openness = models.CharField(_("openness"), max_length=8, choices=choices(OPENNESS), default="public")
    agenda = models.TextField(_("agenda"), blank=True, help_text=_("One item a line."))
    missions = models.ManyToManyField(Mission, related_name="+", blank=True, verbose_name=_("missions"))
    room = models.ForeignKey(
        Room, models.PROTECT, related_name="+", verbose_name=_("room"), null=True, blank=True
    )
    start_kind = models.CharField(
        _("start"), max_length=14, choices=choices(START_KINDS), default=StartKind.UNSET
    )
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    every = models.PositiveSmallIntegerField(_("every so many months"), default=1)
    since = models.DateField(_("since the month"), help_text=_("The first day of a month it came up in."))
    nth = models.SmallIntegerField(_("which of the month"), choices=Nth.choices, null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices, null=True, blank=True)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["title"]
        verbose_name = _("recurring business")
        verbose_name_plural = _("recurring business")
        constraints = [
            models.CheckConstraint(condition=Q(every__range=(1, 24)), name="recurring_every_so_many_months"),
            models.CheckConstraint(condition=Q(since__day=1), name="recurring_since_a_first"),
            models.CheckConstraint(
                condition=Q(nth__isnull=True, weekday__isnull=True)
                | Q(
                    nth__isnull=False, nth__in=[1, 2, 3, 4, -1], weekday__isnull=False, weekday__range=(0, 4)
                ),
                name="recurring_on_a_weekday_or_none",
            ),
            models.CheckConstraint(
                condition=Q(start_kind="exact", starts_at__isnull=False)
                | (~Q(start_kind="exact") & Q(starts_at__isnull=True)),
                name="recurring_exact_start_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalAnswer(models.Model):
    """What a planner made of a proposal in one month: the entry it became, or (none) left out."""

    business = models.ForeignKey(
        RecurringBusiness, models.CASCADE, related_name="answers", verbose_name=_("recurring business")
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="proposal_answers", verbose_name=_("programme")
    )
    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="+", verbose_name=_("entry"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("answer to a proposal")
        verbose_name_plural = _("answers to proposals")
        constraints = [
            models.UniqueConstraint(fields=["business", "programme"], name="proposal_answered_once_a_month")
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.business}"
