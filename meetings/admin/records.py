"""What was published, sent and done: to be read, never written here."""

from django.contrib import admin

from meetings.admin.base import RecordAdmin
from meetings.models import AuditRecord, Notice, ProgrammeVersion


@admin.register(ProgrammeVersion)
class ProgrammeVersionAdmin(RecordAdmin):
    list_display = ["programme", "number", "title_kind", "published_at", "published_by", "note"]
    list_filter = ["title_kind"]
    list_select_related = ["programme", "published_by"]
    search_fields = ["note", "published_by__username"]
    date_hierarchy = "published_at"


@admin.register(Notice)
class NoticeAdmin(RecordAdmin):
    list_display = ["subject", "user", "kind", "created_at", "handed_at", "sent_at", "given_up_at"]
    list_filter = ["kind", ("sent_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "version__programme"]
    search_fields = ["subject", "user__username", "user__email"]
    date_hierarchy = "created_at"


@admin.register(AuditRecord)
class AuditRecordAdmin(RecordAdmin):
    list_display = ["at", "actor", "action", "subject", "reason"]
    list_filter = ["action"]
    list_select_related = ["actor"]
    search_fields = ["action", "subject", "reason", "actor__username", "=request"]
    date_hierarchy = "at"
