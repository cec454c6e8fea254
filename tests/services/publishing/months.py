"""A month that can be published at once: nothing is found in it that asks for a reason."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from meetings.models import Entry, Programme, ProgrammeVersion, User
from meetings.rules.findings import Finding
from meetings.rules.vocabulary import Format, StepKind, WeekRule
from meetings.services.justify_finding import justify_finding
from meetings.services.publishing.coming_version import ComingVersion, coming_version
from meetings.services.publishing.publish_programme import publish_programme
from meetings.services.publishing.withdraw_programme import withdraw_programme
from meetings.snapshots.desk import desk_snapshot
from meetings.snapshots.standing_reasons import ReasonedFinding, calling_findings
from tests.factories import EntryFactory, MissionFactory, OccasionFactory, ProgrammeFactory, UserFactory

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
TODAY = date(2026, 11, 22)
SECOND, SEVENTH, NINTH = date(2026, 12, 2), date(2026, 12, 7), date(2026, 12, 9)


@dataclass
class Month:
    """December 2026 and the officer who publishes it; each step is taken a minute after the last."""

    programme: Programme = field(default_factory=ProgrammeFactory)
    officer: User = field(default_factory=lambda: UserFactory(username="officer"))
    minutes: int = 0

    def at(self) -> datetime:
        self.minutes += 1
        return NOW + timedelta(minutes=self.minutes)

    def acting(self, by: User | None = None) -> dict[str, Any]:
        return {"actor": by or self.officer, "now": self.at()}

    def entry(self, on: date = SECOND, **values: Any) -> Entry:
        return EntryFactory(programme=self.programme, on=on, **values)

    def short(self) -> Entry:
        """A meeting with contributors that leaves five days until consultations: G13 asks for a reason, G7 does."""
        meeting = self.entry(SECOND, format=Format.TCC_MEETING, title="Contributors")
        consultations = self.entry(SEVENTH, format=Format.CONSULTATIONS, title="Consultations")
        steps = {StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: consultations}
        OccasionFactory(mission=MissionFactory(acronym="FORCE"), kind="other", steps=steps)
        return meeting

    @property
    def coming(self) -> ComingVersion:
        return coming_version(Programme.objects.get(pk=self.programme.pk))

    @property
    def calling(self) -> tuple[ReasonedFinding, ...]:
        snapshot = desk_snapshot(self.programme.month, TODAY, self.officer)
        return calling_findings(snapshot, WeekRule.AT_LEAST)

    def answer(self, *findings: Finding, reason: str = "The report came late.") -> None:
        for finding in findings or [one.finding for one in self.calling]:
            justify_finding(programme=self.programme, finding=finding, reason=reason, **self.acting())

    def publish(self, by: User | None = None, **said: Any) -> ProgrammeVersion:
        given = {"seen": self.coming.fingerprint, "title_kind": "programme", "note": ""} | said
        return publish_programme(
            programme=self.programme,
            week_rule=WeekRule.AT_LEAST,
            today=TODAY,
            **given,
            **self.acting(by),
        )

    def withdraw(self, seen: int = 1, reason: str = "It was a mistake.") -> ProgrammeVersion:
        return withdraw_programme(programme=self.programme, seen=seen, reason=reason, **self.acting())

    @property
    def state(self) -> str:
        return Programme.objects.get(pk=self.programme.pk).state
