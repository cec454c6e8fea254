"""What all pages of the admin share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

SOURCE = ("verified", "source_url", "source_note")

# A mixin: what it stands on at run time is the page or the inline it is mixed into.
if TYPE_CHECKING:
    PageOrPart = BaseModelAdmin[Any]
else:
    PageOrPart = object


class ChosenBySearch(PageOrPart):
    """Whatever a row points to is found by typing: no form ever loads all missions, entries or countries.

    Set when the page is registered, so that Django's checks see each relation and demand that it can be searched.
    """

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.autocomplete_fields = [  # type: ignore[misc]  # as Django's checks read it
            field.name for field in (*self.opts.fields, *self.opts.many_to_many) if _is_chosen(field)
        ]


def _is_chosen(field: Any) -> bool:
    if field.many_to_many:
        return bool(field.remote_field.through._meta.auto_created)
    return bool(field.is_relation and field.editable)


class NounAdmin(ChosenBySearch, admin.ModelAdmin):
    """A page whose number of queries does not grow with its rows.

    ``list_select_related`` and ``list_prefetch_related`` name what a row's own words need, here and wherever
    the row is offered as a choice.
    """

    list_prefetch_related: ClassVar[Sequence[str]] = ()
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).prefetch_related(*self.list_prefetch_related)
        names = self.list_select_related
        return rows if isinstance(names, bool) else rows.select_related(*names)


class SourcedAdmin(NounAdmin):
    """A row of real data: what is not verified can be found, and the source is shown apart."""

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return [*super().get_list_display(request), "verified"]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return ["verified", *super().get_list_filter(request)]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        own = self.fieldsets or [
            (None, {"fields": [name for name in self.get_fields(request, obj) if name not in SOURCE]})
        ]
        return [*own, (_("Source"), {"fields": SOURCE})]


class Part(ChosenBySearch, admin.TabularInline):
    """Rows that belong to the row of the page: as many as there are, and one more on request."""

    extra = 0


class RecordAdmin(NounAdmin):
    """A record: to be searched and read, not to be written here, nor deleted."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
