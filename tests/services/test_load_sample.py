"""The sample plan: published once, left alone where people worked on it, taken away without a trace."""

import csv
import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from meetings.exchange.reference.table import ReferenceErrors
from meetings.models import (
    Entry,
    Invitation,
    Justification,
    Notice,
    Occasion,
    Paper,
    Programme,
    ProgrammeVersion,
    Report,
    Sitting,
    Step,
)
from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact
from meetings.rules.findings import Result
from meetings.services.create_demo_accounts import create_demo_accounts
from meetings.services.load_sample import MonthTaken, NoReferenceData, load_sample
from meetings.services.remove_sample import remove_sample
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.occasions import occasion_facts
from tests.factories import EntryFactory

SAMPLE = Path(__file__).resolve().parents[2] / "fixtures" / "sample"
NOW = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("America/New_York"))
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def load(folder: Path = SAMPLE) -> tuple[ProgrammeVersion, ...]:
    return load_sample(folder=folder, actor=None, now=NOW)


def sample_occasions() -> dict[str, OccasionFact]:
    occasions = Occasion.objects.filter(is_sample=True).with_parts()
    return {fact.mission: fact for fact in occasion_facts(occasions)}


def results(fact: OccasionFact) -> dict[str, tuple[Result, int | None]]:
    findings = check_occasion(fact, headquarters_calendar(), today=NOW.date())
    return {finding.rule: (finding.result, finding.days) for finding in findings}


def test_two_months_are_published_as_samples() -> None:
    programmes = Programme.objects.filter(is_sample=True).order_by("month")
    assert [(p.month, p.state, p.versions.count()) for p in programmes] == [
        (DECEMBER, Programme.State.PUBLISHED, 1),
        (JANUARY, Programme.State.PUBLISHED, 1),
    ]
    assert all(programme.note.startswith("Sample") for programme in programmes)
    assert [len(p.versions.get().entries) for p in programmes] == [41, 28]
    assert {p.versions.get().note for p in programmes} == {"A sample: made up to show the software at work."}
    entries = Entry.objects.filter(programme__is_sample=True)
    assert Counter(entries.values_list("status", flat=True)) == {
        "confirmed": 60,
        "tentative": 7,
        "postponed": 1,
        "cancelled": 1,
    }
    assert set(entries.values_list("source_note", flat=True)) == {"Sample"}
    assert entries.filter(sittings=None).count() == 3


def test_the_three_chains_show_what_the_rules_say() -> None:
    facts = sample_occasions()
    ends = {mission: fact.mandate_end for mission, fact in facts.items()}
    assert ends == {
        "MONUSCO": date(2026, 12, 20),
        "UNIFIL": date(2026, 12, 31),
        "UNFICYP": date(2027, 1, 31),
    }
    monusco, unifil, unficyp = (results(facts[mission]) for mission in ends)
    assert (monusco["G7"], monusco["G13"]) == ((Result.MEETS_PREFERENCE, 12), (Result.SHORT, 5))
    assert (unifil["G7"], unifil["G13"]) == ((Result.MEETS_PREFERENCE, 20), (Result.MEETS_PREFERENCE, 11))
    assert (unficyp["G7"], unficyp["G13"]) == ((Result.MEETS_PREFERENCE, 8), (Result.AT_MINIMUM, 7))
    assert (monusco["L4"], unifil["L4"]) == ((Result.IN_ORDER, 2), (Result.IN_ORDER, 10))
    # The adoption on UNFICYP is on the programme, and has still to be placed.
    assert unficyp["L4"] == (Result.UNKNOWN, None)
    assert Step.objects.get(occasion__label__startswith="UNFICYP 2027", kind="A").entry.sittings.count() == 0


def test_confirmed_sittings_hold_their_rooms() -> None:
    held = Sitting.objects.filter(entry__programme__is_sample=True, room_from__isnull=False)
    assert held.count() == 47
    first = held.get(entry__import_key="sample:12-programme")
    assert (first.room_from, first.room_until) == (
        datetime(2026, 12, 1, 10, tzinfo=NOW.tzinfo),
        datetime(2026, 12, 1, 11, tzinfo=NOW.tzinfo),
    )


def test_checklists_are_done_due_and_late() -> None:
    papers = Paper.objects.filter(occasion__is_sample=True)
    assert papers.filter(done_on__isnull=False).count() == 10
    assert list(papers.filter(done_on=None, due_on__lt=NOW).values_list("kind", flat=True)) == [
        "background_paper"
    ]
    assert Paper.objects.filter(programme__is_sample=True).count() == 8
    assert Counter(Invitation.objects.values_list("basis", "answer")) == {
        ("request", "invited"): 2,
        ("request", "pending"): 2,
    }


def test_a_second_time_nothing_is_published() -> None:
    uids = set(Entry.objects.filter(programme__is_sample=True).values_list("uid", flat=True))
    assert load() == ()
    assert set(Entry.objects.filter(programme__is_sample=True).values_list("uid", flat=True)) == uids
    assert ProgrammeVersion.objects.count() == 2


def test_what_planners_did_stays(tmp_path: Path) -> None:
    entry = Entry.objects.get(import_key="sample:12-yemen")
    entry.title, entry.revision = "Yemen, moved", 2
    entry.save()
    entry.sittings.update(on=date(2026, 12, 16))
    Paper.objects.filter(kind="fact_sheet").update(done_on=date(2026, 11, 21))
    EntryFactory(programme=Programme.objects.get(month=DECEMBER), title="A planner's own line")
    assert load() == ()
    entry.refresh_from_db()
    assert (entry.title, entry.sittings.get().on) == ("Yemen, moved", date(2026, 12, 16))
    assert set(Paper.objects.filter(kind="fact_sheet").values_list("done_on", flat=True)) == {
        date(2026, 11, 21)
    }


def test_what_changed_in_a_file_is_published_again(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "sample"))
    path = folder / "entries.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Women and peace and security", "Children"), "utf-8"
    )
    assert [(str(version.programme), version.number) for version in load(folder)] == [("2027-01", 2)]


def test_the_planner_gives_a_reason_for_the_short_gap() -> None:
    assert not Justification.objects.exists()
    create_demo_accounts(now=NOW)
    load()
    reason = Justification.objects.get()
    assert (reason.rule, reason.given_by.username, reason.occasion.mission.acronym) == (
        "G13",
        "planner",
        "MONUSCO",
    )
    assert reason.stands_for({"T": "2026-12-02", "C": "2026-12-07"})


def test_it_is_taken_away_cleanly() -> None:
    create_demo_accounts(now=NOW)
    Notice.objects.create(
        user=Justification.objects.get().given_by,
        version=ProgrammeVersion.objects.first(),
        subject="New",
        body="New",
        created_at=NOW,
    )
    EntryFactory(programme=Programme.objects.get(month=DECEMBER), title="A planner's own line")
    record = Entry.objects.filter(programme__is_sample=False).count()
    assert remove_sample(actor=None, now=NOW) == 2
    assert not Programme.objects.filter(month__gte=DECEMBER).exists()
    assert Entry.objects.count() == record == 5213
    assert (Occasion.objects.count(), Report.objects.count(), Step.objects.count()) == (262, 195, 512)
    for model in (Paper, Invitation, Justification, Notice, ProgrammeVersion):
        assert not model.objects.exists()
    assert remove_sample(actor=None, now=NOW) == 0
    assert len(load()) == 2


def test_a_month_planned_in_earnest_is_not_touched() -> None:
    remove_sample(actor=None, now=NOW)
    Programme.objects.create(month=JANUARY)
    with pytest.raises(MonthTaken, match="2027-01"):
        load()
    assert not Entry.objects.filter(programme__month=DECEMBER).exists()


def test_it_needs_the_reference_data() -> None:
    remove_sample(actor=None, now=NOW)
    entry = Entry.missions.through.objects.filter(mission__acronym="UNRCCA")
    entry.delete()
    from meetings.models import Mission

    Mission.objects.filter(acronym="UNRCCA").delete()
    with pytest.raises(NoReferenceData):
        load()


def test_errors_name_their_place(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "sample"))
    path = folder / "steps.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[2][2] = "12-nothing"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with pytest.raises(ReferenceErrors) as raised:
        load(folder)
    assert [str(error) for error in raised.value.errors] == [
        'sample/steps.csv, line 3, column entry: "12-nothing" is not an entry of entries.csv'
    ]
