"""N1-N11: what the Council's notes and statements ask for around one meeting with contributing countries.

S/2006/507 and S/PRST/1996/13 were read in the official French volumes. A later version of the note exists and
its paragraphs were not read, so each record cites the version read and says what is in force now (domain
decision 16).
"""

from functools import partial

from meetings.rules.rule import NOW, DecidedBy, Lane, Phase, Rule, Strength, gettext_noop

_note = partial(Rule, source="S/2006/507", now=NOW)
_statement = partial(Rule, source="S/PRST/1996/13")

NOTES: tuple[Rule, ...] = (
    _note(
        id="N1",
        title=gettext_noop("Report four working days before the Council"),
        text=gettext_noop(
            "Members have the report of the Secretary-General, in all official languages, at least four working days "
            "before the Council considers it."
        ),
        paragraph="para 11",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.COMPUTED,
        formula="C >= wd+(R, 4)",
    ),
    _note(
        id="N2",
        title=gettext_noop("Report four working days before the meeting"),
        text=gettext_noop(
            "All who take part in a meeting with the contributing countries have the report at least four working days "
            "before it."
        ),
        paragraph="para 11, second sentence",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.COMPUTED,
        formula="T >= wd+(R, 4)",
    ),
    _note(
        id="N3",
        title=gettext_noop("Material where there is no written report"),
        text=gettext_noop(
            "Where there is no written report, members have a printed fact sheet or presentation material on the day "
            "before consultations, where possible."
        ),
        paragraph="para 9",
        strength=Strength.WHERE_POSSIBLE,
        lane=Lane.SECRETARIAT,
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.RECORDED,
        formula="facts <= C - 1",
    ),
    _note(
        id="N4",
        title=gettext_noop("Focus areas a day ahead"),
        text=gettext_noop(
            "The President suggests areas to focus on at least one day before informal consultations."
        ),
        paragraph="para 20",
        strength=Strength.EXPECTED,
        lane=Lane.COUNCIL,
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.RECORDED,
        formula="focus <= C - 1",
    ),
    _note(
        id="N5",
        title=gettext_noop("How next month's reports stand"),
        text=gettext_noop(
            "Near the end of each month the Secretariat tells the Council how the reports due next month stand, and "
            "at once if one will be late."
        ),
        paragraph="para 18",
        strength=Strength.EXPECTED,
        lane=Lane.SECRETARIAT,
        phase=Phase.PROGRAMME,
        decided_by=DecidedBy.RECORDED,
        formula="status < month",
    ),
    _note(
        id="N6",
        title=gettext_noop("Reporting interval laid down"),
        text=gettext_noop(
            "A resolution says clearly how often it wants reports: six months is considered, unless a shorter or "
            "longer interval is justified."
        ),
        paragraph="para 12",
        strength=Strength.CONSIDERED,
        lane=Lane.COUNCIL,
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.RECORDED,
    ),
    _statement(
        id="N7",
        title=gettext_noop("Meeting named in the forecast"),
        text=gettext_noop(
            "A meeting with contributing countries appears in the tentative forecast of its month; members may propose "
            "another date."
        ),
        paragraph="subpara (f)",
        also="S/PRST/1994/62, subparas (c) and (d)",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        phase=Phase.PROGRAMME,
        decided_by=DecidedBy.RECORDED,
        formula="forecast < month(T)",
    ),
    _statement(
        id="N8",
        title=gettext_noop("Date and place in the Journal"),
        text=gettext_noop("The Journal gives date and place of the meeting, if possible in advance."),
        paragraph="subpara (k)",
        also="S/PRST/1994/62, subpara (h)",
        strength=Strength.WHERE_POSSIBLE,
        lane=Lane.SECRETARIAT,
        phase=Phase.PROGRAMME,
        decided_by=DecidedBy.RECORDED,
        formula="journal < T",
    ),
    _statement(
        id="N9",
        title=gettext_noop("Background paper and agenda in good time"),
        text=gettext_noop(
            "Those who take part have a background paper and the agenda in good time before the meeting; members may "
            "add papers of their own."
        ),
        paragraph="subparas (i) and (j)",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.RECORDED,
        formula="paper < T",
    ),
    _statement(
        id="N10",
        title=gettext_noop("Meeting before the decision"),
        text=gettext_noop(
            "Contributing countries are met in good time before the Council extends, ends or substantially changes a "
            "mandate."
        ),
        paragraph="subpara (b)",
        strength=Strength.SHOULD,
        lane=Lane.COUNCIL,
        shared_with=(Lane.CONTRIBUTORS,),
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.COMPUTED,
        formula="T < A",
    ),
    _statement(
        id="N11",
        title=gettext_noop("Views reported in consultations"),
        text=gettext_noop(
            "The President tells members in consultations what the contributing countries have said."
        ),
        paragraph="subpara (d)",
        strength=Strength.EXPECTED,
        lane=Lane.COUNCIL,
        phase=Phase.MANDATE_DISCUSSION,
        decided_by=DecidedBy.RECORDED,
        formula="T <= views <= C",
    ),
)
