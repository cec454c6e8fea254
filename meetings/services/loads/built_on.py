"""What was built on a load since, so that it can no longer be taken back: said in a sentence, with who and when."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from simple_history.models import HistoricalChanges

from meetings.models import Entry, ProgrammeVersion
from meetings.models.history import records
from meetings.services.reference.writing import ROWS_AT_ONCE
from meetings.services.refusals import Refused
from meetings.snapshots.records import (
    MEMBERS,
    REFERENCE,
    TRACKED,
    Noun,
    Touched,
    columns,
    stated,
)

States = Mapping[int, Mapping[str, Any]]
"""Rows of one model as they stand, by key, as records have them."""


def refuse_changed(touched: Sequence[Touched]) -> None:
    """Raises ``Refused`` where a row is no longer as the load left it, or what it was before is not on record."""
    if not all(row.is_known for row in touched):
        raise Refused(gettext("What stood there before is not on record."))
    for noun, rows in _by_noun(touched).items():
        live = _states(noun, list(rows))
        for pk, row in rows.items():
            if live.get(pk) != (row.after.state if row.after else None):
                raise Refused(_changed_since(row))


def refuse_built_on(touched: Sequence[Touched], *, since: datetime) -> None:
    """Raises ``Refused`` where anything that the load did not write points to a row that it made.

    A few queries for each way in which a model is pointed to, however many rows the load made: what may point there
    is asked of the models, so that one that is new is not forgotten.

    Args:
        since: the instant of the load; what was published before holds nothing of it.
    """
    written = {row.key for row in touched}
    for noun, rows in _by_noun(touched).items():
        made = [pk for pk, row in rows.items() if row.before is None]
        for pointer in pointers_to(noun) if made else ():
            for pk, end in pointer.pairs(made):
                if (pointer.noun, pk) not in written:
                    raise Refused(_rests_on(pointer, pk, noun, end))
        if noun is Entry and made:
            _refuse_published(made, since)


def _by_noun(touched: Iterable[Touched]) -> dict[Noun, dict[int, Touched]]:
    found: dict[Noun, dict[int, Touched]] = {}
    for row in touched:
        found.setdefault(row.noun, {})[row.pk] = row
    return found


def _states(noun: Noun, pks: Sequence[int]) -> States:
    relation = MEMBERS.get(noun)
    names = columns(noun)
    found: dict[int, Mapping[str, Any]] = {}
    for start in range(0, len(pks), ROWS_AT_ONCE):
        rows = noun._default_manager.filter(pk__in=pks[start : start + ROWS_AT_ONCE])
        for row in rows.prefetch_related(relation) if relation else rows:
            members = (member.pk for member in getattr(row, relation).all()) if relation else ()
            values = stated({name: getattr(row, name) for name in names})
            found[row.pk] = {**values, "members": frozenset(members)}
    return found


@dataclass(frozen=True, slots=True)
class Pointer:
    """One way in which rows of a model (``noun``) point to others: by a column, or through a table between."""

    noun: Noun
    between: type[Model]
    begin: str
    end: str

    def pairs(self, pks: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Who points to these rows, and to which of them."""
        for start in range(0, len(pks), ROWS_AT_ONCE):
            some = {f"{self.end}__in": pks[start : start + ROWS_AT_ONCE]}
            rows = self.between._default_manager.filter(**some).order_by(self.begin)
            yield from rows.values_list(self.begin, self.end)


def pointers_to(noun: Noun) -> Iterator[Pointer]:
    """Every way in which rows can point to one of a model; but for its history, which stays whatever becomes of it."""
    for field in noun._meta.get_fields(include_hidden=True):
        relation: Any = field
        if not relation.auto_created or relation.concrete:
            continue
        model = relation.related_model
        if relation.many_to_many and relation.through._meta.auto_created:
            own, other = relation.field.m2m_field_name(), relation.field.m2m_reverse_field_name()
            yield Pointer(model, relation.through, f"{own}_id", f"{other}_id")
        elif not relation.many_to_many and not _is_of_no_account(model):
            yield Pointer(model, model, "pk", relation.field.attname)


def _is_of_no_account(model: type[Model]) -> bool:
    return issubclass(model, HistoricalChanges) or bool(model._meta.auto_created)


def _refuse_published(made: Collection[int], since: datetime) -> None:
    """Raises ``Refused`` where an entry that the load made was published: it stays visible, whatever becomes of it."""
    versions = ProgrammeVersion.objects.filter(published_at__gte=since).select_related("published_by")
    published = {
        entry["uid"]: version for version in versions for entry in version.content.get("entries", ())
    }
    if not published:
        return
    for pk, uid, title in Entry.objects.filter(uid__in=list(published)).values_list("pk", "uid", "title"):
        if pk in made:
            version = published[str(uid)]
            said = gettext(
                "“%(what)s” was published since by %(who)s on %(when)s. It can be cancelled or postponed, and stays "
                "visible."
            )
            raise Refused(said % {"what": title, **_by(version.published_by, version.published_at)})


def _changed_since(row: Touched) -> str:
    """Who changed or deleted last what the load had written."""
    last: Any = records(row.noun).filter(id=row.pk).order_by("history_id").last()
    there = row.noun._default_manager.filter(pk=row.pk).first()
    said = (
        gettext("“%(what)s” (%(noun)s) was changed since by %(who)s on %(when)s.")
        if there
        else gettext("“%(what)s” (%(noun)s) was removed since by %(who)s on %(when)s.")
    )
    name = there or last.instance
    # Whoever wrote past the history is not known: the last record is then the load's own.
    is_later = last.request != row.last.request
    who = _by(last.history_user, last.history_date) if is_later else _by(None, last.history_date)
    return said % {"what": name, "noun": row.noun._meta.verbose_name, **who}


def _rests_on(pointer: Pointer, pk: int, noun: Noun, end: int) -> str:
    """What was made since, or was changed so that it points there, by whom and when as far as that is on record."""
    names = {
        "what": pointer.noun._default_manager.get(pk=pk),
        "noun": pointer.noun._meta.verbose_name,
        "row": noun._default_manager.get(pk=end),
    }
    if pointer.noun not in (*REFERENCE, *TRACKED):
        return gettext("“%(what)s” (%(noun)s) rests on “%(row)s”, which this file brought.") % names
    told = records(pointer.noun).filter(id=pk).order_by("history_id")
    began = told.filter(**{pointer.end: end}).first() if pointer.between is pointer.noun else told.last()
    said = gettext(
        "“%(what)s” (%(noun)s), by %(who)s on %(when)s, rests on “%(row)s”, which this file brought."
    )
    return said % {
        **names,
        **_by(began and began.history_user, began.history_date if began else timezone.now()),
    }


def _by(user: Any, at: datetime) -> dict[str, str]:
    return {
        "who": (user.get_full_name() or user.username) if user else gettext("somebody"),
        "when": date_format(timezone.localtime(at), "j F Y"),
    }
