"""fixtures/sample/: a plan of two months made up to show the software at work, read into typed rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from meetings.exchange.reference.months import read_start
from meetings.exchange.reference.table import ReferenceErrors, Row, RowError, Table
from meetings.rules.months import FIRST_YEAR
from meetings.rules.vocabulary import (
    EntryStatus,
    Format,
    OccasionKind,
    PaperKind,
    ReportKind,
    StartKind,
    StepKind,
)

PROGRAMMES = ("month", "note")
ENTRIES = (
    "key",
    "month",
    "format",
    "title",
    "agenda",
    "missions",
    "status",
    "briefers",
    "level",
    "convener",
    "footnote",
    "documents",
)
SITTINGS = ("key", "date", "time", "ends", "room")
OCCASIONS = (
    "key",
    "mission",
    "kind",
    "label",
    "decision",
    "report_kind",
    "report_title",
    "report_due",
    "report_circulated",
    "notes",
)
STEPS = ("occasion", "kind", "entry", "date", "note")
PAPERS = ("belongs_to", "kind", "due", "done", "note")
INVITATIONS = ("entry", "country", "organization", "category", "role", "requested", "decided", "answer")

ON_REQUEST = {category: category for category in "cdefgh"}


@dataclass(frozen=True, slots=True)
class SampleProgramme:
    """A month of the plan."""

    month: date
    note: str


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One line of the plan."""

    key: str
    month: date
    format: Format
    title: str
    agenda: str
    missions: tuple[str, ...]
    status: EntryStatus
    briefers: str
    level: str
    convener: str
    footnote: str
    documents: str


@dataclass(frozen=True, slots=True)
class SampleSitting:
    """One sitting of a line; a line without any has no day yet."""

    entry: str
    on: date
    resumption: int
    start_kind: StartKind
    starts_at: time | None
    ends_at: time | None
    room: str
    position: int


@dataclass(frozen=True, slots=True)
class SampleOccasion:
    """Why contributors are heard: about the mandate that a real decision set."""

    key: str
    mission: str
    kind: OccasionKind
    label: str
    decision: str
    report_kind: ReportKind
    report_title: str
    report_due_on: date | None
    report_circulated_on: date | None
    notes: str


@dataclass(frozen=True, slots=True)
class SampleStep:
    """A step of an occasion: an entry, or a day."""

    occasion: str
    kind: StepKind
    entry: str
    on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """A line of the checklist of an occasion, or (where ``month`` is given) of a month."""

    occasion: str
    month: date | None
    kind: PaperKind
    due_on: date | None
    done_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class SampleInvitation:
    """A party that asked to be invited."""

    entry: str
    country: str
    organization: str
    category: str
    role: str
    requested_on: date | None
    decided_on: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The whole plan."""

    programmes: tuple[SampleProgramme, ...]
    entries: tuple[SampleEntry, ...]
    sittings: tuple[SampleSitting, ...]
    occasions: tuple[SampleOccasion, ...]
    steps: tuple[SampleStep, ...]
    papers: tuple[SamplePaper, ...]
    invitations: tuple[SampleInvitation, ...]


def read_sample(folder: Path) -> Sample:
    """Read the sample plan.

    Raises:
        ReferenceErrors: some rows cannot be used.
    """
    errors: list[RowError] = []

    def table(name: str, columns: tuple[str, ...]) -> Table:
        return Table(folder / name, f"{folder.name}/{name}", columns, errors)

    programmes = tuple(_programme(row) for row in table("programmes.csv", PROGRAMMES).rows())
    months = {programme.month.isoformat(): programme.month for programme in programmes}
    entries = _entries(table("entries.csv", ENTRIES), months)
    keys = {entry.key for entry in entries}
    occasions = tuple(_occasion(row) for row in table("occasions.csv", OCCASIONS).rows())
    chains = {occasion.key for occasion in occasions}
    sample = Sample(
        programmes=programmes,
        entries=entries,
        sittings=_sittings(table("sittings.csv", SITTINGS), keys),
        occasions=occasions,
        steps=tuple(_step(row, chains, keys) for row in table("steps.csv", STEPS).rows()),
        papers=tuple(_paper(row, chains, months) for row in table("papers.csv", PAPERS).rows()),
        invitations=tuple(_invitation(row, keys) for row in table("invitations.csv", INVITATIONS).rows()),
    )
    if errors:
        raise ReferenceErrors(errors)
    return sample


def _programme(row: Row) -> SampleProgramme:
    month = row.required_day("month", since=FIRST_YEAR)
    if row.sound and month.day != 1:
        row.fail("month", "the first day of a month")
    return SampleProgramme(month, row.text("note"))


def _entries(table: Table, months: dict[str, date]) -> tuple[SampleEntry, ...]:
    entries = []
    for row in table.rows():
        table.once(row, "key", row.text("key"))
        entries.append(
            SampleEntry(
                key=row.text("key", required=True, longest=100),
                month=row.choice("month", months or {"": date.min}),
                format=row.choice("format", {word.value: word for word in Format}),
                title=row.text("title", required=True, longest=300),
                agenda=row.text("agenda").replace(" | ", "\n"),
                missions=tuple(row.text("missions").split()),
                status=row.choice("status", {word.value: word for word in EntryStatus}),
                briefers=row.text("briefers"),
                level=row.text("level", longest=60),
                convener=row.text("convener", longest=120),
                footnote=row.text("footnote"),
                documents=row.text("documents", longest=250),
            )
        )
    return tuple(entries)


def _sittings(table: Table, keys: Collection[str]) -> tuple[SampleSitting, ...]:
    """Sittings in the order of the file, which is their order within each day."""
    sittings: list[SampleSitting] = []
    for row in table.rows():
        entry = row.known("key", keys, "an entry of entries.csv")
        on, (start_kind, starts_at) = row.required_day("date", since=FIRST_YEAR), read_start(row)
        ends = row.shaped(
            "ends", r"([01][0-9]|2[0-3]):[0-5][0-9]", "a time (expected as 16:30)", required=False
        )
        sittings.append(
            SampleSitting(
                entry=entry,
                on=on,
                resumption=sum(sitting.entry == entry for sitting in sittings),
                start_kind=start_kind,
                starts_at=starts_at,
                ends_at=time.fromisoformat(ends) if ends and row.sound else None,
                room=row.text("room"),
                position=sum(sitting.on == on for sitting in sittings),
            )
        )
    return tuple(sittings)


def _occasion(row: Row) -> SampleOccasion:
    return SampleOccasion(
        key=row.text("key", required=True),
        mission=row.text("mission", required=True),
        kind=row.choice("kind", {word.value: word for word in OccasionKind}),
        label=row.text("label", required=True, longest=200),
        decision=row.text("decision", required=True),
        report_kind=row.choice("report_kind", {word.value: word for word in ReportKind}),
        report_title=row.text("report_title", required=True, longest=250),
        report_due_on=row.day("report_due"),
        report_circulated_on=row.day("report_circulated"),
        notes=row.text("notes"),
    )


def _step(row: Row, chains: Collection[str], keys: Collection[str]) -> SampleStep:
    if bool(row.text("entry")) == bool(row.text("date")):
        row.fail("date", "given where the entry is not, and only there")
    return SampleStep(
        occasion=row.known("occasion", chains, "an occasion of occasions.csv"),
        kind=row.choice("kind", {word.value: word for word in StepKind}),
        entry=row.known("entry", {"", *keys}, "an entry of entries.csv"),
        on=row.day("date"),
        note=row.text("note", longest=200),
    )


def _paper(row: Row, chains: Collection[str], months: dict[str, date]) -> SamplePaper:
    subject = row.known("belongs_to", {*chains, *months}, "an occasion of occasions.csv or a month")
    return SamplePaper(
        occasion="" if subject in months else subject,
        month=months.get(subject),
        kind=row.choice("kind", {word.value: word for word in PaperKind}),
        due_on=row.day("due"),
        done_on=row.day("done"),
        note=row.text("note"),
    )


def _invitation(row: Row, keys: Collection[str]) -> SampleInvitation:
    return SampleInvitation(
        entry=row.known("entry", keys, "an entry of entries.csv"),
        country=row.text("country"),
        organization=row.text("organization", longest=150),
        category=row.choice("category", ON_REQUEST),
        role=row.choice("role", {role: role for role in ("participant", "observer")}),
        requested_on=row.day("requested"),
        decided_on=row.day("decided"),
        answer=row.choice("answer", {answer: answer for answer in ("pending", "invited", "declined")}),
    )
