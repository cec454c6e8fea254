"""What is not published reaches nobody it is not for, by no page.

Two ways to look. A different secret word stands in every free text of every noun, and a table says who may read
which: each reader's crawl of all addresses must find exactly those. And what a planner does between two
publications must change no byte that visitors and delegations read: no count, no link, no order of lines.
"""

import re
from datetime import UTC, date, datetime, time
from io import BytesIO

import pytest
from django.db import models
from django.urls import get_resolver, reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from meetings import urls
from meetings.models import Entry, Invitation, Load, LoadedFile, LoadLine, Programme, Report, Sitting
from meetings.models.history import Change, recorded_as, records
from meetings.rules.guideline import RULES
from meetings.rules.vocabulary import EntryStatus, Format, PaperKind, StepKind
from tests.factories import (
    NOUNS,
    AuditRecordFactory,
    ContributionFactory,
    EntryFactory,
    FeedAddressFactory,
    InvitationFactory,
    JustificationFactory,
    LoadedFileFactory,
    LoadFactory,
    LoadLineFactory,
    MandateFactory,
    MissionFactory,
    NoticeFactory,
    OccasionFactory,
    PaperFactory,
    PlacementFactory,
    ProgrammeFactory,
    ReportFactory,
    RoomFactory,
    ScenarioFactory,
    StepFactory,
    SubscriptionFactory,
    UserFactory,
)
from tests.views.published import DECEMBER, publish
from tests.views.test_access import VALUES, names

pytestmark = pytest.mark.django_db

READERS = {
    "visitor": "visitor",
    "stranger": "delegation_of_uruguay",
    "concerned": "delegation_of_bangladesh",
    "planner": "planner",
    "admin": "admin",
}
OUTSIDE = ("visitor", "stranger", "concerned")

NOBODY = frozenset()
ADMINS = frozenset({"admin"})
PLANNERS = frozenset({"planner", "admin"})
CONCERNED = PLANNERS | {"concerned"}
EVERYONE = frozenset(READERS)

ENTRY_TEXTS = (
    "title",
    "agenda",
    "convener",
    "level",
    "briefers",
    "footnote",
    "documents",
    "internal_note",
    "meeting_number",
    "outcome",
    "vote",
    "press_release",
    "source_url",
    "source_note",
    "import_key",
)
NEVER_FROZEN = {"internal_note", "press_release", "source_note", "import_key"}
NEVER_SHOWN = NEVER_FROZEN | {"source_url"}
FROZEN = [text for text in ENTRY_TEXTS if text not in NEVER_FROZEN]

MAY_READ = {
    # What was published, and what was held: the proof that the crawl reads everything.
    **{f"published {text}": NOBODY if text in NEVER_SHOWN else EVERYONE for text in FROZEN},
    **{f"held {text}": NOBODY if text in NEVER_SHOWN else EVERYONE for text in ENTRY_TEXTS},
    "note of the version": EVERYONE,
    "note of the record": EVERYONE,
    "label of a past occasion": EVERYONE,
    # What a later version has replaced: every version stays open.
    **{f"superseded {text}": NOBODY if text in NEVER_SHOWN else EVERYONE for text in FROZEN},
    "note of the first version": EVERYONE,
    # What is not yet.
    **{f"changed {text}": NOBODY for text in ENTRY_TEXTS},
    **{f"added {text}": NOBODY for text in ENTRY_TEXTS},
    **{f"drafted {text}": NOBODY for text in ENTRY_TEXTS},
    "note of the published month": NOBODY,
    "note of the draft month": NOBODY,
    "note of a month published without one": NOBODY,
    "changed room": NOBODY,
    "changed room, short": NOBODY,
    "title of what was removed": NOBODY,
    "reason of a change": NOBODY,
    "scenario": NOBODY,
    # Occasions: only those of the reader's missions; of open ones no working note.
    "label": CONCERNED,
    "urgent reason": CONCERNED,
    "source of the occasion": CONCERNED,
    "note on its source": CONCERNED,
    "notes": PLANNERS,
    "note of a step": PLANNERS,
    "source of a step": NOBODY,
    "note on the source of a step": NOBODY,
    "key of an occasion": NOBODY,
    "notes of a past occasion": CONCERNED,
    "note of a past step": CONCERNED,
    "label of others": PLANNERS,
    "notes of others": PLANNERS,
    "urgent reason of others": PLANNERS,
    # Papers and invitations: of the reader's occasions; an invitation only where its meeting is known.
    "paper": CONCERNED,
    "note of a paper": NOBODY,
    "past paper": CONCERNED,
    "paper of others": PLANNERS,
    "past paper of others": PLANNERS,
    "paper of an entry": NOBODY,
    "paper of the month": NOBODY,
    "invited": CONCERNED,
    "attendance": NOBODY,
    "invited to a meeting not published": PLANNERS,
    "invited by others": PLANNERS,
    "justification": PLANNERS,
    "dates of a justification": NOBODY,
    "justification of an entry": NOBODY,
    "justification of others": PLANNERS,
    "justification of a month": NOBODY,
    "subject of a justification": NOBODY,
    "detail of a justification": NOBODY,
    # A report asked for is a public fact, with the symbol kept for it; by what road it comes is not.
    "title of a report due": EVERYONE,
    "symbol of a report due": EVERYONE,
    "title of a report with a symbol": NOBODY,
    "source of a report": NOBODY,
    "note on the source of a report": NOBODY,
    # What was brought in as files is for those who load.
    "name of a file": ADMINS,
    "sheet of a file": ADMINS,
    "what a file holds": ADMINS,
    "problem of a file": ADMINS,
    "notice about a file": ADMINS,
    "count of a file": NOBODY,
    "reason that lapses with a file": ADMINS,
    "digest of a preview": NOBODY,
    "sheet of a line": ADMINS,
    "name of a line": ADMINS,
    "what a line changes": ADMINS,
    "what a line is in conflict about": NOBODY,
    # People and what the software writes down about them.
    "username of who justified": PLANNERS,
    "first name": NOBODY,
    "last name": NOBODY,
    "email": NOBODY,
    "subject of a notice": NOBODY,
    "body of a notice": NOBODY,
    "calendar of a notice": NOBODY,
    "address of a notice": NOBODY,
    "thing a notice is about": NOBODY,
    "error of a notice": NOBODY,
    "secret of a feed": NOBODY,
    "action on record": NOBODY,
    "subject on record": NOBODY,
    "reason on record": NOBODY,
    "changes on record": NOBODY,
    "step to take back": NOBODY,
}

# What the planner who made the last step reads on the desk, of all that. In a form, what a planner fills in;
# in a history, all that was changed since the entry began.
IN_THE_FORM = (
    "title",
    "agenda",
    "convener",
    "level",
    "briefers",
    "footnote",
    "documents",
    "internal_note",
    "meeting_number",
)
ON_THE_DESK = {
    *(f"{state} {text}" for state in ("added", "drafted") for text in IN_THE_FORM),
    *(f"{state} {text}" for state in ("published", "superseded") for text in FROZEN),
    *(f"changed {text}" for text in ENTRY_TEXTS if text != "import_key"),
    "held title",
    *("held briefers", "held documents", "held footnote"),  # for the Journal and the communiqué
    "title of what was removed",
    "reason of a change",
    "step to take back",
    "changed room",
    "label",
    "urgent reason",
    "notes",
    "label of a past occasion",
    "notes of a past occasion",
    "label of others",
    "urgent reason of others",
    "notes of others",
    "paper",
    "note of a paper",
    "past paper",
    "paper of others",
    "past paper of others",
    "paper of an entry",
    "paper of the month",
    "invited",
    "attendance",
    "invited to a meeting not published",
    "invited by others",
    "justification",
    "justification of an entry",
    "justification of others",
    "justification of a month",
    "title of a report due",
    "symbol of a report due",
    "title of a report with a symbol",
    "username of who justified",
    "first name",
    "last name",
    "email",
}

# All on Saturdays: nothing public lies on one, so that no calendar shows its column.
DAYS = {
    "changed day": (date(2026, 12, 19), PLANNERS),
    "added day": (date(2026, 12, 12), PLANNERS),
    "drafted day": (date(2027, 2, 13), PLANNERS),
    "bare day of a step": (date(2026, 11, 14), PLANNERS),
    "day of a scenario": (date(2026, 12, 26), NOBODY),
    "day of a justification": (date(2026, 12, 5), NOBODY),
    "paper due": (date(2026, 11, 28), CONCERNED),
    "past paper done": (date(2026, 10, 17), CONCERNED),
    "past paper of others done": (date(2026, 10, 24), PLANNERS),
    "advance version": (date(2026, 11, 7), CONCERNED),
    "signed": (date(2026, 11, 21), CONCERNED),
}

# What comes with the reference data: all of it was read in public documents.
REFERENCE = {
    "Contribution",
    "CouncilTerm",
    "Country",
    "Decision",
    "Holiday",
    "Mandate",
    "Mission",
    "Penholding",
    "Presidency",
    "RecurringBusiness",
    "ReportRequirement",
}
NO_ROOM_FOR_A_WORD = {
    "Justification.rule",
    "Load.kind",
    "LoadLine.noun",
    "Notice.language",
    "ProgrammeVersion.digest",
    "User.language",
    "User.password",
}

NUMBERS = {place: number for number, place in enumerate(MAY_READ)}
OCTOBER, JANUARY, FEBRUARY = date(2026, 10, 1), date(2027, 1, 1), date(2027, 2, 1)
MONTHS = [date(2026, month, 1) for month in range(10, 13)] + [date(2027, month, 1) for month in range(1, 4)]
ALL_RULES = tuple(rule.id for rule in RULES)


SECRET = re.compile(r"Zq\d{3}qz")


def secret(place):
    """The word that stands in one place and nowhere else."""
    return f"Zq{NUMBERS[place]:03}qz"


def texts(state):
    return {text: secret(f"{state} {text}") for text in ENTRY_TEXTS if f"{state} {text}" in MAY_READ}


def on(place):
    return DAYS[place][0]


@pytest.fixture
def force(bangladesh, uruguay):
    """Bangladesh contributes; Uruguay did until its row came to nothing."""
    mission = MissionFactory(acronym="FORCE")
    ContributionFactory(mission=mission, country=bangladesh)
    ContributionFactory(mission=mission, country=uruguay, as_of=date(2026, 9, 30))
    ContributionFactory(mission=mission, country=uruguay, troops=0)
    return mission


@pytest.fixture
def planted(force, planner):
    """Every noun, with its secrets; returns the occasions."""
    other = MissionFactory(acronym="OTHER")
    keeper = UserFactory(
        username=secret("username of who justified"),
        first_name=secret("first name"),
        last_name=secret("last name"),
        email=secret("email"),
    )
    occasions = [_open(force, keeper), _not_yet(force), _of_others(other, keeper), *_past(force, other)]
    _drafts(force, occasions[0])
    _reports(force, occasions[0])
    _written_down(keeper)
    _removed(keeper)
    _loads(keeper)
    AuditRecordFactory(
        actor=planner.user,
        subject=secret("step to take back"),
        programme=Programme.objects.get(month=DECEMBER),
        can_be_undone=True,
    )
    return occasions


def _open(force, keeper):
    """A renewal whose meeting is published, was published otherwise before, and was changed since."""
    meeting = EntryFactory(
        on=date(2026, 12, 10), format=Format.TCC_MEETING, missions=[force], **texts("superseded")
    )
    occasion = OccasionFactory(
        mission=force,
        label=secret("label"),
        mandate=MandateFactory(mission=force, ends=date(2026, 12, 31)),
        urgent=True,
        urgent_reason=secret("urgent reason"),
        notes=secret("notes"),
        source_url=secret("source of the occasion"),
        source_note=secret("note on its source"),
        import_key=secret("key of an occasion"),
        steps={StepKind.CONTRIBUTORS: meeting},
    )
    StepFactory(
        occasion=occasion,
        kind=StepKind.SECRETARIAT_BEFORE,
        on=on("bare day of a step"),
        note=secret("note of a step"),
        source_url=secret("source of a step"),
        source_note=secret("note on the source of a step"),
    )
    publish(note=secret("note of the first version"))
    _change(meeting, "published")
    publish(note=secret("note of the version"))
    _change(meeting, "changed")
    meeting.programme.note = secret("note of the published month")
    meeting.programme.save()
    room = RoomFactory(name=secret("changed room"), short_name=secret("changed room, short"))
    Sitting.objects.filter(entry=meeting).update(on=on("changed day"), room=room, starts_at=None)
    PaperFactory(
        occasion=occasion,
        kind=PaperKind.INFORMAL_PAPER,
        symbol=secret("paper"),
        note=secret("note of a paper"),
        due_on=on("paper due"),
    )
    PaperFactory(entry=meeting, symbol=secret("paper of an entry"))
    PaperFactory(
        programme=meeting.programme, kind=PaperKind.DRAFT_SHARED, symbol=secret("paper of the month")
    )
    _invite(meeting, secret("invited"), attendance=secret("attendance"))
    JustificationFactory(
        occasion=occasion,
        reason=secret("justification"),
        given_by=keeper,
        dates={"T": on("day of a justification").isoformat(), "why": secret("dates of a justification")},
        given_at=datetime(2026, 11, 20, 15, tzinfo=UTC),
    )
    JustificationFactory(entry=meeting, reason=secret("justification of an entry"), given_by=keeper)
    JustificationFactory(
        occasion=None,
        programme=meeting.programme,
        rule="N18",
        subject=secret("subject of a justification"),
        detail=secret("detail of a justification"),
        reason=secret("justification of a month"),
        given_by=keeper,
    )
    PlacementFactory(
        scenario=ScenarioFactory(programme=meeting.programme, name=secret("scenario")),
        entry=meeting,
        on=on("day of a scenario"),
    )
    return occasion


def _change(entry, state):
    for name, text in texts(state).items():
        setattr(entry, name, text)
    entry.save()


def _invite(entry, organization, **values):
    InvitationFactory(
        entry=entry,
        country=None,
        organization=organization,
        category=Invitation.Category.OTHER_ORGANIZATION,
        basis=Invitation.Basis.REQUEST,
        **values,
    )


def _not_yet(force):
    """An occasion of the same mission whose meeting stands in no version."""
    meeting = EntryFactory(on=on("added day"), format=Format.TCC_MEETING, missions=[force], **texts("added"))
    _invite(meeting, secret("invited to a meeting not published"))
    return OccasionFactory(mission=force, label="FORCE, later", steps={StepKind.CONTRIBUTORS: meeting})


def _of_others(other, keeper):
    meeting = EntryFactory(on=date(2027, 2, 16), format=Format.TCC_MEETING, missions=[other])
    _invite(meeting, secret("invited by others"))
    occasion = OccasionFactory(
        mission=other,
        label=secret("label of others"),
        notes=secret("notes of others"),
        urgent=True,
        urgent_reason=secret("urgent reason of others"),
        steps={StepKind.CONTRIBUTORS: meeting},
    )
    PaperFactory(occasion=occasion, symbol=secret("paper of others"))
    JustificationFactory(occasion=occasion, reason=secret("justification of others"), given_by=keeper)
    return occasion


def _past(force, other):
    """Two concluded occasions of October, which is on record; the summary of each came late."""
    month = ProgrammeFactory(month=OCTOBER, state=Programme.State.RECORD, note=secret("note of the record"))
    held = EntryFactory(
        on=date(2026, 10, 6),
        programme=month,
        format=Format.TCC_MEETING,
        status=EntryStatus.HELD,
        missions=[force],
        **texts("held"),
    )
    ours = OccasionFactory(
        mission=force,
        concluded=True,
        label=secret("label of a past occasion"),
        notes=secret("notes of a past occasion"),
        steps={StepKind.CONTRIBUTORS: held},
    )
    held.steps.update(note=secret("note of a past step"))
    theirs = OccasionFactory(
        mission=other,
        concluded=True,
        label="OTHER, October",
        steps={StepKind.CONTRIBUTORS: EntryFactory(on=date(2026, 10, 7), status=EntryStatus.HELD)},
    )
    for occasion, place in ((ours, "past paper"), (theirs, "past paper of others")):
        StepFactory(occasion=occasion, kind=StepKind.CONSULTATIONS, on=date(2026, 10, 13))
        PaperFactory(
            occasion=occasion, kind=PaperKind.SUMMARY, symbol=secret(place), done_on=on(f"{place} done")
        )
    return ours, theirs


def _drafts(force, occasion):
    """A month of which nothing was published, and a note that came after publication."""
    Programme.objects.filter(month=FEBRUARY).update(note=secret("note of the draft month"))
    EntryFactory(on=JANUARY)
    publish(JANUARY)
    Programme.objects.filter(month=JANUARY).update(note=secret("note of a month published without one"))
    adoption = EntryFactory(
        on=on("drafted day"), format=Format.ADOPTION, missions=[force], **texts("drafted")
    )
    StepFactory(occasion=occasion, kind=StepKind.ADOPTION, entry=adoption)


def _reports(force, occasion):
    ReportFactory(
        symbol="", title=secret("title of a report due"), due_on=date(2027, 1, 12), missions=[force]
    )
    report = ReportFactory(
        symbol=secret("symbol of a report due"),
        title=secret("title of a report with a symbol"),
        due_on=date(2026, 12, 1),
        advance_on=on("advance version"),
        signed_on=on("signed"),
        source_url=secret("source of a report"),
        source_note=secret("note on the source of a report"),
        missions=[force],
    )
    occasion.reports.add(report)


def _written_down(keeper):
    SubscriptionFactory(user=keeper)
    NoticeFactory(
        user=keeper,
        version=Programme.objects.get(month=DECEMBER).versions.first(),
        subject=secret("subject of a notice"),
        body=secret("body of a notice"),
        calendar=secret("calendar of a notice"),
        to=f"{secret('address of a notice')}@example.org",
        about=secret("thing a notice is about"),
        error=secret("error of a notice"),
    )
    FeedAddressFactory(user=keeper, secret=secret("secret of a feed"))
    AuditRecordFactory(
        actor=keeper,
        action=secret("action on record"),
        subject=secret("subject on record"),
        reason=secret("reason on record"),
        changes={"title": secret("changes on record")},
    )


def _removed(keeper):
    """Of an entry that was removed, the history remains, with the reason."""
    entry = EntryFactory(on=date(2026, 12, 17), title=secret("title of what was removed"))
    change = Change(
        actor=keeper, now=datetime(2026, 11, 20, 15, tzinfo=UTC), reason=secret("reason of a change")
    )
    with recorded_as(change):
        entry.delete()


def _loads(keeper):
    """A file that could not be used, and one that is to be applied: it changes what was set by hand."""
    place = {"sheet": "", "row": 2, "column": "on", "value": "?"}
    problem = {**place, "message": secret("problem of a file")}
    LoadFactory(
        state=Load.State.REFUSED,
        uploaded_by=keeper,
        reading={"rows": 1, "problems": [problem], "problems_in_all": 1, "notices": []},
    )
    lapsed = {"justification": 0, "rule": "G7", "reason": secret("reason that lapses with a file")}
    lapsed |= {"name": "FORCE", "given_by": "", "given_at": "2026-11-20T15:00:00+00:00", "is_found": True}
    load = LoadFactory(
        file_name=secret("name of a file"),
        sheet=secret("sheet of a file"),
        digest=secret("digest of a preview"),
        uploaded_by=keeper,
        reading={"rows": 1, "problems": [], "notices": [secret("notice about a file")]},
        summary={"conflict": 2, secret("count of a file"): 1},
        effects={"lapsed": [lapsed]},
    )
    LoadedFileFactory(load=load, content=secret("what a file holds").encode())
    for sheet in (secret("sheet of a line"), ""):
        LoadLineFactory(
            load=load,
            sheet=sheet,
            outcome=LoadLine.Outcome.CONFLICT,
            label=secret("name of a line"),
            changes={"name": ["", secret("what a line changes")]},
            conflicts=["name", secret("what a line is in conflict about")],
        )


def addresses(occasions, rules):
    """Every page but the desk's, by the name of its address, and some that are not."""
    occasion_pages = [reverse("occasion", args=[one.uid]) for one in occasions]
    missions = ["FORCE", "OTHER", "force", "NONE"]
    pages = {
        "front": ["/", "/?month=2&year=2027", "/?month=13&year=x", "/?month=12&year=2026"],
        "programme": ["/programme/"],
        **_of_months(),
        "changes": [
            address
            for month in MONTHS
            for address in (
                reverse("changes", args=[month]),
                reverse("changes", args=[month]) + "?from=2&to=1",
            )
        ],
        "forecast_current": ["/forecast/"],
        "cycles": ["/cycles/", "/cycles/?year=2026"],
        "cycles_pdf": ["/cycles/cycles.pdf"],
        "public_feed": ["/programme/programme.ics", "/programme/programme.ics?language=fr"],
        "own_feed": [reverse("own_feed", args=["nobodys", which]) for which in FEEDS],
        "year_current": ["/year/"],
        "year": ["/year/2026/", "/year/2027/", "/year/1999/"],
        "missions": ["/missions/", "/missions/?q=force", "/missions/?q=Zq&kind=political"],
        "mission": [reverse("mission", args=[acronym]) for acronym in missions],
        "occasion": [*occasion_pages, "/occasions/00000000-0000-0000-0000-000000000000/"],
        "guideline": ["/guideline/"],
        "rule": [reverse("rule", args=[rule_id]) for rule_id in rules],
        "consultations": ["/consultations/"],
        "account": ["/account/"],
        "mfa_index": ["/account/"],
        "sign_in": ["/account/sign-in/", "/account/sign-in/?next=/consultations/"],
        "account_reset_password_from_key": ["/account/password/new/1-a-link-long-used/"],
        "loads": ["/load/", "/load/?page=2", "/load/?kind=holidays"],
        "load_template": ["/load/templates/holidays.csv", "/load/templates/none.csv"],
    }
    loads = [*Load.objects.values_list("pk", flat=True), 0]
    for name in (name for name, argument in VALUES.items() if argument == "load"):
        pages[name] = [reverse(name, args=[pk]) for pk in loads]
    others = set(names(get_resolver().url_patterns)) - pages.keys() - {pattern.name for pattern in urls.desk}
    pages |= {name: [reverse(name)] for name in others}
    nowhere = ["/nowhere/", "/guideline/X1/", "/programme/2026-13/", "/occasions/1/", "/static/nothing.css"]
    return [address for found in pages.values() for address in found] + nowhere


FEEDS = ("programme", "missions", "deadlines", "none")
TABLES = ("csv", "xlsx")
VERSIONS = (1, 2, 3)


def _of_months():
    """What there is of each month and of each of its versions, one that is not there among them."""
    public = {name: argument for name, argument in VALUES.items() if name not in names(urls.desk)}
    pages = {
        name: [reverse(name, args=[month]) for month in MONTHS]
        for name, argument in public.items()
        if argument == "month"
    }
    for name in (name for name, argument in public.items() if argument == "version"):
        pages[name] = [reverse(name, args=[month, number]) for month in MONTHS for number in VERSIONS]
    pages["month_table"] = [
        reverse("month_table", args=[month, ending]) for month in MONTHS for ending in TABLES
    ]
    pages["version_table"] = [
        reverse("version_table", args=[month, number, ending])
        for month in MONTHS
        for number in VERSIONS
        for ending in TABLES
    ]
    return pages


DRAFTED = ("forecast", "forecast_pdf")
"""Public pages of which planners may ask for what the working draft says."""


def desk_addresses(occasions):
    """Every page of the desk, for every month and occasion there is, and every entry there ever was."""
    entries = set(records(Entry).values_list("uid", flat=True))
    arguments = {
        "month": MONTHS,
        "entry": entries,
        "private_meeting": entries,
        "occasion": [one.uid for one in occasions],
    }
    pages = [
        reverse(name, args=[value])
        for name in names(urls.desk)
        if name in VALUES
        for value in arguments[VALUES[name]]
    ]
    pages += [reverse(name) for name in names(urls.desk) if name not in VALUES]
    pages += [f"{reverse(name, args=[month])}?from=draft" for name in DRAFTED for month in MONTHS]
    marks = reverse("step_marks", args=[DECEMBER])
    return pages + [f"{marks}?occasion={one.uid}&step={kind}" for one in occasions for kind in StepKind]


SLOW = (".pdf", ".xlsx")
"""Files that say what a page or a table beside them says, and take long to make: each reader reads them once."""


def crawl(client, occasions, rules=("G7", "G13", "G14"), but=SLOW):
    """By address, what its page says; without the files that end as ``but`` says."""
    pages = {}
    for address in (each for each in addresses(occasions, rules) if not each.endswith(but)):
        response = client.get(address, follow=True)
        assert response.status_code < 500, address
        pages[address] = f"{response.redirect_chain} {response.status_code} {said_by(response)}"
    own = re.findall(r"/feeds/[\w-]+/\w+\.ics", pages[reverse("feeds")])
    return pages | {re.sub(r"/[\w-]{43}/", "/own/", address): said_by(client.get(address)) for address in own}


def said_by(response):
    """The whole page without the token, which is another one each time; of a file, its name and all of its text."""
    name, kind = response.get("Content-Disposition", ""), response.get("Content-Type", "")
    if kind == "application/pdf":
        document = PdfReader(BytesIO(response.content))
        return " ".join([name, str(document.metadata), *(page.extract_text() for page in document.pages)])
    if kind.endswith("spreadsheetml.sheet"):
        sheets = load_workbook(BytesIO(response.content)).worksheets
        return " ".join([name, *(str(list(sheet.values)) for sheet in sheets)])
    if kind.startswith("text/calendar"):
        return name + re.sub(r"\r\n[ \t]", "", response.content.decode())
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", name + response.content.decode())


def found_in(pages):
    said = " ".join(pages.values())
    words = {place for place in MAY_READ if secret(place).casefold() in said.casefold()}
    return words | {place for place, (day, _who) in DAYS.items() if says_day(said, day)}


def says_day(said, day):
    return day.isoformat() in said or re.search(rf"\b{day.day} {day:%b}|\b{day:%Y%m%d}", said) is not None


@pytest.mark.parametrize("reader", READERS)
def test_each_reads_what_is_for_them_and_nothing_else(request, planted, reader):
    client = request.getfixturevalue(READERS[reader]).client
    table = MAY_READ | {place: who for place, (_day, who) in DAYS.items()}
    assert found_in(crawl(client, planted, ALL_RULES, but=())) == {
        place for place, who in table.items() if reader in who
    }


@pytest.mark.parametrize("reader", OUTSIDE)
def test_the_desk_says_nothing_to_who_plans_nothing(request, planted, reader):
    client = request.getfixturevalue(READERS[reader]).client
    said = {address: said_by(client.get(address, follow=True)) for address in desk_addresses(planted)}
    assert found_in(said) == set()


def test_the_desk_has_secrets_that_could_leak(planner, planted):
    """What follows from the table above: the addresses are right, and each secret could be found there."""
    said = {address: said_by(planner.client.get(address, follow=True)) for address in desk_addresses(planted)}
    assert found_in(said) - DAYS.keys() == ON_THE_DESK


@pytest.mark.parametrize("reader", OUTSIDE)
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_language_says_more(request, planted, reader, language):
    client = request.getfixturevalue(READERS[reader]).client
    client.post(reverse("set_language"), {"language": language})
    said = " ".join(crawl(client, planted).values())
    hidden = {place for place, who in MAY_READ.items() if reader not in who}
    assert not {place for place in hidden if secret(place) in said}
    assert not {place for place, (day, who) in DAYS.items() if reader not in who and day.isoformat() in said}


def test_every_free_text_has_its_secret(planted):
    """A field that is new needs a line in the table; a line of the table stands for a text that is there."""
    kept = {
        f"{model.__name__}.{field.name}": " ".join(map(str, model.objects.values_list(field.name, flat=True)))
        for model in NOUNS
        for field in model._meta.get_fields()
        if _is_free_text(field) and model.__name__ not in REFERENCE
    }
    assert {name for name, text in kept.items() if not SECRET.search(text)} == NO_ROOM_FOR_A_WORD
    there = " ".join(kept.values()) + _on_record() + _in_files()
    assert {place for place in MAY_READ if secret(place) not in there} == set()


def _on_record():
    """What the history holds of entries, with its reasons."""
    return str(list(records(Entry).values_list("title", "history_change_reason")))


def _in_files():
    """What was brought in, as it was sent."""
    return " ".join(bytes(file.content).decode() for file in LoadedFile.objects.all())


def _is_free_text(field):
    texts = (models.CharField, models.TextField, models.JSONField)
    return isinstance(field, texts) and not field.choices


@pytest.mark.parametrize("reader", OUTSIDE)
def test_an_occasion_of_others_looks_as_if_there_were_none(request, planted, reader):
    client = request.getfixturevalue(READERS[reader]).client
    others, none = planted[2].uid, "00000000-0000-0000-0000-000000000000"
    there, not_there = (client.get(f"/occasions/{uid}/") for uid in (others, none))
    assert (there.status_code, not_there.status_code) == (404, 404)
    assert said_by(there).replace(str(others), none) == said_by(not_there)


@pytest.fixture
def published_plan(force):
    """Three renewals whose steps are published in December and January, and one of which nothing is."""
    occasions = []
    for month, end in ((12, date(2027, 1, 29)), (12, None), (1, date(2027, 2, 26))):
        placed = {
            StepKind.CONTRIBUTORS: (Format.TCC_MEETING, 8),
            StepKind.CONSULTATIONS: (Format.CONSULTATIONS, 14),
            StepKind.ADOPTION: (Format.ADOPTION, 21),
        }
        year = 2026 if month == 12 else 2027
        entries = {
            kind: EntryFactory(
                on=date(year, month, day), format=form, missions=[force], sitting__starts_at=time(10)
            )
            for kind, (form, day) in placed.items()
        }
        occasions.append(
            OccasionFactory(
                mission=force,
                label=f"{month}, {end}",
                mandate=MandateFactory(mission=force, ends=end) if end else None,
                reports=[ReportFactory(due_on=date(2026, 11, 27), missions=[force])],
                steps=entries,
            )
        )
    occasions.append(OccasionFactory(mission=force, label="Not placed"))
    publish()
    publish(JANUARY)
    return occasions


def entry_of(occasion, kind):
    return Entry.objects.get(steps__occasion=occasion, steps__kind=kind)


def move(occasion, kind, day):
    entry = entry_of(occasion, kind)
    entry.programme, _made = Programme.objects.get_or_create(month=day.replace(day=1))
    entry.title = "Moved"
    entry.save()
    Sitting.objects.filter(entry=entry).update(on=day)


def change_status(plan):
    for occasion in plan:
        Entry.objects.filter(steps__occasion=occasion).update(
            status=EntryStatus.CANCELLED, title="Off", format=Format.BRIEFING
        )


def move_within_the_month(plan):
    for occasion in plan[:2]:
        move(occasion, StepKind.CONTRIBUTORS, date(2026, 12, 17))


def move_to_another_month(plan):
    for kind in (StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION):
        move(plan[0], kind, date(2027, 3, 17))
        move(plan[2], kind, date(2026, 12, 18))


def take_off(plan):
    for occasion in plan[:3]:
        entry_of(occasion, StepKind.CONTRIBUTORS).delete()
        entry_of(occasion, StepKind.ADOPTION).sittings.all().delete()


def join_otherwise(plan):
    """The published consultations of one occasion are said to be those of another."""
    step = plan[0].steps.get(kind=StepKind.CONSULTATIONS)
    step.occasion, step.kind = plan[2], StepKind.ADOPTION
    step.save()


def plan_more(plan):
    """Drafts of all kinds: in a month published, in one that is not, and days without an entry."""
    kinds = (StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION)
    for kind, day in zip(kinds, (date(2026, 12, 3), date(2027, 1, 5), date(2027, 3, 3)), strict=True):
        for occasion in plan:
            entry = EntryFactory(on=day, missions=[occasion.mission])
            StepFactory(occasion=occasion, kind=kind, entry=entry)
            StepFactory(occasion=occasion, kind=StepKind.ASSESSMENT, on=day)
        JustificationFactory(occasion=plan[0])
        ScenarioFactory(programme__month=day.replace(day=1))


CHANGES = [
    change_status,
    move_within_the_month,
    move_to_another_month,
    take_off,
    join_otherwise,
    plan_more,
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("reader", OUTSIDE)
def test_no_unpublished_change_is_noticed(request, published_plan, reader, change):
    client = request.getfixturevalue(READERS[reader]).client
    before = crawl(client, published_plan)
    change(published_plan)
    after = crawl(client, published_plan)
    assert [address for address in before if before[address] != after[address]] == []


def test_a_report_without_a_mission_breaks_no_page(visitor, force):
    ReportFactory(due_on=date(2026, 12, 1), missions=[force])
    Report.missions.through.objects.all().delete()
    ReportFactory(due_on=date(2026, 12, 1), missions=[force])
    crawl(visitor.client, [])
