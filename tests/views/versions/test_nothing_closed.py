"""Closed details are in no version and in no difference: not for a stranger, and not for those who know them."""

from datetime import date

import pytest
from django.core.cache import caches
from django.urls import reverse

from meetings.models import Entry, Programme, ProgrammeVersion, Sitting
from meetings.rules.vocabulary import EntryStatus, Format, PaperKind, StepKind
from meetings.services.publishing.write_version import version_to_come
from meetings.snapshots.to_publish import to_publish
from tests.factories import (
    ContributionFactory,
    EntryFactory,
    InvitationFactory,
    JustificationFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ProgrammeFactory,
    RoomFactory,
    StepFactory,
)
from tests.people import country
from tests.views.published import DECEMBER
from tests.views.reading import Page
from tests.views.versions.lives import FIRST_AT, JANUARY, on, published

pytestmark = pytest.mark.django_db

EVERYONE = ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin"]
ADDRESSES = [
    ("versions", []),
    ("version", [1]),
    ("version", [2]),
    ("version_list", [2]),
    ("version_print", [2]),
    ("changes", []),
]
WORD = "Zqsecretqz"
UNPUBLISHED = {"19 December", "2026-12-19", "Saturday", "January 2027", "2027-01"}
"""A Saturday to which a meeting was moved on the desk since, and another month to which one went."""


@pytest.fixture
def planted(bangladesh):
    """Bangladesh contributes to the mission that all this is about; nobody else knows of it."""
    mission = MissionFactory(acronym="FORCE")
    ContributionFactory(mission=mission, country=bangladesh)
    meeting = EntryFactory(
        on=on(4), format=Format.TCC_MEETING, title="FORCE", missions=[mission], internal_note=WORD
    )
    leaves = EntryFactory(on=on(8), title="Libya", internal_note=WORD)
    occasion = OccasionFactory(
        mission=mission,
        label=WORD,
        urgent=True,
        urgent_reason=WORD,
        notes=WORD,
        steps={StepKind.CONTRIBUTORS: meeting},
    )
    StepFactory(occasion=occasion, kind=StepKind.SECRETARIAT_BEFORE, on=on(19), note=WORD)
    for owner in ({"occasion": occasion}, {"entry": meeting}):
        PaperFactory(kind=PaperKind.FACT_SHEET, symbol=WORD, note=WORD, due_on=on(19), **owner)
    InvitationFactory(entry=meeting, country=country("ZQZ", "QZ", ar=WORD, zh=WORD, en=WORD, ru=WORD))
    JustificationFactory(occasion=occasion, reason=WORD)
    published()
    Entry.objects.filter(pk=leaves.pk).update(programme=ProgrammeFactory(month=JANUARY), internal_note=WORD)
    Sitting.objects.filter(entry=leaves).update(on=JANUARY.replace(day=19))
    Sitting.objects.filter(entry=meeting).update(on=on(9))
    published()
    Entry.objects.filter(pk=meeting.pk).update(title=WORD, agenda=WORD, status=EntryStatus.CANCELLED)
    Sitting.objects.filter(entry=meeting).update(on=on(19), room=RoomFactory(name=WORD))
    EntryFactory(on=on(19), title=WORD, footnote=WORD)
    Programme.objects.filter(month=DECEMBER).update(note=WORD)


def read(person, name, numbers):
    caches["published"].clear()
    response = person.client.get(reverse(name, args=[DECEMBER, *numbers]))
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize(("name", "numbers"), ADDRESSES)
def test_no_page_of_a_version_tells_it(request, planted, who, name, numbers):
    page = read(request.getfixturevalue(who), name, numbers).content.decode()
    page = page[page.index("<main") : page.index("</main>")]
    assert WORD not in page
    assert {told for told in UNPUBLISHED if told in page} == set()
    assert "FORCE" in page or name == "versions"


@pytest.mark.parametrize(("name", "numbers"), [("changes", []), ("version", [1]), ("version_list", [2])])
def test_everyone_reads_the_same(request, planted, name, numbers):
    """What a delegation that is concerned knows besides, and a planner, has a place elsewhere."""
    told = [Page(read(request.getfixturevalue(who), name, numbers)).texts("main") for who in EVERYONE]
    assert all(one == told[0] for one in told)
    assert "FORCE" in told[0][0]


def test_it_is_not_in_what_is_kept_either(planted):
    """Nothing that no page shows can be asked for some other way."""
    for version in ProgrammeVersion.objects.all():
        assert WORD not in str(version.content)
        assert "2026-12-19" not in str(version.content)
        assert "2027" not in str(version.content)


def test_the_difference_says_only_that_it_is_no_longer_in_this_month(visitor, planted):
    lines = Page(read(visitor, "changes", [])).texts("p", class_="difference-line")
    assert lines == [
        "Moved from Friday 4 December to Wednesday 9 December",
        "Postponed: no longer in December",
    ]


def test_the_secrets_are_where_a_version_could_take_them_from(planted):
    """Else the tests above could not fail: the next version would tell the days that are now on the desk."""
    month = to_publish(Programme.objects.get(month=DECEMBER))
    days = {entry.on for entry in version_to_come(month, FIRST_AT).entries}
    assert date(2026, 12, 19) in days
    assert month.elsewhere
