"""The lines of the programme and the sittings they hold."""

import uuid
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, router, transaction
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.history import tracked
from meetings.models.labels import FORMATS, OPENNESS, START_KINDS, STATUSES, choices
from meetings.models.missions import Mission
from meetings.models.programmes import Programme
from meetings.models.room_guard import RoomFree
from meetings.models.rooms import Room
from meetings.models.sourced import Sourced
from meetings.rules.months import FIRST_DAY, LAST_DAY, last_of
from meetings.rules.sittings import ASSUMED_LENGTH
from meetings.rules.vocabulary import EntryStatus, StartKind

HOLDS_A_ROOM = frozenset({EntryStatus.CONFIRMED})


class EntryQuerySet(models.QuerySet["Entry"]):
    def with_parts(self) -> "EntryQuerySet":
        """With all that their facts need: four queries, however many there are."""
        steps = self.model._meta.get_field("steps").related_model
        return self.select_related("programme").prefetch_related(
            Prefetch("sittings", Sitting.objects.select_related("room")),
            Prefetch("steps", steps._default_manager.select_related("occasion")),  # type: ignore[union-attr]
            "missions",
        )

    def on_record_in(self, programme: Programme) -> "EntryQuerySet":
        """The lines of a month on record, with the meetings of other such months that sat on in it."""
        first, last = programme.month, last_of(programme.month)
        on_record = {"state": Programme.State.RECORD, "versions__isnull": True}
        sat_on = Sitting.objects.between(first, last).filter(
            **{f"entry__programme__{name}": value for name, value in on_record.items()}
        )
        return self.filter(Q(programme=programme) | Q(pk__in=sat_on.values("entry")))

    def held(self) -> "EntryQuerySet":
        """What the Council did: public record for everyone."""
        return self.filter(status=EntryStatus.HELD)


class Entry(Sourced):
    """One line of the programme. Its uid stays the same through all versions; no sitting means undated."""

    uid = models.UUIDField(_("uid"), default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="entries", verbose_name=_("programme")
    )
    format = models.CharField(_("format"), max_length=24, choices=choices(FORMATS))
    title = models.CharField(_("title"), max_length=300)
    agenda = models.TextField(_("agenda"), blank=True, help_text=_("One item a line."))
    missions = models.ManyToManyField(Mission, related_name="entries", blank=True, verbose_name=_("missions"))
    openness = models.CharField(_("openness"), max_length=8, choices=choices(OPENNESS), default="public")
    status = models.CharField(_("status"), max_length=10, choices=choices(STATUSES), default="tentative")
    convener = models.CharField(_("convened by"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=60, blank=True)
    briefers = models.TextField(_("briefers"), blank=True)
    footnote = models.TextField(_("footnote"), blank=True)
    documents = models.CharField(_("documents"), max_length=250, blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    meeting_number = models.CharField(_("meeting record"), max_length=20, blank=True, db_index=True)
    outcome = models.CharField(_("outcome"), max_length=120, blank=True)
    vote = models.CharField(_("vote"), max_length=30, blank=True)
    press_release = models.CharField(_("press release"), max_length=60, blank=True)
    agenda_sent_on = models.DateField(_("provisional agenda sent on"), null=True, blank=True)
    called_in_urgency = models.BooleanField(_("called in urgency"), default=False)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    import_key = models.CharField(
        _("key in the reference data"), max_length=120, unique=True, null=True, blank=True, editable=False
    )

    objects = EntryQuerySet.as_manager()
    history = tracked(m2m_fields=[missions])

    class Meta:
        ordering = ["programme__month", "pk"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        indexes = [models.Index(fields=["programme", "status"])]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="entry_has_a_title"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="entry_revision_begins_at_one"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def holds_a_room(self) -> bool:
        """Whether its sittings keep others out of their rooms."""
        return self.status in HOLDS_A_ROOM

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and let its sittings take or leave their rooms as its status now says: both or neither."""
        is_new, names = self._state.adding, kwargs.get("update_fields")
        using = kwargs.get("using") or router.db_for_write(Entry, instance=self)
        with transaction.atomic(using=using):
            super().save(*args, **kwargs)
            if not is_new and (names is None or "status" in names):
                self._claim_rooms(using)

    def _claim_rooms(self, using: str) -> None:
        """Read afresh, lest a prefetched sitting bring back the time it had before; in order of the
        rooms, so that two entries that each want two rooms cannot wait for each other."""
        sittings = Sitting.objects.using(using).filter(entry=self).select_related("room")
        for sitting in sittings.order_by("room_id", "pk"):
            if sitting.claim_room(self):
                sitting.save(using=using, update_fields=["room_from", "room_until"])


class SittingQuerySet(models.QuerySet["Sitting"]):
    def between(self, first: date, last: date) -> "SittingQuerySet":
        return self.filter(on__range=(first, last))


class Sitting(models.Model):
    """One sitting of an entry, on one day.

    ``room_from`` and ``room_until`` are filled only while the entry is confirmed and the time exact; the
    database refuses two that overlap in one room. ``save`` fills them, so sittings that may hold a room
    are never written by ``update`` or ``bulk_create``.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="sittings", verbose_name=_("entry"))
    on = models.DateField(_("day"), db_index=True)
    start_kind = models.CharField(
        _("start"), max_length=14, choices=choices(START_KINDS), default=StartKind.UNSET
    )
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    room = models.ForeignKey(
        Room, models.PROTECT, related_name="sittings", verbose_name=_("room"), null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("order in the day"), default=0)
    resumption = models.PositiveSmallIntegerField(_("resumption"), default=0)
    room_from = models.DateTimeField(_("room held from"), null=True, editable=False)
    room_until = models.DateTimeField(_("room held until"), null=True, editable=False)

    objects = SittingQuerySet.as_manager()
    history = tracked()

    class Meta:
        ordering = ["on", "position", F("starts_at").asc(nulls_last=True), "pk"]
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        constraints = [
            models.UniqueConstraint(fields=["entry", "on", "resumption"], name="sitting_once_a_day"),
            models.CheckConstraint(
                condition=Q(start_kind="exact", starts_at__isnull=False)
                | (~Q(start_kind="exact") & Q(starts_at__isnull=True)),
                name="sitting_exact_start_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(on__range=(FIRST_DAY, LAST_DAY)), name="sitting_day_has_a_month_page"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="sitting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(room_from__isnull=True, room_until__isnull=True)
                | Q(room_from__isnull=False, room_until__gt=F("room_from"), room__isnull=False),
                name="sitting_room_is_held_for_a_while",
            ),
            RoomFree(name="sitting_room_free"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.starts_at or self.get_start_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the room it holds by the entry's status as it stands in the database.

        The entry is locked, so that nobody confirms it meanwhile; then the room, so that of several who
        want it at once all but the first are refused, where PostgreSQL would call some a deadlock.
        """
        using = kwargs.get("using") or router.db_for_write(Sitting, instance=self)
        with transaction.atomic(using=using):
            entry = Entry.objects.using(using).select_for_update(no_key=True).get(pk=self.entry.pk)
            if self.claim_room(entry) and kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "room_from", "room_until"}
            if self.room_id and self.room_from:
                Room.objects.using(using).select_for_update(no_key=True).get(pk=self.room_id)
            super().save(*args, **kwargs)

    def claim_room(self, entry: Entry) -> bool:
        """Work out how long this sitting keeps its room; tell whether that changed."""
        before = (self.room_from, self.room_until)
        self.room_from = self.room_until = None
        if entry.holds_a_room and self.starts_at and self.room and not self.room.shared:
            zone = ZoneInfo(settings.TIME_ZONE)
            self.room_from = datetime.combine(self.on, self.starts_at, zone)
            self.room_until = (
                datetime.combine(self.on, self.ends_at, zone)
                if self.ends_at
                else self.room_from + ASSUMED_LENGTH
            )
        return before != (self.room_from, self.room_until)
