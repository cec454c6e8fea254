"""How a formal meeting is called, announced, opened and listed (N21, N22, N24, N27)."""

from datetime import date

import pytest

from meetings.rules.findings import Mend, Reason, Result, Severity
from meetings.rules.vocabulary import EntryStatus, Format, Openness
from tests.rules.months import entry, july, say, sitting

ON = sitting("2020-07-15")


@pytest.mark.parametrize(
    ("sent", "result", "severity"),
    [
        (date(2020, 7, 10), Result.MET, Severity.OK),
        (date(2020, 7, 12), Result.MET, Severity.OK),
        (date(2020, 7, 13), Result.SHORT, Severity.WARNING),
        (date(2020, 7, 15), Result.SAME_DAY, Severity.WARNING),
        (date(2020, 7, 16), Result.OUT_OF_ORDER, Severity.ERROR),
        (None, Result.UNKNOWN, Severity.NOTE),
    ],
)
def test_the_agenda_three_days_before(sent: date | None, result: Result, severity: Severity) -> None:
    (finding,) = say("N22", july(entry("e", ON, agenda_sent_on=sent)))
    assert (finding.result, finding.severity) == (result, severity)


def test_a_late_agenda_makes_the_meeting_wait_unless_it_is_over() -> None:
    late = {"agenda_sent_on": date(2020, 7, 14)}
    (finding,) = say("N22", july(entry("e", ON, **late)))
    assert finding.mend == Mend(None, date(2020, 7, 17))
    (held,) = say("N22", july(entry("e", ON, status=EntryStatus.HELD, **late)))
    assert held.mend is None


def test_in_urgency_the_agenda_comes_with_the_notice() -> None:
    (finding,) = say("N22", july(entry("e", ON, called_in_urgency=True)))
    assert (finding.result, finding.reason) == (Result.NOT_APPLICABLE, Reason.URGENT)


def test_only_the_months_own_formal_meetings_have_an_agenda() -> None:
    plan = july(
        entry("consultations", ON, format=Format.CONSULTATIONS),
        entry("tail", sitting("2020-08-03")),
        entry("undated"),
        entry("off", ON, status=EntryStatus.CANCELLED),
    )
    assert say("N22", plan) == []


def test_a_meeting_called_in_urgency_says_on_whose_call() -> None:
    plan = july(
        entry("told", ON, called_in_urgency=True, convener="a member"),
        entry("untold", ON, called_in_urgency=True),
        entry("usual", ON),
    )
    assert [(finding.subject, finding.result, finding.severity) for finding in say("N21", plan)] == [
        ("told", Result.MET, Severity.OK),
        ("untold", Result.UNKNOWN, Severity.NOTE),
    ]


def test_a_public_format_marked_closed_is_pointed_out() -> None:
    plan = july(
        entry("closed", ON, format=Format.DEBATE, openness=Openness.CLOSED),
        entry("private", ON, format=Format.TCC_MEETING, openness=Openness.CLOSED),
        entry("public", ON, format=Format.DEBATE),
    )
    (finding,) = say("N24", plan)
    assert (finding.subject, finding.severity) == ("closed", Severity.HINT)


def test_a_meeting_with_contributors_that_was_held_has_its_number() -> None:
    held = {"format": Format.TCC_MEETING, "status": EntryStatus.HELD}
    plan = july(
        entry("numbered", ON, meeting_number="5582", **held),
        entry("unnumbered", ON, **held),
        entry("to-come", ON, format=Format.TCC_MEETING),
    )
    assert [(finding.subject, finding.result) for finding in say("N27", plan)] == [
        ("numbered", Result.MET),
        ("unnumbered", Result.UNKNOWN),
    ]
