"""What the database itself refuses, whoever writes: each constraint with a refused row and its allowed neighbour."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from meetings.models import CouncilTerm, Entry, Invitation, Notice, ReportRequirement, User
from meetings.rules.vocabulary import EntryStatus, MandateKind, StartKind, StepKind
from tests import factories as make

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """A write that breaks one constraint, and the nearest one that keeps it."""

    refused: Callable[[], object]
    allowed: Callable[[], object]


def again(row: models.Model, **but: object) -> models.Model:
    """Save the same row once more, but for what is given (and its uid, which is always another)."""
    values = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}
    values |= {field.name: uuid.uuid4() for field in row._meta.concrete_fields if field.name == "uid"}
    values |= {"import_key": None} if "import_key" in values else {}
    return type(row)._base_manager.create(**(values | {"id": None} | but))


def change(row: models.Model, **values: object) -> None:
    """Write past ``save``, as a queryset's update does."""
    type(row)._base_manager.filter(pk=row.pk).update(**values)


def permanent_seat(**values: Any) -> CouncilTerm:
    return make.CouncilTermFactory(kind=CouncilTerm.Kind.PERMANENT, begins=None, ends=None, **values)


def confirmed_sitting() -> models.Model:
    entry = make.EntryFactory(status=EntryStatus.CONFIRMED)
    return make.SittingFactory(entry=entry, room=make.RoomFactory(), starts_at=time(10), ends_at=time(11))


def other_confirmed_entry() -> Entry:
    return make.EntryFactory(status=EntryStatus.CONFIRMED)


def to_an_organization(**values: Any) -> models.Model:
    about = {"category": Invitation.Category.CONTRIBUTING_ORGANIZATION, "basis": Invitation.Basis.REQUEST}
    return make.InvitationFactory(country=None, **({"organization": "African Union"} | about | values))


CASES = {
    # Countries, the Council's members and presidents
    "country.iso3": Case(
        lambda: again(make.CountryFactory(iso3="BGD"), iso2="ZZ"),
        lambda: again(make.CountryFactory(iso3="BGD"), iso2="ZZ", iso3="URY"),
    ),
    "country.iso2": Case(
        lambda: again(make.CountryFactory(iso2="BD"), iso3="URY"),
        lambda: again(make.CountryFactory(iso2="BD"), iso3="URY", iso2="UY"),
    ),
    "country_iso3_form": Case(
        lambda: make.CountryFactory(iso3="Bgd"), lambda: make.CountryFactory(iso3="BGD")
    ),
    "country_iso2_form": Case(lambda: make.CountryFactory(iso2="b2"), lambda: make.CountryFactory(iso2="BD")),
    "council_term_once": Case(
        lambda: again(make.CouncilTermFactory()),
        lambda: again(make.CouncilTermFactory(), begins=date(2030, 1, 1), ends=date(2031, 12, 31)),
    ),
    "council_seat_permanent_once": Case(
        lambda: again(permanent_seat()), lambda: again(permanent_seat(), country=make.CountryFactory())
    ),
    "council_term_ends_after_it_begins": Case(
        lambda: make.CouncilTermFactory(begins=date(2026, 1, 1), ends=date(2026, 1, 1)),
        lambda: make.CouncilTermFactory(begins=date(2026, 1, 1), ends=date(2026, 1, 2)),
    ),
    "council_term_elected_is_dated": Case(
        lambda: make.CouncilTermFactory(begins=None, ends=None), permanent_seat
    ),
    "presidency.month": Case(
        lambda: again(make.PresidencyFactory(month=date(2026, 12, 1)), country=make.CountryFactory()),
        lambda: again(make.PresidencyFactory(month=date(2026, 12, 1)), month=date(2027, 1, 1)),
    ),
    "presidency_month_is_a_first": Case(
        lambda: make.PresidencyFactory(month=date(2026, 12, 2)),
        lambda: make.PresidencyFactory(month=date(2026, 12, 1)),
    ),
    # Missions, what they are given and by whom
    "mission.acronym": Case(
        lambda: again(make.MissionFactory()), lambda: again(make.MissionFactory(), acronym="UNFICYP")
    ),
    "mission_closes_after_it_opens": Case(
        lambda: make.MissionFactory(established_on=date(2012, 4, 21), closed_on=date(2012, 4, 20)),
        lambda: make.MissionFactory(established_on=date(2012, 4, 21), closed_on=date(2012, 4, 21)),
    ),
    "mission_acronym_has_a_page": Case(
        lambda: make.MissionFactory(acronym="AU/UN"), lambda: make.MissionFactory(acronym="AU-UN")
    ),
    "penholding_once": Case(
        lambda: again(make.PenholdingFactory(begins=date(2026, 1, 1))),
        lambda: again(make.PenholdingFactory(begins=date(2026, 1, 1)), begins=date(2026, 7, 1)),
    ),
    "penholding_undated_once": Case(
        lambda: again(make.PenholdingFactory()),
        lambda: again(make.PenholdingFactory(), mission=make.MissionFactory()),
    ),
    "penholding_ends_after_it_begins": Case(
        lambda: make.PenholdingFactory(begins=date(2026, 1, 1), ends=date(2026, 1, 1)),
        lambda: make.PenholdingFactory(begins=date(2026, 1, 1), ends=date(2026, 1, 2)),
    ),
    "contribution_once_a_month": Case(
        lambda: again(make.ContributionFactory(), troops=7),
        lambda: again(make.ContributionFactory(), as_of=date(2026, 11, 30)),
    ),
    "contribution_not_negative": Case(
        lambda: make.ContributionFactory(formed_police=-1), lambda: make.ContributionFactory(formed_police=0)
    ),
    # Decisions, mandates and reports
    "decision.symbol": Case(
        lambda: again(make.DecisionFactory()),
        lambda: again(make.DecisionFactory(), symbol="S/RES/2350 (2017)"),
    ),
    "decision_fifteen_votes_at_most": Case(
        lambda: make.DecisionFactory(votes_for=12, votes_against=1, abstentions=3),
        lambda: make.DecisionFactory(votes_for=12, votes_against=0, abstentions=3),
    ),
    "decision_vote_is_whole": Case(
        lambda: make.DecisionFactory(votes_for=15, votes_against=None, abstentions=None),
        lambda: make.DecisionFactory(votes_for=None, votes_against=None, abstentions=None),
    ),
    "mandate_once_a_decision": Case(
        lambda: again(make.MandateFactory()), lambda: again(make.MandateFactory(), phase=2)
    ),
    "mandate_without_decision_once": Case(
        lambda: again(make.MandateFactory(decision=None)),
        lambda: again(make.MandateFactory(decision=None), strand="joint border mechanism"),
    ),
    "mandate_ends_after_it_begins": Case(
        lambda: make.MandateFactory(begins=date(2016, 12, 16), ends=date(2016, 12, 16)),
        lambda: make.MandateFactory(begins=date(2016, 12, 15), ends=date(2016, 12, 16)),
    ),
    "mandate_open_ended_has_no_end": Case(
        lambda: make.MandateFactory(kind=MandateKind.OPEN_ENDED, ends=date(2026, 12, 31)),
        lambda: make.MandateFactory(kind=MandateKind.OPEN_ENDED, ends=None),
    ),
    "requirement_once": Case(
        lambda: again(make.ReportRequirementFactory()),
        lambda: again(make.ReportRequirementFactory(), wording="every four months"),
    ),
    "requirement_one_way_of_dating": Case(
        lambda: make.ReportRequirementFactory(due_on=date(2026, 12, 1), every=90),
        lambda: make.ReportRequirementFactory(due_on=date(2026, 12, 1), every=None),
    ),
    "requirement_has_a_unit": Case(
        lambda: make.ReportRequirementFactory(every=90, unit=""),
        lambda: make.ReportRequirementFactory(every=90, unit=ReportRequirement.Unit.DAYS),
    ),
    "report_symbol_once": Case(
        lambda: again(make.ReportFactory(symbol="S/2010/245")),
        lambda: again(make.ReportFactory(symbol="")),
    ),
    # The house
    "room.name": Case(lambda: again(make.RoomFactory()), lambda: again(make.RoomFactory(), name="Chamber")),
    "holiday_once": Case(
        lambda: again(make.HolidayFactory()), lambda: again(make.HolidayFactory(), on=date(2027, 12, 25))
    ),
    # Programmes, their lines and sittings
    "programme.month": Case(
        lambda: again(make.ProgrammeFactory()),
        lambda: again(make.ProgrammeFactory(), month=date(2027, 1, 1)),
    ),
    "programme_month_is_a_first": Case(
        lambda: make.ProgrammeFactory(month=date(2026, 12, 31)),
        lambda: make.ProgrammeFactory(month=date(2026, 12, 1)),
    ),
    "programme_month_has_a_page": Case(
        lambda: make.ProgrammeFactory(month=date(1999, 12, 1)),
        lambda: make.ProgrammeFactory(month=date(2099, 12, 1)),
    ),
    "version_number_once_a_programme": Case(
        lambda: again(make.ProgrammeVersionFactory(number=1)),
        lambda: again(make.ProgrammeVersionFactory(number=1), number=2),
    ),
    "version_numbers_begin_at_one": Case(
        lambda: make.ProgrammeVersionFactory(number=0), lambda: make.ProgrammeVersionFactory(number=1)
    ),
    "scenario_name_once": Case(
        lambda: again(make.ScenarioFactory()), lambda: again(make.ScenarioFactory(), name="All a week later")
    ),
    "placement_once": Case(
        lambda: again(make.PlacementFactory(), on=None),
        lambda: again(make.PlacementFactory(), entry=make.EntryFactory()),
    ),
    "entry.uid": Case(
        lambda: make.EntryFactory(uid=make.EntryFactory().uid), lambda: again(make.EntryFactory())
    ),
    "entry.import_key": Case(
        lambda: [make.EntryFactory(import_key="S/PV.8699") for _ in range(2)],
        lambda: [make.EntryFactory(import_key=None) for _ in range(2)],
    ),
    "entry_has_a_title": Case(lambda: make.EntryFactory(title=""), lambda: make.EntryFactory(title="Cyprus")),
    "entry_revision_begins_at_one": Case(
        lambda: make.EntryFactory(revision=0), lambda: make.EntryFactory(revision=1)
    ),
    "sitting_once_a_day": Case(
        lambda: again(make.SittingFactory()), lambda: again(make.SittingFactory(), resumption=1)
    ),
    "sitting_exact_start_has_a_time": Case(
        lambda: make.SittingFactory(start_kind=StartKind.EXACT, starts_at=None),
        lambda: make.SittingFactory(start_kind=StartKind.EXACT, starts_at=time(10)),
    ),
    "sitting_day_has_a_month_page": Case(
        lambda: make.SittingFactory(on=date(2100, 1, 1)), lambda: make.SittingFactory(on=date(2099, 12, 31))
    ),
    "sitting_ends_after_it_starts": Case(
        lambda: make.SittingFactory(starts_at=time(10), ends_at=time(10)),
        lambda: make.SittingFactory(starts_at=time(10), ends_at=time(10, 1)),
    ),
    "sitting_room_is_held_for_a_while": Case(
        lambda: change(sitting := confirmed_sitting(), room_until=sitting.room_from),
        lambda: change(confirmed_sitting(), room_from=None, room_until=None),
    ),
    "sitting_room_free": Case(
        lambda: again(confirmed_sitting(), entry=other_confirmed_entry()),
        lambda: again(
            confirmed_sitting(), entry=other_confirmed_entry(), starts_at=time(11), ends_at=time(12)
        ),
    ),
    # Occasions, their steps, papers, guests and reasons
    "occasion.uid": Case(
        lambda: make.OccasionFactory(uid=make.OccasionFactory().uid), lambda: again(make.OccasionFactory())
    ),
    "occasion.import_key": Case(
        lambda: [make.OccasionFactory(import_key="UNFICYP 2019-01") for _ in range(2)],
        lambda: [make.OccasionFactory(import_key=None) for _ in range(2)],
    ),
    "occasion_one_end_only": Case(
        lambda: make.OccasionFactory(mandate=make.MandateFactory(), mandate_end=date(2026, 12, 31)),
        lambda: make.OccasionFactory(mandate=None, mandate_end=date(2026, 12, 31)),
    ),
    "occasion_revision_begins_at_one": Case(
        lambda: make.OccasionFactory(revision=0), lambda: make.OccasionFactory(revision=1)
    ),
    "occasion_urgent_says_why": Case(
        lambda: make.OccasionFactory(urgent=True, urgent_reason=""),
        lambda: make.OccasionFactory(urgent=True, urgent_reason="Attack on the mission's camp"),
    ),
    "step_once_an_entry": Case(
        lambda: again(make.StepFactory(entry=make.EntryFactory())),
        lambda: again(make.StepFactory(entry=make.EntryFactory()), kind=StepKind.CONSULTATIONS),
    ),
    "step_once_a_day": Case(
        lambda: again(make.StepFactory(entry=None, on=date(2026, 12, 4))),
        lambda: again(make.StepFactory(entry=None, on=date(2026, 12, 4)), on=date(2026, 12, 7)),
    ),
    "step_is_an_entry_or_a_day": Case(
        lambda: make.StepFactory(entry=None, on=None),
        lambda: make.StepFactory(entry=None, on=date(2026, 12, 4)),
    ),
    "step_report_and_end_are_their_own": Case(
        lambda: make.StepFactory(kind=StepKind.REPORT), lambda: make.StepFactory(kind=StepKind.ADOPTION)
    ),
    "paper_belongs_to_one": Case(
        lambda: make.PaperFactory(occasion=make.OccasionFactory(), entry=make.EntryFactory()),
        lambda: make.PaperFactory(entry=make.EntryFactory()),
    ),
    "paper_once_an_occasion": Case(
        lambda: again(make.PaperFactory()), lambda: again(make.PaperFactory(), kind="summary")
    ),
    "paper_once_an_entry": Case(
        lambda: again(make.PaperFactory(entry=make.EntryFactory())),
        lambda: again(make.PaperFactory(entry=make.EntryFactory()), kind="summary"),
    ),
    "paper_once_a_programme": Case(
        lambda: again(make.PaperFactory(programme=make.ProgrammeFactory())),
        lambda: again(make.PaperFactory(programme=make.ProgrammeFactory()), kind="forecast_notice"),
    ),
    "invitation_to_one_party": Case(
        lambda: make.InvitationFactory(organization="African Union"), to_an_organization
    ),
    "invitation_right_or_request": Case(
        lambda: to_an_organization(basis=Invitation.Basis.RIGHT),
        lambda: to_an_organization(basis=Invitation.Basis.REQUEST),
    ),
    "invitation_once_a_country": Case(
        lambda: again(make.InvitationFactory()),
        lambda: again(make.InvitationFactory(), country=make.CountryFactory()),
    ),
    "invitation_once_an_organization": Case(
        lambda: again(to_an_organization()),
        lambda: again(to_an_organization(), organization="European Union"),
    ),
    "invitation_decided_after_asked": Case(
        lambda: to_an_organization(requested_on=date(2026, 12, 2), decided_on=date(2026, 12, 1)),
        lambda: to_an_organization(requested_on=date(2026, 12, 2), decided_on=date(2026, 12, 2)),
    ),
    "justification_of_one": Case(
        lambda: make.JustificationFactory(occasion=make.OccasionFactory(), entry=make.EntryFactory()),
        lambda: make.JustificationFactory(
            occasion=None, programme=make.ProgrammeFactory(), rule="N20", subject="2026-12"
        ),
    ),
    "justification_says_why": Case(
        lambda: make.JustificationFactory(reason=""),
        lambda: make.JustificationFactory(reason="The parties asked for it."),
    ),
    # Business that comes back, and what planners made of it
    "recurringbusiness.title": Case(
        lambda: again(make.RecurringBusinessFactory()),
        lambda: again(make.RecurringBusinessFactory(), title="The situation in the Middle East"),
    ),
    "recurring_every_so_many_months": Case(
        lambda: make.RecurringBusinessFactory(every=25), lambda: make.RecurringBusinessFactory(every=24)
    ),
    "recurring_since_a_first": Case(
        lambda: make.RecurringBusinessFactory(since=date(2026, 1, 2)),
        lambda: make.RecurringBusinessFactory(since=date(2026, 2, 1)),
    ),
    "recurring_on_a_weekday_or_none": Case(
        lambda: make.RecurringBusinessFactory(nth=3, weekday=None),
        lambda: make.RecurringBusinessFactory(nth=3, weekday=1),
    ),
    "recurring_exact_start_has_a_time": Case(
        lambda: make.RecurringBusinessFactory(start_kind=StartKind.EXACT),
        lambda: make.RecurringBusinessFactory(start_kind=StartKind.EXACT, starts_at=time(10)),
    ),
    "proposal_answered_once_a_month": Case(
        lambda: again(make.ProposalAnswerFactory()),
        lambda: again(make.ProposalAnswerFactory(), business=make.RecurringBusinessFactory()),
    ),
    "audit_step_has_a_desk": Case(
        lambda: make.AuditRecordFactory(can_be_undone=True, actor=make.UserFactory()),
        lambda: make.AuditRecordFactory(
            can_be_undone=True, actor=make.UserFactory(), programme=make.ProgrammeFactory()
        ),
    ),
    "auditrecord.undoes": Case(
        lambda: again(make.AuditRecordFactory(undoes=make.AuditRecordFactory())),
        lambda: again(
            make.AuditRecordFactory(undoes=make.AuditRecordFactory()), undoes=make.AuditRecordFactory()
        ),
    ),
    # Files that were brought in
    "load.request": Case(
        lambda: again(make.LoadFactory(state="applied")),
        lambda: again(make.LoadFactory(state="applied"), request=uuid.uuid4()),
    ),
    "load.taken_back_request": Case(
        lambda: again(make.LoadFactory(state="taken_back"), request=uuid.uuid4()),
        lambda: again(
            make.LoadFactory(state="taken_back"), request=uuid.uuid4(), taken_back_request=uuid.uuid4()
        ),
    ),
    "load_applied_has_a_request": Case(
        lambda: make.LoadFactory(state="applied", request=None),
        lambda: make.LoadFactory(state="left", request=None),
    ),
    "load_decided_says_when": Case(
        lambda: make.LoadFactory(state="left", decided_at=None),
        lambda: make.LoadFactory(state="refused", decided_at=None),
    ),
    "load_taken_back_says_when": Case(
        lambda: make.LoadFactory(state="taken_back", taken_back_at=None),
        lambda: make.LoadFactory(state="applied", taken_back_at=None),
    ),
    "loadedfile.load": Case(
        lambda: again(make.LoadedFileFactory()),
        lambda: again(make.LoadedFileFactory(), load=make.LoadFactory()),
    ),
    "load_line_position_once": Case(
        lambda: again(make.LoadLineFactory()), lambda: again(make.LoadLineFactory(), position=7_000)
    ),
    # People and what they are told
    "user.username": Case(
        lambda: again(make.UserFactory()), lambda: again(make.UserFactory(), username="another")
    ),
    "user_name_once_in_any_case": Case(
        lambda: again(make.UserFactory(username="planner"), username="Planner"),
        lambda: again(make.UserFactory(username="planner"), username="Planner2"),
    ),
    "user_delegation_has_a_country": Case(
        lambda: make.UserFactory(role=User.Role.PLANNER, country=make.CountryFactory()),
        lambda: make.UserFactory(role=User.Role.DELEGATION, country=make.CountryFactory()),
    ),
    "user_admins_alone_enter_the_admin": Case(
        lambda: change(make.UserFactory(role=User.Role.PLANNER), is_staff=True),
        lambda: make.UserFactory(role=User.Role.ADMIN),
    ),
    "subscription.user": Case(
        lambda: again(make.SubscriptionFactory()),
        lambda: again(make.SubscriptionFactory(), user=make.UserFactory()),
    ),
    "subscription_reminds_some_days_before": Case(
        lambda: make.SubscriptionFactory(days_before=0), lambda: make.SubscriptionFactory(days_before=1)
    ),
    "feedaddress.user": Case(
        lambda: again(make.FeedAddressFactory(), secret="another"),
        lambda: again(make.FeedAddressFactory(), secret="another", user=make.UserFactory()),
    ),
    "feedaddress.secret": Case(
        lambda: again(make.FeedAddressFactory(), user=make.UserFactory()),
        lambda: again(make.FeedAddressFactory(), secret="another", user=make.UserFactory()),
    ),
    "notice_once_a_version": Case(
        lambda: again(make.NoticeFactory()), lambda: again(make.NoticeFactory(), user=make.UserFactory())
    ),
    "notice_of_a_version_names_it": Case(
        lambda: make.NoticeFactory(version=None),
        lambda: make.NoticeFactory(version=None, kind=Notice.Kind.REMINDER, about="meeting"),
    ),
    "notice_that_reminds_says_of_what": Case(
        lambda: make.NoticeFactory(version=None, kind=Notice.Kind.REMINDER),
        lambda: make.NoticeFactory(version=None, kind=Notice.Kind.REMINDER, about="meeting"),
    ),
    "notice_reminds_once": Case(
        lambda: again(make.NoticeFactory(version=None, kind=Notice.Kind.REMINDER, about="meeting")),
        lambda: again(
            make.NoticeFactory(version=None, kind=Notice.Kind.REMINDER, about="meeting"), about="report"
        ),
    ),
    "notice_is_claimed_before_it_is_handed_over": Case(
        lambda: make.NoticeFactory(handed_at=timezone.now()),
        lambda: make.NoticeFactory(handed_at=timezone.now(), claimed_at=timezone.now()),
    ),
}


def constraints() -> dict[str, str]:
    """Each constraint by name, with what the database in use calls it when it refuses a row."""
    found = {}
    for model in make.NOUNS:
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                found[f"{model._meta.model_name}.{field.name}"] = _uniqueness(model, [field.name])
        for constraint in model._meta.constraints:
            # One over expressions is an index with a name in either database.
            unique = isinstance(constraint, models.UniqueConstraint) and constraint.fields
            found[constraint.name] = (
                _uniqueness(model, constraint.fields, constraint.name) if unique else constraint.name
            )
    if connection.vendor == "sqlite":
        # It asks the checks of single columns first, and a count's own says the same.
        found["contribution_not_negative"] = "formed_police"
        # It asks the index over names in any case first.
        found["user.username"] = "user_name_once_in_any_case"
    return found


def _uniqueness(model: type[models.Model], fields: Any, name: str | None = None) -> str:
    """PostgreSQL names the constraint (of a single field: after table and column), SQLite the columns."""
    columns = [model._meta.get_field(field).column for field in fields]
    if connection.vendor == "postgresql":
        return name or f"{model._meta.db_table}_{columns[0]}_"
    return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)


def test_every_constraint_has_a_case():
    assert set(CASES) == set(constraints())


@pytest.mark.parametrize("name", CASES)
def test_a_constraint_refuses(name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CASES[name].refused()
    assert constraints()[name] in str(refusal.value)


@pytest.mark.parametrize("name", CASES)
def test_a_constraint_lets_its_neighbour_pass(name):
    CASES[name].allowed()


@pytest.mark.parametrize(
    ("model", "field"),
    [
        pytest.param(model, field.name, id=f"{model._meta.model_name}.{field.name}")
        for model in make.NOUNS
        for field in model._meta.concrete_fields
        if isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField)
    ],
)
def test_a_count_is_never_negative(model, field):
    row = make.FACTORIES[model]()
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(model).filter(pk=row.pk).update(**{field: -1})


def test_a_paper_that_belongs_nowhere_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        make.PaperFactory(occasion=None)
