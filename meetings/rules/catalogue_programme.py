"""N12-N19: what the Council's notes ask for around a month's forecast and programme.

S/2006/507 was read in the official French volumes, S/2017/507 in its two paragraphs on the programme of work.
"""

from functools import partial

from meetings.rules.rule import NOW, DecidedBy, Lane, Phase, Rule, Strength, gettext_noop

_programme = partial(Rule, source="S/2006/507", now=NOW, phase=Phase.PROGRAMME)

PROGRAMME: tuple[Rule, ...] = (
    _programme(
        id="N12",
        title=gettext_noop("Forecast made public"),
        text=gettext_noop("The tentative forecast is put on the website as soon as it has gone to members."),
        paragraph="para 37",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.RECORDED,
        formula="forecast_public = forecast_sent",
    ),
    _programme(
        id="N13",
        title=gettext_noop("Forecast in all languages, with its heading"),
        text=gettext_noop(
            "The forecast is issued in all official languages, marked as informal and with its standing disclaimer."
        ),
        paragraph="para 38",
        also="S/26176",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.RECORDED,
    ),
    _programme(
        id="N14",
        title=gettext_noop("Forecast announced in the Journal"),
        text=gettext_noop(
            "Once a month the Journal says that the forecast is out and from which day copies can be had."
        ),
        paragraph="para 39",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        decided_by=DecidedBy.RECORDED,
    ),
    _programme(
        id="N15",
        title=gettext_noop("Programme published again when revised"),
        text=gettext_noop(
            "Each time the programme is revised, the President has it updated and published again, with the revised "
            "entries marked."
        ),
        paragraph="para 40",
        strength=Strength.SHOULD,
        lane=Lane.COUNCIL,
        decided_by=DecidedBy.RECORDED,
    ),
    _programme(
        id="N16",
        title=gettext_noop("All Member States briefed on the programme"),
        text=gettext_noop(
            "Once the programme is adopted, the President briefs all Member States. In practice that is the next day."
        ),
        paragraph="para 4",
        strength=Strength.EXPECTED,
        lane=Lane.COUNCIL,
        decided_by=DecidedBy.RECORDED,
        formula="brief >= adopted",
    ),
    _programme(
        id="N17",
        title=gettext_noop("Four days of Council business a week"),
        text=gettext_noop(
            "Council business should ordinarily be planned on at most four days of a week; Friday is normally left to "
            "subsidiary bodies."
        ),
        source="S/2017/507",
        paragraph="programme of work, para 1",
        strength=Strength.SHOULD,
        lane=Lane.COUNCIL,
        decided_by=DecidedBy.COMPUTED,
        formula="days(week) <= 4",
    ),
    _programme(
        id="N18",
        title=gettext_noop("Draft programme discussed ahead"),
        text=gettext_noop(
            "The incoming presidency discusses the draft programme well before its month begins."
        ),
        source="S/2017/507",
        paragraph="programme of work, para 2",
        strength=Strength.EXPECTED,
        lane=Lane.COUNCIL,
        decided_by=DecidedBy.RECORDED,
        formula="draft_shared < month",
    ),
    _programme(
        id="N19",
        title=gettext_noop("Word of unexpected meetings"),
        text=gettext_noop(
            "Member States are told by telephone and on the website of a meeting called in urgency."
        ),
        paragraph="para 34",
        strength=Strength.SHOULD,
        lane=Lane.SECRETARIAT,
        phase=Phase.MEETING,
        decided_by=DecidedBy.RECORDED,
    ),
)
