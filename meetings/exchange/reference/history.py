"""mandate_history.csv: what was decided on each mission's mandate, with the vote; mandate_details.csv: of
what kind a mandate is, where the other files say so only in words.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from meetings.exchange.reference.table import YES_OR_NO, Place, Row, Table
from meetings.rules.vocabulary import MandateKind

COLUMNS = (
    "mission",
    "resolution",
    "adopted",
    "action",
    "new_expiry",
    "expiry_read_from",
    "yes",
    "no",
    "abstentions",
    "title_shortened",
    "source_url",
    "note",
    "recalled_expiry",
)
DETAILS = ("mission", "resolution", "kind", "strand", "phase", "begins", "ends", "verified", "note")
ACTIONS = ("establishment", "extension", "final extension", "termination", "transfer", "other")
VOTES = ("yes", "no", "abstentions")
MEMBERS_OF_THE_COUNCIL = 15
TITLE = re.compile(r"(?:(?:Resolution )?(\d+) ?[(\[]\d{4}\) )?\[(.+?)\]?")
"""A title as the source prints it, with the slips it makes in its brackets."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One resolution's bearing on one mission. ``number_in_title`` is given where it differs from ``number``."""

    place: Place
    mission: str
    number: str
    adopted_on: date | None
    action: str
    end: date | None
    end_read_from: str
    recalled_end: date | None
    votes_for: int | None
    votes_against: int | None
    abstentions: int | None
    title: str
    number_in_title: str
    source_url: str
    note: str


@dataclass(frozen=True, slots=True)
class MandateDetailRow:
    """The kind of one mandate. ``resolution`` is its number and year; phases count from 1."""

    place: Place
    mission: str
    resolution: str
    kind: MandateKind
    strand: str
    phase: int
    begins: date | None
    ends: date | None
    verified: bool
    note: str


def read_history(table: Table, missions: Collection[str]) -> tuple[HistoryRow, ...]:
    """Read the decisions on mandates, in file order."""
    return tuple(_decision(table, row, missions) for row in table.rows())


def _decision(table: Table, row: Row, missions: Collection[str]) -> HistoryRow:
    mission = row.known("mission", missions, "a mission of missions.csv")
    number = row.shaped("resolution", r"\d{1,5}", "the number of a resolution (expected digits only)")
    table.once(row, "resolution", mission, number)
    in_title, title = _title(row)
    votes = _votes(row)
    return HistoryRow(
        place=row.place,
        mission=mission,
        number=number,
        adopted_on=row.day("adopted"),
        action=row.choice("action", {action: action for action in ACTIONS}),
        end=row.day("new_expiry"),
        end_read_from=row.text("expiry_read_from", longest=120),
        recalled_end=row.day("recalled_expiry"),
        votes_for=votes["yes"],
        votes_against=votes["no"],
        abstentions=votes["abstentions"],
        title=title,
        number_in_title=in_title if in_title != number else "",
        source_url=row.text("source_url"),
        note=row.text("note"),
    )


def _votes(row: Row) -> dict[str, int | None]:
    """The three numbers of a vote; either all of them are known, or none."""
    votes = {column: row.number(column) for column in VOTES}
    if sum(vote or 0 for vote in votes.values()) > MEMBERS_OF_THE_COUNCIL:
        row.fail("yes", "a vote of the Council (expected 15 votes at most)")
    missing = [column for column, vote in votes.items() if vote is None]
    for column in missing if len(missing) < len(VOTES) else ():
        row.fail(column, "a number, as the others of this vote are")
    return votes


def _title(row: Row) -> tuple[str, str]:
    """The number the title begins with, and its words, which the source puts in brackets and cuts short."""
    found = printed_title(row.text("title_shortened", required=True, longest=400))
    if not found:
        row.fail("title_shortened", 'a title (expected as in "1719 (2006) [on ...]")')
    return found or ("", "")


def printed_title(printed: str) -> tuple[str, str] | None:
    """The number a printed title begins with (which may be another than its own) and its words; none if it is none."""
    match = TITLE.fullmatch(printed)
    if not match:
        return None
    words = re.sub(r" ?\[\.\.\.\]?", "…", match[2])
    if words.count(")") > words.count("("):
        words = words.removesuffix(")")
    return match[1] or "", words[:1].upper() + words[1:]


def read_details(table: Table, missions: Collection[str]) -> tuple[MandateDetailRow, ...]:
    """Read the kinds of mandates that no other file tells in a column of its own."""
    return tuple(_detail(table, row, missions) for row in table.rows())


def _detail(table: Table, row: Row, missions: Collection[str]) -> MandateDetailRow:
    mission = row.known("mission", missions, "a mission of missions.csv")
    resolution = row.shaped("resolution", r"\d{1,5} \(\d{4}\)", 'a resolution (expected as in "2808 (2025)")')
    phase = row.required_number("phase", most=99)
    table.once(row, "phase", mission, resolution, phase)
    return MandateDetailRow(
        place=row.place,
        mission=mission,
        resolution=resolution,
        kind=row.choice("kind", {kind.value: kind for kind in MandateKind}),
        strand=row.text("strand", longest=60),
        phase=phase,
        begins=row.day("begins"),
        ends=row.day("ends"),
        verified=row.choice("verified", YES_OR_NO),
        note=row.text("note"),
    )
