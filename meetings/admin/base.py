"""What all pages of the admin share."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import Entry, Occasion, Sitting, Step, User
from meetings.models.history import Change, current_change, recorded_as
from meetings.services.audit import record
from meetings.services.first_state import keep_first_state
from meetings.snapshots.records import REFERENCE, TRACKED

SOURCE = ("verified", "source_url", "source_note")

# A mixin: what it stands on at run time is the page or the inline it is mixed into.
if TYPE_CHECKING:
    PageOrPart = BaseModelAdmin[Any]
    AnyPage = admin.ModelAdmin[Any]
else:
    PageOrPart = AnyPage = object


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


class Recorded(AnyPage):
    """What is written here bears the admin's name: one record, and one id for all rows of one request.

    A row that planners work on is locked first, and what it was before anybody changed it goes on record.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        with _written_by(request):
            if request.method == "POST" and object_id:
                self._hold(self.model._default_manager.filter(pk=unquote(object_id)))
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        with _written_by(request):
            if request.method == "POST":
                self._hold(self.model._default_manager.filter(pk=unquote(object_id)))
            return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        with _written_by(request):
            return super().changelist_view(request, extra_context)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._hold(self.model._default_manager.filter(pk__in=list(queryset.values_list("pk", flat=True))))
        super().delete_queryset(request, queryset)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _record("add in the admin", obj, request)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        _record("change in the admin", obj, request)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for row in queryset:
            _record("delete in the admin", row, request)
        return super().log_deletions(request, queryset)

    def _hold(self, rows: QuerySet[Any]) -> None:
        if self.model in (*REFERENCE, *TRACKED):
            for row in rows.order_by("pk").select_for_update(no_key=True):
                keep_first_state(row)


@contextmanager
def _written_by(request: HttpRequest) -> Iterator[None]:
    """One transaction, whose records bear the reader's name; nothing of it where nothing is written."""
    if request.method != "POST" or not isinstance(request.user, User):
        yield
        return
    with transaction.atomic(), recorded_as(Change(actor=request.user, now=timezone.now())):
        yield


def _record(action: str, row: Model, request: HttpRequest) -> None:
    """One record of the request; what is written outside the pages above, such as a password, has its own id."""
    actor = request.user if isinstance(request.user, User) else None
    change = current_change() or Change(actor=actor, now=timezone.now())
    record(action=action, subject=row, actor=actor, now=change.now, request=change.request)
    _tell_planners(row)


def _tell_planners(row: Model) -> None:
    """Raise the revision, so that a planner who has the occasion open, or the entry of this part, is told.

    An entry's own page does so itself, together with its sittings.
    """
    held: Any = row if isinstance(row, Occasion) else None
    if isinstance(row, Sitting | Step) and row.entry_id:
        held = Entry.objects.select_for_update(no_key=True).get(pk=row.entry_id)
    if held:
        held.revision += 1
        held.save(update_fields=["revision"])


class NounAdmin(Recorded, ChosenBySearch, admin.ModelAdmin):
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
