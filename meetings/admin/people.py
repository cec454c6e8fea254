"""The people who sign in, and what they want to be told."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import NounAdmin, Part, RecordAdmin, Recorded
from meetings.models import FeedAddress, Subscription, User


class SubscriptionPart(Part):
    model = Subscription


@admin.register(User)
class UserAdmin(Recorded, DjangoUserAdmin):
    """Django's page, with the role in place of groups, permissions and flags."""

    list_display = [
        "username",
        "first_name",
        "last_name",
        "email",
        "role",
        "country",
        "is_active",
        "last_login",
    ]
    list_filter = ["role", "is_active"]
    list_select_related = ["country"]
    search_fields = ["username", "first_name", "last_name", "email", "country__name_en", "=country__iso3"]
    date_hierarchy = "date_joined"
    autocomplete_fields = ["country"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    inlines = [SubscriptionPart]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("Role"), {"fields": ["role", "country", "is_active"]}),
        (_("On record"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"fields": ["username", "email", "role", "country", "usable_password", "password1", "password2"]},
        )
    ]


@admin.register(Subscription)
class SubscriptionAdmin(NounAdmin):
    list_display = ["user", "by_email", "everything", "reminders", "days_before"]
    list_filter = ["by_email", "everything", "reminders"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__email", "missions__acronym"]


@admin.register(FeedAddress)
class FeedAddressAdmin(RecordAdmin):
    """Who has one, and since when; the secret itself is shown to its owner alone."""

    list_display = ["user", "made_at"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__email"]
    exclude = ["secret"]
    date_hierarchy = "made_at"
