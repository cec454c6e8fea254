"""The outbox and the audit trail."""

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.people import User
from meetings.models.programmes import Programme, ProgrammeVersion
from meetings.models.written_once import WrittenOnce, WrittenOnceQuerySet


class Notice(models.Model):
    """One message to one person, made in the transaction that published, sent by a command later.

    A sender claims a row, opens its connection, notes that it hands the message over, and then that it was sent.
    A claim without a hand-over lapses; a hand-over without an end is uncertain: the message may have arrived.
    """

    class Kind(models.TextChoices):
        VERSION = "version", _("version published")
        REMINDER = "reminder", _("reminder")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("user")
    )
    version = models.ForeignKey(
        ProgrammeVersion,
        models.CASCADE,
        related_name="notices",
        verbose_name=_("version"),
        null=True,
        blank=True,
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.VERSION)
    about = models.CharField(
        _("about"), max_length=120, blank=True, help_text=_("What a reminder is of: each is made once.")
    )
    language = models.CharField(_("language"), max_length=10, blank=True)
    to = models.EmailField(_("sent to"))
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("body"))
    calendar = models.TextField(_("calendar file"), blank=True)
    created_at = models.DateTimeField(_("created at"))
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    claimed_by = models.UUIDField(_("claimed by"), null=True, blank=True)
    handed_at = models.DateTimeField(_("being handed over since"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("next attempt"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)
    error = models.CharField(_("last error"), max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["created_at"], condition=Q(sent_at__isnull=True), name="notice_unsent")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "version"], condition=Q(version__isnull=False), name="notice_once_a_version"
            ),
            models.UniqueConstraint(
                fields=["user", "about"], condition=~Q(about=""), name="notice_reminds_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="version") | Q(version__isnull=False), name="notice_of_a_version_names_it"
            ),
            models.CheckConstraint(
                condition=~Q(kind="reminder") | ~Q(about=""), name="notice_that_reminds_says_of_what"
            ),
            models.CheckConstraint(
                condition=Q(handed_at__isnull=True) | Q(claimed_at__isnull=False),
                name="notice_is_claimed_before_it_is_handed_over",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


UNDO_REACHES: Final = 20
"""So many steps of one planner in one month can be taken back."""


class AuditQuerySet(WrittenOnceQuerySet["AuditRecord"]):
    def steps_of(self, actor: User, programme: Programme) -> "AuditQuerySet":
        """A planner's last steps in a month that were not taken back, the latest first."""
        steps = self.filter(actor=actor, programme=programme, can_be_undone=True, undone_by__isnull=True)
        return steps.order_by("-pk")[:UNDO_REACHES]


class AuditRecord(WrittenOnce):
    """Who did what, when and why: one for each use of a service. Never changed, never deleted.

    What stood there before and after is in the history of each row, under the same ``request``. ``programme``
    is the month on whose desk it was done; there a planner can take a step back, which is a record of its own
    that ``undoes`` the first: no step is taken back twice.
    """

    request = models.UUIDField(_("request"), default=uuid.uuid4, db_index=True, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="audit_records",
        verbose_name=_("actor"),
        null=True,
        blank=True,
    )
    at = models.DateTimeField(_("at"), db_index=True)
    action = models.CharField(_("action"), max_length=60)
    subject = models.CharField(_("subject"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    programme = models.ForeignKey(
        Programme,
        models.PROTECT,
        related_name="audit_records",
        verbose_name=_("programme"),
        null=True,
        blank=True,
    )
    can_be_undone = models.BooleanField(_("can be undone"), default=False)
    undoes = models.OneToOneField(
        "self", models.PROTECT, related_name="undone_by", verbose_name=_("undoes"), null=True, blank=True
    )

    objects = AuditQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["programme", "actor", "-id"],
                condition=Q(can_be_undone=True),
                name="audit_steps_to_undo",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(can_be_undone=False) | Q(programme__isnull=False, actor__isnull=False),
                name="audit_step_has_a_desk",
            )
        ]
        verbose_name = _("audit record")
        verbose_name_plural = _("audit records")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
