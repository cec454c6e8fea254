"""What is known of the months beside the record: Journal, plans, meetings with contributors, decisions, consultations.

The record ends in June 2022. What several files say about one meeting is put together here, so that no meeting is
ever there twice.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from meetings.exchange.reference.cycles import CycleRow
from meetings.exchange.reference.decisions import Decided, DecisionData
from meetings.exchange.reference.entries import (
    OFFICIAL_ITEM,
    EntryData,
    SittingData,
    contributors_title,
    openness,
)
from meetings.exchange.reference.folder import Reference
from meetings.exchange.reference.held import ContributorsMeetingRow
from meetings.exchange.reference.missions import MissionRow
from meetings.exchange.reference.months import Basis, MonthRow
from meetings.rules.vocabulary import EntryStatus, Format

NOT_STATED = "Item not stated in the source"
PLANNED_ONLY = "As planned; whether it was held was not read."
ANNOUNCED_ONLY = "As announced in the Journal of the day; that it was held was not read."
DOCUMENT = re.compile(r"document (S/\d{4}/\d+)")
HELD_CONSULTATIONS = "consultations"


@dataclass
class _Months:
    """The entries found so far, beside the meetings on record."""

    on_record: frozenset[str]
    last_on_record: date
    missions: Mapping[str, MissionRow]
    entries: dict[str, EntryData] = field(default_factory=dict)

    def add(self, entry: EntryData) -> None:
        self.entries[entry.key] = entry

    def is_known(self, record: str) -> bool:
        return bool(record) and (
            record in self.on_record or any(record == e.meeting_number for e in self.entries.values())
        )

    def find(self, day: date, format_: Format, mission: str) -> EntryData | None:
        """A line of that day and format about that mission."""
        return next(
            (
                entry
                for entry in self.entries.values()
                if entry.on == day and entry.format is format_ and mission in entry.missions
            ),
            None,
        )

    def deciding(self, symbol: str) -> EntryData | None:
        """The line whose outcome a decision is."""
        return next((entry for entry in self.entries.values() if symbol in entry.outcome), None)

    def item(self, mission: str) -> str:
        """The agenda item under which the Council speaks of a mission."""
        return self.missions[mission].agenda_item or f"Mandate of {mission}"


def beside_the_record(
    reference: Reference, decided: Decided, record: Iterable[EntryData]
) -> tuple[EntryData, ...]:
    """All entries that the record does not hold, in the order in which the files are trusted."""
    months = _Months(
        on_record=frozenset(entry.meeting_number for entry in record if entry.meeting_number),
        last_on_record=max((row.on for row in reference.held), default=date.min),
        missions={mission.acronym: mission for mission in reference.missions},
    )
    for entry in _lines(reference, months):
        months.add(entry)
    for meeting in reference.contributors_meetings:
        _add_contributors_meeting(months, meeting)
    missions_of = decided.missions_of()
    for decision in decided.decisions.values():
        _add_adoption(months, decision, missions_of.get(decision.symbol, ()))
    for cycle in reference.cycles:
        _add_consultations(months, cycle)
    return tuple(months.entries.values())


def _lines(reference: Reference, months: _Months) -> Iterator[EntryData]:
    """The lines of single months, but for meetings on record and plans known to have been held."""
    held_plans = {(plan.file, plan.format, plan.item) for plan in reference.plans_held}
    by_key: dict[str, list[MonthRow]] = {}
    for row in reference.months:
        planned = not row.on and (row.file, row.printed_format, row.item) in held_plans
        repeats_the_record = row.basis is Basis.HELD and row.month <= months.last_on_record
        if not planned and not repeats_the_record:
            key = f"record:{row.record}" if row.record else f"{row.file}:{row.place.line}"
            by_key.setdefault(key, []).append(row)
    return (_line(key, rows) for key, rows in by_key.items())


def _line(key: str, rows: list[MonthRow]) -> EntryData:
    row = rows[0]
    document = DOCUMENT.search(row.remarks)
    return EntryData(
        key=key,
        month=row.month,
        format=row.format,
        title=row.item or NOT_STATED,
        agenda=row.item,
        missions=(row.mission,) if row.mission else (),
        openness=openness(row.format, said_to_be_closed=row.remarks.startswith("closed")),
        documents=document[1] if document else "",
        meeting_number=row.record,
        outcome=row.outcome,
        vote=row.vote,
        source_url=row.source_url,
        sittings=tuple(
            SittingData(line.on, resumption, line.start_kind, line.starts_at, line.room)
            for resumption, line in enumerate(rows)
            if line.on
        ),
        **_standing(row),
    )


def _standing(row: MonthRow) -> dict[str, Any]:
    """What may be said of a line: held, announced, or only planned."""
    if row.basis is Basis.PLANNED:
        status, verified, note = EntryStatus.TENTATIVE, True, PLANNED_ONLY
    elif row.basis is Basis.JOURNAL and not row.record:
        status, verified, note = EntryStatus.HELD, False, ANNOUNCED_ONLY
    else:
        status, verified, note = EntryStatus.HELD, True, ""
    remarks = f"{row.remarks[:1].upper()}{row.remarks[1:]}." if row.remarks else ""
    return {"status": status, "verified": verified, "source_note": " ".join(filter(None, (note, remarks)))}


def _add_contributors_meeting(months: _Months, meeting: ContributorsMeetingRow) -> None:
    if months.is_known(meeting.record):
        return
    names = " or ".join(months.missions[mission].name_en for mission in meeting.missions)
    key = meeting.record and f"record:{meeting.record}"
    months.add(
        EntryData(
            key=key or f"contributors:{meeting.missions[0]}:{meeting.on}",
            month=meeting.on.replace(day=1),
            format=Format.TCC_MEETING,
            title=contributors_title(meeting.missions),
            agenda=OFFICIAL_ITEM.format(names),
            missions=meeting.missions,
            openness=openness(Format.TCC_MEETING),
            status=EntryStatus.HELD if meeting.held else EntryStatus.TENTATIVE,
            meeting_number=meeting.record,
            verified=meeting.held and not meeting.inferred,
            source_url=meeting.source_url,
            source_note=f"{meeting.basis[:1].upper()}{meeting.basis[1:]}.",
            sittings=(SittingData(meeting.on),),
        )
    )


def _add_adoption(months: _Months, decision: DecisionData, missions: tuple[str, ...]) -> None:
    """The meeting at which a decision was adopted, where the record does not reach."""
    if not decision.adopted_on or decision.adopted_on <= months.last_on_record:
        return
    known = months.deciding(decision.symbol)
    if known:
        named = tuple(dict.fromkeys((*known.missions, *missions)))
        months.add(replace(known, missions=named, vote=known.vote or decision.vote))
        return
    months.add(
        EntryData(
            key=f"adoption:{decision.symbol}",
            month=decision.adopted_on.replace(day=1),
            format=Format.ADOPTION,
            title=months.item(missions[0]),
            agenda=months.item(missions[0]),
            missions=missions,
            outcome=decision.symbol,
            vote=decision.vote,
            verified=decision.verified,
            source_url=decision.source_url,
            source_note=decision.source_note,
            sittings=(SittingData(decision.adopted_on),),
        )
    )


def _add_consultations(months: _Months, cycle: CycleRow) -> None:
    """The consultations, or the open briefing in their place, that a cycle speaks of."""
    day, record = cycle.consultations_on, cycle.consultations_record
    if not day or months.is_known(record) or not (record or cycle.consultations_basis == HELD_CONSULTATIONS):
        return
    format_ = Format.BRIEFING if record else Format.CONSULTATIONS
    known = months.find(day, format_, cycle.mission)
    if known:
        months.add(replace(known, meeting_number=record, status=EntryStatus.HELD, source_note=""))
        return
    months.add(
        EntryData(
            key=f"record:{record}" if record else f"consultations:{cycle.mission}:{day}",
            month=day.replace(day=1),
            format=format_,
            title=months.item(cycle.mission),
            agenda=months.item(cycle.mission),
            missions=(cycle.mission,),
            openness=openness(format_),
            meeting_number=record,
            source_url=cycle.source_url,
            source_note=cycle.note,
            sittings=(SittingData(day),),
        )
    )
