"""One factory a noun: the least a row needs, with values that read like the field's own.

Sequences keep rows apart; every value can be given. Nothing here is a real case: those are written out where
they are tested.
"""

from datetime import date
from itertools import product
from uuid import uuid4

import factory
from babel import Locale
from django.apps import apps
from django.utils import timezone
from factory.django import DjangoModelFactory
from simple_history.models import HistoricalChanges

from meetings import models
from meetings.models.frozen import freeze
from meetings.planning.published import PublishedMonth
from meetings.rules.months import first_of
from meetings.rules.vocabulary import EntryStatus, Format, MandateKind, PaperKind, StartKind, StepKind

MONTH = date(2026, 12, 1)
MONTH_END = date(2026, 12, 31)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def code(number, length):
    """So many letters, others for each number: AA, AB, AC ..."""
    if not length:
        return ""
    rest, digit = divmod(number, len(LETTERS))
    return code(rest, length - 1) + LETTERS[digit]


FREE_CODES = [two for two in map("".join, product(LETTERS, repeat=2)) if two not in Locale("en").territories]
"""Two letters that belong to no country, so that a made-up one never meets a real one."""


def many(relation):
    """Fill a many-to-many relation with the rows given for it."""

    @factory.post_generation
    def fill(row, create, rows, **_):
        if create and rows:
            getattr(row, relation).set(rows)

    return fill


class NounFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class CountryFactory(NounFactory):
    iso3 = factory.Sequence(lambda number: f"X{code(number, 2)}")
    iso2 = factory.Sequence(lambda number: FREE_CODES[number % len(FREE_CODES)])
    name_en = factory.Sequence(lambda number: f"Country {number}")
    name_ar = name_zh = name_fr = name_ru = name_es = factory.SelfAttribute("name_en")

    class Meta:
        model = models.Country
        django_get_or_create = ("iso3",)


class CouncilTermFactory(NounFactory):
    country = factory.SubFactory(CountryFactory)
    kind = models.CouncilTerm.Kind.ELECTED
    begins = date(2026, 1, 1)
    ends = date(2027, 12, 31)

    class Meta:
        model = models.CouncilTerm


class PresidencyFactory(NounFactory):
    month = factory.Sequence(lambda number: date(2000 + number // 12, number % 12 + 1, 1))
    country = factory.SubFactory(CountryFactory)

    class Meta:
        model = models.Presidency
        django_get_or_create = ("month",)


class MissionFactory(NounFactory):
    acronym = factory.Sequence(lambda number: f"MISSION-{number}")
    name_en = factory.LazyAttribute(lambda mission: f"United Nations Mission {mission.acronym}")
    kind = models.Mission.Kind.PEACEKEEPING
    host_countries = many("host_countries")

    class Meta:
        model = models.Mission
        django_get_or_create = ("acronym",)


class PenholdingFactory(NounFactory):
    mission = factory.SubFactory(MissionFactory)
    countries = many("countries")

    class Meta:
        model = models.Penholding


class ContributionFactory(NounFactory):
    mission = factory.SubFactory(MissionFactory)
    country = factory.SubFactory(CountryFactory)
    as_of = date(2026, 10, 31)
    troops = 100

    class Meta:
        model = models.Contribution


class DecisionFactory(NounFactory):
    symbol = factory.Sequence(lambda number: f"S/RES/{3000 + number} (2026)")
    adopted_on = date(2026, 6, 30)

    class Meta:
        model = models.Decision
        django_get_or_create = ("symbol",)


class MandateFactory(NounFactory):
    mission = factory.SubFactory(MissionFactory)
    decision = factory.SubFactory(DecisionFactory)
    kind = MandateKind.FIXED
    ends = factory.LazyAttribute(
        lambda mandate: None if mandate.kind == MandateKind.OPEN_ENDED else MONTH_END
    )

    class Meta:
        model = models.Mandate


class ReportRequirementFactory(NounFactory):
    mission = factory.SubFactory(MissionFactory)
    decision = factory.SubFactory(DecisionFactory)
    wording = factory.Sequence(lambda number: f"every {number + 1} days")
    every = factory.Sequence(lambda number: number + 1)
    unit = models.ReportRequirement.Unit.DAYS

    class Meta:
        model = models.ReportRequirement


class ReportFactory(NounFactory):
    # Beyond any number that a test writes out.
    symbol = factory.Sequence(lambda number: f"S/2026/{number + 10_000}")
    missions = many("missions")

    class Meta:
        model = models.Report


class RoomFactory(NounFactory):
    name = factory.Sequence(lambda number: f"Conference Room {number + 1}")

    class Meta:
        model = models.Room
        django_get_or_create = ("name",)


class HolidayFactory(NounFactory):
    on = date(2026, 12, 25)
    name = factory.Sequence(lambda number: f"Holiday {number}")

    class Meta:
        model = models.Holiday


class UserFactory(NounFactory):
    """A planner, unless a role is given."""

    username = factory.Sequence(lambda number: f"person-{number}")
    password = factory.django.Password(None)
    role = models.User.Role.PLANNER
    country = factory.Maybe("speaks_for_a_country", factory.SubFactory(CountryFactory))

    class Meta:
        model = models.User
        django_get_or_create = ("username",)

    class Params:
        speaks_for_a_country = factory.LazyAttribute(lambda user: user.role == models.User.Role.DELEGATION)


class SubscriptionFactory(NounFactory):
    user = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Subscription


class FeedAddressFactory(NounFactory):
    user = factory.SubFactory(UserFactory)
    made_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = models.FeedAddress


class ProgrammeFactory(NounFactory):
    month = MONTH

    class Meta:
        model = models.Programme
        django_get_or_create = ("month",)


class SittingFactory(NounFactory):
    """Without ``starts_at`` its time is not set; with it, the start is exact."""

    entry = factory.SubFactory("tests.factories.EntryFactory")
    on = MONTH
    start_kind = factory.LazyAttribute(lambda own: StartKind.EXACT if own.starts_at else StartKind.UNSET)
    starts_at = None

    class Meta:
        model = models.Sitting


class EntryFactory(NounFactory):
    """``on=day`` places it: it sits that day, in that month; ``sitting__room=...`` says more of the sitting."""

    programme = factory.SubFactory(
        ProgrammeFactory,
        month=factory.LazyAttribute(lambda own: first_of(own.factory_parent.on or MONTH)),
    )
    format = Format.BRIEFING
    title = factory.Sequence(lambda number: f"Item {number}")
    status = EntryStatus.TENTATIVE
    missions = many("missions")
    sitting = factory.Maybe(
        "on",
        factory.RelatedFactory(
            SittingFactory, factory_related_name="entry", on=factory.SelfAttribute("..on")
        ),
    )

    class Meta:
        model = models.Entry

    class Params:
        on = None


class OccasionFactory(NounFactory):
    """``steps={StepKind.CONTRIBUTORS: day}`` dates a step; an entry in place of the day carries it."""

    mission = factory.SubFactory(MissionFactory)
    label = factory.LazyAttribute(lambda occasion: f"{occasion.mission} renewal")
    reports = many("reports")

    class Meta:
        model = models.Occasion

    @factory.post_generation
    def steps(occasion, create, placed, **_):  # noqa: N805  # factory-boy hands over the row
        for kind, place in (placed or {}).items():
            where = "entry" if isinstance(place, models.Entry) else "on"
            StepFactory(occasion=occasion, kind=kind, **{where: place})


class StepFactory(NounFactory):
    """A dated step, unless an entry is given to carry it."""

    occasion = factory.SubFactory(OccasionFactory)
    kind = StepKind.CONTRIBUTORS
    entry = None
    on = factory.LazyAttribute(lambda step: None if step.entry else MONTH)

    class Meta:
        model = models.Step


class PaperFactory(NounFactory):
    """Of an occasion, unless an entry or a programme is given."""

    kind = PaperKind.INFORMAL_PAPER
    entry = None
    programme = None
    occasion = factory.Maybe("elsewhere", None, factory.SubFactory(OccasionFactory))

    class Meta:
        model = models.Paper

    class Params:
        elsewhere = factory.LazyAttribute(lambda paper: bool(paper.entry or paper.programme))


class InvitationFactory(NounFactory):
    """To a contributor, as of right."""

    entry = factory.SubFactory(EntryFactory, format=Format.TCC_MEETING)
    country = factory.SubFactory(CountryFactory)
    category = models.Invitation.Category.CONTRIBUTOR
    basis = models.Invitation.Basis.RIGHT

    class Meta:
        model = models.Invitation


class JustificationFactory(NounFactory):
    """Of an occasion, unless an entry is given."""

    rule = "G13"
    entry = None
    occasion = factory.Maybe("entry", None, factory.SubFactory(OccasionFactory))
    reason = "The report came late."
    given_by = factory.SubFactory(UserFactory)
    given_at = factory.LazyFunction(timezone.now)
    dates = factory.LazyFunction(lambda: {"T": "2026-12-04", "C": "2026-12-09"})

    class Meta:
        model = models.Justification


class RecurringBusinessFactory(NounFactory):
    title = factory.Sequence(lambda number: f"The situation in region {number}")
    format = Format.BRIEFING
    since = date(2026, 1, 1)
    missions = many("missions")

    class Meta:
        model = models.RecurringBusiness


class ProgrammeVersionFactory(NounFactory):
    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda number: number + 1)
    content = factory.LazyFunction(lambda: freeze(PublishedMonth(entries=())))
    published_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = models.ProgrammeVersion


class ScenarioFactory(NounFactory):
    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence(lambda number: f"What if {number}")
    owner = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Scenario


class PlacementFactory(NounFactory):
    scenario = factory.SubFactory(ScenarioFactory)
    entry = factory.SubFactory(EntryFactory)
    on = MONTH

    class Meta:
        model = models.Placement


class NoticeFactory(NounFactory):
    user = factory.SubFactory(UserFactory)
    version = factory.SubFactory(ProgrammeVersionFactory)
    to = "delegation@example.org"
    subject = "The programme was revised"
    body = "One meeting was moved."
    created_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = models.Notice


class ProposalAnswerFactory(NounFactory):
    business = factory.SubFactory(RecurringBusinessFactory)
    programme = factory.SubFactory(ProgrammeFactory)

    class Meta:
        model = models.ProposalAnswer


class AuditRecordFactory(NounFactory):
    at = factory.LazyFunction(timezone.now)
    action = "publish programme"
    subject = "2026-12, 1"

    class Meta:
        model = models.AuditRecord


class LoadFactory(NounFactory):
    """A file that was read and is to be applied or left, unless a state is given."""

    kind = "holidays"
    file_name = factory.Sequence(lambda number: f"holidays {number}.csv")
    state = models.Load.State.PREVIEWED
    uploaded_by = factory.SubFactory(UserFactory, role=models.User.Role.ADMIN)
    uploaded_at = factory.LazyFunction(timezone.now)
    reading = factory.LazyFunction(lambda: {"rows": 1, "problems": [], "problems_in_all": 0, "notices": []})
    decided_at = factory.Maybe("is_decided", factory.SelfAttribute("uploaded_at"))
    decided_by = factory.Maybe("is_decided", factory.SelfAttribute("uploaded_by"))
    request = factory.Maybe("was_applied", factory.LazyFunction(uuid4))
    taken_back_at = factory.Maybe("is_taken_back", factory.SelfAttribute("uploaded_at"))
    taken_back_by = factory.Maybe("is_taken_back", factory.SelfAttribute("uploaded_by"))
    taken_back_request = factory.Maybe("is_taken_back", factory.LazyFunction(uuid4))

    class Meta:
        model = models.Load

    class Params:
        is_decided = factory.LazyAttribute(lambda load: load.state not in {"refused", "previewed"})
        was_applied = factory.LazyAttribute(lambda load: load.state in {"applied", "taken_back"})
        is_taken_back = factory.LazyAttribute(lambda load: load.state == "taken_back")


class LoadedFileFactory(NounFactory):
    load = factory.SubFactory(LoadFactory)
    content = b"on,name\r\n2026-12-25,Christmas Day\r\n"

    class Meta:
        model = models.LoadedFile


class LoadLineFactory(NounFactory):
    load = factory.SubFactory(LoadFactory)
    position = factory.Sequence(lambda number: number)
    row = factory.LazyAttribute(lambda line: line.position + 2)
    outcome = models.LoadLine.Outcome.NEW
    noun = "holiday"
    label = factory.Sequence(lambda number: f"Holiday {number}")
    changes = factory.LazyFunction(lambda: {"on": ["", "2026-12-25"], "name": ["", "Christmas Day"]})

    class Meta:
        model = models.LoadLine


NOUNS = [
    model
    for model in apps.get_app_config("meetings").get_models()
    if not issubclass(model, HistoricalChanges)
]
"""The nouns of the field: all that the app keeps, but for the history of its rows."""

FACTORIES = {made._meta.model: made for made in NounFactory.__subclasses__()}
"""The factory of each noun, for tests that walk through all of them."""
