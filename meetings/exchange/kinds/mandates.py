"""Mandate decisions and ends: which resolution set which period of which mission's mandate."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.tables.columns import Column, Complaint, Kind, Names, TypedRow
from meetings.exchange.tables.fields import (
    DayField,
    DecisionField,
    MissionField,
    NumberField,
    TextField,
    VoteField,
    WordField,
)
from meetings.models.labels import MANDATE_ACTIONS, MANDATE_KINDS
from meetings.rules.vocabulary import MandateAction, MandateKind

EXTENSION: Final = "extension"
"""What tables call a renewal, a technical rollover and a change alike: it says less than any of these."""

FINAL_EXTENSION: Final = "final extension"
"""An action in the tables; of the mandate, its kind."""

ACTION_WORDS: Final = {
    EXTENSION: ("extend", "extended", "prorogation"),
    FINAL_EXTENSION: (),
    MandateAction.CREATION: ("establishment", "established", "new mission"),
    MandateAction.RENEWAL: ("renewed", "renewal of mandate"),
    MandateAction.TECHNICAL_ROLLOVER: ("rollover", "technical extension", "technical renewal"),
    MandateAction.CHANGE: ("change of mandate", "amendment"),
    MandateAction.TERMINATION: ("terminated", "closure", "end of mandate"),
    MandateAction.TRANSFER: ("transferred",),
    MandateAction.OTHER: ("other decision",),
}
KIND_WORDS: Final = {
    MandateKind.FIXED: ("fixed term",),
    MandateKind.OPEN_ENDED: ("open ended", "no end"),
    MandateKind.FINAL_EXTENSION: ("fixed term (final extension)",),
    MandateKind.DRAWDOWN: ("liquidation", "drawdown and liquidation"),
    MandateKind.TRANSITION: ("fixed term (two-phase transition)", "phase of a transition"),
}

VOTES: Final = ("votes_for", "votes_against", "abstentions")
RESOLUTION: Final = "S/RES/"

COLUMNS: Final = (
    Column(
        "mission",
        MissionField(
            label=_("mission"), help_text=_("The mission whose mandate it is, by its acronym or its name.")
        ),
        ("operation", "peace operation", "mission acronym", "acronym"),
        example="UNFICYP",
        names=Names.MISSION,
    ),
    Column(
        "decision",
        DecisionField(
            label=_("decision"),
            help_text=_(
                "The resolution or exchange of letters that set the mandate, as S/RES/2771 (2025). The number "
                "alone will do where the day of adoption is given, or the resolution is on record."
            ),
        ),
        (
            "resolution",
            "renewing_resolution",
            "legal basis",
            "symbol",
            "resolution number",
            "décision",
            "résolution",
        ),
        example="S/RES/2771 (2025)",
    ),
    Column(
        "adopted_on",
        DayField(label=_("adopted on"), required=False, help_text=_("The day of the decision.")),
        ("adopted", "adoption_date", "date of adoption", "adoption", "renewed_on", "adoptée le"),
        example=date(2025, 1, 31),
        past=True,
    ),
    Column(
        "ends",
        DayField(label=_("last day"), required=False, help_text=_("The last day of the period it set.")),
        (
            "new_expiry",
            "new_end",
            "mandate_end",
            "mandate end",
            "mandate expires",
            "expiry",
            "expires",
            "end",
            "end of mandate",
            "fin du mandat",
        ),
        example=date(2026, 1, 31),
    ),
    Column(
        "recalled_end",
        DayField(
            label=_("last day, recalled"),
            required=False,
            help_text=_(
                "A last day that was not read in a source: kept as not verified, where no other is given."
            ),
        ),
        ("recalled_expiry",),
    ),
    Column(
        "ends_read_from",
        TextField(
            label=_("last day read from"),
            longest=120,
            required=False,
            help_text=_("Where the last day was read."),
        ),
        ("expiry_read_from",),
        example="resolution text",
    ),
    Column(
        "begins",
        DayField(
            label=_("begins"), required=False, help_text=_("The first day, where the decision names one.")
        ),
        ("mandate_begins", "begin", "start of mandate"),
    ),
    Column(
        "action",
        WordField(
            ACTION_WORDS,
            labels=MANDATE_ACTIONS,
            label=_("action"),
            required=False,
            help_text=_(
                "What the decision does: a technical rollover and a termination are told from a renewal."
            ),
        ),
        ("decision type", "type of action"),
        example=MandateAction.RENEWAL,
    ),
    Column(
        "kind",
        WordField(
            KIND_WORDS,
            labels=MANDATE_KINDS,
            label=_("kind"),
            required=False,
            help_text=_("The kind of mandate."),
        ),
        ("mandate_kind", "mandate type"),
        example=MandateKind.FIXED,
    ),
    Column(
        "strand",
        TextField(
            label=_("strand"),
            longest=60,
            required=False,
            help_text=_("Which of two mandates that run at once; empty for the mission’s main one."),
        ),
    ),
    Column(
        "phase",
        NumberField(
            label=_("phase"),
            least=1,
            most=99,
            required=False,
            help_text=_("Which of several periods in a row that one decision set; 1 where it is left out."),
        ),
    ),
    Column(
        "met_contributors_on",
        DayField(
            label=_("contributors met on"),
            required=False,
            help_text=_("The day on which the contributors were heard before the decision."),
        ),
        ("tcc_meeting_date", "tcc meeting", "meeting with contributors"),
        past=True,
    ),
    Column(
        "consultations_on",
        DayField(
            label=_("consultations on"),
            required=False,
            help_text=_("The day of the consultations of the whole before the decision."),
        ),
        ("consultations_date", "consultations"),
        past=True,
    ),
    Column(
        "vote",
        VoteField(label=_("vote"), required=False, help_text=_("For, against, abstaining: 15-0-0.")),
        ("voting",),
        example=(15, 0, 0),
    ),
    Column(
        "votes_for",
        NumberField(label=_("votes for"), most=15, required=False, help_text=_("In place of the vote.")),
        ("yes", "for", "in favour"),
    ),
    Column(
        "votes_against",
        NumberField(label=_("votes against"), most=15, required=False, help_text=_("In place of the vote.")),
        ("no", "against"),
    ),
    Column(
        "abstentions",
        NumberField(label=_("abstentions"), most=15, required=False, help_text=_("In place of the vote.")),
        ("abstaining", "abstain"),
    ),
    Column(
        "title",
        TextField(label=_("title"), longest=400, required=False, help_text=_("The title of the decision.")),
        ("title_shortened", "subject"),
        example="Extension of the mandate of the UN Peacekeeping Force in Cyprus",
    ),
    *SOURCE,
)


def check(row: TypedRow) -> Iterator[Complaint]:
    """What the columns of one row must agree on."""
    decision, adopted, begins = (row.get(name) for name in ("decision", "adopted_on", "begins"))
    ends = end_of(row)
    if (
        adopted
        and decision
        and decision.startswith(RESOLUTION)
        and not decision.endswith(f"({adopted.year})")
    ):
        yield (
            "adopted_on",
            gettext("%(decision)s was not adopted in %(year)s.")
            % {
                "decision": decision,
                "year": adopted.year,
            },
        )
    first = begins or adopted
    if ends and first and ends < first:
        yield (
            "ends",
            gettext("The mandate ends before it begins: %(first)s comes first.")
            % {"first": first.isoformat()},
        )
    if ends and row.get("kind") is MandateKind.OPEN_ENDED:
        yield "ends", gettext("An open-ended mandate has no last day.")
    yield from _votes(row)
    yield from _chain(row)


def _votes(row: TypedRow) -> Iterator[Complaint]:
    given = [name for name in VOTES if row.has(name)]
    if given and len(given) < len(VOTES):
        yield given[0], gettext("A vote has three numbers: for, against and abstaining.")
    elif sum(row.get(name, 0) for name in VOTES) > 15:  # noqa: PLR2004  the members of the Council
        yield "votes_for", gettext("The Council has 15 members.")
    elif given and row.has("vote") and row.values["vote"] != tuple(row.values[name] for name in VOTES):
        yield "vote", gettext("The vote and its three numbers differ.")


def _chain(row: TypedRow) -> Iterator[Complaint]:
    """What comes before the decision did not come after it."""
    adopted = row.get("adopted_on")
    for column in ("met_contributors_on", "consultations_on"):
        if adopted and row.has(column) and row.values[column] > adopted:
            yield (
                column,
                gettext("This is later than the decision of %(day)s.") % {"day": adopted.isoformat()},
            )


def end_of(row: TypedRow) -> date | None:
    """The last day that the row gives, read or recalled."""
    end: date | None = row.get("ends") or row.get("recalled_end")
    return end


MANDATES: Final = Kind(
    name="mandates",
    title=_("Mandates"),
    about=_(
        "Decisions on mandates and the last day they set: renewals, rollovers, terminations, corrections."
    ),
    columns=COLUMNS,
    key=("mission", "decision", "strand", "phase"),
    check=check,
    ignored=(
        "days_before_previous_expiry",
        "cycle_label",
        "report_symbol",
        "report_date",
        "report_date_kind",
        "tcc_meeting_pv",
        "previous_expiry",
        "region",
    ),
)
