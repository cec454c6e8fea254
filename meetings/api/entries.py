"""A line of the programme, as anyone may read it."""

from datetime import date

from django.utils.translation import get_language
from pydantic import Field

from meetings.api.fields import Clock, Country, Month, Record, Verified
from meetings.rules.margin import MarginKind, PresidencyFact
from meetings.rules.margin import MarginLine as MarginLineFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind


class Sitting(Record):
    """One sitting of an entry. All times are New York's."""

    on: date = Field(examples=["2026-12-08"])
    """The day, in New York."""
    start_kind: StartKind
    """How the start is given: a time, a half of the day, after the sitting before it, or not yet."""
    starts_at: Clock | None
    """The time, where the start is exact."""
    ends_at: Clock | None
    """The end, where one is planned."""
    room: str = Field(examples=["Security Council Chamber"])
    """The room by its name; empty where none is set."""
    position: int
    """Its place among the sittings of the day, by which "after the previous" is understood."""
    resumption: int = Field(ge=0, examples=[0])
    """0 for the first sitting of a meeting, 1 for its first resumption, and so on."""


class Entry(Record):
    """One line of the programme. Without a sitting it has no day yet, or is a footnote of the month."""

    uid: str = Field(examples=["5b1c1f0e-6a55-4a2e-9c1a-0c6f4f0a7d11"])
    """Stays the same through all versions, and in another month."""
    month: Month
    """The month it is planned in."""
    format: Format
    """What it is, by the labels of S/2006/507, 35, and what else a programme holds."""
    title: str = Field(examples=["The situation in Cyprus"])
    """As the programme prints it."""
    agenda: list[str]
    """Items of the agenda."""
    missions: list[str] = Field(examples=[["UNFICYP"]])
    """The missions it is about, by acronym."""
    sittings: list[Sitting]
    """By day and place; none of an entry that has no day."""
    openness: Openness
    """Of a closed meeting only what stands here is public."""
    status: EntryStatus
    """One that is postponed or cancelled stays visible, and counts no more."""
    convener: str
    """Who convenes it; empty for what the Council itself convenes."""
    level: str
    """As ministerial; empty where it has none."""
    briefers: str
    """Who briefs, as the programme names them."""
    footnote: str
    """What the programme prints below."""
    documents: str = Field(examples=["S/2026/900"])
    """Symbols of documents."""
    meeting_number: str = Field(examples=["S/PV.10250"])
    """The meeting's record, once it has one."""
    outcome: str
    """Of what was held: as a resolution adopted."""
    vote: str = Field(examples=["15-0-0"])
    """For, against, abstaining, of what was put to the vote."""
    revised: bool
    """Whether it differs from the version before."""
    verified: Verified


class MarginLine(Record):
    """What stands beside a day: a mandate's end, a report due, or a holiday of Headquarters."""

    kind: MarginKind
    """What it is."""
    on: date
    """The day, in New York."""
    what: str = Field(examples=["UNFICYP"])
    """The mission, or the holiday's name."""
    detail: str = Field(examples=["S/RES/2771 (2025)"])
    """Of a mandate's end, the decision that set it; of a report, its symbol, or the decision that asked for it."""
    verified: Verified


class Presidency(Record):
    """Who presides a month."""

    country: Country
    """The member that presides."""
    verified: bool
    """False where it follows from the alphabetical order alone."""


def presidency_of(fact: PresidencyFact | MarginLineFact | None) -> Presidency | None:
    """The presidency as it was frozen with a version, with its name in all languages, or as it is on record."""
    match fact:
        case PresidencyFact():
            name = fact.names.get(get_language() or "en") or fact.names.get("en", fact.country)
            return Presidency(country=Country(code=fact.country, name=name), verified=fact.verified)
        case MarginLineFact():
            return Presidency(country=Country(code=fact.detail, name=fact.what), verified=fact.verified)
    return None
