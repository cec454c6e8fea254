"""Files that were brought in: to be read, with a link to their page, never written here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import RecordAdmin
from meetings.models import Load, LoadedFile, LoadLine


def page_of(load: Load) -> str:
    """A link to the page that says everything of a load, in words."""
    words = gettext("What it holds and what became of it")
    return format_html('<a href="{}">{}</a>', reverse("load", args=[load.pk]), words)


@admin.register(Load)
class LoadAdmin(RecordAdmin):
    list_display = ["file_name", "kind", "state", "uploaded_by", "uploaded_at", "decided_by", "decided_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["uploaded_by", "decided_by"]
    search_fields = ["file_name", "kind", "uploaded_by__username", "=request"]
    date_hierarchy = "uploaded_at"
    fields = [
        *[
            "page",
            "file_name",
            "kind",
            "sheet",
            "state",
            "uploaded_by",
            "uploaded_at",
            "decided_by",
            "decided_at",
        ],
        *["request", "taken_back_by", "taken_back_at", "taken_back_request"],
    ]
    readonly_fields = ["page", "request", "taken_back_request"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """What was read and what it did may be long, and is told on the load's own page."""
        return super().get_queryset(request).defer("reading", "summary", "effects")

    @admin.display(description=_("page"))
    def page(self, load: Load) -> str:
        return page_of(load)


@admin.register(LoadedFile)
class LoadedFileAdmin(RecordAdmin):
    """The file itself is taken away from the load's page, never shown here."""

    list_display = ["load"]
    list_select_related = ["load"]
    search_fields = ["load__file_name"]
    fields = ["load", "page"]
    readonly_fields = ["page"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("content")

    @admin.display(description=_("page"))
    def page(self, file: LoadedFile) -> str:
        return page_of(file.load)


@admin.register(LoadLine)
class LoadLineAdmin(RecordAdmin):
    list_display = ["label", "outcome", "noun", "load", "sheet", "row"]
    list_filter = ["outcome", "noun"]
    list_select_related = ["load"]
    search_fields = ["label", "load__file_name"]
