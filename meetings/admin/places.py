"""Countries, the Council's members and presidents; rooms and holidays."""

from django.contrib import admin
from django.http import HttpRequest

from meetings.admin.base import NounAdmin, Part, SourcedAdmin
from meetings.models import CouncilTerm, Country, Holiday, Presidency, Room


class TermPart(Part):
    model = CouncilTerm
    fields = ["kind", "begins", "ends", "regional_group", "verified"]


@admin.register(Country)
class CountryAdmin(NounAdmin):
    list_display = ["name_en", "iso3", "iso2", "name_fr", "name_es", "member_state"]
    list_filter = ["member_state"]
    search_fields = ["name_en", "name_fr", "name_es", "name_ru", "name_ar", "name_zh", "=iso3", "=iso2"]
    inlines = [TermPart]


@admin.register(CouncilTerm)
class CouncilTermAdmin(SourcedAdmin):
    list_display = ["country", "kind", "begins", "ends", "regional_group"]
    list_filter = ["kind", "regional_group"]
    list_select_related = ["country"]
    search_fields = ["country__name_en", "=country__iso3"]
    date_hierarchy = "begins"


@admin.register(Presidency)
class PresidencyAdmin(SourcedAdmin):
    list_display = ["month", "country"]
    list_select_related = ["country"]
    search_fields = ["country__name_en", "=country__iso3"]
    date_hierarchy = "month"


@admin.register(Room)
class RoomAdmin(NounAdmin):
    list_display = ["name", "short_name", "shared"]
    list_filter = ["shared"]
    search_fields = ["name", "short_name"]

    def get_readonly_fields(self, request: HttpRequest, obj: Room | None = None) -> list[str]:
        """A room's sittings hold it, or not, by what it was when they were saved: that stays."""
        return ["shared"] if obj else []


@admin.register(Holiday)
class HolidayAdmin(SourcedAdmin):
    list_display = ["on", "name", "kind"]
    list_filter = ["kind"]
    search_fields = ["name"]
    date_hierarchy = "on"
