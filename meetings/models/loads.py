"""Files that were brought in: what each held, what it would change, and what it did."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Load(models.Model):
    """One file read for one purpose: its problems or its preview, and what became of it.

    ``reading`` holds the number of rows, the problems and the notices of reading; ``summary`` counts what the
    file brings, by outcome; ``effects`` says what that does to the plan. All three are what the admin saw before
    applying. ``digest`` tells one preview from another: what is applied is what was seen.
    """

    class State(models.TextChoices):
        REFUSED = "refused", _("not usable")
        PREVIEWED = "previewed", _("to apply or leave")
        APPLIED = "applied", _("applied")
        LEFT = "left", _("left")
        TAKEN_BACK = "taken_back", _("taken back")

    kind = models.CharField(_("what"), max_length=20)
    file_name = models.CharField(_("file"), max_length=150)
    sheet = models.CharField(
        _("sheet"), max_length=60, blank=True, help_text=_("The one that was read; empty for all that fit.")
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="loads",
        verbose_name=_("uploaded by"),
        null=True,
        blank=True,
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))
    reading = models.JSONField(_("reading"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    summary = models.JSONField(_("summary"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    effects = models.JSONField(_("effects on the plan"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    digest = models.CharField(_("digest of the preview"), max_length=64, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="decided_loads",
        verbose_name=_("applied or left by"),
        null=True,
        blank=True,
    )
    decided_at = models.DateTimeField(_("applied or left at"), null=True, blank=True)
    request = models.UUIDField(_("request"), unique=True, null=True, blank=True, editable=False)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="loads_taken_back",
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
    )
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    taken_back_request = models.UUIDField(
        _("request that took it back"), unique=True, null=True, blank=True, editable=False
    )

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("load")
        verbose_name_plural = _("loads")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["applied", "taken_back"], request__isnull=False)
                | (~Q(state__in=["applied", "taken_back"]) & Q(request__isnull=True)),
                name="load_applied_has_a_request",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["refused", "previewed"], decided_at__isnull=True)
                | (~Q(state__in=["refused", "previewed"]) & Q(decided_at__isnull=False)),
                name="load_decided_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="taken_back", taken_back_at__isnull=False)
                | (~Q(state="taken_back") & Q(taken_back_at__isnull=True)),
                name="load_taken_back_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class LoadedFile(models.Model):
    """The file itself, beside its load, so that no list ever fetches it."""

    load = models.OneToOneField(Load, models.CASCADE, related_name="file", verbose_name=_("load"))
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("loaded file")
        verbose_name_plural = _("loaded files")

    def __str__(self) -> str:
        return str(self.load)


class LoadLine(models.Model):
    """What one row of a file does to one row on record. Rows that change nothing have no line.

    ``changes`` holds, by column, what stands there and what the file brings, as text a person can read.
    ``conflicts`` names those of them that somebody set by hand since: they stay unless ``take_file`` is on.
    ``noun`` and ``object_id`` lead to the row; one that is new has its key once it is applied.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        CONFLICT = "conflict", _("in conflict")
        CLOSED = "closed", _("closed")

    load = models.ForeignKey(Load, models.CASCADE, related_name="lines", verbose_name=_("load"))
    position = models.PositiveIntegerField(_("position"))
    sheet = models.CharField(_("sheet"), max_length=60, blank=True)
    row = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    noun = models.CharField(_("noun"), max_length=40)
    object_id = models.BigIntegerField(_("key"), null=True, blank=True)
    label = models.CharField(_("name"), max_length=300)
    changes = models.JSONField(_("changes"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    conflicts = models.JSONField(_("conflicts"), default=list, blank=True, encoder=DjangoJSONEncoder)
    take_file = models.BooleanField(_("take the file's"), default=False)

    class Meta:
        ordering = ["load", "position"]
        verbose_name = _("line of a load")
        verbose_name_plural = _("lines of loads")
        constraints = [
            models.UniqueConstraint(fields=["load", "position"], name="load_line_position_once"),
        ]
        indexes = [models.Index(fields=["load", "outcome", "position"], name="load_lines_by_outcome")]

    def __str__(self) -> str:
        return self.label
