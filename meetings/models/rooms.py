"""Rooms, and the days on which Headquarters is closed."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.history import tracked
from meetings.models.sourced import Sourced


class Room(models.Model):
    """A place to meet. ``shared`` ones (a platform, a press corner) may hold two sittings at once."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=30, blank=True)
    shared = models.BooleanField(
        _("may hold several sittings at once"),
        default=False,
        help_text=_("On for a videoconference platform, or for a place the record does not name exactly."),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")

    def __str__(self) -> str:
        return self.name


class HolidayQuerySet(models.QuerySet["Holiday"]):
    def between(self, first: date, last: date) -> "HolidayQuerySet":
        return self.filter(on__range=(first, last))


class Holiday(Sourced):
    """A holiday at New York Headquarters. Only official ones close the house."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official")
        FLOATING = "floating", _("floating: each staff member picks one")

    on = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OFFICIAL)

    objects = HolidayQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["on"]
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        constraints = [models.UniqueConstraint(fields=["on", "name"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"
