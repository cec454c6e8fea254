"""Versions of a month as they were published, without a database, and what a sheet made of one says."""

import unicodedata
from datetime import UTC, date, datetime, time

from django.utils import translation

from meetings.exchange.pdf.month import month_document
from meetings.models import Programme, ProgrammeVersion
from meetings.models.frozen import freeze
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.margin import PresidencyFact
from meetings.rules.vocabulary import EntryStatus, Format, StartKind
from tests.exchange.pdfs import pages_of

DECEMBER = date(2026, 12, 1)
AT = datetime(2026, 11, 20, 21, 30, 12, 345, tzinfo=UTC)  # 4.30 p.m. in New York
LIBERIA = PresidencyFact(
    "LBR",
    {
        "ar": "ليبريا",
        "zh-hans": "利比里亚",
        "en": "Liberia",
        "fr": "Libéria",
        "ru": "Либерия",
        "es": "Liberia (es)",
    },
)
LANDSCAPE = {(842, 595)}
LANGUAGES = ("ar", "zh-hans", "en", "fr", "ru", "es")


def sitting(day, start=time(10), kind=StartKind.EXACT, **values):
    return SittingFact(DECEMBER.replace(day=day), kind, start, **values)


def entry(title="Freedonia", *sittings, uid=None, **values):
    values = {"format": Format.BRIEFING, "status": EntryStatus.CONFIRMED} | values
    return EntryFact(uid or title, DECEMBER, title=title, sittings=sittings or (sitting(4),), **values)


def version(*entries, number=1, title_kind="programme", note="", withdraws=False, sample=False, **month):
    """A version that holds these entries; ``month`` are other fields of what was published."""
    published = PublishedMonth(tuple(entries), **({"margin": (), "presidency": LIBERIA} | month))
    return ProgrammeVersion(
        programme=Programme(month=DECEMBER, is_sample=sample),
        number=number,
        title_kind=title_kind,
        withdraws=withdraws,
        content=freeze(published),
        published_at=AT,
        note=note,
    )


def sheet(*entries, language="en", **options):
    """The sheet of a version that holds these entries."""
    with translation.override(language):
        return month_document(version(*entries, **options))


def said(content):
    """All words of a document without spaces, and without signs that only steer how they are set.

    Where a line ends is no matter: in the narrow columns of a sheet each title has several.
    """
    return squeezed("".join(page.extract_text() for page in pages_of(content)))


def squeezed(text):
    return "".join(one for one in text if not one.isspace() and unicodedata.category(one) != "Cf")
