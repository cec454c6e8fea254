"""The columns that say where a row was read: the same for every kind of real data."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.columns import Column, TypedRow
from meetings.exchange.tables.fields import TextField, YesNoField

SOURCE: Final = (
    Column(
        "verified",
        YesNoField(
            label=_("verified"),
            required=False,
            help_text=_("No, where the values were recalled or computed and not read in a source."),
        ),
        ("read",),
        example=True,
    ),
    Column(
        "source_url",
        TextField(
            label=_("source"), required=False, help_text=_("Where it was read: an address or a title.")
        ),
        ("source_urls", "source url", "sources", "link"),
        example="https://press.un.org",
    ),
    Column(
        "source_note",
        TextField(
            label=_("note on the source"), required=False, help_text=_("A remark to keep with the row.")
        ),
        ("note", "notes", "remark", "remarks"),
    ),
)


def source_of(row: TypedRow) -> dict[str, Any]:
    """What the row says of its source, as columns of a ``Sourced`` row."""
    return {name: row.values[name] for name in ("verified", "source_url", "source_note") if row.has(name)}


def verified_of(row: TypedRow) -> dict[str, Any]:
    """Whether the row was read in a source, where that is said: it may be all that a file brings."""
    return {"verified": row.values["verified"]} if row.has("verified") else {}
