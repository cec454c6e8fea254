"""Writing, adding, deciding and withdrawing invitations."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AuditRecord, Invitation
from meetings.planning.attendance import Attendance
from meetings.planning.invitees import Party
from meetings.rules.vocabulary import Format, StepKind
from meetings.services.add_party import add_party
from meetings.services.decide_invitation import decide_invitation, withdraw_invitation
from meetings.services.derive_invitations import derive_invitations
from meetings.services.invitation_rows import AnswerChanged, seen_of
from meetings.services.refusals import Refused
from meetings.services.set_attendance import AttendanceChanged, AttendanceEdit, set_attendance
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    CountryFactory,
    EntryFactory,
    InvitationFactory,
    MissionFactory,
    OccasionFactory,
    UserFactory,
)
from tests.races import at_once

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
TODAY = date(2026, 11, 22)
DAY = date(2026, 12, 10)
INVITED, PENDING, DECLINED = Invitation.Answer.INVITED, Invitation.Answer.PENDING, Invitation.Answer.DECLINED


@pytest.fixture
def force():
    return MissionFactory(acronym="FORCE")


@pytest.fixture
def meeting(force):
    return EntryFactory(on=DAY, format=Format.TCC_MEETING, missions=[force])


@pytest.fixture
def nepal(force):
    nepal = CountryFactory(iso3="NPL", name_en="Nepal")
    ContributionFactory(mission=force, country=nepal, troops=120)
    return nepal


@pytest.fixture
def guyana():
    guyana = CountryFactory(iso3="GUY", name_en="Guyana")
    CouncilTermFactory(country=guyana)
    return guyana


def derive(entry, actor=None):
    return derive_invitations(entry=entry, today=TODAY, actor=actor, now=NOW)


def rows(entry):
    return {str(row): (row.category, row.basis, row.answer) for row in entry.invitations.all()}


class TestDeriving:
    def test_members_and_contributors_are_invited_as_of_right(self, meeting, nepal, guyana):
        actor = UserFactory(username="ada")
        assert derive(meeting, actor).added == ("Nepal", "Guyana")
        assert rows(meeting) == {
            "Guyana": ("member", "right", INVITED),
            "Nepal": ("a", "right", INVITED),
        }
        record = AuditRecord.objects.get()
        assert (record.action, record.actor) == ("derive invitations", actor)
        assert set(Invitation.history.values_list("request", flat=True)) == {record.request}

    def test_asked_again_it_writes_and_records_nothing(self, meeting, nepal, guyana):
        derive(meeting)
        again = derive(meeting)
        assert (again.added, again.changed, again.gone) == ((), (), ())
        assert (meeting.invitations.count(), AuditRecord.objects.count()) == (2, 1)

    def test_after_new_figures_it_adds_who_is_new_and_strikes_nobody_off(self, force, meeting, nepal):
        derive(meeting)
        ghana = CountryFactory(name_en="Ghana")
        ContributionFactory(mission=force, country=ghana, as_of=date(2026, 11, 21))
        derived = derive(meeting)
        assert (derived.added, derived.gone) == (("Ghana",), ("Nepal",))
        assert set(rows(meeting)) == {"Ghana", "Nepal"}

    def test_figures_later_than_today_are_not_looked_at(self, force, meeting, nepal):
        ContributionFactory(mission=force, country=CountryFactory(name_en="Ghana"), as_of=date(2026, 11, 30))
        assert derive(meeting).added == ("Nepal",)

    def test_a_row_that_gives_nobody_invites_nobody(self, force, meeting):
        ContributionFactory(mission=force, troops=0)
        assert derive(meeting).added == ()

    def test_members_are_those_of_the_day_of_the_meeting(self, meeting, guyana):
        CouncilTermFactory(begins=date(2024, 1, 1), ends=date(2025, 12, 31))
        assert derive(meeting).added == ("Guyana",)

    def test_a_member_that_contributes_is_a_member(self, meeting, nepal):
        CouncilTermFactory(country=nepal)
        derive(meeting)
        assert rows(meeting) == {"Nepal": ("member", "right", INVITED)}

    @pytest.mark.parametrize(
        ("category", "basis", "before"), [("b", "right", INVITED), ("f", "request", PENDING)]
    )
    def test_who_has_come_to_contribute_moves_up(self, meeting, nepal, category, basis, before):
        InvitationFactory(
            entry=meeting, country=nepal, category=category, basis=basis, answer=before, role="observer"
        )
        assert derive(meeting).changed == ("Nepal",)
        assert rows(meeting) == {"Nepal": ("a", "right", INVITED)}
        assert meeting.invitations.get().role == "participant"

    def test_who_was_turned_down_is_left_as_it_is(self, meeting, nepal):
        InvitationFactory(entry=meeting, country=nepal, category="f", basis="request", answer=DECLINED)
        assert derive(meeting).changed == ()
        assert rows(meeting) == {"Nepal": ("f", "request", DECLINED)}

    def test_of_an_informal_meeting_contributors_are_left_to_choose(self, force, nepal, guyana):
        informal = EntryFactory(on=DAY, format=Format.INTERACTIVE_DIALOGUE, missions=[force])
        OccasionFactory(mission=force, steps={StepKind.CONTRIBUTORS: informal})
        derive(informal)
        assert rows(informal) == {
            "Guyana": ("member", "right", INVITED),
            "Nepal": ("a", "right", PENDING),
        }

    def test_a_politico_military_briefing_is_for_members_alone(self, force, nepal, guyana):
        briefing = EntryFactory(on=DAY, format=Format.POLITICO_MILITARY, missions=[force])
        derive(briefing)
        assert rows(briefing) == {"Guyana": ("member", "right", INVITED)}

    def test_to_consultations_nobody_is_invited(self, force, nepal, guyana):
        consultations = EntryFactory(on=DAY, format=Format.CONSULTATIONS, missions=[force])
        with pytest.raises(Refused):
            derive(consultations)
        assert rows(consultations) == {}


def add(entry, party, country=None, organization="", requested_on=TODAY):
    return add_party(
        entry=entry,
        party=Party(party),
        country=country,
        organization=organization,
        requested_on=requested_on,
        actor=None,
        now=NOW,
    )


class TestAdding:
    def test_a_potential_contributor_is_invited_and_did_not_ask(self, meeting):
        row = add(meeting, "b", country=CountryFactory())
        assert (row.basis, row.role, row.answer, row.requested_on) == ("right", "participant", INVITED, None)

    @pytest.mark.parametrize(("party", "role"), [("c", "participant"), ("d", "observer"), ("h", "observer")])
    def test_a_body_asks_and_its_role_follows_from_what_it_is(self, meeting, party, role):
        row = add(meeting, party, organization="African Union")
        assert (row.basis, row.role, row.answer, row.requested_on) == ("request", role, PENDING, TODAY)

    def test_a_host_country_asks_to_observe(self, meeting):
        row = add(meeting, "f", country=CountryFactory())
        assert (row.basis, row.role, row.answer) == ("request", "observer", PENDING)

    @pytest.mark.parametrize("party", ["member", "a"])
    def test_members_and_contributors_are_never_typed_in(self, meeting, party):
        with pytest.raises(Refused) as refused:
            add(meeting, party, country=CountryFactory())
        assert refused.value.field == "party"

    @pytest.mark.parametrize(
        ("party", "has_country", "organization", "field"),
        [
            ("e", True, "African Union", "organization"),
            ("e", False, "", "organization"),
            ("f", False, "African Union", "organization"),
            ("b", False, "African Union", "organization"),
            ("h", True, "", "country"),
            ("c", True, "", "country"),
        ],
    )
    def test_a_country_or_an_organization_as_the_letter_says(
        self, meeting, party, has_country, organization, field
    ):
        with pytest.raises(Refused) as refused:
            add(meeting, party, CountryFactory() if has_country else None, organization)
        assert refused.value.field == field
        assert not meeting.invitations.exists()

    def test_nobody_is_on_the_list_twice(self, meeting):
        country = CountryFactory()
        add(meeting, "e", country=country)
        add(meeting, "h", organization="African Union")
        for party, given, field in (
            ("f", {"country": country}, "country"),
            ("g", {"organization": "african union"}, "organization"),
        ):
            with pytest.raises(Refused) as refused:
                add(meeting, party, **given)
            assert refused.value.field == field
        assert meeting.invitations.count() == 2

    def test_to_a_meeting_of_the_secretariat_no_region_asks(self, force):
        entry = EntryFactory(on=DAY, format=Format.SECRETARIAT_MEETING, missions=[force])
        with pytest.raises(Refused) as refused:
            add(entry, "h", organization="African Union")
        assert refused.value.field == "party"


@pytest.fixture
def request_to_come(meeting):
    return InvitationFactory(
        entry=meeting,
        country=None,
        organization="African Union",
        category="h",
        basis="request",
        requested_on=date(2026, 11, 17),
    )


def decide(row, seen=None, answer=INVITED, decided_on=TODAY):
    return decide_invitation(
        invitation=row,
        seen=seen_of(row) if seen is None else seen,
        answer=answer,
        decided_on=decided_on,
        actor=None,
        now=NOW,
    )


def withdraw(row, reason="The force was reduced", seen=None):
    return withdraw_invitation(
        invitation=row,
        seen=seen_of(row) if seen is None else seen,
        on=TODAY,
        reason=reason,
        actor=None,
        now=NOW,
    )


class TestDeciding:
    @pytest.mark.parametrize("answer", [INVITED, DECLINED])
    def test_the_decision_and_its_day_are_kept(self, request_to_come, answer):
        row = decide(request_to_come, answer=answer)
        row.refresh_from_db()
        assert (row.answer, row.decided_on) == (answer, TODAY)
        assert AuditRecord.objects.get().action == "decide invitation"

    def test_nothing_is_decided_before_it_was_asked(self, request_to_come):
        with pytest.raises(Refused) as refused:
            decide(request_to_come, decided_on=date(2026, 11, 16))
        assert refused.value.field == "decided_on"
        assert not AuditRecord.objects.exists()

    def test_a_decision_upon_one_that_another_took_is_told(self, request_to_come):
        seen = seen_of(request_to_come)
        decide(request_to_come, answer=DECLINED)
        with pytest.raises(AnswerChanged):
            decide(request_to_come, seen=seen)
        request_to_come.refresh_from_db()
        assert request_to_come.answer == DECLINED


class TestWithdrawing:
    def test_the_reason_stays_on_record(self, meeting, nepal):
        derive(meeting)
        row = meeting.invitations.get()
        withdraw(row)
        row.refresh_from_db()
        assert (row.answer, row.decided_on) == (DECLINED, TODAY)
        assert row.history.first().history_change_reason == "The force was reduced"
        assert AuditRecord.objects.filter(reason="The force was reduced").count() == 1

    def test_without_a_reason_it_stands(self, meeting, nepal):
        derive(meeting)
        with pytest.raises(Refused) as refused:
            withdraw(meeting.invitations.get(), reason=" ")
        assert refused.value.field == "reason"

    def test_what_does_not_stand_cannot_be_withdrawn(self, request_to_come):
        with pytest.raises(Refused):
            withdraw(request_to_come)

    def test_one_withdrawn_is_not_written_again_by_itself(self, meeting, nepal):
        derive(meeting)
        withdraw(meeting.invitations.get())
        derive(meeting)
        assert rows(meeting) == {"Nepal": ("a", "right", DECLINED)}


class TestAttendance:
    def test_whom_they_send_is_kept_for_all_that_changed(self, meeting):
        one, other = InvitationFactory(entry=meeting), InvitationFactory(entry=meeting)
        both = Attendance(military=True, political=True, level="Colonel")
        edits = [AttendanceEdit(one.pk, "", both), AttendanceEdit(other.pk, "", Attendance())]
        assert set_attendance(entry=meeting, edits=edits, actor=None, now=NOW) == 1
        one.refresh_from_db()
        assert one.attendance == "military; political; Colonel"
        assert AuditRecord.objects.count() == 1

    def test_words_of_another_making_are_left_alone(self, meeting):
        row = InvitationFactory(entry=meeting, attendance="Colonel;military")
        edit = AttendanceEdit(row.pk, row.attendance, Attendance(military=True, level="Colonel"))
        assert set_attendance(entry=meeting, edits=[edit], actor=None, now=NOW) == 0

    def test_what_another_wrote_meanwhile_is_told(self, meeting):
        row = InvitationFactory(entry=meeting, attendance="military")
        edit = AttendanceEdit(row.pk, "", Attendance(political=True))
        with pytest.raises(AttendanceChanged) as changed:
            set_attendance(entry=meeting, edits=[edit], actor=None, now=NOW)
        assert changed.value.rows == {row.pk: row}


@pytest.mark.django_db(transaction=True)
def test_asked_for_twice_at_once_each_country_has_one_invitation():
    force = MissionFactory(acronym="FORCE")
    for _number in range(5):
        ContributionFactory(mission=force)
    meeting = EntryFactory(on=DAY, format=Format.TCC_MEETING, missions=[force])
    assert at_once(*(lambda: derive(meeting) for _writer in range(4))) == [None] * 4
    assert meeting.invitations.count() == 5
    assert AuditRecord.objects.filter(action="derive invitations").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_is_told():
    row = InvitationFactory(category="f", basis="request")
    outcomes = at_once(
        lambda: decide(row, seen="pending", answer=INVITED),
        lambda: decide(row, seen="pending", answer=DECLINED),
    )
    assert [type(one) for one in outcomes if one] == [AnswerChanged]
    row.refresh_from_db()
    assert row.answer == (INVITED, DECLINED)[outcomes.index(None)]
