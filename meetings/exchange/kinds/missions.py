"""Missions: what they are, where they are, since and until when, and who holds the pen on them."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.mission_fields import AcronymField, ClosingField, PenholdersField
from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.reference.missions import recalled_closing
from meetings.exchange.tables.columns import Column, Complaint, Kind, Names, TypedRow
from meetings.exchange.tables.fields import CountryField, DayField, ListField, TextField, WordField
from meetings.models import Mission
from meetings.models.labels import Label

KIND_WORDS: Final = {
    Mission.Kind.PEACEKEEPING.value: (
        "peacekeeping mission",
        "peacekeeping force",
        "PKO",
        "opération de maintien de la paix",
    ),
    Mission.Kind.POLITICAL.value: ("political mission", "SPM", "mission politique spéciale"),
    Mission.Kind.OTHER.value: (
        "other (General Assembly mission)",
        "other (support office)",
        "support office",
    ),
}
REGION_WORDS: Final = {
    Mission.Region.AFRICA.value: ("Afrique",),
    Mission.Region.AMERICAS.value: ("America", "Latin America", "Amériques"),
    Mission.Region.ASIA_MIDDLE_EAST.value: (
        "Asia",
        "Middle East",
        "Asia and Middle East",
        "Asie",
        "Moyen-Orient",
    ),
    Mission.Region.EUROPE.value: (),
}


def _text(
    name: str, label: Label, help_text: Label, synonyms: tuple[str, ...] = (), example: str | None = None
) -> Column:
    """A column of text, no longer than the record keeps."""
    stored: Any = Mission._meta.get_field(name.removeprefix("recalled_"))
    field = TextField(label=label, required=False, longest=stored.max_length, help_text=help_text)
    return Column(name, field, synonyms, example)


def _recalled(name: str, label: Label) -> Column:
    return _text(
        f"recalled_{name}", label, _("Taken, as not verified, where nothing that was read is on record.")
    )


NAMES: Final = (
    Column(
        "acronym",
        AcronymField(label=_("acronym"), longest=20, help_text=_("By which the mission is known on record.")),
        ("mission", "mission acronym", "mission_id", "operation", "sigle"),
        example="UNFICYP",
    ),
    _text(
        "name_en",
        _("name"),
        _("The name in English. A mission that is not on record yet needs one."),
        ("mission name", "full name", "english name", "name of mission"),
        "United Nations Peacekeeping Force in Cyprus",
    ),
    _text(
        "acronym_fr",
        _("acronym in French"),
        _("The acronym in French."),
        ("french acronym", "sigle français"),
        "UNFICYP",
    ),
    _text(
        "name_fr",
        _("name in French"),
        _("The name in French."),
        ("french name", "nom français", "nom"),
        "Force des Nations Unies chargée du maintien de la paix à Chypre",
    ),
    Column(
        "kind",
        WordField(
            KIND_WORDS,
            labels=dict(Mission.Kind.choices),
            label=_("kind of mission"),
            required=False,
            help_text=_("A mission that is not on record yet needs one."),
        ),
        ("type", "type of mission", "mission type"),
        example=Mission.Kind.PEACEKEEPING.value,
    ),
)
PLACES: Final = (
    _text(
        "area", _("area"), _("Where it works, in words."), ("area of operation", "location", "zone"), "Cyprus"
    ),
    Column(
        "region",
        WordField(
            REGION_WORDS,
            labels=dict(Mission.Region.choices),
            label=_("region"),
            required=False,
            help_text=_("The part of the world."),
        ),
        ("région",),
        example=Mission.Region.EUROPE.value,
    ),
    Column(
        "host_countries",
        ListField(
            ands=False,
            of=CountryField(),
            label=_("host countries"),
            required=False,
            help_text=_("The States on whose territory it works: all of them, in place of those on record."),
        ),
        ("host country", "hosts", "host states", "host state", "pays hôte", "pays hôtes"),
        example=("CYP",),
        names=Names.COUNTRY,
    ),
    _text("host_city", _("headquarters"), _("Its seat."), ("hq", "seat", "siège"), "Nicosia"),
    _text(
        "agenda_item",
        _("agenda item"),
        _("The item of the Council’s agenda under which it is considered."),
        ("item", "point de l’ordre du jour"),
        "The situation in Cyprus",
    ),
)
MANDATE: Final = (
    Column(
        "established_on",
        DayField(label=_("established on"), required=False, help_text=_("The day of its establishment.")),
        ("established_date", "established", "date established", "start date", "start", "créée le"),
        example=date(1964, 3, 4),
    ),
    _text(
        "established_by",
        _("established by"),
        _("The decision that established it, as 186 (1964)."),
        ("establishing resolution", "created by", "créée par"),
        "186 (1964)",
    ),
    Column(
        "closed_on",
        ClosingField(label=_("closed on"), required=False, help_text=_("Its last day.")),
        (
            "closed_date",
            "closed",
            "closing date",
            "date closed",
            "end date",
            "end",
            "close date",
            "clôturée le",
        ),
    ),
    _text(
        "interval_seen",
        _("interval of renewals"),
        _("How long its mandate was renewed for so far, in words."),
        ("renewal_interval_seen", "renewal interval"),
        "12 months since January 2023",
    ),
    Column(
        "penholders",
        PenholdersField(
            label=_("penholders"),
            required=False,
            help_text=_(
                "The members of the Council that draft on it, in place of those on record without dates."
            ),
        ),
        ("penholder", "pen holder", "pen-holders", "lead", "drafter", "porte-plume", "rédacteur"),
        example=("United Kingdom",),
        names=Names.COUNTRY,
    ),
)
RECALLED_TEXTS: Final = {
    "acronym_fr": _("recalled acronym in French"),
    "name_fr": _("recalled name in French"),
    "host_city": _("recalled headquarters"),
}
RECALLED: Final = (
    *(_recalled(name, label) for name, label in RECALLED_TEXTS.items()),
    Column(
        "recalled_penholders",
        PenholdersField(
            label=_("recalled penholders"),
            required=False,
            help_text=_("Taken, as not verified, where none that were read are on record."),
        ),
        ("recalled_penholder",),
        names=Names.COUNTRY,
    ),
    Column(
        "recalled_other",
        TextField(
            label=_("recalled remark"),
            required=False,
            help_text=_(
                "Whatever else was recalled. A day of closing in it, as “closed 15 January 2011”, is taken."
            ),
        ),
    ),
)


def check(row: TypedRow) -> Iterator[Complaint]:
    """A mission closes after it was established, and on a day that exists."""
    recalled = recalled_closing(row.get("recalled_other", ""))
    if recalled and not recalled[0]:
        yield "recalled_other", gettext("The day of closing in it does not exist.")
    if row.has("established_on", "closed_on") and row.values["closed_on"][0] < row.values["established_on"]:
        yield "closed_on", gettext("It closes before it was established.")


MISSIONS: Final = Kind(
    name="missions",
    title=_("Missions"),
    about=_(
        "Peacekeeping operations and special political missions: names, places, opening, closing, penholders."
    ),
    columns=(*NAMES, *PLACES, *MANDATE, *RECALLED, *SOURCE),
    key=("acronym",),
    check=check,
    ignored=(
        "operations_list_start",
        "operations_list_end",
        "current_expiry",
        "renewing_resolution",
        "renewed_on",
        "expiry_read_as_of",
        "mandate_kind",
    ),
)
