"""The record of what the Council held, from the library's tables: one entry a meeting, one sitting a resumption."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from meetings.exchange.reference.decisions import DecisionData
from meetings.exchange.reference.entries import EntryData, SittingData, contributors_title, openness
from meetings.exchange.reference.held import ContributorsMeetingRow, HeldRow
from meetings.rules.vocabulary import Format

SOURCE: Final = (
    "UN Dag Hammarskjöld Library tables of meetings conducted and actions taken, read in "
    "https://github.com/intreleng-research/unsc-dataset"
)
VIDEOCONFERENCE: Final = "Videoconference"
TAKEN_FOR_ONE: Final = (
    "No record number in the source; taken to have been a videoconference, as others at that time."
)
BACK_IN_THE_CHAMBER: Final = date(2021, 5, 25)
"""From here on meetings bear numbers again; before, one without a number was a videoconference."""

FORMATS: Final = {
    "": Format.MEETING,
    "presidential statement": Format.MEETING,
    "adoption": Format.ADOPTION,
    "vote": Format.ADOPTION,
    "TCC/PCC meeting": Format.TCC_MEETING,
    "private meeting": Format.PRIVATE_MEETING,
    "videoconference": Format.VIDEOCONFERENCE,
}


def meetings_held(
    rows: Iterable[HeldRow],
    with_contributors: Iterable[ContributorsMeetingRow],
    missions_of: Mapping[str, tuple[str, ...]],
) -> Iterator[EntryData]:
    """Every meeting in the order of its first sitting.

    Args:
        with_contributors: says better than the record which mission a meeting was about.
        missions_of: the missions that a resolution is about, by its symbol.
    """
    about = {row.record: row.missions for row in with_contributors if row.record}
    for key, sittings in rows_by_meeting(rows).items():
        yield meeting_entry(key, sittings, about.get(sittings[0].record, ()), missions_of)


def with_outcomes_matched(
    entries: Iterable[EntryData],
    decisions: Iterable[DecisionData],
    missions_of: Mapping[str, tuple[str, ...]],
    items: Mapping[str, str],
) -> Iterator[EntryData]:
    """The same entries, with outcomes where the tables leave them out, as they do for all of 2021.

    A decision is given to the one meeting of its day, without an outcome, on the agenda item of its mission;
    where there are two such meetings, to neither. What is matched so is marked as not verified.

    Args:
        items: the agenda item under which the Council speaks of a mission, by its acronym.
    """
    known = list(entries)
    on_record = {outcome for entry in known for outcome in entry.outcomes}
    open_ones: dict[tuple[date | None, str], list[EntryData]] = {}
    for entry in known:
        if entry.format in {Format.MEETING, Format.VIDEOCONFERENCE} and not entry.outcome:
            open_ones.setdefault((entry.on, entry.title), []).append(entry)
    matched = {}
    for decision in decisions:
        missions = () if decision.symbol in on_record else missions_of.get(decision.symbol, ())
        found = [
            entry
            for mission in missions
            for entry in open_ones.get((decision.adopted_on, items[mission]), [])
        ]
        if len(found) == 1:
            matched[found[0].key] = _as_adoption(found[0], decision, missions)
    return (matched.get(entry.key, entry) for entry in known)


def _as_adoption(entry: EntryData, decision: DecisionData, missions: tuple[str, ...]) -> EntryData:
    return replace(
        entry,
        format=Format.ADOPTION,
        missions=missions,
        outcome=decision.symbol,
        vote=decision.vote,
        verified=False,
        source_note="The table gives no outcome; the decision was matched by its day and agenda item.",
    )


def rows_by_meeting(rows: Iterable[HeldRow]) -> dict[str, list[HeldRow]]:
    """The rows of each meeting, by a key of it. One without a number is known by its day and its place among such."""
    meetings: dict[str, list[HeldRow]] = {}
    unnumbered: dict[date, int] = {}
    for row in rows:
        if row.record:
            key = f"record:{row.record}"
        else:
            unnumbered[row.on] = unnumbered.get(row.on, 0) + 1
            key = f"unnumbered:{row.on}:{unnumbered[row.on]}"
        meetings.setdefault(key, []).append(row)
    return meetings


def meeting_entry(
    key: str, rows: Sequence[HeldRow], about: tuple[str, ...], missions_of: Mapping[str, tuple[str, ...]]
) -> EntryData:
    outcomes = list(dict.fromkeys(outcome for row in rows for outcome in row.outcomes))
    format_ = _format(rows)
    named = about or tuple(filter(None, (row.mission for row in rows)))
    decided_about = (mission for outcome in outcomes for mission in missions_of.get(outcome, ()))
    missions = tuple(dict.fromkeys((*named, *decided_about)))
    topics = list(dict.fromkeys(row.topic for row in rows))
    contributors = format_ is Format.TCC_MEETING
    return EntryData(
        key=key,
        month=rows[0].on.replace(day=1),
        format=format_,
        title=contributors_title(named) if contributors else "; ".join(topics),
        agenda="\n".join(topics),
        missions=missions,
        openness=openness(format_, said_to_be_closed=any(row.closed for row in rows)),
        meeting_number=rows[0].record,
        outcome=" ".join(outcomes),
        vote="; ".join(dict.fromkeys(row.vote for row in rows if row.vote)),
        press_release=" ".join(dict.fromkeys(row.press_release for row in rows if row.press_release)),
        source_url=SOURCE,
        sittings=_sittings(rows),
        verified=not _taken_for_videoconference(rows[0]),
        source_note=TAKEN_FOR_ONE if _taken_for_videoconference(rows[0]) else "",
    )


def _format(rows: Sequence[HeldRow]) -> Format:
    """The most telling format among a meeting's sittings."""
    formats = {FORMATS[row.format] for row in rows}
    if formats == {Format.MEETING}:
        return _unnumbered_format(rows[0])
    return next(
        format_ for format_ in FORMATS.values() if format_ in formats and format_ is not Format.MEETING
    )


def _unnumbered_format(row: HeldRow) -> Format:
    if row.topic.endswith("(private meeting)"):
        return Format.PRIVATE_MEETING
    return Format.VIDEOCONFERENCE if _taken_for_videoconference(row) else Format.MEETING


def _taken_for_videoconference(row: HeldRow) -> bool:
    return not row.record and not row.by_videoconference and row.on < BACK_IN_THE_CHAMBER


def _sittings(rows: Sequence[HeldRow]) -> tuple[SittingData, ...]:
    """One for each day and resumption; the tables print some twice, once for each outcome."""
    sittings: dict[tuple[date, int], SittingData] = {}
    for row in rows:
        by_video = row.by_videoconference or _taken_for_videoconference(row)
        room = VIDEOCONFERENCE if by_video else ""
        sittings.setdefault((row.on, row.resumption), SittingData(row.on, row.resumption, room=room))
    return tuple(sittings.values())
