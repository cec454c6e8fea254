"""Writing decisions and the mandates they set; what that means for occasions is said in ``renewals``."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext

from meetings.exchange.kinds.mandates import EXTENSION, FINAL_EXTENSION, RESOLUTION, VOTES, end_of
from meetings.exchange.kinds.sources import source_of
from meetings.exchange.reference.decisions import NOT_READ
from meetings.exchange.reference.history import printed_title
from meetings.exchange.tables.columns import Names, Place, Problem, TypedRow
from meetings.models import Decision, Mandate
from meetings.rules.vocabulary import MandateAction, MandateKind
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.renewals import follow_up, last_days
from meetings.services.loads.kinds.said_once import note_other, said_once
from meetings.services.loads.known import Known
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import Steps

INFERRED: Final = "inferred"
BASIS: Final = re.compile(r"expiry_basis=([^;]+)")
STATEMENT: Final = "S/PRST/"
KEY: Final = ("mission_id", "decision_id", "strand", "phase")


def write_mandates(bringing: Bringing, rows: Sequence[TypedRow], known: Known) -> Steps[None]:
    """Decisions first, then what they set; then occasions are concluded, and the next ends told."""
    symbols = [_known_symbol(bringing, row, known) for row in rows]
    if bringing.problems:
        return
    before = last_days()
    decided = yield from bringing.bring(
        Decision,
        list(_decisions(bringing, rows, symbols)),
        key=["symbol"],
        stored=Decision.objects.order_by(),
    )
    keys = {symbol: decision.pk for (symbol,), decision in decided.items()}
    on_record = _OnRecord.of(keys.values())
    wanted = [
        _mandate(row, symbol, known.missions[row.values["mission"]], keys[symbol], on_record)
        for row, symbol in zip(rows, symbols, strict=True)
    ]
    stored = Mandate.objects.filter(decision__isnull=False).order_by()
    set_now = yield from bringing.bring(Mandate, said_once(bringing, wanted, key=KEY), key=KEY, stored=stored)
    spoken = [set_now[tuple(one.values[column] for column in KEY)].pk for one in wanted]
    if not bringing.problems:
        yield from follow_up(bringing, rows, spoken, before)


def _known_symbol(bringing: Bringing, row: TypedRow, known: Known) -> str:
    """The symbol of the row's decision. The year of a bare number is that of its adoption, or the one on record."""
    decision: str = row.values["decision"]
    if not decision.isdecimal():
        return decision
    if row.has("adopted_on"):
        return f"{RESOLUTION}{decision} ({row.values['adopted_on']:%Y})"
    found = known.names[Names.DECISION].get(decision, "")
    if not found:
        said = gettext("Give its year, as S/RES/%(number)s (2027), or the day of adoption.")
        place, message = row.place, said % {"number": decision}
        bringing.problems.append(Problem(place.sheet, place.row, "decision", decision, message))
    return found


def _decisions(bringing: Bringing, rows: Iterable[TypedRow], symbols: Iterable[str]) -> Iterable[Wanted]:
    """One for each symbol: what any of its rows says; of several titles the longest.

    Two rows that give it two days of adoption, or two votes, are a problem.
    """
    about: dict[str, list[TypedRow]] = {}
    for row, symbol in zip(rows, symbols, strict=True):
        about.setdefault(symbol, []).append(row)
    for symbol, spoken in about.items():
        values: dict[str, Any] = {"symbol": symbol}
        told: dict[str, Place] = {}
        for row in spoken:
            for column, value in _of_decision(row).items():
                first = told.setdefault(column, row.place)
                if values.setdefault(column, value) != value:
                    note_other(bringing, row.place, first, column, str(value))
        titles = [title_of(row) for row in spoken if row.has("title")]
        if titles:
            values["title"] = max(titles, key=len)
        along = source_of(spoken[0])
        along.pop("verified", None)
        yield Wanted(spoken[0].place, values, symbol, new={"kind": _decision_kind(symbol)}, along=along)


def _of_decision(row: TypedRow) -> dict[str, Any]:
    """What the row says of the decision itself."""
    said: dict[str, Any] = {"adopted_on": row.values["adopted_on"]} if row.has("adopted_on") else {}
    if row.has("vote"):
        said |= dict(zip(VOTES, row.values["vote"], strict=True))
    return said | {name: row.values[name] for name in VOTES if row.has(name)}


def title_of(row: TypedRow) -> str:
    """The title in words, where the voting record sets it between a number and brackets."""
    printed: str = row.values["title"]
    found = printed_title(printed)
    return found[1] if found else printed


def _decision_kind(symbol: str) -> Decision.Kind:
    if symbol.startswith(RESOLUTION):
        return Decision.Kind.RESOLUTION
    return Decision.Kind.STATEMENT if symbol.startswith(STATEMENT) else Decision.Kind.LETTERS


@dataclass(frozen=True, slots=True)
class _OnRecord:
    """The periods that the decisions of a file set so far.

    ``first`` is the strand and phase that a row means which names neither, by mission and decision; ``read`` are
    the periods whose end was read in a source.
    """

    first: Mapping[tuple[int, int | None], tuple[str, int]]
    read: Collection[tuple[int, int | None, str, int]]

    @classmethod
    def of(cls, decisions: Iterable[int]) -> "_OnRecord":
        first: dict[tuple[int, int | None], tuple[str, int]] = {}
        read = set()
        rows = Mandate.objects.filter(decision__in=list(decisions)).order_by("phase", "strand", "pk")
        for *key, ends, verified in rows.values_list(*KEY, "ends", "verified"):
            mission, decision, strand, phase = key
            first.setdefault((mission, decision), (strand, phase))
            if ends and verified:
                read.add((mission, decision, strand, phase))
        return cls(first, read)


def _mandate(row: TypedRow, symbol: str, mission: int, decision: int, on_record: _OnRecord) -> Wanted:
    strand, phase = on_record.first.get((mission, decision), ("", 1))
    if row.has("strand") or row.has("phase"):
        strand, phase = row.get("strand", ""), row.get("phase", 1)
    key = (mission, decision, strand, phase)
    said, new = _action_and_kind(row)
    ends = _ends(row)
    # A last day that was read goes before one that was recalled or inferred, whichever came first.
    if ends.get("verified") or key not in on_record.read:
        said |= ends
    if row.has("begins"):
        said["begins"] = row.values["begins"]
    if said.get("kind") is MandateKind.OPEN_ENDED:
        said["ends"] = None
    return Wanted(
        place=row.place,
        values={**dict(zip(KEY, key, strict=True)), **said},
        label=_label(row, symbol, strand),
        new=new,
        along=source_of(row),
    )


def _label(row: TypedRow, symbol: str, strand: str) -> str:
    end = end_of(row)
    parts = (row.values["mission"], strand and f"({strand})", symbol, end and end.isoformat())
    return " ".join(str(part) for part in parts if part)


def _ends(row: TypedRow) -> dict[str, Any]:
    """The last day that the row gives, with where it was read, if it was."""
    end = end_of(row)
    if not end:
        return {}
    said = {"ends": end, "verified": row.get("verified", _is_read(row))}
    return said | ({"ends_read_from": row.values["ends_read_from"]} if row.has("ends_read_from") else {})


def _is_read(row: TypedRow) -> bool:
    """Some tables say in a note on what the last day rests."""
    basis = BASIS.search(row.get("source_note", ""))
    told = basis[1].strip() if basis else row.get("ends_read_from", "read")
    return row.has("ends") and INFERRED not in told and told not in NOT_READ


def _action_and_kind(row: TypedRow) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the row says of action and kind, and what it says only of a mandate that is new.

    "Extension" says less than a renewal, a rollover or a change on record: it changes none of them.
    """
    action, said, new = row.get("action"), {}, {}
    if action == EXTENSION:
        new["action"] = MandateAction.RENEWAL
    elif action == FINAL_EXTENSION:
        new["action"], said["kind"] = MandateAction.RENEWAL, MandateKind.FINAL_EXTENSION
    elif action:
        said["action"] = action
    if row.has("kind"):
        said["kind"] = row.values["kind"]
    return said, new
