"""The checklist of a meeting, who is invited, and the reasons given for a finding."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.countries import Country
from meetings.models.entries import Entry
from meetings.models.history import tracked
from meetings.models.labels import PAPER_KINDS, choices
from meetings.models.occasions import Occasion
from meetings.models.programmes import Programme


class Paper(models.Model):
    """One line of a checklist: of an occasion, of an entry, or of a month as a whole."""

    kind = models.CharField(_("kind"), max_length=24, choices=choices(PAPER_KINDS))
    occasion = models.ForeignKey(
        Occasion, models.CASCADE, related_name="papers", verbose_name=_("occasion"), null=True, blank=True
    )
    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="papers", verbose_name=_("entry"), null=True, blank=True
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="papers", verbose_name=_("programme"), null=True, blank=True
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    not_needed = models.BooleanField(_("not needed"), default=False)
    symbol = models.CharField(_("symbol"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)

    history = tracked()

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(
                condition=Q(occasion__isnull=False, entry__isnull=True, programme__isnull=True)
                | Q(occasion__isnull=True, entry__isnull=False, programme__isnull=True)
                | Q(occasion__isnull=True, entry__isnull=True, programme__isnull=False),
                name="paper_belongs_to_one",
            ),
            models.UniqueConstraint(
                fields=["kind", "occasion"],
                condition=Q(occasion__isnull=False),
                name="paper_once_an_occasion",
            ),
            models.UniqueConstraint(
                fields=["kind", "programme"],
                condition=Q(programme__isnull=False),
                name="paper_once_a_programme",
            ),
            models.UniqueConstraint(
                fields=["kind", "entry"], condition=Q(entry__isnull=False), name="paper_once_an_entry"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Invitation(models.Model):
    """A party to a meeting with contributors: as of right, or on request to the President (S/2002/964)."""

    class Category(models.TextChoices):
        MEMBER = "member", _("Council member")
        CONTRIBUTOR = "a", _("(a) contributor to the mission")
        POTENTIAL = "b", _("(b) potential contributor")
        SPECIFIC_BODY = "c", _("(c) United Nations body with a specific contribution")
        OTHER_BODY = "d", _("(d) other body or agency")
        SPECIAL_CONTRIBUTOR = "e", _("(e) special contributor")
        HOST = "f", _("(f) host country")
        CONTRIBUTING_ORGANIZATION = "g", _("(g) regional organization that contributes")
        OTHER_ORGANIZATION = "h", _("(h) other regional organization")

    class Basis(models.TextChoices):
        RIGHT = "right", _("as of right")
        REQUEST = "request", _("on request")

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        OBSERVER = "observer", _("observer")

    class Answer(models.TextChoices):
        PENDING = "pending", _("not decided")
        INVITED = "invited", _("invited")
        DECLINED = "declined", _("not invited")

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="invitations", verbose_name=_("entry"))
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="invitations", verbose_name=_("country"), null=True, blank=True
    )
    organization = models.CharField(_("organization"), max_length=150, blank=True)
    category = models.CharField(_("category"), max_length=8, choices=Category.choices)
    basis = models.CharField(_("basis"), max_length=8, choices=Basis.choices)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PARTICIPANT)
    requested_on = models.DateField(_("asked on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.PENDING)
    attendance = models.CharField(
        _("attendance"),
        max_length=150,
        blank=True,
        help_text=_("Military, political, or both; at what level."),
    )

    history = tracked()

    class Meta:
        ordering = ["entry", "category", "country__name_en", "organization"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=Q(country__isnull=False, organization="")
                | (Q(country__isnull=True) & ~Q(organization="")),
                name="invitation_to_one_party",
            ),
            models.CheckConstraint(
                condition=Q(category__in=["member", "a", "b"], basis="right")
                | Q(category__in=["c", "d", "e", "f", "g", "h"], basis="request"),
                name="invitation_right_or_request",
            ),
            models.UniqueConstraint(
                fields=["entry", "country"],
                condition=Q(country__isnull=False),
                name="invitation_once_a_country",
            ),
            models.UniqueConstraint(
                fields=["entry", "organization"],
                condition=~Q(organization=""),
                name="invitation_once_an_organization",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__gte=F("requested_on")), name="invitation_decided_after_asked"
            ),
        ]

    def __str__(self) -> str:
        return str(self.country or self.organization)


class Justification(models.Model):
    """Why a finding is accepted. It speaks of certain dates, and lapses when they change.

    A finding about a month, one of its weeks, or a mission without an occasion is answered in the programme
    of that month; ``subject`` then says what it is about, and ``detail`` is the finding's own.
    """

    rule = models.CharField(_("rule"), max_length=4)
    occasion = models.ForeignKey(
        Occasion,
        models.CASCADE,
        related_name="justifications",
        verbose_name=_("occasion"),
        null=True,
        blank=True,
    )
    entry = models.ForeignKey(
        Entry, models.CASCADE, related_name="justifications", verbose_name=_("entry"), null=True, blank=True
    )
    programme = models.ForeignKey(
        Programme,
        models.CASCADE,
        related_name="justifications",
        verbose_name=_("programme"),
        null=True,
        blank=True,
    )
    subject = models.CharField(_("subject"), max_length=80, blank=True)
    detail = models.CharField(_("detail"), max_length=80, blank=True)
    reason = models.TextField(_("reason"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="justifications", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given at"))
    dates = models.JSONField(_("dates it was given for"), default=dict)

    history = tracked()

    class Meta:
        ordering = ["-given_at"]
        verbose_name = _("justification")
        verbose_name_plural = _("justifications")
        constraints = [
            models.CheckConstraint(
                condition=Q(occasion__isnull=False, entry__isnull=True, programme__isnull=True)
                | Q(occasion__isnull=True, entry__isnull=False, programme__isnull=True)
                | Q(occasion__isnull=True, entry__isnull=True, programme__isnull=False),
                name="justification_of_one",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="justification_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.reason[:60]}"

    def stands_for(self, dates: dict[str, str]) -> bool:
        """Whether it was given for exactly these dates (step or label to ISO date)."""
        return bool(self.dates == dates)
