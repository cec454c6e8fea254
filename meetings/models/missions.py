"""Peace operations and the members that hold the pen on them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.countries import Country
from meetings.models.history import tracked
from meetings.models.sourced import Sourced


class MissionQuerySet(models.QuerySet["Mission"]):
    def open_on(self, day: date) -> "MissionQuerySet":
        """Missions not known to be closed on a day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=day))


class Mission(Sourced):
    """A peacekeeping operation or special political mission, current or former."""

    class Kind(models.TextChoices):
        PEACEKEEPING = "peacekeeping", _("peacekeeping operation")
        POLITICAL = "political", _("special political mission")
        OTHER = "other", _("other mission")

    class Region(models.TextChoices):
        AFRICA = "africa", _("Africa")
        AMERICAS = "americas", _("Americas")
        ASIA_MIDDLE_EAST = "asia_middle_east", _("Asia and the Middle East")
        EUROPE = "europe", _("Europe")

    acronym = models.CharField(_("acronym"), max_length=20, unique=True)
    name_en = models.CharField(_("name"), max_length=200)
    acronym_fr = models.CharField(_("acronym in French"), max_length=20, blank=True)
    name_fr = models.CharField(_("name in French"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    area = models.CharField(_("area"), max_length=100, blank=True)
    region = models.CharField(_("region"), max_length=20, choices=Region.choices, blank=True)
    agenda_item = models.CharField(_("agenda item"), max_length=250, blank=True)
    host_countries = models.ManyToManyField(
        Country, related_name="hosted_missions", blank=True, verbose_name=_("host countries")
    )
    host_city = models.CharField(_("headquarters"), max_length=100, blank=True)
    established_on = models.DateField(_("established on"), null=True, blank=True)
    established_by = models.CharField(_("established by"), max_length=60, blank=True)
    closed_on = models.DateField(
        _("closed on"),
        null=True,
        blank=True,
        help_text=_("Where only the month is known, its last day."),
    )
    closed_as_printed = models.CharField(_("closing date as printed"), max_length=20, blank=True)
    interval_seen = models.CharField(_("interval of renewals seen"), max_length=250, blank=True)
    unverified_fields = models.JSONField(
        _("fields not verified"),
        default=list,
        blank=True,
        help_text=_("Names of the fields whose value was recalled, not read."),
    )

    objects = MissionQuerySet.as_manager()
    history = tracked(m2m_fields=[host_countries])

    class Meta:
        ordering = ["acronym"]
        verbose_name = _("mission")
        verbose_name_plural = _("missions")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__gte=F("established_on")), name="mission_closes_after_it_opens"
            ),
            # The acronym stands in the address of the mission's page.
            models.CheckConstraint(
                condition=~Q(acronym="") & ~Q(acronym__contains="/"), name="mission_acronym_has_a_page"
            ),
        ]

    def __str__(self) -> str:
        return self.acronym

    def is_closed_on(self, day: date) -> bool:
        """Whether it is known to be closed on a day."""
        return self.closed_on is not None and self.closed_on < day


class Penholding(Sourced):
    """Who drafts on a mission during a period: one member, several jointly, or (no country) none."""

    mission = models.ForeignKey(
        Mission, models.CASCADE, related_name="penholdings", verbose_name=_("mission")
    )
    countries = models.ManyToManyField(
        Country, related_name="penholdings", blank=True, verbose_name=_("members")
    )
    begins = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)

    history = tracked(m2m_fields=[countries])

    class Meta:
        ordering = ["mission__acronym", F("begins").asc(nulls_first=True)]
        verbose_name = _("penholding")
        verbose_name_plural = _("penholdings")
        constraints = [
            models.UniqueConstraint(fields=["mission", "begins"], name="penholding_once"),
            models.UniqueConstraint(
                fields=["mission"], condition=Q(begins__isnull=True), name="penholding_undated_once"
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="penholding_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.mission}: {', '.join(str(country) for country in self.countries.all())}"
