"""The people who sign in: planners, delegations and admins."""

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
    """What a person wants to be told: of one mission, or (none named) of all that concerns them."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        FEED = "feed", _("calendar feed")

    user = models.ForeignKey(User, models.CASCADE, related_name="subscriptions", verbose_name=_("user"))
    mission = models.ForeignKey(
        Mission,
        models.CASCADE,
        related_name="subscriptions",
        verbose_name=_("mission"),
        null=True,
        blank=True,
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    reminders = models.BooleanField(_("with reminders before due days"), default=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(fields=["user", "mission", "channel"], name="subscription_once"),
            models.UniqueConstraint(
                fields=["user", "channel"],
                condition=Q(mission__isnull=True),
                name="subscription_to_all_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.mission or _('everything')}"
