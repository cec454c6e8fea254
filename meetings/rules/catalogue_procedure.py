"""N20-N28: the provisional rules of procedure, the annual report, and two notes that were not read.

Rules 1 to 5 were read in English, rules 6 to 12 and 48 to 53 in French, rule 55 only through the communiqués
that apply it.
"""

from datetime import date
from functools import partial

from meetings.rules.rule import NOW, DecidedBy, Lane, Phase, Rule, Strength, gettext_noop

_procedure = partial(
    Rule, source="Provisional rules of procedure of the Security Council", strength=Strength.RULE
)

PROCEDURE: tuple[Rule, ...] = (
    _procedure(
        id="N20",
        title=gettext_noop("No more than 14 days between meetings"),
        text=gettext_noop("The interval between meetings of the Council is at most 14 days."),
        paragraph="rule 1",
        lane=Lane.COUNCIL,
        phase=Phase.PROGRAMME,
        decided_by=DecidedBy.COMPUTED,
        formula="next - previous <= 14",
    ),
    _procedure(
        id="N21",
        title=gettext_noop("On whose call the Council meets"),
        text=gettext_noop(
            "The President calls a meeting when it is needed, or when a member asks, or on a dispute or a matter "
            "brought before the Council. For a meeting called in urgency the record says on whose call."
        ),
        paragraph="rules 1 to 3",
        lane=Lane.COUNCIL,
        phase=Phase.MEETING,
        decided_by=DecidedBy.COMPUTED,
    ),
    _procedure(
        id="N22",
        title=gettext_noop("Agenda three days before the meeting"),
        text=gettext_noop(
            "Members have the provisional agenda at least three days before the meeting; in urgency it comes with the "
            "notice itself."
        ),
        paragraph="rules 7 and 8",
        lane=Lane.SECRETARIAT,
        shared_with=(Lane.COUNCIL,),
        phase=Phase.MEETING,
        decided_by=DecidedBy.COMPUTED,
        formula="agenda <= meeting - 3",
    ),
    _procedure(
        id="N23",
        title=gettext_noop("Periodic meetings"),
        text=gettext_noop(
            "Twice a year the Council holds a periodic meeting, with its agenda 21 days before."
        ),
        paragraph="rules 4 and 12",
        lane=Lane.COUNCIL,
        phase=Phase.MEETING,
        decided_by=DecidedBy.NOT_BUILT,
        formula="agenda <= meeting - 21",
        why_not_built=gettext_noop(
            "The rule exists, but periodic meetings are not held, so there is no date to check."
        ),
    ),
    _procedure(
        id="N24",
        title=gettext_noop("Public unless decided otherwise"),
        text=gettext_noop(
            "The Council meets in public unless it decides otherwise. A meeting of a public format that is marked "
            "closed is pointed out."
        ),
        paragraph="rule 48",
        lane=Lane.COUNCIL,
        phase=Phase.MEETING,
        decided_by=DecidedBy.COMPUTED,
    ),
    _procedure(
        id="N25",
        title=gettext_noop("Communiqué of a private meeting"),
        text=gettext_noop(
            "A private meeting ends with a communiqué issued through the Secretary-General; it is the public record."
        ),
        paragraph="rule 55",
        lane=Lane.SECRETARIAT,
        phase=Phase.RECORD,
        decided_by=DecidedBy.RECORDED,
        formula="communique = T",
        # Its use was read in communiqués of 2001-2007; "at the close of the meeting" is recalled.
        verified=False,
    ),
    _procedure(
        id="N26",
        title=gettext_noop("Single record of a private meeting"),
        text=gettext_noop(
            "The record of a private meeting may be kept as one copy by the Secretary-General; corrections are made "
            "within ten days."
        ),
        paragraph="rule 51",
        lane=Lane.SECRETARIAT,
        phase=Phase.RECORD,
        decided_by=DecidedBy.NOT_BUILT,
        why_not_built=gettext_noop(
            "It concerns the keeping of private records and sets no date that can be planned."
        ),
    ),
    Rule(
        id="N27",
        title=gettext_noop("Meeting listed in the annual report"),
        text=gettext_noop(
            "Meetings with contributing countries figure in the Council's annual report, so each one held has its "
            "meeting number on record."
        ),
        source="S/PRST/1996/13",
        paragraph="subpara (l)",
        also="S/2006/507, para 57",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        phase=Phase.RECORD,
        decided_by=DecidedBy.COMPUTED,
    ),
    Rule(
        id="N28",
        title=gettext_noop("Two notes on these meetings, not read"),
        text=gettext_noop(
            "The place held for two notes of the President on meetings with contributing countries."
        ),
        source="S/2013/630",
        paragraph=gettext_noop("not read"),
        also="S/2019/995",
        since=date(2013, 10, 28),
        now=NOW,
        strength=Strength.SHOULD,
        lane=Lane.COUNCIL,
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.NOT_BUILT,
        verified=False,
        why_not_built=gettext_noop("Their texts were not read, and they may hold numbers of their own."),
    ),
)
