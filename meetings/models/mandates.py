"""Decisions of the Council and the periods of mandate they set."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.history import tracked
from meetings.models.labels import MANDATE_ACTIONS, MANDATE_KINDS, choices
from meetings.models.missions import Mission
from meetings.models.sourced import Sourced


class Decision(Sourced):
    """A resolution, or the exchange of letters that stands in its place. It may concern several missions."""

    class Kind(models.TextChoices):
        RESOLUTION = "resolution", _("resolution")
        LETTERS = "letters", _("exchange of letters")
        STATEMENT = "statement", _("presidential statement")

    symbol = models.CharField(
        _("symbol"), max_length=40, unique=True, help_text=_("Such as S/RES/2808 (2025).")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.RESOLUTION)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True, db_index=True)
    title = models.CharField(_("title"), max_length=400, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)

    history = tracked()

    class Meta:
        ordering = [F("adopted_on").desc(nulls_last=True), "symbol"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True)
                | Q(votes_for__lte=15 - F("votes_against") - F("abstentions")),
                name="decision_fifteen_votes_at_most",
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True, votes_against__isnull=True, abstentions__isnull=True)
                | Q(votes_for__isnull=False, votes_against__isnull=False, abstentions__isnull=False),
                name="decision_vote_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class MandateQuerySet(models.QuerySet["Mandate"]):
    def ending_between(self, first: date, last: date) -> "MandateQuerySet":
        """Periods whose last day lies in a window, both ends inclusive, in order of that day."""
        return self.filter(ends__range=(first, last)).order_by("ends", "mission__acronym")

    def with_names(self) -> "MandateQuerySet":
        return self.select_related("mission", "decision")


class Mandate(Sourced):
    """A period of a mission's mandate as one decision set it; ``ends`` is its last day.

    Two may run at once (``strand``), one decision may set several in a row (``phase``), and an
    open-ended one has no end.
    """

    mission = models.ForeignKey(Mission, models.CASCADE, related_name="mandates", verbose_name=_("mission"))
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="mandates", verbose_name=_("decision"), null=True, blank=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=choices(MANDATE_KINDS), default="fixed")
    action = models.CharField(_("action"), max_length=20, choices=choices(MANDATE_ACTIONS), default="renewal")
    strand = models.CharField(
        _("strand"),
        max_length=60,
        blank=True,
        help_text=_("Which of two mandates that run at once; empty for the mission's main one."),
    )
    phase = models.PositiveSmallIntegerField(_("phase"), default=1)
    begins = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("last day"), null=True, blank=True, db_index=True)
    ends_read_from = models.CharField(_("end read from"), max_length=120, blank=True)

    objects = MandateQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["mission__acronym", F("decision__adopted_on").desc(nulls_first=True), "-phase"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "decision", "strand", "phase"], name="mandate_once_a_decision"
            ),
            models.UniqueConstraint(
                fields=["mission", "strand", "phase"],
                condition=Q(decision__isnull=True),
                name="mandate_without_decision_once",
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="mandate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(kind="open_ended") | Q(ends__isnull=True), name="mandate_open_ended_has_no_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission} {self.ends or '...'}"
