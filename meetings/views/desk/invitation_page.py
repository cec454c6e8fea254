"""The list of who is invited, laid out with the forms that stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.forms import BaseForm
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.exchange.wording_invitations import gap_text
from meetings.forms.invitations import (
    AttendanceForm,
    AttendanceRow,
    DecisionForm,
    PartyForm,
    WithdrawalForm,
)
from meetings.models import Entry, Invitation
from meetings.planning.invitation_gaps import Gap
from meetings.planning.invitees import ABOUT, Party
from meetings.rules.facts import EntryFact, SittingFact
from meetings.services.add_party import parties_by_hand
from meetings.snapshots.entries import entry_fact
from meetings.snapshots.invitations import InvitationList, InvitedParty


@dataclass(slots=True)
class Typed:
    """What was sent and could not be written, to be shown again as it was typed."""

    party: PartyForm | None = None
    attendance: AttendanceForm | None = None
    rows: dict[int, BaseForm] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One party with what can be done about it."""

    party: InvitedParty
    attendance: AttendanceRow | None = None
    decision: BaseForm | None = None
    withdrawal: BaseForm | None = None

    @property
    def gone(self) -> bool:
        """Invited as a member or contributor, and neither by what is on record now."""
        derived = self.party.party in (Party.MEMBER, Party.CONTRIBUTOR)
        return derived and self.party.row is not None and not self.party.expected

    @property
    def failed(self) -> bool:
        """Whether one of its forms was sent and could not be written."""
        return any(form is not None and form.is_bound for form in (self.decision, self.withdrawal))


GROUPS: Mapping[Party, str | Promise] = {
    Party.MEMBER: _("Members of the Council"),
    Party.CONTRIBUTOR: _("(a) Contributors to the mission"),
    Party.POTENTIAL: _("(b) Potential contributors"),
    Party.SPECIFIC_BODY: _("(c) United Nations bodies with a specific contribution"),
    Party.OTHER_BODY: _("(d) Other bodies and agencies"),
    Party.SPECIAL_CONTRIBUTOR: _("(e) Special contributors"),
    Party.HOST: _("(f) Host countries"),
    Party.CONTRIBUTING_ORGANIZATION: _("(g) Regional organizations that contribute"),
    Party.OTHER_ORGANIZATION: _("(h) Other regional organizations"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """All parties of one letter of the resolution."""

    party: Party
    label: str
    lines: tuple[Line, ...]

    @property
    def personnel(self) -> int:
        """How many people the contributors give together."""
        if self.party is not Party.CONTRIBUTOR:
            return 0
        return sum(line.party.personnel or 0 for line in self.lines)

    @property
    def role(self) -> str:
        """What all of them come as; empty where they differ."""
        roles = {line.party.role for line in self.lines}
        return roles.pop() if len(roles) == 1 else ""

    @property
    def shows_personnel(self) -> bool:
        return any(line.party.personnel is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class GapLine:
    gap: Gap
    text: str


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """Everything the page shows of one meeting's invitations."""

    entry: EntryFact
    names: tuple[str, ...]
    found: InvitationList
    groups: tuple[Group, ...]
    gaps: tuple[GapLine, ...]
    about: str
    source: str
    party_form: PartyForm | None
    attendance: AttendanceForm

    @property
    def sitting(self) -> SittingFact | None:
        return min(self.entry.sittings, key=lambda sitting: sitting.on, default=None)


def invitation_page(entry: Entry, found: InvitationList, today: date, typed: Typed) -> InvitationPage:
    """Lay out a list for a planner, with what was typed and not written where it was typed."""
    about, source = ABOUT[found.meeting]
    attendance = typed.attendance or AttendanceForm(found.parties)
    by_hand = parties_by_hand(found.meeting)
    return InvitationPage(
        entry=entry_fact(entry),
        names=tuple(mission.name_en for mission in entry.missions.all()),
        found=found,
        groups=_groups([_line(party, attendance, typed.rows, today) for party in found.parties]),
        gaps=tuple(GapLine(gap, gap_text(gap)) for gap in found.gaps),
        about=about,
        source=source,
        party_form=(typed.party or PartyForm(found.meeting, today)) if by_hand else None,
        attendance=attendance,
    )


def _line(
    party: InvitedParty, attendance: AttendanceForm, typed: Mapping[int, BaseForm], today: date
) -> Line:
    """An invitation that stands can be withdrawn; any other, and every request, can be decided."""
    row = party.row
    if row is None:
        return Line(party)
    failed = typed.get(row.pk)
    stands = row.answer == Invitation.Answer.INVITED
    decision = failed if isinstance(failed, DecisionForm) else DecisionForm(row, today)
    withdrawal = failed if isinstance(failed, WithdrawalForm) else WithdrawalForm(row)
    return Line(
        party,
        attendance.rows.get(row.pk),
        decision if not stands or failed is decision else None,
        withdrawal if stands or failed is withdrawal else None,
    )


def _groups(lines: list[Line]) -> tuple[Group, ...]:
    return tuple(
        Group(party, str(GROUPS[party]), tuple(group))
        for party in Party
        if (group := [line for line in lines if line.party.party is party])
    )
