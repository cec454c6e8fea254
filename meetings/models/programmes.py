"""A month, its published versions, and what-if copies of it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from meetings.models.frozen import digest_of, thaw
from meetings.models.history import tracked
from meetings.models.written_once import WrittenOnce, WrittenOnceQuerySet
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact
from meetings.rules.months import FIRST_DAY, LAST_DAY, month_after, month_before

PUBLISHED_FIELDS = ("number", "content", "digest", "published_at", "title_kind", "withdraws", "note")


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def around(self, month: date) -> "ProgrammeQuerySet":
        """The month with its two neighbours, whose tails bear on it."""
        return self.filter(month__in=(month_before(month), month, month_after(month)))

    def with_latest_version(self) -> "ProgrammeQuerySet":
        """Adds the number, content, time and title of the latest version, without a query each."""
        latest = ProgrammeVersion.objects.filter(programme=OuterRef("pk")).order_by("-number")
        return self.annotate(
            **{f"version_{name}": Subquery(latest.values(name)[:1]) for name in PUBLISHED_FIELDS}
        )

    def with_something_to_show(self) -> "ProgrammeQuerySet":
        """Months that a visitor finds something in: published ones, and those of the record with any entry.

        Of some months on record nothing was read yet; they have a page that says so, but nobody is led there.
        """
        on_record = Q(state=Programme.State.RECORD, entries__isnull=False)
        return self.filter(Q(versions__isnull=False) | on_record).distinct()


class Programme(models.Model):
    """One month of the Council. The working draft is its live entries."""

    class State(models.TextChoices):
        RECORD = "record", _("record of what was held")
        DRAFT = "draft", _("draft")
        SHARED = "shared", _("shared with members")
        ADOPTED = "adopted", _("adopted")
        PUBLISHED = "published", _("published")
        NOT_AGREED = "not_agreed", _("not agreed: plan of work by the presidency")
        WITHDRAWN = "withdrawn", _("withdrawn")

    month = models.DateField(_("month"), unique=True, help_text=_("The first day of the month."))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    shared_on = models.DateField(_("shared with members on"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    is_sample = models.BooleanField(
        _("sample"), default=False, help_text=_("A plan made up to show the software at work.")
    )
    note = models.TextField(_("note"), blank=True)

    objects = ProgrammeQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["-month"]
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="programme_month_is_a_first"),
            models.CheckConstraint(
                condition=Q(month__range=(FIRST_DAY, LAST_DAY)), name="programme_month_has_a_page"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class ProgrammeVersionQuerySet(WrittenOnceQuerySet["ProgrammeVersion"]):
    def latest_of_each_month(self) -> "ProgrammeVersionQuerySet":
        """Only those that no later version of their month replaced."""
        versions = ProgrammeVersion.objects.filter(programme=OuterRef("programme"))
        return self.exclude(Exists(versions.filter(number__gt=OuterRef("number"))))


class ProgrammeVersion(WrittenOnce):
    """What was published, frozen as data. A version is never changed; a revision is a new one.

    A withdrawal is a version too: it has its number, and holds what stood there before, cancelled.
    """

    class Title(models.TextChoices):
        PROGRAMME = "programme", _("Provisional programme of work")
        PLAN = "plan", _("Plan of work")

    why_never_changed = _("A published version cannot be changed; publish a revision.")

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="versions", verbose_name=_("programme")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title_kind = models.CharField(_("title"), max_length=10, choices=Title.choices, default=Title.PROGRAMME)
    withdraws = models.BooleanField(_("withdraws the month"), default=False)
    content = models.JSONField(_("content"))
    digest = models.CharField(_("digest"), max_length=64, editable=False)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="published_versions",
        verbose_name=_("published by"),
        null=True,
        blank=True,
    )
    note = models.TextField(_("note"), blank=True)

    objects = ProgrammeVersionQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-programme__month", "-number"]
        get_latest_by = "number"
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="version_number_once_a_programme"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_numbers_begin_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.digest = digest_of(self.content)
        super().save(*args, **kwargs)

    @property
    def published(self) -> PublishedMonth:
        """The month as it was published."""
        return thaw(self.content)

    @property
    def entries(self) -> tuple[EntryFact, ...]:
        """The entries as they were published."""
        return self.published.entries


class Scenario(models.Model):
    """A named what-if copy of a month's placements; it is never published directly."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="scenarios", verbose_name=_("programme")
    )
    name = models.CharField(_("name"), max_length=100)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="scenarios", verbose_name=_("owner")
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        constraints = [
            models.UniqueConstraint(fields=["programme", "owner", "name"], name="scenario_name_once"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.name}"


class Placement(models.Model):
    """Where a scenario puts an entry; no day takes it off the month."""

    scenario = models.ForeignKey(
        Scenario, models.CASCADE, related_name="placements", verbose_name=_("scenario")
    )
    entry = models.ForeignKey("meetings.Entry", models.CASCADE, related_name="+", verbose_name=_("entry"))
    on = models.DateField(_("day"), null=True, blank=True)

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [models.UniqueConstraint(fields=["scenario", "entry"], name="placement_once")]

    def __str__(self) -> str:
        return f"{self.entry}: {self.on or '-'}"
