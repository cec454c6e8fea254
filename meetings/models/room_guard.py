"""No two confirmed sittings in one room at overlapping times: held by the database itself.

PostgreSQL has an exclusion constraint, which needs no extension when the room is written as a range
of one number. SQLite has none, but runs its writers one after another, so a trigger that looks before
each write is as safe. Both are written through one Django constraint, so that they survive when a
later migration rebuilds the table.
"""

from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meetings.models.entries import Sitting

# Django always gives both, though their types say that they may be missing.
Model = type[models.Model]
Editor = BaseDatabaseSchemaEditor

EXCLUDE = (
    "CONSTRAINT {name} EXCLUDE USING gist "
    "(int8range(room_id, room_id, '[]') WITH &&, tstzrange(room_from, room_until) WITH &&) "
    "WHERE (room_from IS NOT NULL)"
)

# After the write, not before it: only then does SQLite promise that NEW.id is the row's own.
TRIGGER = (
    "CREATE TRIGGER {name}_{verb} AFTER {verb} ON %(table)s WHEN NEW.room_from IS NOT NULL AND EXISTS "
    "(SELECT 1 FROM %(table)s AS other WHERE other.id <> NEW.id AND other.room_id = NEW.room_id "
    "AND other.room_from < NEW.room_until AND other.room_until > NEW.room_from) "
    "BEGIN SELECT RAISE(ABORT, '{name}: the room is taken at this time'); END"
)


class RoomFree(models.BaseConstraint):
    """A sitting that holds its room excludes any other that holds it at an overlapping time."""

    default_violation_error_message = _("The room is taken at this time.")

    def __eq__(self, other: object) -> bool:
        """Equal when written alike, so that the migrations see no change where there is none."""
        return isinstance(other, RoomFree) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)

    def constraint_sql(self, model: Model, schema_editor: Editor) -> Any:  # type: ignore[override]
        """Called when the table is made, or made anew: inline on PostgreSQL, afterwards on SQLite."""
        if schema_editor.connection.vendor == "postgresql":
            return EXCLUDE.format(name=schema_editor.quote_name(self.name))
        schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
        return None

    def create_sql(self, model: Model, schema_editor: Editor) -> Any:  # type: ignore[override]
        """Called when the constraint is added later. SQLite rebuilds the table, so it never comes here."""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {EXCLUDE.format(name=schema_editor.quote_name(self.name))}"

    def remove_sql(self, model: Model, schema_editor: Editor) -> Any:  # type: ignore[override]
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def _triggers(self, model: Model, schema_editor: Editor) -> "Iterable[Statement]":
        for verb in ("INSERT", "UPDATE"):
            template = TRIGGER.format(name=self.name, verb=verb)
            yield Statement(template, table=Table(model._meta.db_table, schema_editor.quote_name))

    def validate(
        self,
        model: Model,
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """The same question asked before saving, so that a form can answer at its field.

        A form without a field for the room (one that moves a sitting to another time) answers for the
        whole. A sitting whose entry or day is still missing holds nothing: its own field says so.
        """
        sitting = cast("Sitting", instance)
        entry = getattr(sitting, "entry", None)
        if entry is None or sitting.on is None:
            return
        sitting.claim_room(entry)
        if sitting.room_from is None:
            return
        taken = model._default_manager.using(using).filter(
            room=sitting.room, room_from__lt=sitting.room_until, room_until__gt=sitting.room_from
        )
        if taken.exclude(pk=sitting.pk).exists():
            field = NON_FIELD_ERRORS if exclude and "room" in exclude else "room"
            error = ValidationError(self.get_violation_error_message(), code=self.violation_error_code)
            raise ValidationError({field: error})
