"""Who is invited to a meeting, and who should be: members of that day, contributors by the latest figures."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from meetings.models import Contribution, CouncilTerm, Country, Entry, Invitation
from meetings.planning.attendance import Attendance
from meetings.planning.invitation_gaps import Answer, Gap, PartyFact, invitation_gaps
from meetings.planning.invitees import AS_OF_RIGHT, SEATS, Meeting, Party, meeting_of
from meetings.rules.vocabulary import Format, StepKind


@dataclass(frozen=True, slots=True)
class Expected:
    """A country that is to be invited by what is on record: as whom, and with how many people it contributes."""

    country: Country
    party: Party
    personnel: int | None = None


@dataclass(frozen=True, slots=True)
class InvitedParty:
    """One line of the list. Without ``row`` no invitation is written.

    ``expected`` and ``personnel`` are by what is on record now. ``becomes`` is what the country would be listed
    as, where that is something else than it is; ``withdrawn``, the reason for which its invitation was.
    """

    name: str
    party: Party
    answer: Answer
    role: str = Invitation.Role.PARTICIPANT
    row: Invitation | None = None
    personnel: int | None = None
    expected: bool = False
    becomes: Party | None = None
    withdrawn: str = ""

    @property
    def attendance(self) -> Attendance:
        return Attendance.read(self.row.attendance if self.row else "")

    @property
    def fact(self) -> PartyFact:
        """What the gaps are asked about: a host country that has come to contribute is a contributor."""
        return PartyFact(self.name, self.becomes or self.party, self.answer, self.expected, self.attendance)


@dataclass(frozen=True, slots=True)
class InvitationList:
    """All parties to one meeting in the official order, and what is missing.

    ``day`` is the meeting's own; without one, ``as_on`` is the day whose members are taken. ``figures`` are the
    months of the contributions used, one for each mission that has any.
    """

    meeting: Meeting
    day: date | None
    as_on: date
    figures: tuple[date, ...]
    parties: tuple[InvitedParty, ...]
    gaps: tuple[Gap, ...]

    @property
    def written(self) -> bool:
        """Whether the list was written down at all."""
        return any(party.row and party.party in AS_OF_RIGHT for party in self.parties)

    @property
    def unwritten(self) -> int:
        """How many parties would be added if the list were written down now."""
        return sum(party.row is None for party in self.parties)

    @property
    def moving(self) -> int:
        """How many would then be listed as something else."""
        declined = Answer.DECLINED
        return sum(bool(party.becomes) and party.answer is not declined for party in self.parties)


def meeting_of_entry(entry: Entry) -> Meeting | None:
    """What an entry fetched ``with_parts`` is to those who might be invited; ``None`` where nobody is."""
    steps = [StepKind(step.kind) for step in entry.steps.all()]
    return meeting_of(Format(entry.format), steps, about_a_mission=bool(entry.missions.all()))


def invitation_list(entry: Entry, meeting: Meeting, today: date) -> InvitationList:
    """The invitations to an entry fetched ``with_parts``, beside who is expected: four queries, however many."""
    expected, figures = expected_parties(entry, meeting, today)
    rows = list(Invitation.objects.filter(entry=entry).select_related("country"))
    reasons = _reasons(entry)
    written = [_written(row, expected, reasons) for row in rows]
    there = {row.country_id for row in rows}
    missing = (_missing(one) for pk, one in expected.items() if pk not in there)
    parties = tuple(sorted((*written, *missing), key=_official_order))
    day = _first_day(entry)
    gaps = invitation_gaps(meeting, (party.fact for party in parties), day, today)
    return InvitationList(meeting, day, _as_on(entry), figures, parties, gaps)


def expected_parties(
    entry: Entry, meeting: Meeting, today: date
) -> tuple[dict[int, Expected], tuple[date, ...]]:
    """Countries to be invited without asking, by key, and the months of the figures behind it: two queries.

    Members of the Council on the day of the meeting, and whoever gives a mission of the entry uniformed people
    by its latest month up to the meeting (resolution 1353, annex II.B.3 (a)). A member that also contributes is
    listed as a member, with its people.
    """
    seats, as_on = SEATS[meeting], _as_on(entry)
    given: dict[int, Expected] = {}
    months: tuple[date, ...] = ()
    if Party.CONTRIBUTOR in seats:
        missions = [mission.pk for mission in entry.missions.all()]
        rows = contributions(missions, min(as_on, today))
        months = tuple(sorted({row.as_of for row in rows}))
        given = _by_country(rows)
    for country in members_on(as_on):
        people = given[country.pk].personnel if country.pk in given else None
        given[country.pk] = Expected(country, Party.MEMBER, people)
    return given, months


def contributions(missions: Collection[int], until: date) -> list[Contribution]:
    """Of each mission, those of the last month on record up to a day that sent anybody at all: one query."""
    rows = Contribution.objects.filter(mission__in=missions).latest_of_each_mission(as_of=until)
    return [row for row in rows.select_related("country") if row.total]


def members_on(day: date) -> list[Country]:
    """The members of the Council on a day, by name: one query."""
    seated = CouncilTerm.objects.sitting_on(day).select_related("country")
    return sorted((term.country for term in seated), key=str)


def _by_country(rows: Iterable[Contribution]) -> dict[int, Expected]:
    """One line a country, its people of several missions added up."""
    found: dict[int, Expected] = {}
    for row in rows:
        known = found.get(row.country_id, Expected(row.country, Party.CONTRIBUTOR, 0))
        found[row.country_id] = replace(known, personnel=(known.personnel or 0) + row.total)
    return found


def _written(row: Invitation, expected: Mapping[int, Expected], reasons: Mapping[int, str]) -> InvitedParty:
    """An invitation on record; ``expected`` if its country is still what it was invited as."""
    party, known = Party(row.category), expected.get(row.country_id or 0)
    declined = row.answer == Invitation.Answer.DECLINED
    return InvitedParty(
        name=str(row),
        party=party,
        answer=Answer(row.answer),
        role=row.role,
        row=row,
        personnel=known.personnel if known else None,
        expected=bool(known),
        becomes=known.party if known and known.party is not party else None,
        withdrawn=reasons.get(row.pk, "") if declined else "",
    )


def _missing(expected: Expected) -> InvitedParty:
    return InvitedParty(
        name=str(expected.country),
        party=expected.party,
        answer=Answer.NOT_WRITTEN,
        personnel=expected.personnel,
        expected=True,
    )


def _official_order(party: InvitedParty) -> tuple[int, str]:
    """Members first, then by the letters of the resolution; in each by name, as the Council's lists are."""
    return list(Party).index(party.party), party.name.casefold()


def _reasons(entry: Entry) -> dict[int, str]:
    """Why invitations were withdrawn, the last reason of each."""
    history: QuerySet = Invitation.history.filter(entry=entry, answer=Invitation.Answer.DECLINED)
    rows = history.exclude(history_change_reason=None).order_by("history_date", "history_id")
    return dict(rows.values_list("id", "history_change_reason"))


def _first_day(entry: Entry) -> date | None:
    return min((sitting.on for sitting in entry.sittings.all()), default=None)


def _as_on(entry: Entry) -> date:
    """The day whose members are invited: the meeting's, else the first of its month."""
    return _first_day(entry) or entry.programme.month
