"""The sample plan: months, lines, occasions and their checklists, all made up and marked so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from meetings.exchange.reference.entries import openness
from meetings.exchange.reference.sample import Sample, SampleEntry, SampleSitting
from meetings.models import (
    Country,
    Entry,
    Invitation,
    Mandate,
    Mission,
    Occasion,
    Paper,
    Programme,
    Report,
    Room,
    Sitting,
    Step,
)
from meetings.services.reference.loading import is_revised, shared_values
from meetings.services.reference.writing import Tally, bring_links_up_to_date, bring_up_to_date

PREFIX: Final = "sample:"
"""What the keys of the sample's entries and occasions begin with."""

NOTE: Final = "Sample"


@dataclass
class SampleLoading:
    """One loading of the sample under way: its rows, and what is stored so far."""

    sample: Sample
    tally: Tally = field(default_factory=Tally)
    programmes: dict[date, Programme] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.missions = {mission.acronym: mission for mission in Mission.objects.all()}
        self.rooms = {room.name: room for room in Room.objects.all()}


def write_months(loading: SampleLoading) -> None:
    """The months of the plan; their state is left to publishing."""
    rows = [{**shared_values(row, Programme), "is_sample": True} for row in loading.sample.programmes]
    stored = bring_up_to_date(
        rows, Programme.objects.filter(is_sample=True), key=["month"], tally=loading.tally
    )
    loading.programmes = {month: programme for (month,), programme in stored.items()}


def write_lines(loading: SampleLoading) -> None:
    """The lines of the plan with their missions and sittings; revised ones stay as planners left them."""
    rows = [_entry_values(loading, row) for row in loading.sample.entries]
    stored = bring_up_to_date(
        rows,
        Entry.objects.filter(import_key__startswith=PREFIX).select_related("programme"),
        key=["import_key"],
        tally=loading.tally,
        leave_alone=is_revised,
    )
    loading.entries = {row.key: stored[(PREFIX + row.key,)] for row in loading.sample.entries}
    links = [
        (loading.entries[row.key].pk, loading.missions[mission].pk)
        for row in loading.sample.entries
        for mission in row.missions
    ]
    ours = {entry.pk for entry in loading.entries.values() if not is_revised(entry)}
    bring_links_up_to_date(Entry.missions.through, links, owned=ours, tally=loading.tally)
    sittings = [
        _sitting_values(loading, row)
        for row in loading.sample.sittings
        if loading.entries[row.entry].pk in ours
    ]
    of_ours = Sitting.objects.filter(entry__in=ours).order_by()
    bring_up_to_date(sittings, of_ours, key=["entry_id", "on", "resumption"], tally=loading.tally)


def _entry_values(loading: SampleLoading, row: SampleEntry) -> dict[str, Any]:
    return {
        **shared_values(row, Entry),
        "import_key": PREFIX + row.key,
        "programme_id": loading.programmes[row.month].pk,
        "openness": openness(row.format),
        "source_note": NOTE,
    }


def _sitting_values(loading: SampleLoading, row: SampleSitting) -> dict[str, Any]:
    """A sitting as it will be stored: a confirmed one keeps others out of its room."""
    room = loading.rooms[row.room] if row.room else None
    sitting = Sitting(entry=loading.entries[row.entry], room=room, **shared_values(row, Sitting))
    sitting.claim_room(sitting.entry)
    return {
        **shared_values(row, Sitting),
        **{column: getattr(sitting, column) for column in ("entry_id", "room_id", "room_from", "room_until")},
    }


def write_occasions(loading: SampleLoading) -> None:
    """The occasions of the plan, each about a real mandate, with a report that is made up."""
    rows = loading.sample.occasions
    mandates = {
        (mandate.mission.acronym, mandate.decision.symbol): mandate
        for mandate in Mandate.objects.filter(strand="", phase=1, decision__isnull=False).with_names()
        if mandate.decision
    }
    values = [
        {
            **shared_values(row, Occasion),
            "import_key": PREFIX + row.key,
            "mission_id": loading.missions[row.mission].pk,
            "mandate_id": mandates[row.mission, row.decision].pk,
            "is_sample": True,
            "source_note": NOTE,
        }
        for row in rows
    ]
    samples = Occasion.objects.filter(import_key__startswith=PREFIX)
    stored = bring_up_to_date(values, samples, key=["import_key"], tally=loading.tally)
    loading.occasions = {row.key: stored[(PREFIX + row.key,)] for row in rows}
    _write_reports(loading)


def _write_reports(loading: SampleLoading) -> None:
    rows = loading.sample.occasions
    values = [
        {
            "title": row.report_title,
            "kind": row.report_kind,
            "due_on": row.report_due_on,
            "circulated_on": row.report_circulated_on,
            "verified": False,
            "source_note": NOTE,
        }
        for row in rows
    ]
    samples = Report.objects.filter(symbol="", source_note=NOTE)
    stored = bring_up_to_date(values, samples, key=["title"], tally=loading.tally)
    reports = {row.key: stored[(row.report_title,)].pk for row in rows}
    about = [(reports[row.key], loading.missions[row.mission].pk) for row in rows]
    used = [(loading.occasions[row.key].pk, reports[row.key]) for row in rows]
    owned = set(reports.values())
    bring_links_up_to_date(Report.missions.through, about, owned=owned, tally=loading.tally)
    chains = {occasion.pk for occasion in loading.occasions.values()}
    bring_links_up_to_date(Occasion.reports.through, used, owned=chains, tally=loading.tally)


def write_chains(loading: SampleLoading) -> None:
    """Steps, checklists and requests to be invited: made once, and from then on the planners' own."""
    steps = [
        {
            **shared_values(row, Step),
            "occasion_id": loading.occasions[row.occasion].pk,
            "entry_id": loading.entries[row.entry].pk if row.entry else None,
            "source_note": NOTE,
        }
        for row in loading.sample.steps
    ]
    _make_missing(loading, Step, steps, ["occasion_id", "kind"])
    papers = [
        {
            **shared_values(row, Paper),
            "occasion_id": loading.occasions[row.occasion].pk if row.occasion else None,
            "programme_id": loading.programmes[row.month].pk if row.month else None,
        }
        for row in loading.sample.papers
    ]
    _make_missing(loading, Paper, papers, ["occasion_id", "programme_id", "kind"])
    countries = dict(Country.objects.values_list("iso3", "pk"))
    invitations = [
        {
            **shared_values(row, Invitation),
            "entry_id": loading.entries[row.entry].pk,
            "country_id": countries[row.country] if row.country else None,
            "basis": Invitation.Basis.REQUEST,
        }
        for row in loading.sample.invitations
    ]
    _make_missing(loading, Invitation, invitations, ["entry_id", "country_id", "organization"])


def _make_missing(
    loading: SampleLoading,
    model: type[Step] | type[Paper] | type[Invitation],
    rows: Sequence[Mapping[str, Any]],
    key: Sequence[str],
) -> None:
    stored = model._default_manager.order_by("pk")
    bring_up_to_date(rows, stored, key=key, tally=loading.tally, leave_alone=lambda _row: True)
