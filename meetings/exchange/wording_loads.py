"""Lines of a load in words: what a column is called and what its value says, in the reader's language."""

from datetime import date, time
from functools import lru_cache
from typing import Any, Final

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.wording_values import clock, plain, weekday
from meetings.models.labels import PAPER_KINDS, STEP_KINDS
from meetings.rules.vocabulary import PaperKind, StepKind

OWN_COLUMNS: Final = {
    "end": _("Mandate ends"),
    "new_end": _("New end"),
    "decision": _("Decided by"),
}
"""What lines on occasions hold that is no column of theirs."""

TOLD_WITHIN: Final = {"entry": "sitting"}
"""The line of a new entry tells of its first sitting too."""

OVERTAKEN: Final = "overtaken "
"""What stands before a step that was still planned after the decision."""


def noun_words(noun: str) -> str:
    """What a row is, by the name of its model: "mandate", "holiday"."""
    model = _model(noun)
    return str(model._meta.verbose_name) if model else noun


def column_words(noun: str, column: str) -> str:
    """What a column is called. One that is not known, as of an older release, keeps its name."""
    field = _fields(noun).get(column)
    if field is not None:
        return str(capfirst(str(field.verbose_name)))
    if column in OWN_COLUMNS:
        return str(OWN_COLUMNS[column])
    kind = column.removeprefix(OVERTAKEN)
    if kind in set(PaperKind):
        return str(capfirst(str(PAPER_KINDS[PaperKind(kind)])))
    if kind not in set(StepKind):
        return str(capfirst(column.replace("_", " ")))
    step = str(capfirst(str(STEP_KINDS[StepKind(kind)])))
    if column.startswith(OVERTAKEN):
        return gettext("%(step)s, planned after the decision") % {"step": step}
    return step


def value_words(noun: str, column: str, text: str) -> str:
    """A value as lines hold it, ISO or the stored word, as a reader says it."""
    if not text:
        return ""
    field = _fields(noun).get(column)
    if field is None:
        return _day_or_text(text)
    if field.is_relation:
        return text
    try:
        value = field.to_python(text)
    except (TypeError, ValueError, ValidationError):
        return text
    if isinstance(value, str) and value not in dict(field.flatchoices or ()):
        return text
    return clock(value) if isinstance(value, time) else str(plain(field, value))


def _day_or_text(text: str) -> str:
    try:
        return weekday(date.fromisoformat(text))
    except ValueError:
        return text


def _model(noun: str) -> type[Model] | None:
    try:
        return apps.get_model("meetings", noun)
    except LookupError:
        return None


@lru_cache
def _fields(noun: str) -> dict[str, "Field[Any, Any]"]:
    """The columns of a model as lines name them, and the relations that belong to its rows."""
    model = _model(noun)
    if model is None:
        return {}
    own: list[Field[Any, Any]] = [*model._meta.concrete_fields, *model._meta.many_to_many]
    named = {name: field for field in own for name in (field.attname, field.name)}
    return {**_fields(TOLD_WITHIN[noun]), **named} if noun in TOLD_WITHIN else named
