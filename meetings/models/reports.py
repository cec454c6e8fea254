"""What the Council asked the Secretary-General to report, and the reports themselves."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from meetings.models.history import tracked
from meetings.models.labels import REPORT_KINDS, choices
from meetings.models.mandates import Decision
from meetings.models.missions import Mission
from meetings.models.sourced import Sourced


class ReportRequirement(Sourced):
    """One request to report: on a day, within so many days of adoption, or again and again."""

    class Unit(models.TextChoices):
        DAYS = "days", _("days")
        MONTHS = "months", _("months")

    mission = models.ForeignKey(
        Mission, models.CASCADE, related_name="report_requirements", verbose_name=_("mission")
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="report_requirements", verbose_name=_("asked by")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=choices(REPORT_KINDS), default="written")
    wording = models.CharField(_("as worded"), max_length=200)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    within = models.PositiveSmallIntegerField(_("within"), null=True, blank=True)
    every = models.PositiveSmallIntegerField(_("every"), null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit.choices, blank=True)
    jointly_with = models.CharField(_("jointly with"), max_length=100, blank=True)

    history = tracked()

    class Meta:
        ordering = ["mission__acronym", "decision", F("due_on").asc(nulls_last=True), "pk"]
        verbose_name = _("reporting requirement")
        verbose_name_plural = _("reporting requirements")
        constraints = [
            models.UniqueConstraint(fields=["mission", "decision", "wording"], name="requirement_once"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False, within__isnull=True, every__isnull=True)
                | Q(due_on__isnull=True, within__gt=0, every__isnull=True)
                | Q(due_on__isnull=True, within__isnull=True, every__gt=0)
                | Q(due_on__isnull=True, within__isnull=True, every__isnull=True),
                name="requirement_one_way_of_dating",
            ),
            models.CheckConstraint(
                condition=Q(within__isnull=True, every__isnull=True) | ~Q(unit=""),
                name="requirement_has_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission}: {self.wording}"


class ReportQuerySet(models.QuerySet["Report"]):
    def due_between(self, first: date, last: date) -> "ReportQuerySet":
        """Reports due in a window, both ends inclusive."""
        return self.filter(due_on__range=(first, last)).order_by("due_on")


class Report(Sourced):
    """A report, letter or oral report. It may serve several missions and occasions.

    It counts as issued on the day it was circulated in all official languages.
    """

    symbol = models.CharField(_("symbol"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=choices(REPORT_KINDS), default="written")
    missions = models.ManyToManyField(Mission, related_name="reports", verbose_name=_("missions"))
    requirement = models.ForeignKey(
        ReportRequirement,
        models.SET_NULL,
        related_name="reports",
        verbose_name=_("requirement"),
        null=True,
        blank=True,
    )
    due_on = models.DateField(_("due on"), null=True, blank=True, db_index=True)
    advance_on = models.DateField(_("advance version on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    document_on = models.DateField(_("date on the document"), null=True, blank=True)
    circulated_on = models.DateField(
        _("circulated in all languages on"), null=True, blank=True, db_index=True
    )

    objects = ReportQuerySet.as_manager()
    history = tracked(m2m_fields=[missions])

    class Meta:
        ordering = [Coalesce("circulated_on", "document_on", "due_on").desc(nulls_last=True), "symbol"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(fields=["symbol"], condition=~Q(symbol=""), name="report_symbol_once"),
        ]

    def __str__(self) -> str:
        return self.symbol or self.title or str(_("report without a symbol"))
