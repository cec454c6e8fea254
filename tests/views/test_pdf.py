"""A month's PDF as a reader gets it: the latest version, any version, in any of our languages, kept as it is."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.exchange.pdf import month as month_sheet
from meetings.models import Entry, Programme, ProgrammeVersion
from tests.exchange.pdfs import text_of, told
from tests.factories import (
    CountryFactory,
    EntryFactory,
    HolidayFactory,
    PresidencyFactory,
    ProgrammeVersionFactory,
)
from tests.views.published import AT, DECEMBER, fill, publish, record

pytestmark = pytest.mark.django_db

FOURTH = date(2026, 12, 4)
LATEST = "/programme/2026-12/programme.pdf"
FIRST = "/programme/2026-12/versions/1/programme.pdf"
SECOND = "/programme/2026-12/versions/2/programme.pdf"
EVERYONE = ("visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin")


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["published"].clear()


@pytest.fixture
def syria():
    entry = EntryFactory(on=FOURTH, title="Syria")
    publish()
    return entry


def test_addresses():
    assert reverse("month_pdf", args=[DECEMBER]) == LATEST
    assert reverse("version_pdf", args=[DECEMBER, 2]) == SECOND


def test_a_pdf_is_shown_and_saved_under_its_name(client, syria):
    answer = client.get(LATEST)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="programme-2026-12-v1.pdf"'
    assert answer["Content-Language"] == "en"
    assert answer.content.startswith(b"%PDF-")
    assert "Syria" in text_of(answer.content)


def test_a_sample_says_so_in_its_name(client, syria):
    Programme.objects.update(is_sample=True)
    answer = client.get(LATEST)
    assert answer["Content-Disposition"] == 'inline; filename="programme-2026-12-v1-sample.pdf"'
    assert "Sample" in text_of(answer.content)


def test_the_latest_version_and_any_other(client, syria):
    Entry.objects.update(title="Yemen")
    publish(note="Second thoughts.")
    assert client.get(LATEST).content == client.get(SECOND).content
    assert [
        next(word for word in ("Yemen", "Syria") if word in text_of(client.get(address).content))
        for address in (SECOND, FIRST)
    ] == ["Yemen", "Syria"]
    assert "Version 2" in text_of(client.get(LATEST).content)
    assert "Second thoughts." in text_of(client.get(LATEST).content)
    assert "Second thoughts." not in text_of(client.get(FIRST).content)


def test_a_plan_of_work_bears_its_title(client):
    EntryFactory(on=FOURTH)
    publish(title_kind=ProgrammeVersion.Title.PLAN)
    assert told(client.get(LATEST).content)["title"] == "Plan of work: December 2026, version 1"


@pytest.mark.parametrize(
    "address",
    [
        "/programme/2026-11/programme.pdf",
        "/programme/2026-12/versions/0/programme.pdf",
        SECOND,
        f"/programme/2026-12/versions/{'9' * 30}/programme.pdf",
    ],
)
def test_what_was_not_published_has_none(client, syria, address):
    """Neither a month of which only a draft is there, nor a version that is not there yet."""
    EntryFactory(on=date(2026, 11, 4))
    assert client.get(address).status_code == 404


def test_the_record_has_none(client):
    """It has its page and its print; a sheet is of what was published."""
    record(DECEMBER)
    EntryFactory(on=FOURTH)
    assert client.get(LATEST).status_code == 404


def test_a_pdf_is_not_changed_by_what_is_planned_since(client, syria):
    before = client.get(FIRST).content
    caches["published"].clear()
    syria.title = "Yemen"
    syria.save()
    HolidayFactory(on=FOURTH, name="A new holiday")
    PresidencyFactory(month=DECEMBER, country=CountryFactory(name_en="Freedonia"))
    EntryFactory(on=FOURTH, title="Something new")
    assert client.get(FIRST).content == before


def test_nothing_of_a_draft_is_in_it(client, syria):
    EntryFactory(on=FOURTH, title="Planted", internal_note="Planted")
    syria.internal_note = "Planted"
    syria.save()
    text = text_of(client.get(LATEST).content)
    assert "Syria" in text
    assert "Planted" not in text


# Languages


@pytest.mark.parametrize(
    ("asked", "language", "month"),
    [
        ("fr", "fr", "décembre 2026"),
        ("ru", "ru", "Декабрь 2026"),
        ("zh-hans", "zh-CN", "2026 年"),
        ("zh", "zh-CN", "2026 年"),
        ("fr-ca", "fr", "décembre 2026"),
        ("es", "es", "diciembre"),
        ("ar", "ar", "2026"),
        ("", "en", "December 2026"),
        ("xx", "en", "December 2026"),
        ("../../etc/passwd", "en", "December 2026"),
        ("\0", "en", "December 2026"),
        ("x" * 5000, "en", "December 2026"),
    ],
)
def test_the_language_that_the_address_asks_for(client, syria, asked, language, month):
    answer = client.get(LATEST, {"language": asked})
    assert told(answer.content)["language"] == language
    assert month.casefold() in text_of(answer.content).casefold()


def test_without_one_it_is_the_readers(client, syria):
    answer = client.get(LATEST, headers={"Accept-Language": "fr"})
    assert told(answer.content)["language"] == "fr"
    assert answer["Content-Language"] == "fr"


def test_who_presides_in_each_language(client):
    liberia = CountryFactory(name_en="Liberia", name_ru="Либерия", name_zh="利比里亚", name_ar="ليبريا")
    PresidencyFactory(month=DECEMBER, country=liberia)
    EntryFactory(on=FOURTH)
    publish()
    names = {"en": "Liberia", "ru": "Либерия", "zh-hans": "利比里亚", "ar": "ليبريا"}
    shown = {language: text_of(client.get(LATEST, {"language": language}).content) for language in names}
    assert [language for language, name in names.items() if name not in shown[language]] == []


# Kept


def test_an_unchanged_pdf_is_not_sent_twice(client, syria):
    first = client.get(LATEST)
    again = client.get(LATEST, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get(LATEST, {"language": "fr"}, headers={"If-None-Match": first["ETag"]}).status_code == 200
    Entry.objects.update(title="Yemen")
    publish()
    assert client.get(LATEST, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_it_is_made_once(client, syria, monkeypatch):
    made = []
    real = month_sheet.compile_document
    monkeypatch.setattr(
        month_sheet, "compile_document", lambda *args, **more: made.append(args) or real(*args, **more)
    )
    assert client.get(LATEST).content == client.get(FIRST).content
    assert len(made) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"note": "Another note"},
        {"title_kind": "plan"},
        {"withdraws": True},
        {"number": 5},
        {"published_at": AT.replace(day=21)},
    ],
)
def test_what_is_said_of_a_version_is_part_of_what_it_is_kept_under(client, syria, change):
    """Two versions may hold the same entries, and yet not be the same sheet."""
    content = ProgrammeVersion.objects.get().content

    def as_if_published(**said):
        with transaction.atomic():
            values = {"number": 2, "note": "", "published_at": AT} | said
            ProgrammeVersionFactory(programme=Programme.objects.get(), content=content, **values)
            answer = client.get(LATEST)
            transaction.set_rollback(True)
        return answer

    one, other = as_if_published(), as_if_published(**change)
    assert one["ETag"] == as_if_published()["ETag"] != other["ETag"]
    assert one.content != other.content


@pytest.mark.parametrize("who", EVERYONE)
def test_a_pdf_costs_the_same_at_1_and_at_200_entries(request, who):
    client = request.getfixturevalue(who).client
    fill(DECEMBER, 1)
    publish()
    assert costs(client) == [2, 1]
    fill(DECEMBER, 199)
    publish()
    assert costs(client) == [2, 1]


def costs(client):
    """The queries of a sheet that must be made, and of the same that is kept."""
    found = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LATEST).status_code == 200
        found.append(len(queries))
    return found


def test_only_reading(client, syria):
    assert client.post(LATEST).status_code == 405
    head = client.head(LATEST)
    assert head.status_code == 200
    assert head["ETag"] == client.get(LATEST)["ETag"]
