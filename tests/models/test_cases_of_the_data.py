"""What the data force the model to hold: the eleven cases of the reference data, each stored and read back.

Every date, symbol and number below was read in the reference data; only what a test is not about is made up.
"""

from datetime import date, time, timedelta

import pytest

from meetings.models import (
    Contribution,
    Decision,
    Entry,
    Mandate,
    Mission,
    Occasion,
    Penholding,
    Report,
    ReportRequirement,
    Sitting,
)
from meetings.rules.vocabulary import (
    FORMAL_MEETINGS,
    EntryStatus,
    Format,
    MandateAction,
    MandateKind,
    OccasionKind,
    Openness,
    ReportKind,
    StartKind,
    StepKind,
)
from tests import factories as make

pytestmark = pytest.mark.django_db


def decision(symbol, adopted_on, **about):
    return make.DecisionFactory(symbol=symbol, adopted_on=adopted_on, **about)


def periods(acronym):
    """A mission's mandates as they stand in the database, in the order of their phases and ends."""
    found = Mandate.objects.filter(mission__acronym=acronym).order_by("ends", "phase", "strand")
    return list(found.values_list("kind", "strand", "phase", "begins", "ends"))


def test_case_01_mandates_open_ended_final_in_two_phases_by_letters_and_two_at_once():
    make.MandateFactory(mission__acronym="UNTSO", decision=None, kind=MandateKind.OPEN_ENDED)

    last = decision("S/RES/2790 (2025)", date(2025, 8, 28))
    unifil = make.MissionFactory(acronym="UNIFIL")
    make.MandateFactory(
        mission=unifil, decision=last, kind=MandateKind.FINAL_EXTENSION, phase=1, ends=date(2026, 12, 31)
    )
    make.MandateFactory(
        mission=unifil, decision=last, kind=MandateKind.DRAWDOWN, phase=2, begins=date(2027, 1, 1), ends=None
    )

    transition = decision("S/RES/2753 (2024)", date(2024, 10, 30))
    untmis = make.MissionFactory(acronym="UNTMIS", kind=Mission.Kind.POLITICAL)
    for phase, begins, ends in (
        (1, date(2024, 11, 1), date(2025, 10, 31)),
        (2, date(2025, 11, 1), date(2026, 10, 31)),
    ):
        make.MandateFactory(
            mission=untmis,
            decision=transition,
            kind=MandateKind.TRANSITION,
            phase=phase,
            begins=begins,
            ends=ends,
        )

    letters = make.DecisionFactory(
        symbol="Exchange of letters, December 2019", kind=Decision.Kind.LETTERS, adopted_on=None
    )
    make.MandateFactory(mission__acronym="UNOWAS", decision=letters, ends=date(2020, 1, 31))

    unisfa = make.MissionFactory(acronym="UNISFA")
    border = "joint border verification"
    for symbol, adopted_on, strand, ends in (
        ("S/RES/2438 (2018)", date(2018, 10, 11), border, date(2019, 4, 15)),
        ("S/RES/2445 (2018)", date(2018, 11, 15), "", date(2019, 5, 15)),
    ):
        make.MandateFactory(mission=unisfa, decision=decision(symbol, adopted_on), strand=strand, ends=ends)

    assert periods("UNTSO") == [(MandateKind.OPEN_ENDED, "", 1, None, None)]
    assert set(periods("UNIFIL")) == {
        (MandateKind.FINAL_EXTENSION, "", 1, None, date(2026, 12, 31)),
        (MandateKind.DRAWDOWN, "", 2, date(2027, 1, 1), None),
    }
    assert periods("UNTMIS") == [
        (MandateKind.TRANSITION, "", 1, date(2024, 11, 1), date(2025, 10, 31)),
        (MandateKind.TRANSITION, "", 2, date(2025, 11, 1), date(2026, 10, 31)),
    ]
    renewal = Mandate.objects.get(mission__acronym="UNOWAS")
    assert (renewal.decision.kind, renewal.ends) == (Decision.Kind.LETTERS, date(2020, 1, 31))
    assert periods("UNISFA") == [
        (MandateKind.FIXED, border, 1, None, date(2019, 4, 15)),
        (MandateKind.FIXED, "", 1, None, date(2019, 5, 15)),
    ]


def test_case_02_extensions_from_one_day_to_nineteen_months_and_intervals_that_change():
    extensions = {
        "UNMISS": [("S/RES/2326 (2016)", date(2016, 12, 15), date(2016, 12, 16))],
        "UNAMI": [("S/RES/2732 (2024)", date(2024, 5, 31), date(2025, 12, 31))],
        "UNFICYP": [
            ("S/RES/2453 (2019)", date(2019, 1, 30), date(2019, 7, 31)),
            ("S/RES/2483 (2019)", date(2019, 7, 25), date(2020, 1, 31)),
            ("S/RES/2815 (2026)", date(2026, 1, 30), date(2027, 1, 31)),
        ],
    }
    for acronym, history in extensions.items():
        for symbol, adopted_on, ends in history:
            make.MandateFactory(
                mission__acronym=acronym, decision=decision(symbol, adopted_on), begins=adopted_on, ends=ends
            )

    for acronym, history in extensions.items():
        found = Mandate.objects.filter(mission__acronym=acronym).order_by("begins")
        assert list(found.values_list("decision__symbol", "begins", "ends")) == history
    shortest = Mandate.objects.get(decision__symbol="S/RES/2326 (2016)")
    assert shortest.ends - shortest.begins == timedelta(days=1)


def test_case_03_one_resolution_for_two_missions_one_meeting_for_several_three_meetings_in_a_day():
    both = decision("S/RES/2350 (2017)", date(2017, 4, 13), votes_for=15, votes_against=0, abstentions=0)
    make.MandateFactory(
        mission__acronym="MINUSTAH",
        decision=both,
        kind=MandateKind.FINAL_EXTENSION,
        ends=date(2017, 10, 15),
    )
    make.MandateFactory(
        mission__acronym="MINUJUSTH",
        decision=both,
        action=MandateAction.CREATION,
        begins=date(2017, 10, 16),
        ends=None,
    )
    minustah, minujusth = (Mission.objects.get(acronym=name) for name in ("MINUSTAH", "MINUJUSTH"))
    adoption = make.EntryFactory(
        on=both.adopted_on, format=Format.ADOPTION, missions=[minustah, minujusth], outcome=both.symbol
    )
    for number, acronym in ((4900, "UNOMIG"), (4901, "UNIFIL"), (4902, "MINURSO")):
        make.EntryFactory(
            on=date(2004, 1, 23),
            format=Format.TCC_MEETING,
            meeting_number=f"S/PV.{number}",
            openness=Openness.CLOSED,
            status=EntryStatus.HELD,
            missions=[make.MissionFactory(acronym=acronym)],
        )

    stored = Decision.objects.get(symbol="S/RES/2350 (2017)")
    assert {(mandate.mission.acronym, mandate.action) for mandate in stored.mandates.all()} == {
        ("MINUSTAH", MandateAction.RENEWAL),
        ("MINUJUSTH", MandateAction.CREATION),
    }
    assert set(Entry.objects.get(pk=adoption.pk).missions.all()) == {minustah, minujusth}
    meetings = Entry.objects.filter(format=Format.TCC_MEETING, sittings__on=date(2004, 1, 23))
    assert set(meetings.values_list("meeting_number", "missions__acronym")) == {
        ("S/PV.4900", "UNOMIG"),
        ("S/PV.4901", "UNIFIL"),
        ("S/PV.4902", "MINURSO"),
    }


def test_case_04_reports_several_a_cycle_joint_by_letter_oral_and_shared_by_rollover_and_renewal():
    minusca = decision("S/RES/2149 (2014)", date(2014, 4, 10))
    for wording, dated in (
        ("no later than 15 August 2014", {"due_on": date(2014, 8, 15)}),
        ("by 15 September 2014", {"due_on": date(2014, 9, 15)}),
        ("every four months", {"every": 4, "unit": ReportRequirement.Unit.MONTHS}),
    ):
        make.ReportRequirementFactory(
            mission__acronym="MINUSCA",
            decision=minusca,
            wording=wording,
            **({"every": None, "unit": ""} | dated),
        )
    ninety_days = make.ReportRequirementFactory(
        mission__acronym="UNAMID",
        decision=decision("S/RES/2228 (2015)", date(2015, 6, 29)),
        wording="every 90 days",
        every=90,
        jointly_with="African Union Commission",
    )
    oral = make.ReportFactory(symbol="", title="Oral report", kind=ReportKind.ORAL, requirement=ninety_days)
    unifil = make.MissionFactory(acronym="UNIFIL")
    beside = [
        make.ReportFactory(symbol="S/2017/591", document_on=date(2017, 7, 11), missions=[unifil]),
        make.ReportFactory(
            symbol="S/2017/680",
            kind=ReportKind.LETTER,
            signed_on=date(2017, 8, 4),
            document_on=date(2017, 8, 7),
            missions=[unifil],
        ),
    ]
    renewed = make.OccasionFactory(label="UNIFIL 2017-08", mission=unifil, reports=beside)

    unoci = make.MissionFactory(acronym="UNOCI")
    shared = make.ReportFactory(symbol="S/2010/245", document_on=date(2010, 5, 20), missions=[unoci])
    meeting = make.EntryFactory(
        on=date(2010, 6, 3), format=Format.TCC_MEETING, meeting_number="S/PV.6328", missions=[unoci]
    )
    chain = [
        make.OccasionFactory(
            mission=unoci,
            label=label,
            mandate_end=ends,
            decision=decision(symbol, adopted_on),
            technical_rollover=rollover,
            reports=[shared],
            steps={StepKind.CONTRIBUTORS: meeting},
        )
        for label, ends, symbol, adopted_on, rollover in (
            ("UNOCI 2010-05", date(2010, 5, 31), "S/RES/1924 (2010)", date(2010, 5, 27), True),
            ("UNOCI 2010-06", date(2010, 6, 30), "S/RES/1933 (2010)", date(2010, 6, 30), False),
        )
    ]

    assert set(minusca.report_requirements.values_list("wording", "due_on", "every", "unit")) == {
        ("no later than 15 August 2014", date(2014, 8, 15), None, ""),
        ("by 15 September 2014", date(2014, 9, 15), None, ""),
        ("every four months", None, 4, "months"),
    }
    ninety_days.refresh_from_db()
    assert (ninety_days.every, ninety_days.unit) == (90, "days")
    assert ninety_days.jointly_with == "African Union Commission"
    assert list(ninety_days.reports.values_list("pk", "kind")) == [(oral.pk, ReportKind.ORAL)]
    assert {(report.symbol, report.kind) for report in Occasion.objects.get(pk=renewed.pk).reports.all()} == {
        ("S/2017/591", ReportKind.WRITTEN),
        ("S/2017/680", ReportKind.LETTER),
    }
    assert list(Report.objects.get(symbol="S/2010/245").occasions.order_by("mandate_end")) == chain
    assert set(Entry.objects.get(meeting_number="S/PV.6328").occasions.all()) == set(chain)


def test_case_05_a_meeting_resumed_on_later_days_under_one_number():
    days = [date(2020, 1, 9), date(2020, 1, 10), date(2020, 1, 13)]
    charter = make.EntryFactory(meeting_number="S/PV.8699", status=EntryStatus.HELD, outcome="S/PRST/2020/1")
    for resumption, day in enumerate(days):
        make.SittingFactory(entry=charter, on=day, resumption=resumption)
    twice_a_day = make.EntryFactory(meeting_number="S/PV.4087", status=EntryStatus.HELD)
    for resumption in (0, 1):
        make.SittingFactory(entry=twice_a_day, on=date(2000, 1, 10), resumption=resumption)

    stored = Entry.objects.get(meeting_number="S/PV.8699")
    assert list(stored.sittings.values_list("on", "resumption")) == [
        (day, resumption) for resumption, day in enumerate(days)
    ]
    assert Entry.objects.get(meeting_number="S/PV.4087").sittings.count() == 2


def test_case_06_a_start_that_is_exact_or_follows_or_only_a_half_day_or_not_set():
    chamber = make.RoomFactory(name="Security Council Chamber")
    starts = [
        (date(2026, 4, 14), StartKind.EXACT, time(10)),
        (date(2026, 4, 14), StartKind.AFTER_PREVIOUS, None),
        (date(2026, 4, 15), StartKind.UNSET, None),
        (date(2026, 4, 17), StartKind.MORNING, None),
        (date(2026, 4, 17), StartKind.AFTERNOON, None),
    ]
    entry = make.EntryFactory()
    for position, (day, kind, begins) in enumerate(starts):
        sitting = make.SittingFactory(
            entry=entry,
            on=day,
            start_kind=kind,
            starts_at=begins,
            room=chamber,
            position=position,
            resumption=position,
        )
        sitting.full_clean()

    stored = Sitting.objects.filter(entry=entry)
    assert list(stored.values_list("on", "start_kind", "starts_at")) == starts
    assert set(stored.values_list("ends_at", flat=True)) == {None}


def test_case_07_penholders_jointly_in_turn_or_none():
    usa, russia, panama = (make.CountryFactory(iso3=iso3) for iso3 in ("USA", "RUS", "PAN"))
    make.PenholdingFactory(mission__acronym="UNDOF", countries=[usa, russia])
    joined = date(2025, 1, 1)  # made up: the reference data know no day on which a pen changed hands
    alone = make.PenholdingFactory(mission__acronym="BINUH", ends=joined, countries=[usa], verified=False)
    make.PenholdingFactory(mission=alone.mission, begins=joined, countries=[usa, panama], verified=False)
    make.PenholdingFactory(mission__acronym="UNTSO", verified=False)

    def holders(acronym):
        found = Penholding.objects.filter(mission__acronym=acronym)
        return [(each.begins, each.ends, set(each.countries.all())) for each in found]

    assert holders("UNDOF") == [(None, None, {usa, russia})]
    assert holders("BINUH") == [(None, joined, {usa}), (joined, None, {usa, panama})]
    assert holders("UNTSO") == [(None, None, set())]
    assert holders("MINURSO") == []


def test_case_08_entries_that_are_no_meeting_of_the_council():
    lines = {
        Format.SUBSIDIARY_BODY: {"Military Staff Committee formal meeting", "Somalia: 751/1901 Committee"},
        Format.ELECTION: {"Date of election to fill a vacancy in the International Court of Justice"},
        Format.PRESS_BRIEFING: {"Press briefing by the President of the Council (China)"},
        Format.NON_MEMBERS_BRIEFING: {"Briefing to States not members of the Council"},
        Format.WRAP_UP: {"Wrap-up session"},
    }
    for kind, titles in lines.items():
        for title in titles:
            make.EntryFactory(on=date(2022, 8, 5), format=kind, title=title).full_clean()

    for kind, titles in lines.items():
        stored = Entry.objects.filter(format=kind)
        assert set(stored.values_list("title", flat=True)) == titles
        assert set(stored.values_list("meeting_number", "missions")) == {("", None)}
    assert set(lines) - FORMAL_MEETINGS == set(lines) - {Format.ELECTION}


@pytest.mark.parametrize(
    ("day", "number"),
    [
        pytest.param(date(2016, 12, 31), "S/PV.7855", id="a Saturday"),
        pytest.param(date(2022, 2, 27), "S/PV.8980", id="a Sunday"),
        pytest.param(date(2017, 9, 4), "S/PV.8039", id="Labour Day"),
    ],
)
def test_case_09_meetings_on_weekends_and_holidays_are_never_forbidden(day, number):
    make.HolidayFactory(on=date(2017, 9, 4), name="Labour Day")
    room = make.RoomFactory()
    entry = make.EntryFactory(
        on=day,
        meeting_number=number,
        status=EntryStatus.CONFIRMED,
        sitting__starts_at=time(10),
        sitting__room=room,
    )
    entry.full_clean()
    sitting = Sitting.objects.get(entry__meeting_number=number)
    sitting.full_clean()
    assert (sitting.on, sitting.room) == (day, room)


@pytest.mark.parametrize(
    ("symbol", "adopted_on", "ended", "next_end", "days_before"),
    [
        ("S/RES/2802 (2025)", date(2025, 11, 14), date(2025, 11, 15), date(2026, 11, 15), 1),
        ("S/RES/2446 (2018)", date(2018, 11, 15), date(2018, 11, 15), date(2018, 12, 15), 0),
    ],
)
def test_case_10_renewals_before_or_on_the_last_day(symbol, adopted_on, ended, next_end, days_before):
    mission = make.MissionFactory()
    running = make.MandateFactory(mission=mission, decision=None, ends=ended)
    renewal = decision(symbol, adopted_on)
    make.MandateFactory(mission=mission, decision=renewal, begins=adopted_on, ends=next_end)
    occasion = make.OccasionFactory(
        mission=mission,
        kind=OccasionKind.RENEWAL,
        mandate=running,
        decision=renewal,
        steps={StepKind.ADOPTION: make.EntryFactory(on=adopted_on, format=Format.ADOPTION, outcome=symbol)},
    )
    occasion.full_clean()

    stored = Occasion.objects.with_end().get(pk=occasion.pk)
    adoption = stored.steps.get(kind=StepKind.ADOPTION).entry.sittings.get()
    assert (stored.end - adoption.on).days == days_before
    assert stored.decision.mandates.get().ends == next_end


def test_case_11_contributors_change_every_month_and_five_kinds_are_counted_apart():
    kinds = ("troops", "staff_officers", "experts_on_mission", "individual_police", "formed_police")
    rows = {
        ("UNAMID", date(2009, 12, 31)): (586, 0, 12, 191, 557),
        ("MINUSCA", date(2017, 6, 30)): (990, 18, 11, 0, 0),
        ("MINUSCA", date(2017, 12, 31)): (1000, 21, 11, 0, 0),
        ("MINUSCA", date(2022, 8, 31)): (1334, 36, 12, 2, 0),
        ("MINUSCA", date(2025, 7, 31)): (1367, 35, 13, 7, 0),
    }
    bangladesh = make.CountryFactory(iso3="BGD")
    for (acronym, as_of), numbers in rows.items():
        counted = dict(zip(kinds, numbers, strict=True))
        make.ContributionFactory(mission__acronym=acronym, country=bangladesh, as_of=as_of, **counted)

    stored = Contribution.objects.filter(country=bangladesh).order_by("as_of")
    assert {
        (row.mission.acronym, row.as_of): tuple(getattr(row, kind) for kind in kinds) for row in stored
    } == rows
    assert [row.total for row in stored] == [1346, 1019, 1032, 1384, 1422]
    assert set(Contribution.objects.latest_of_each_mission()) == {stored.first(), stored.last()}
