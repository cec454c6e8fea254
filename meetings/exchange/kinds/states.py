"""The two columns by which tables name a State: a code, and a name. Either will do."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.columns import Column, Complaint, Names, TypedRow
from meetings.exchange.tables.fields import CountryField

STATE: Final = (
    Column(
        "iso3",
        CountryField(
            label=_("country code"),
            required=False,
            help_text=_(
                "The State, by its code of three letters. Its name in the next column will do as well."
            ),
        ),
        (
            "iso",
            "iso code",
            "iso code 3",
            "iso alpha 3",
            "alpha 3",
            "alpha 3 code",
            "country iso3",
            "code pays",
            "code iso",
        ),
        example="UGA",
        names=Names.COUNTRY,
    ),
    Column(
        "country",
        CountryField(
            label=_("country"),
            required=False,
            help_text=_("The State, by its name in any of the six official languages."),
        ),
        (
            "country name",
            "contributing country",
            "contributor",
            "member state",
            "state",
            "troop contributing country",
            "tcc",
            "t/pcc",
            "member",
            "president",
            "presidency",
            "pays",
            "pays contributeur",
            "état membre",
            "présidence",
            "país",
        ),
        example="Uganda",
        names=Names.COUNTRY,
        stands_in_for="iso3",
    ),
)
"""Once names are looked up, the State stands under ``iso3``, whichever of the two gave it."""


def missing_state(row: TypedRow) -> Iterator[Complaint]:
    """A row that needs a State names it in one of the two."""
    if not row.fills("iso3", "country"):
        yield "iso3", gettext("Name the State, by its code or by its name.")
