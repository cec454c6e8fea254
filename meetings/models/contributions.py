"""Who gives what to which mission; who must be invited is derived from the latest month."""

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from meetings.models.countries import Country
from meetings.models.history import tracked
from meetings.models.missions import Mission
from meetings.models.sourced import Sourced

PERSONNEL = ("troops", "staff_officers", "experts_on_mission", "individual_police", "formed_police")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def latest_of_each_mission(self, as_of: date | None = None) -> "ContributionQuerySet":
        """The rows of each mission's latest month, not after ``as_of`` where that is given."""
        months = Contribution.objects.filter(mission=OuterRef("mission"))
        if as_of:
            months = months.filter(as_of__lte=as_of)
        latest = months.order_by("-as_of").values("as_of")[:1]
        return self.filter(as_of=Subquery(latest))


class Contribution(Sourced):
    """Uniformed personnel of one country in one mission at the end of one month."""

    mission = models.ForeignKey(
        Mission, models.CASCADE, related_name="contributions", verbose_name=_("mission")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="contributions", verbose_name=_("country")
    )
    as_of = models.DateField(_("as of"), db_index=True)
    troops = models.PositiveIntegerField(_("troops"), default=0)
    staff_officers = models.PositiveIntegerField(_("staff officers"), default=0)
    experts_on_mission = models.PositiveIntegerField(_("experts on mission"), default=0)
    individual_police = models.PositiveIntegerField(_("individual police"), default=0)
    formed_police = models.PositiveIntegerField(_("formed police units"), default=0)

    objects = ContributionQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-as_of", "mission__acronym", "country__name_en"]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        # The latest month of each mission is asked for on every page that names contributors.
        indexes = [models.Index(fields=["mission", "as_of"], name="contribution_latest")]
        constraints = [
            models.UniqueConstraint(fields=["mission", "country", "as_of"], name="contribution_once_a_month"),
            models.CheckConstraint(
                condition=Q(**{f"{kind}__gte": 0 for kind in PERSONNEL}), name="contribution_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} in {self.mission}, {self.as_of:%Y-%m}"

    @property
    def total(self) -> int:
        return sum(int(getattr(self, kind)) for kind in PERSONNEL)


TOTAL = sum((F(kind) for kind in PERSONNEL[1:]), start=F(PERSONNEL[0]))
"""The same sum inside a query."""
