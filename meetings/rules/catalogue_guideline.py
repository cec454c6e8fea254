"""G1-G16: the guideline for scheduling a monthly programme of work (S/2009/659, attachment II).

Its own note says that concrete dates are set case by case, so it is never a hard constraint. The strength is
the verb it uses. Both documents behind these records were read: S/2009/659 in full, resolution 1353 (2001) in
the official French volumes. The informal paper's cell straddles two columns in our copy; 1353, annex II.B.5 (a)
shows that it is the President's task (domain decision 19).
"""

from datetime import date
from functools import partial

from meetings.rules.rule import DecidedBy, Lane, Phase, Rule, Strength, gettext_noop

_ISSUED = date(2009, 12, 17)
_row = partial(Rule, source="S/2009/659", paragraph="attachment II", since=_ISSUED)
_planning = partial(_row, phase=Phase.PLANNING)
_discussion = partial(_row, phase=Phase.MANDATE_DISCUSSION)

GUIDELINE: tuple[Rule, ...] = (
    _planning(
        id="G1",
        title=gettext_noop("Contributors heard before the assessment"),
        text=gettext_noop(
            "The Secretariat meets the contributing countries before the technical assessment mission leaves, "
            "so that the mission can use what they say."
        ),
        also="S/2009/659, attachment I (2)",
        strength=Strength.DIRECTIVE,
        lane=Lane.SECRETARIAT,
        shared_with=(Lane.CONTRIBUTORS,),
        decided_by=DecidedBy.COMPUTED,
        formula="meet1 < TAM",
    ),
    _planning(
        id="G2",
        title=gettext_noop("Technical assessment mission"),
        text=gettext_noop(
            "The Secretariat sends a technical assessment mission while the operation is planned."
        ),
        strength=Strength.STEP,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.COMPUTED,
        formula="TAM",
    ),
    _planning(
        id="G3",
        title=gettext_noop("Council briefed around the assessment"),
        text=gettext_noop(
            "The Secretariat should brief the members of the Council when the assessment mission is prepared."
        ),
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        shared_with=(Lane.COUNCIL,),
        decided_by=DecidedBy.COMPUTED,
        formula="brief1",
    ),
    _planning(
        id="G4",
        title=gettext_noop("Contributors heard after the assessment"),
        text=gettext_noop(
            "The Secretariat meets the contributing countries again once the assessment mission is back."
        ),
        also="S/2009/659, attachment I (2)",
        strength=Strength.DIRECTIVE,
        lane=Lane.SECRETARIAT,
        shared_with=(Lane.CONTRIBUTORS,),
        decided_by=DecidedBy.COMPUTED,
        formula="meet2 > TAM",
    ),
    _planning(
        id="G5",
        title=gettext_noop("Council briefed again"),
        text=gettext_noop(
            "The Secretariat should brief the members of the Council again, next to its second meeting with the "
            "contributing countries."
        ),
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        shared_with=(Lane.COUNCIL,),
        decided_by=DecidedBy.COMPUTED,
        formula="brief2",
    ),
    _planning(
        id="G6",
        title=gettext_noop("Contributors' views in the report"),
        text=gettext_noop(
            "The report of the Secretary-General includes what the contributing countries have said."
        ),
        also="S/RES/1353 (2001), annex I.B.2",
        strength=Strength.REQUESTED,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.RECORDED,
    ),
    _planning(
        id="G7",
        title=gettext_noop("Report a week before the meeting"),
        text=gettext_noop(
            "The report of the Secretary-General should be issued in good time for a meeting with the contributing "
            "countries before the Council discusses it: preferably more than one week before that meeting."
        ),
        also="S/RES/1353 (2001), annex II.B.5 (b)",
        strength=Strength.PREFERABLY,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.COMPUTED,
        formula="T - R > 7",
    ),
    _discussion(
        id="G8",
        title=gettext_noop("Politico-military briefing"),
        text=gettext_noop(
            "Where a mandate is to be renewed, the President may convene members and the Secretariat for a "
            "politico-military briefing ahead of the discussion."
        ),
        strength=Strength.MAY,
        lane=Lane.COUNCIL,
        shared_with=(Lane.SECRETARIAT,),
        decided_by=DecidedBy.COMPUTED,
        formula="P < C",
    ),
    _discussion(
        id="G9",
        title=gettext_noop("Informal paper with the invitation"),
        text=gettext_noop(
            "When the meeting is called, the President is expected to circulate an informal paper with the agenda, "
            "the issues to be covered and the background."
        ),
        also="S/RES/1353 (2001), annex II.B.5 (a)",
        strength=Strength.EXPECTED,
        lane=Lane.COUNCIL,
        decided_by=DecidedBy.RECORDED,
        formula="paper <= I",
    ),
    _discussion(
        id="G10",
        title=gettext_noop("Fact sheets at the meeting"),
        text=gettext_noop(
            "The Secretariat is expected to have fact sheets ready for all when the meeting begins."
        ),
        also="S/RES/1353 (2001), annex II.B.5 (c)",
        strength=Strength.EXPECTED,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.RECORDED,
        formula="facts <= T",
    ),
    _discussion(
        id="G11",
        title=gettext_noop("Briefing by someone from the field"),
        text=gettext_noop(
            "Where possible, senior staff who work with the mission in the field give the briefing."
        ),
        also="S/RES/1353 (2001), annex II.B.5 (d)",
        strength=Strength.WHERE_POSSIBLE,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.RECORDED,
    ),
    _discussion(
        id="G12",
        title=gettext_noop("Special Representative takes part"),
        text=gettext_noop(
            "It may be considered to have the Special Representative take part, by video link where that helps."
        ),
        strength=Strength.CONSIDERED,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.RECORDED,
    ),
    _discussion(
        id="G13",
        title=gettext_noop("Meeting a week before consultations"),
        text=gettext_noop(
            "The Council's meeting with the contributing countries should be held preferably more than one week "
            "before its consultations, so that what they say can be used there."
        ),
        strength=Strength.PREFERABLY,
        lane=Lane.COUNCIL,
        shared_with=(Lane.CONTRIBUTORS,),
        decided_by=DecidedBy.COMPUTED,
        formula="C - T > 7",
    ),
    _discussion(
        id="G14",
        title=gettext_noop("Summary of the meeting"),
        text=gettext_noop(
            "The President, helped by the Secretariat, is expected to make a summary of what was said at the meeting."
        ),
        also="S/RES/1353 (2001), annex II.B.6, first bullet",
        strength=Strength.EXPECTED,
        lane=Lane.COUNCIL,
        shared_with=(Lane.SECRETARIAT,),
        decided_by=DecidedBy.RECORDED,
        formula="T < summary <= C",
    ),
    _discussion(
        id="G15",
        title=gettext_noop("Summary reaches members in time"),
        text=gettext_noop(
            "Where appropriate, the summary reaches members before consultations or the next meeting on the mission."
        ),
        source="S/RES/1353 (2001)",
        paragraph="annex II.B.6, second bullet",
        since=None,
        strength=Strength.WHERE_POSSIBLE,
        lane=Lane.SECRETARIAT,
        shared_with=(Lane.COUNCIL,),
        decided_by=DecidedBy.RECORDED,
        formula="summary < C",
    ),
    _discussion(
        id="G16",
        title=gettext_noop("The steps in their order"),
        text=gettext_noop(
            "Contributing countries first, then the Council's consultations, then the adoption, which comes no later "
            "than the last day of the mandate. That last part is our inference; the order is the guideline's."
        ),
        strength=Strength.SEQUENCE,
        lane=Lane.COUNCIL,
        decided_by=DecidedBy.COMPUTED,
        formula="T < C < A <= E",
    ),
)
