"""L1-L8: rules of our own. No document asks for them; they catch what a planner would not want to miss."""

from functools import partial

from meetings.rules.rule import DecidedBy, Lane, Phase, Rule, Strength, gettext_noop

_REPORT_OF_2017 = "Report of the Working Group on Peacekeeping Operations for 2017"
_own = partial(
    Rule,
    source="",
    paragraph="",
    strength=Strength.OWN,
    lane=Lane.HOUSE,
    decided_by=DecidedBy.COMPUTED,
)

OWN: tuple[Rule, ...] = (
    _own(
        id="L1",
        title=gettext_noop("One sitting in a room at a time"),
        text=gettext_noop(
            "Two sittings are not placed in the same room at overlapping times. A sitting without an end is taken to "
            "last one hour."
        ),
        phase=Phase.PROGRAMME,
    ),
    _own(
        id="L2",
        title=gettext_noop("No entry on a weekend or holiday"),
        text=gettext_noop(
            "Nothing is planned for a day on which Headquarters is closed. The Council does meet on such days in an "
            "emergency, so this warns and never forbids."
        ),
        phase=Phase.PROGRAMME,
    ),
    _own(
        id="L3",
        title=gettext_noop("No mandate left behind"),
        text=gettext_noop("A mandate's end has passed and no later decision is recorded for the mission."),
        phase=Phase.MANDATE_DISCUSSION,
    ),
    _own(
        id="L4",
        title=gettext_noop("Decision before the mandate lapses"),
        text=gettext_noop("The decision is adopted no later than the last day of the mandate it is about."),
        phase=Phase.MANDATE_DISCUSSION,
        formula="A <= E",
    ),
    _own(
        id="L5",
        title=gettext_noop("An occasion for each mandate's end"),
        text=gettext_noop(
            "For each mandate that ends within 90 days, in a mission with contributing countries, an occasion to hear "
            "them is opened: such meetings before renewals have become standard practice."
        ),
        also=f"{_REPORT_OF_2017}, para 74 (a)",
        phase=Phase.PROGRAMME,
    ),
    _own(
        id="L6",
        title=gettext_noop("Invitation before the day"),
        text=gettext_noop(
            "The invitation goes out before the day of the meeting. The report of 2017 asks for enough notice and "
            "gives no number."
        ),
        also=f"{_REPORT_OF_2017}, para 79 (b) and (e)",
        phase=Phase.MANDATE_DISCUSSION,
        formula="I < T",
    ),
    _own(
        id="L7",
        title=gettext_noop("A night between consultations and adoption"),
        text=gettext_noop(
            "Consultations come on an earlier day than the adoption, so that what was heard can still enter the draft."
        ),
        phase=Phase.MANDATE_DISCUSSION,
        formula="C < A",
    ),
    _own(
        id="L8",
        title=gettext_noop("No step on a weekend or holiday"),
        text=gettext_noop(
            "No step of an occasion is planned for a day on which Headquarters is closed, nor is a report due then. "
            "A step that has its entry in the programme is checked there."
        ),
        phase=Phase.MANDATE_DISCUSSION,
    ),
)
