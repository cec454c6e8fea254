"""What admins may do about signing in: see it, take away a lost second factor, end a session, end a wait.

The pages the libraries bring would show the secrets of second factors and offer addresses nobody reads; the
attempts and the waits (axes) are left as they come.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

for model in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


class Removable(admin.ModelAdmin):
    """Can be seen and removed, not written."""

    list_select_related = ["user"]
    search_fields = ["user__username", "user__email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(Removable):
    """Remove the app's row of somebody who lost the telephone; their recovery codes go with it."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    fields = ["user", "type", "created_at", "last_used_at"]


@admin.register(UserSession)
class UserSessionAdmin(Removable):
    """Remove a session, and whoever holds it is signed out."""

    list_display = ["user", "created_at", "ip", "user_agent"]
    fields = ["user", "created_at", "ip", "user_agent"]

    def delete_model(self, request: HttpRequest, obj: UserSession) -> None:
        obj.end()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[UserSession]) -> None:
        for session in queryset:
            session.end()
