"""The lines of a checklist with their due days: of an occasion, of a meeting by itself, of a month as a whole.

The due day is the last day on which the rule behind a line is still met, so that a line done on it is never
found fault with. A line that is a plain yes or no is due on the day the rule begins to ask.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from meetings.planning.around import Around, days_around
from meetings.planning.paper_days import PAPERS, due_day
from meetings.rules.conduct import AGENDA_DAYS
from meetings.rules.facts import EntryFact, OccasionFact, StepFact
from meetings.rules.guideline import rule
from meetings.rules.months import last_of
from meetings.rules.rule import WEAK, Strength, gettext_noop
from meetings.rules.vocabulary import (
    FORMAL_MEETINGS,
    ON_A_MANDATE,
    Format,
    OccasionKind,
    Openness,
    PaperKind,
    StepKind,
    WeekRule,
)
from meetings.rules.working_days import WorkingDays

R, T, A = StepKind.REPORT, StepKind.CONTRIBUTORS, StepKind.ADOPTION


@dataclass(frozen=True, slots=True)
class DueLine:
    """One line of a checklist. ``due`` is ``None`` where there is no date to count from, or no rule gives a day.

    ``rules`` are the rules that ask for it, first the one that gives the day; ``why`` is an English message id.
    """

    kind: PaperKind
    due: date | None
    rules: tuple[str, ...]
    why: str

    @property
    def strength(self) -> Strength:
        """How firmly the rule that gives the day asks for it."""
        return rule(self.rules[0]).strength

    @property
    def optional(self) -> bool:
        """Whether the source only allows or suggests it ("where possible", "may be considered")."""
        return self.strength in WEAK


_YES_OR_NO: Final[tuple[tuple[PaperKind, str, StepKind, str], ...]] = (
    (PaperKind.CONTRIBUTORS_INPUT, "G6", R, gettext_noop("In the report when it is issued.")),
    (PaperKind.FIELD_BRIEFER, "G11", T, gettext_noop("Settled by the meeting.")),
    (PaperKind.REPRESENTATIVE_PRESENT, "G12", T, gettext_noop("Settled by the meeting.")),
    (PaperKind.REPORTING_INTERVAL, "N6", A, gettext_noop("In the resolution when it is adopted.")),
)
"""Lines without a last day of their own, with the step by which they are asked for."""

_ALSO: Final[Mapping[PaperKind, tuple[str, ...]]] = {PaperKind.SUMMARY: ("G15",)}

_ORDER: Final = (
    PaperKind.CONTRIBUTORS_INPUT,
    PaperKind.FORECAST_MENTION,
    PaperKind.INFORMAL_PAPER,
    PaperKind.BACKGROUND_PAPER,
    PaperKind.JOURNAL_NOTICE,
    PaperKind.FIELD_BRIEFER,
    PaperKind.REPRESENTATIVE_PRESENT,
    PaperKind.FACT_SHEET,
    PaperKind.COMMUNIQUE,
    PaperKind.SUMMARY,
    PaperKind.FOCUS_AREAS,
    PaperKind.PRESENTATION_MATERIAL,
    PaperKind.VIEWS_REPORTED,
    PaperKind.REPORTING_INTERVAL,
)
"""As they come due: before the meeting, at it, after it, in consultations, with the decision."""

_OF_THE_MEETING: Final = frozenset(_ORDER[1:9])
"""What hangs on the meeting alone, and so belongs to one held without an occasion as well."""


_OF_A_MONTH: Final = (
    (PaperKind.FORECAST_PUBLIC, "N12", gettext_noop("As soon as members have it.")),
    (PaperKind.FORECAST_LANGUAGES, "N13", gettext_noop("Before the month begins.")),
    (PaperKind.DRAFT_SHARED, "N18", gettext_noop("Well before the month begins.")),
    (PaperKind.REPORTS_STATUS, "N5", gettext_noop("Near the end of the month before.")),
    (
        PaperKind.MEMBERS_BRIEFED,
        "N16",
        gettext_noop("Once the programme is adopted; in practice on the next day."),
    ),
    (PaperKind.FORECAST_NOTICE, "N14", gettext_noop("Once in the month.")),
    (PaperKind.PROGRAMME_REPUBLISHED, "N15", gettext_noop("Only when the programme is revised.")),
    (PaperKind.URGENT_NOTICE, "N19", gettext_noop("Only when a meeting is called in urgency.")),
)

_RULES: Final[Mapping[PaperKind, tuple[str, ...]]] = {
    PaperKind.AGENDA: ("N22",),
    **{line.kind: (line.rule, *_ALSO.get(line.kind, ())) for line in PAPERS},
    **{kind: (rule_id,) for kind, rule_id, _step, _why in _YES_OR_NO},
    **{kind: (rule_id,) for kind, rule_id, _why in _OF_A_MONTH},
}
"""The rules that ask for each paper, first the one that gives its day."""


def lines_of_occasion(
    occasion: OccasionFact, calendar: WorkingDays, week_rule: WeekRule, today: date
) -> tuple[DueLine, ...]:
    """Every line of an occasion's checklist, done or not, in the order in which they come due.

    Due days are counted from the steps that are placed, else from the last days these can stand on. Material
    in place of a report (N3) is only listed where no written report is asked for, contributors' input (G6) only
    where one is, and the reporting interval (N6) only where a mandate is decided on.
    """
    around = days_around(occasion, calendar, week_rule, today)
    found = {line.kind: line for line in (*_dated(around), *_yes_or_no(around))}
    return tuple(found[kind] for kind in _ORDER if kind in found and _belongs(kind, around))


def _dated(around: Around) -> Iterator[DueLine]:
    for line in PAPERS:
        yield DueLine(line.kind, due_day(line, around), _RULES[line.kind], line.why)


def _yes_or_no(around: Around) -> Iterator[DueLine]:
    for kind, rule_id, step, why in _YES_OR_NO:
        yield DueLine(kind, around.last_day(step), (rule_id,), why)


def _belongs(kind: PaperKind, around: Around) -> bool:
    unwritten = bool(around.case.no_written_report)
    if kind is PaperKind.CONTRIBUTORS_INPUT:
        return not unwritten
    if kind is PaperKind.PRESENTATION_MATERIAL:
        return unwritten
    return kind is not PaperKind.REPORTING_INTERVAL or around.case.occasion.kind in ON_A_MANDATE


def lines_of_entry(entry: EntryFact, calendar: WorkingDays) -> tuple[DueLine, ...]:
    """The lines of a meeting itself: its agenda (N22), the communiqué of one held in private (N25), and so on.

    What hangs on the occasions it serves is on their checklists, and not repeated here. An entry that is off or
    has no day gives lines without a day.
    """
    day = entry.on if entry.counts else None
    lines = [_agenda(entry, day, calendar)] if entry.format in FORMAL_MEETINGS else []
    if T in entry.steps:
        return tuple(lines)
    if entry.format is Format.TCC_MEETING:
        return (*lines, *_of_the_meeting(day, calendar))
    if entry.format in FORMAL_MEETINGS and entry.openness is Openness.CLOSED:
        lines.append(DueLine(PaperKind.COMMUNIQUE, day, ("N25",), gettext_noop("On the day of the meeting.")))
    if entry.format is Format.CONSULTATIONS and StepKind.CONSULTATIONS not in entry.steps:
        lines.append(_focus_areas(day, calendar))
    return tuple(lines)


def _agenda(entry: EntryFact, day: date | None, calendar: WorkingDays) -> DueLine:
    """Three calendar days before, on a working day; in urgency with the notice itself, whenever that is."""
    if entry.called_in_urgency:
        return DueLine(
            PaperKind.AGENDA,
            None,
            ("N22",),
            gettext_noop("With the notice itself: the meeting is called in urgency."),
        )
    due = calendar.latest_on_or_before(day - timedelta(days=AGENDA_DAYS)) if day else None
    return DueLine(PaperKind.AGENDA, due, ("N22",), gettext_noop("Three days before the meeting."))


def _of_the_meeting(day: date | None, calendar: WorkingDays) -> tuple[DueLine, ...]:
    steps = (StepFact(T, day),) if day else ()
    alone = OccasionFact(uid="", mission="", kind=OccasionKind.OTHER, steps=steps)
    lines = lines_of_occasion(alone, calendar, WeekRule.AT_LEAST, day or date.min)
    return tuple(line for line in lines if line.kind in _OF_THE_MEETING)


def _focus_areas(day: date | None, calendar: WorkingDays) -> DueLine:
    due = calendar.latest_on_or_before(day - timedelta(days=1)) if day else None
    why = gettext_noop("At least a day before consultations.")
    return DueLine(PaperKind.FOCUS_AREAS, due, ("N4",), why)


def on_record(kind: PaperKind) -> DueLine:
    """A line that is written down though nothing asks for it here: with its rules, and without a day."""
    return DueLine(kind, None, _RULES[kind], gettext_noop("Kept on record; no rule asks for it here."))


def lines_of_month(month: date, adopted_on: date | None, calendar: WorkingDays) -> tuple[DueLine, ...]:
    """The lines of a month's forecast and programme (N5, N12-N16, N18, N19), in the order in which they come due.

    Args:
        month: the first day of the month.
        adopted_on: the day the programme was adopted, if it was.
    """
    eve = calendar.latest_on_or_before(month - timedelta(days=1))
    briefed = calendar.add(adopted_on, 1) if adopted_on else None
    last = calendar.latest_on_or_before(last_of(month))
    due = {"N13": eve, "N18": eve, "N5": eve, "N16": briefed, "N14": last}
    return tuple(DueLine(kind, due.get(rule_id), (rule_id,), why) for kind, rule_id, why in _OF_A_MONTH)
