"""The sample plan: two months made up to show the software at work, on real mandates, and plainly named a sample."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction
from django.db.models import Model

from meetings.exchange.reference.sample import Sample, read_sample
from meetings.models import (
    Country,
    Decision,
    Justification,
    Mission,
    Occasion,
    Programme,
    ProgrammeVersion,
    Room,
    User,
)
from meetings.planning.diff import difference
from meetings.rules.vocabulary import StepKind
from meetings.services.audit import record
from meetings.services.publishing.publish_version import publish_version
from meetings.services.reference.sample import (
    PREFIX,
    SampleLoading,
    write_chains,
    write_lines,
    write_months,
    write_occasions,
)
from meetings.snapshots.entries import entry_facts

VERSION_NOTE: Final = "A sample: made up to show the software at work."

PLANNER: Final = "planner"
"""The demonstration account that speaks for the secretariat."""

SHORT_ONE: Final = f"{PREFIX}monusco"
REASON: Final = (
    "The Force Commander is in New York on 2 and 3 December only, and the report was circulated twelve days "
    "before the meeting; members asked for consultations before the open debate of 8 December."
)


class NoReferenceData(LookupError):
    """The sample names missions, decisions, rooms and countries that ``load_reference`` has not loaded."""


class MonthTaken(LookupError):
    """A month of the sample is being planned in earnest; nothing of it was changed."""


@transaction.atomic
def load_sample(*, folder: Path, actor: User | None, now: datetime) -> tuple[ProgrammeVersion, ...]:
    """Bring the sample plan to what its files say, and publish each of its months that is new or changed.

    A second loading changes nothing and publishes nothing. What planners revised or ticked stays.

    Args:
        folder: laid out as ``fixtures/sample/``.
        actor: who asked for it; ``None`` for the software itself.
        now: an aware instant, kept with versions and in the audit trail.

    Returns:
        The versions published by this loading.

    Raises:
        ReferenceErrors: some rows cannot be used; nothing was loaded.
        NoReferenceData: it names what is not on record; most likely ``load_reference`` has not been run.
        MonthTaken: one of its months has a plan that is no sample.
    """
    sample = read_sample(folder)
    _require_room_for(sample)
    loading = SampleLoading(sample)
    for write in (write_months, write_lines, write_occasions, write_chains):
        write(loading)
    if loading.tally:
        changes = dict(sorted(loading.tally.items()))
        record(action="load sample plan", subject=folder.name, actor=actor, now=now, changes=changes)
    changed = [
        month for month in loading.programmes.values() if loading.tally and _differs_from_published(month)
    ]
    give_reason_for_short_gap(now=now)
    return tuple(
        publish_version(programme=month, actor=actor, now=now, note=VERSION_NOTE, tell=False)
        for month in sorted(changed, key=lambda month: month.month)
    )


def _require_room_for(sample: Sample) -> None:
    for model, column, needed in _named(sample):
        known = model._default_manager.filter(**{f"{column}__in": needed}).values_list(column, flat=True)
        if missing := sorted(needed - set(known)):
            raise NoReferenceData(", ".join(missing))
    months = [programme.month for programme in sample.programmes]
    taken = Programme.objects.filter(month__in=months, is_sample=False).first()
    if taken:
        raise MonthTaken(str(taken))


def _named(sample: Sample) -> Iterator[tuple[type[Model], str, set[str]]]:
    """What the plan names of the reference data, by model and column."""
    missions = {mission for entry in sample.entries for mission in entry.missions}
    yield Mission, "acronym", missions | {occasion.mission for occasion in sample.occasions}
    yield Decision, "symbol", {occasion.decision for occasion in sample.occasions}
    yield Room, "name", {sitting.room for sitting in sample.sittings if sitting.room}
    yield Country, "iso3", {invitation.country for invitation in sample.invitations if invitation.country}


def _differs_from_published(programme: Programme) -> bool:
    version = programme.versions.order_by("-number").first()
    live = entry_facts(programme.entries.with_parts())
    return version is None or bool(difference(version.entries, live))


def give_reason_for_short_gap(*, now: datetime) -> None:
    """Let the demonstration's planner say why one gap of the sample is short: once, and where both are there."""
    planner = User.objects.filter(username=PLANNER).first()
    occasion = Occasion.objects.filter(import_key=SHORT_ONE).first()
    if not planner or not occasion or occasion.justifications.exists():
        return
    days = {
        step.kind: step.entry.sittings.first()
        for step in occasion.steps.select_related("entry")
        if step.entry
    }
    dates = {
        kind.value: sitting.on.isoformat()
        for kind in (StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS)
        if (sitting := days.get(kind))
    }
    Justification.objects.create(
        rule="G13", occasion=occasion, reason=REASON, given_by=planner, given_at=now, dates=dates
    )
