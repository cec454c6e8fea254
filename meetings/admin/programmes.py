"""Months, the lines of their programmes and where these sit; what-if copies."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import NounAdmin, Part, SourcedAdmin
from meetings.models import (
    Entry,
    Invitation,
    Paper,
    Placement,
    Programme,
    ProposalAnswer,
    RecurringBusiness,
    Scenario,
    Sitting,
    Step,
)
from meetings.rules.vocabulary import EntryStatus


class SittingPart(Part):
    model = Sitting
    fields = ["on", "start_kind", "starts_at", "ends_at", "room", "position", "resumption"]


class StepPart(Part):
    model = Step
    fields = ["occasion", "kind", "note", "verified"]


class InvitationPart(Part):
    model = Invitation
    fields = ["country", "organization", "category", "basis", "role", "requested_on", "decided_on", "answer"]


class PaperPart(Part):
    model = Paper
    fields = ["kind", "due_on", "done_on", "not_needed", "symbol", "note"]


@admin.register(Programme)
class ProgrammeAdmin(NounAdmin):
    list_display = ["__str__", "state", "adopted_on", "is_sample", "note"]
    list_filter = ["state", "is_sample"]
    search_fields = ["month", "note"]
    date_hierarchy = "month"
    inlines = [PaperPart]


@admin.register(Entry)
class EntryAdmin(SourcedAdmin):
    list_display = ["title", "programme", "days", "format", "openness", "status", "about", "meeting_number"]
    list_filter = ["status", "format", "openness", "called_in_urgency"]
    list_select_related = ["programme"]
    list_prefetch_related = ["sittings", "missions"]
    search_fields = ["title", "agenda", "meeting_number", "outcome", "missions__acronym", "=uid"]
    date_hierarchy = "programme__month"
    readonly_fields = ["uid", "revision"]
    inlines = [SittingPart, StepPart, InvitationPart, PaperPart]
    fieldsets = [
        (None, {"fields": ["programme", "format", "title", "agenda", "missions", "status", "openness"]}),
        (_("As printed"), {"fields": ["convener", "level", "briefers", "footnote", "documents"]}),
        (_("As called"), {"fields": ["agenda_sent_on", "called_in_urgency", "internal_note"]}),
        (_("As held"), {"fields": ["meeting_number", "outcome", "vote", "press_release"]}),
        (_("On record"), {"fields": ["uid", "revision"]}),
    ]

    @admin.display(description=_("days"))
    def days(self, entry: Entry) -> str:
        return ", ".join(f"{sitting.on:%Y-%m-%d}" for sitting in entry.sittings.all())

    @admin.display(description=_("missions"))
    def about(self, entry: Entry) -> str:
        return ", ".join(mission.acronym for mission in entry.missions.all())

    def save_model(self, request: HttpRequest, obj: Entry, form: Any, change: bool) -> None:
        """Save the entry without its rooms, which are claimed last: a sitting may be about to leave one.

        The revision is raised, so that a planner who has the entry open is told.
        """
        if change:
            obj.revision += 1
        status, obj.status = obj.status, EntryStatus.TENTATIVE
        super().save_model(request, obj, form, change)
        obj.status = status

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        form.instance.save(update_fields=["status"])


@admin.register(Sitting)
class SittingAdmin(NounAdmin):
    list_display = ["on", "entry", "start_kind", "starts_at", "ends_at", "room", "resumption"]
    list_filter = ["start_kind", "room"]
    list_select_related = ["entry", "room"]
    search_fields = ["entry__title", "entry__meeting_number", "room__name"]
    date_hierarchy = "on"


class PlacementPart(Part):
    model = Placement


@admin.register(Scenario)
class ScenarioAdmin(NounAdmin):
    list_display = ["name", "programme", "owner", "created_at"]
    list_select_related = ["programme", "owner"]
    search_fields = ["name", "owner__username"]
    date_hierarchy = "programme__month"
    inlines = [PlacementPart]


@admin.register(Placement)
class PlacementAdmin(NounAdmin):
    list_display = ["scenario", "entry", "on"]
    list_select_related = ["scenario__programme", "entry"]
    search_fields = ["scenario__name", "entry__title"]
    date_hierarchy = "on"


@admin.register(RecurringBusiness)
class RecurringBusinessAdmin(SourcedAdmin):
    """What comes back, and how often. Turned inactive, it is proposed no more; what was answered stays."""

    list_display = ["title", "format", "every", "since", "nth", "weekday", "active"]
    list_filter = ["active", "every", "format"]
    search_fields = ["title", "agenda"]


@admin.register(ProposalAnswer)
class ProposalAnswerAdmin(NounAdmin):
    list_display = ["programme", "business", "entry"]
    list_select_related = ["programme", "business", "entry"]
    search_fields = ["business__title", "entry__title"]
    date_hierarchy = "programme__month"
