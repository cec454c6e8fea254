"""Missions, who holds the pen and who contributes; decisions, mandates and reports."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.translation import gettext_lazy as _

from meetings.admin.base import Part, SourcedAdmin
from meetings.models import Contribution, Decision, Mandate, Mission, Penholding, Report, ReportRequirement
from meetings.models.contributions import PERSONNEL

# A filter that offers only the missions that occur.
BY_MISSION = ("mission", RelatedOnlyFieldListFilter)


class PenholdingPart(Part):
    model = Penholding
    fields = ["countries", "begins", "ends", "verified"]


@admin.register(Mission)
class MissionAdmin(SourcedAdmin):
    list_display = ["acronym", "name_en", "kind", "region", "established_on", "closed_on"]
    list_filter = ["kind", "region", ("closed_on", admin.EmptyFieldListFilter)]
    search_fields = ["acronym", "acronym_fr", "name_en", "name_fr", "area"]
    date_hierarchy = "established_on"
    inlines = [PenholdingPart]


@admin.register(Penholding)
class PenholdingAdmin(SourcedAdmin):
    list_display = ["mission", "members", "begins", "ends"]
    list_select_related = ["mission"]
    list_prefetch_related = ["countries"]
    search_fields = ["mission__acronym", "countries__name_en"]

    @admin.display(description=_("members"))
    def members(self, penholding: Penholding) -> str:
        return ", ".join(country.name for country in penholding.countries.all())


@admin.register(Contribution)
class ContributionAdmin(SourcedAdmin):
    list_display = ["mission", "country", "as_of", *PERSONNEL]
    list_filter = [BY_MISSION]
    list_select_related = ["mission", "country"]
    search_fields = ["mission__acronym", "country__name_en", "=country__iso3"]
    date_hierarchy = "as_of"


class MandatePart(Part):
    model = Mandate
    fields = ["mission", "kind", "action", "strand", "phase", "begins", "ends", "verified"]


@admin.register(Decision)
class DecisionAdmin(SourcedAdmin):
    list_display = ["symbol", "kind", "adopted_on", "title", "votes_for", "votes_against", "abstentions"]
    list_filter = ["kind"]
    search_fields = ["symbol", "title"]
    date_hierarchy = "adopted_on"
    inlines = [MandatePart]


@admin.register(Mandate)
class MandateAdmin(SourcedAdmin):
    list_display = ["mission", "decision", "kind", "action", "strand", "phase", "begins", "ends"]
    list_filter = ["kind", "action", BY_MISSION]
    list_select_related = ["mission", "decision"]
    search_fields = ["mission__acronym", "decision__symbol", "strand"]
    date_hierarchy = "ends"


@admin.register(ReportRequirement)
class ReportRequirementAdmin(SourcedAdmin):
    list_display = ["mission", "decision", "wording", "kind", "due_on", "within", "every", "unit"]
    list_filter = ["kind", BY_MISSION]
    list_select_related = ["mission", "decision"]
    search_fields = ["mission__acronym", "decision__symbol", "wording"]
    date_hierarchy = "due_on"


@admin.register(Report)
class ReportAdmin(SourcedAdmin):
    list_display = ["__str__", "kind", "about", "due_on", "document_on", "circulated_on"]
    list_filter = ["kind", ("circulated_on", admin.EmptyFieldListFilter)]
    list_prefetch_related = ["missions"]
    search_fields = ["symbol", "title", "missions__acronym"]
    date_hierarchy = "due_on"

    @admin.display(description=_("missions"))
    def about(self, report: Report) -> str:
        return ", ".join(mission.acronym for mission in report.missions.all())
