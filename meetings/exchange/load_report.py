"""A load told outside the site: as a table to read, or as JSON for another program."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from meetings.exchange.kept_findings import finding_from_json
from meetings.exchange.wording import sentence
from meetings.exchange.wording_loads import column_words, noun_words, value_words
from meetings.models import Load, LoadLine

FORMATS: Final = ("table", "json")

OUTCOMES: Final = tuple(LoadLine.Outcome.values)


def as_json(load: Load) -> str:
    """All of a load as one document: what was read, each line, what it does to the plan."""
    document: dict[str, Any] = {
        "kind": load.kind,
        "file": load.file_name,
        "state": load.state,
        "rows": load.reading["rows"],
        "problems": load.reading["problems"],
        "problems_in_all": load.reading["problems_in_all"],
        "notices": load.reading["notices"],
        "summary": load.summary,
        "lines": [
            {
                "sheet": line.sheet,
                "row": line.row,
                "outcome": line.outcome,
                "noun": line.noun,
                "name": line.label,
                "changes": line.changes,
                "conflicts": line.conflicts,
                "take_file": line.take_file,
            }
            for line in load.lines.all()
        ],
        "effects": load.effects,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_table(load: Load) -> str:
    """One line for each problem or for each change, in the order of the file; what it does to the plan; counts."""
    return "".join(
        f"{line}\n"
        for line in (
            *load.reading["notices"],
            *_problems(load),
            *_changes(load),
            *_effects(load),
            *_end(load),
        )
    )


def _problems(load: Load) -> Iterator[str]:
    for problem in load.reading["problems"]:
        found = f": “{problem['value']}”" if problem["value"] else ""
        yield f"{_place(problem['sheet'], problem['row'], problem['column'])}{found}: {problem['message']}"
    left_out = load.reading["problems_in_all"] - len(load.reading["problems"])
    if left_out:
        yield f"... and {left_out} more."


def _changes(load: Load) -> Iterator[str]:
    for line in load.lines.all():
        yield f"{_place(line.sheet, line.row)}: {line.outcome} {noun_words(line.noun)}: {line.label}"
        for column, (before, after) in line.changes.items() if line.outcome != LoadLine.Outcome.NEW else ():
            kept = " (set by hand: kept)" if column in line.conflicts and not line.take_file else ""
            words = (value_words(line.noun, column, value) or "-" for value in (before, after))
            yield f"    {column_words(line.noun, column)}: {' -> '.join(words)}{kept}"


def _effects(load: Load) -> Iterator[str]:
    """What the plan gains and loses by it: only where something does."""
    effects = load.effects
    for one in effects.get("occasions", ()):
        if concluded := one["concluded"]:
            yield f"{one['label']}: concluded by {concluded['decision']}, new end {concluded['new_end'] or 'none'}"
        if one["end"]:
            yield f"{one['label']}: its end moves from {one['end'][0]} to {one['end'][1]}"
        yield from _findings(one["label"], one)
    if effects:
        yield from _findings("missions", effects["missions"])
    for month in effects.get("months", ()):
        yield from _findings(month["month"][:7], month)
    for reason in effects.get("lapsed", ()):
        yield f"lapsed: the reason for {reason['rule']} by {reason['given_by']}: {reason['reason']}"
    for proposal in effects.get("proposed", ()):
        yield f"next occasion: {proposal['mission']}, {proposal['end']}"


def _findings(about: str, found: Mapping[str, Any]) -> Iterator[str]:
    told = [("now", kept) for kept in (*found["gained"], *(after for _before, after in found["changed"]))]
    for word, kept in (*told, *(("settled", kept) for kept in found["lost"])):
        finding = finding_from_json(kept)
        yield f"{about}: {word} {finding.rule}: {sentence(finding)}"


def _end(load: Load) -> Iterator[str]:
    if load.state == Load.State.REFUSED:
        number = load.reading["problems_in_all"]
        yield f"{number} problem{'' if number == 1 else 's'}; nothing was loaded."
        return
    counted = [f"{load.summary[outcome]:,} {outcome}" for outcome in OUTCOMES if load.summary.get(outcome)]
    yield ", ".join([*counted, f"{load.summary['unchanged']:,} unchanged"])


def _place(sheet: str, row: int, column: str = "") -> str:
    parts = (sheet, f"row {row}" if row else "", f"column {column}" if column else "")
    return ", ".join(part for part in parts if part) or "the file"
