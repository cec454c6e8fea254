"""The line from the report to the mandate's end, drawn to scale as the geometry of an SVG.

All numbers are user units of the drawing. In Arabic the line runs from right to left: positions are
mirrored here, and since text inherits the page's direction, "start" and "end" mirror by themselves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, gettext, ngettext

from meetings.exchange.wording import result_label
from meetings.rules.facts import DateBasis, OccasionFact
from meetings.rules.findings import Finding
from meetings.rules.months import month_after
from meetings.rules.vocabulary import StepKind
from meetings.rules.working_days import is_weekend

WIDTH = 920
EDGE = 44
LABEL = 92
"""Room for the letter and the day above a mark."""
LABEL_ROW = 22
GAP_ROW = 28
SIGN = 24
"""Room for the sign of a result, with the spaces around it."""
CHARACTER = 6.4
"""Mean width of a letter in the drawing's text: enough to decide on which side of a bar it fits."""

GAPS: Sequence[tuple[StepKind, StepKind, str]] = (
    (StepKind.REPORT, StepKind.CONTRIBUTORS, "G7"),
    (StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, "G13"),
    (StepKind.CONSULTATIONS, StepKind.ADOPTION, "L7"),
    (StepKind.ADOPTION, StepKind.MANDATE_END, "L4"),
)
"""Each gap of the chain and the rule that speaks of it."""

KINDS = (*(first for first, _then, _rule in GAPS), StepKind.MANDATE_END)

Place = Callable[[date], float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on the line, with its label above it."""

    kind: StepKind
    on: date
    x: float
    label_x: float
    label_y: float
    basis: DateBasis
    verified: bool

    @property
    def is_end(self) -> bool:
        """The mandate's end is a boundary, drawn as one: nothing is held on it."""
        return self.kind is StepKind.MANDATE_END

    @property
    def planned(self) -> bool:
        return self.basis is DateBasis.PLANNED


@dataclass(frozen=True, slots=True)
class Gap:
    """The days between two steps, as a bar in a row of its own with its words beside it."""

    first: StepKind
    then: StepKind
    finding: Finding
    words: str
    start: float
    length: float
    y: float
    sign_x: float
    sign_y: float
    text_x: float
    text_y: float
    anchor: str

    @property
    def path(self) -> str:
        """The letters of its two steps: from where to where."""
        return f"{self.first}\N{EN DASH}{self.then}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A Monday on the line, or the first day of a month with its name (none where "today" stands)."""

    x: float
    is_month: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The whole drawing."""

    height: int
    line_y: int
    foot: int
    left: float
    right: float
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[Tick, ...]
    closed: tuple[tuple[float, float], ...]
    today_x: float | None
    width: int = WIDTH


def draw(fact: OccasionFact, findings: Mapping[str, Finding], today: date) -> Line | None:
    """The line of one occasion, with its findings by rule; nothing where fewer than two dates are known."""
    known = [(kind, on) for kind in KINDS if (on := fact.on(kind))]
    if not known[1:]:
        return None
    first, last = min(on for _kind, on in known), max(on for _kind, on in known)
    place = _scale(first, last)
    rows = _label_rows([(on, place(on)) for _kind, on in known])
    line_y = (max(rows) + 1) * LABEL_ROW + 18
    gaps = tuple(_gaps(dict(known), findings, place, line_y + 34))
    foot = line_y + 30 + len(gaps) * GAP_ROW - GAP_ROW // 2
    left, right = sorted((place(first), place(last)))
    return Line(
        height=foot + 24,
        line_y=line_y,
        foot=foot,
        left=left,
        right=right,
        marks=tuple(
            _mark(fact, kind, on, place(on), line_y - 20 - row * LABEL_ROW)
            for (kind, on), row in zip(known, rows, strict=True)
        ),
        gaps=gaps,
        ticks=(*_mondays(first, last, place), *_months(first, last, place, today)),
        closed=tuple(_weekends(first, last, place)),
        today_x=place(today) if first <= today <= last else None,
    )


def _scale(first: date, last: date) -> Place:
    """Where a day lies; the same number of units for each day of the line."""
    span = (last - first).days or 1
    mirrored = get_language_bidi()

    def place(on: date) -> float:
        x = EDGE + (on - first).days / span * (WIDTH - 2 * EDGE)
        return round(WIDTH - x if mirrored else x, 1)

    return place


def _inside(x: float, half: float) -> float:
    """``x``, moved so far that a text of that width stays within the drawing."""
    return round(min(max(x, half), WIDTH - half), 1)


def _label_rows(known: Sequence[tuple[date, float]]) -> list[int]:
    """For each mark the lowest row in which its label touches no other."""
    taken: list[list[float]] = []
    rows = []
    for _on, x in known:
        middle = _inside(x, LABEL / 2)
        row = next(
            (i for i, others in enumerate(taken) if all(abs(middle - other) >= LABEL for other in others)),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append(middle)
        rows.append(row)
    return rows


def _mark(fact: OccasionFact, kind: StepKind, on: date, x: float, label_y: float) -> Mark:
    basis, verified = _standing(fact, kind)
    return Mark(kind, on, x, _inside(x, LABEL / 2), label_y, basis, verified)


def _standing(fact: OccasionFact, kind: StepKind) -> tuple[DateBasis, bool]:
    """What stands behind a day, and whether it was read."""
    if kind is StepKind.MANDATE_END:
        return DateBasis.ON_RECORD, fact.mandate_end_verified
    if kind is StepKind.REPORT:
        report = fact.report
        return (report.basis or DateBasis.PLANNED, report.verified) if report else (DateBasis.PLANNED, True)
    step = fact.step(kind)
    return (step.basis, step.verified) if step else (DateBasis.PLANNED, True)


def _gaps(
    known: Mapping[StepKind, date], findings: Mapping[str, Finding], place: Place, top: float
) -> Iterable[Gap]:
    """A row for each gap whose two days are known; the words go where they have room."""
    y = top
    for first, then, rule_id in GAPS:
        if first not in known or then not in known:
            continue
        start, end = sorted((place(known[first]), place(known[then])))
        words = _words(findings[rule_id], (known[then] - known[first]).days)
        sign_x, text_x, anchor = _beside(start, end, SIGN + (len(words) + 5) * CHARACTER)
        # Words above their bar rather than beside it stand a little higher.
        raised = 11 if anchor == "middle" else 0
        yield Gap(
            first=first,
            then=then,
            finding=findings[rule_id],
            words=words,
            start=start,
            length=round(end - start, 1),
            y=y,
            sign_x=round(sign_x, 1),
            sign_y=y - raised,
            text_x=round(text_x, 1),
            text_y=y + 4 - raised,
            anchor=anchor,
        )
        y += GAP_ROW


def _words(finding: Finding, days: int) -> str:
    """How long a gap is, what was wanted, and what comes of it, as short as a drawing asks."""
    had = ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
    if finding.wanted and finding.wanted > 1:
        had = gettext("%(had)s, wanted %(wanted)d") % {"had": had, "wanted": finding.wanted}
    return gettext("%(had)s: %(result)s") % {"had": had, "result": result_label(finding.result)}


def _beside(start: float, end: float, needed: float) -> tuple[float, float, str]:
    """Where the sign and the words of a gap go: after its bar, else before it, else above it.

    "After" is where the reader's eye comes to: to the right, or in a mirrored drawing to the left.
    """
    mirrored = get_language_bidi()
    after = WIDTH - end if not mirrored else start
    before = start if not mirrored else WIDTH - end
    toward = -1 if mirrored else 1
    near, far = (start, end) if mirrored else (end, start)
    if after >= needed:
        return near + toward * 14, near + toward * 25, "start"
    if before >= needed:
        return far - toward * 14, far - toward * 25, "end"
    middle = (start + end) / 2
    return middle - toward * (needed / 2 - 8), middle + toward * 8, "middle"


def _mondays(first: date, last: date, place: Place) -> Iterable[Tick]:
    monday = first + timedelta(days=-first.weekday() % 7)
    while monday <= last:
        yield Tick(place(monday))
        monday += timedelta(days=7)


def _months(first: date, last: date, place: Place, today: date) -> Iterable[Tick]:
    month = month_after(first)
    while month <= last:
        hidden = first <= today <= last and abs(place(today) - place(month)) < LABEL
        yield Tick(place(month), True, "" if hidden else date_format(month, "YEAR_MONTH_FORMAT"))
        month = month_after(month)


def _weekends(first: date, last: date, place: Place) -> Iterable[tuple[float, float]]:
    """Stretches of closed days: start and width of each."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    for one, following in pairwise(days):
        if is_weekend(one) and is_weekend(following):
            start, end = sorted((place(one), place(following)))
            yield start, round(end - start, 1)
