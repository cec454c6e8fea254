"""Member states, who sits on the Council when, and who presides which month."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meetings.models.history import tracked
from meetings.models.sourced import Sourced

NAME_FIELDS = {
    "ar": "name_ar",
    "zh-hans": "name_zh",
    "en": "name_en",
    "fr": "name_fr",
    "ru": "name_ru",
    "es": "name_es",
}


class Country(models.Model):
    """A state, by ISO 3166 code, with its official short name in the six official languages."""

    iso3 = models.CharField(_("ISO 3166 alpha-3 code"), max_length=3, unique=True)
    iso2 = models.CharField(_("ISO 3166 alpha-2 code"), max_length=2, unique=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=100)
    name_zh = models.CharField(_("name in Chinese"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, db_index=True)
    name_fr = models.CharField(_("name in French"), max_length=100)
    name_ru = models.CharField(_("name in Russian"), max_length=100)
    name_es = models.CharField(_("name in Spanish"), max_length=100)
    member_state = models.BooleanField(_("member of the United Nations"), default=True)

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        constraints = [
            models.CheckConstraint(condition=Q(iso3__regex=r"^[A-Z]{3}$"), name="country_iso3_form"),
            models.CheckConstraint(condition=Q(iso2__regex=r"^[A-Z]{2}$"), name="country_iso2_form"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return str(getattr(self, NAME_FIELDS.get(get_language() or "en", "name_en")))


class CouncilTermQuerySet(models.QuerySet["CouncilTerm"]):
    def sitting_on(self, day: date) -> "CouncilTermQuerySet":
        """The terms that run on a day: permanent members and the elected ones of that year."""
        return self.filter(
            Q(begins__isnull=True) | Q(begins__lte=day), Q(ends__isnull=True) | Q(ends__gte=day)
        )


class CouncilTerm(Sourced):
    """A permanent seat, or one elected term; both ends are inclusive."""

    class Kind(models.TextChoices):
        PERMANENT = "permanent", _("permanent")
        ELECTED = "elected", _("elected")

    class Group(models.TextChoices):
        AFRICAN = "african", _("African Group")
        ASIA_PACIFIC = "asia_pacific", _("Asia-Pacific Group")
        EASTERN_EUROPEAN = "eastern_european", _("Eastern European Group")
        LATIN_AMERICAN_CARIBBEAN = "latin_american_caribbean", _("Latin American and Caribbean Group")
        WESTERN_EUROPEAN_OTHERS = "western_european_others", _("Western European and others Group")

    country = models.ForeignKey(
        Country, models.PROTECT, related_name="council_terms", verbose_name=_("country")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    begins = models.DateField(_("begins"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)
    regional_group = models.CharField(_("regional group"), max_length=30, choices=Group.choices, blank=True)

    objects = CouncilTermQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = [F("begins").asc(nulls_first=True), "country__name_en"]
        verbose_name = _("term on the Council")
        verbose_name_plural = _("terms on the Council")
        constraints = [
            models.UniqueConstraint(fields=["country", "begins"], name="council_term_once"),
            models.UniqueConstraint(
                fields=["country"], condition=Q(begins__isnull=True), name="council_seat_permanent_once"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="council_term_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(kind="permanent", begins__isnull=True, ends__isnull=True)
                | Q(kind="elected", begins__isnull=False, ends__isnull=False),
                name="council_term_elected_is_dated",
            ),
        ]

    def __str__(self) -> str:
        if self.begins and self.ends:
            return f"{self.country} {self.begins.year}-{self.ends.year}"
        return str(self.country)


class Presidency(Sourced):
    """Who presides a month. *Verified* when read; otherwise it follows the alphabetical rule alone."""

    month = models.DateField(_("month"), unique=True, help_text=_("The first day of the month."))
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="presidencies", verbose_name=_("country")
    )

    history = tracked()

    class Meta:
        ordering = ["month"]
        verbose_name = _("presidency")
        verbose_name_plural = _("presidencies")
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="presidency_month_is_a_first"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.country}"
