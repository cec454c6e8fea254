"""The people who sign in: planners, delegations and admins."""

import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from meetings.models.countries import Country
from meetings.models.missions import Mission


class UserManager(DjangoUserManager["User"]):
    def create_superuser(
        self, username: str, email: str | None = None, password: str | None = None, **extra_fields: Any
    ) -> "User":
        """What the command ``createsuperuser`` makes: an admin."""
        return super().create_superuser(
            username, email, password, **{"role": User.Role.ADMIN, **extra_fields}
        )


class User(AbstractUser):
    """A person with one role. A delegation speaks for exactly one country; nobody else speaks for any.

    The role alone decides: Django's own two flags follow it, groups and single permissions are not used.
    """

    class Role(models.TextChoices):
        DELEGATION = "delegation", _("delegation")
        PLANNER = "planner", _("planner")
        ADMIN = "admin", _("admin")

    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PLANNER)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="delegates", verbose_name=_("country"), null=True, blank=True
    )
    language = models.CharField(_("language"), max_length=10, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=Q(role="delegation", country__isnull=False)
                | (~Q(role="delegation") & Q(country__isnull=True)),
                name="user_delegation_has_a_country",
                violation_error_message=_("A delegation speaks for one country; nobody else does."),
            ),
            models.CheckConstraint(
                condition=Q(role="admin", is_staff=True, is_superuser=True)
                | (~Q(role="admin") & Q(is_staff=False, is_superuser=False)),
                name="user_admins_alone_enter_the_admin",
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_once_in_any_case",
                violation_error_message=_("There is a user of that name, in capitals or not."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        self._follow_role()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._follow_role()
        names = kwargs.get("update_fields")
        if names is not None and "role" in names:
            kwargs["update_fields"] = {*names, "is_staff", "is_superuser"}
        super().save(*args, **kwargs)

    def _follow_role(self) -> None:
        self.is_staff = self.is_superuser = self.role == self.Role.ADMIN

    @property
    def is_planner(self) -> bool:
        """Whether the person may see the working draft: planners and admins."""
        return self.is_active and self.role in {self.Role.PLANNER, self.Role.ADMIN}


class Subscription(models.Model):
    """What one person wants to be told. Who has none is told of all that concerns them."""

    user = models.OneToOneField(User, models.CASCADE, related_name="subscription", verbose_name=_("user"))
    by_email = models.BooleanField(_("by e-mail"), default=True)
    of_new = models.BooleanField(_("of new entries"), default=True)
    of_moved = models.BooleanField(_("of moved entries"), default=True)
    of_changed = models.BooleanField(_("of entries changed otherwise"), default=True)
    of_cancelled = models.BooleanField(
        _("of cancelled entries, and of those that are on again"), default=True
    )
    everything = models.BooleanField(
        _("of the whole programme"),
        default=False,
        help_text=_("Not only of the meetings that concern me."),
    )
    missions = models.ManyToManyField(
        Mission,
        related_name="subscriptions",
        blank=True,
        verbose_name=_("missions"),
        help_text=_("Only of these. None chosen: of all that concern me."),
    )
    reminders = models.BooleanField(_("with reminders"), default=True)
    days_before = models.PositiveSmallIntegerField(_("days before"), default=7)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.CheckConstraint(
                condition=Q(days_before__range=(1, 60)), name="subscription_reminds_some_days_before"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


def new_secret() -> str:
    """A word nobody can guess: 256 bits."""
    return secrets.token_urlsafe(32)


class FeedAddress(models.Model):
    """Where a person's own calendar feeds are. Who knows the secret reads them; renewed, the old one is dead."""

    user = models.OneToOneField(User, models.CASCADE, related_name="feed_address", verbose_name=_("user"))
    secret = models.CharField(_("secret"), max_length=64, unique=True, default=new_secret, editable=False)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("feed address")
        verbose_name_plural = _("feed addresses")

    def __str__(self) -> str:
        return str(self.user)
