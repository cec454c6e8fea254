"""Occasions with their steps; papers, guests and reasons."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter

from meetings.admin.base import NounAdmin, Part, SourcedAdmin
from meetings.models import Invitation, Justification, Occasion, Paper, Step


class StepPart(Part):
    model = Step
    fields = ["kind", "entry", "on", "note", "verified"]


class PaperPart(Part):
    model = Paper
    fields = ["kind", "due_on", "done_on", "not_needed", "symbol", "note"]


@admin.register(Occasion)
class OccasionAdmin(SourcedAdmin):
    list_display = ["label", "mission", "kind", "mandate", "decision", "urgent", "concluded", "is_sample"]
    list_filter = ["kind", "concluded", "urgent", "is_sample", ("mission", RelatedOnlyFieldListFilter)]
    list_select_related = ["mission", "mandate__mission", "decision"]
    search_fields = ["label", "mission__acronym", "decision__symbol", "=uid"]
    readonly_fields = ["uid"]
    inlines = [StepPart, PaperPart]


@admin.register(Step)
class StepAdmin(SourcedAdmin):
    list_display = ["occasion", "kind", "entry", "on", "note"]
    list_filter = ["kind"]
    list_select_related = ["occasion", "entry"]
    search_fields = ["occasion__label", "occasion__mission__acronym", "entry__title"]
    date_hierarchy = "on"


@admin.register(Paper)
class PaperAdmin(NounAdmin):
    list_display = ["kind", "occasion", "entry", "programme", "due_on", "done_on", "not_needed", "symbol"]
    list_filter = ["not_needed", "kind"]
    list_select_related = ["occasion", "entry", "programme"]
    search_fields = ["symbol", "note", "occasion__label", "entry__title"]
    date_hierarchy = "due_on"


@admin.register(Invitation)
class InvitationAdmin(NounAdmin):
    list_display = ["entry", "country", "organization", "category", "basis", "role", "answer"]
    list_filter = ["category", "basis", "role", "answer"]
    list_select_related = ["entry", "country"]
    search_fields = ["entry__title", "country__name_en", "organization"]
    date_hierarchy = "decided_on"


@admin.register(Justification)
class JustificationAdmin(NounAdmin):
    list_display = ["rule", "occasion", "entry", "reason", "given_by", "given_at"]
    list_filter = ["rule"]
    list_select_related = ["occasion", "entry", "given_by"]
    search_fields = ["=rule", "reason", "occasion__label", "entry__title", "given_by__username"]
    date_hierarchy = "given_at"
