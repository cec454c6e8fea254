"""A month as a table to be saved: CSV for programs, a workbook for people, of one version or of the record.

Who asks for one wants to go on with it somewhere else, so it must say by itself what it is: the file's name bears the
month and the version, and the workbook has a sheet that tells title, version, day and that it is provisional. What
was taken away can be loaded again as the plan of a month.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from meetings.exchange.month_table import month_csv, month_xlsx
from meetings.exchange.wording_standing import provisional_text
from meetings.kept import kept_answer, made_of
from meetings.models import ProgrammeVersion
from meetings.snapshots.months import MonthSnapshot, month_around, version_snapshot
from meetings.snapshots.versions import version_numbered

MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Source:
    """What a table is of. ``parts`` is all that it is made from, in short; ``snapshot`` reads it."""

    month: date
    number: int | None
    is_sample: bool
    parts: Iterable[object]
    snapshot: Callable[[], MonthSnapshot]

    @property
    def page(self) -> str:
        """The page that shows the same."""
        if self.number is None:
            return reverse("month", args=[self.month])
        return reverse("version", args=[self.month, self.number])

    def name(self, file_format: str) -> str:
        """A plan that was made up says so in the name of its file, wherever that goes."""
        month, sample = f"{self.month:%Y-%m}", "-sample" if self.is_sample else ""
        about = f"record-{month}" if self.number is None else f"programme-{month}-v{self.number}"
        return f"{about}{sample}.{file_format}"


@require_safe
def month_table(request: HttpRequest, month: date, file_format: str) -> HttpResponse:
    """A month as it stands for everyone: its latest version, or what was held."""
    around = month_around(month)
    if around.is_frozen and around.version and around.programme:
        number, is_sample = around.version.number, around.programme.is_sample
        return _table(request, file_format, Source(month, number, is_sample, around.made_of, around.snapshot))
    snapshot = around.snapshot()
    if snapshot.version is None and not snapshot.entries:
        raise Http404
    source = Source(month, snapshot.version, snapshot.is_sample, [snapshot], lambda: snapshot)
    return _table(request, file_format, source)


@require_safe
def version_table(request: HttpRequest, month: date, number: int, file_format: str) -> HttpResponse:
    """One version, as it was published."""
    version = version_numbered(month, number)
    if version is None:
        raise Http404
    is_sample = version.programme.is_sample
    parts = (version.digest, version.published_at, version.note, is_sample)
    source = Source(month, number, is_sample, parts, lambda: version_snapshot(version))
    return _table(request, file_format, source)


def _table(request: HttpRequest, file_format: str, source: Source) -> HttpResponse:
    """Kept under all that it is made from; it names its own address, so the site's name is part of that."""
    page = request.build_absolute_uri(source.page)

    def build() -> bytes:
        snapshot = source.snapshot()
        if file_format == "csv":
            return month_csv(snapshot.entries)
        return month_xlsx(source.month, snapshot.entries, _about(snapshot, page))

    return kept_answer(
        request,
        name=f"table {file_format}",
        digest=made_of(page, *source.parts),
        build=build,
        content_type=MEDIA_TYPES[file_format],
        filename=source.name(file_format),
    )


def _about(snapshot: MonthSnapshot, page: str) -> Iterator[tuple[str, str]]:
    """What the second sheet says. No name is that of a column, or the sheet would be read as a plan itself."""
    yield gettext("About this table"), gettext("United Nations Security Council")
    yield gettext("What it is"), _title(snapshot)
    yield gettext("Which month"), date_format(snapshot.month, "F Y")
    if snapshot.version is not None and snapshot.published_at:
        yield gettext("Which version"), str(snapshot.version)
        published = timezone.localtime(snapshot.published_at)
        yield gettext("Published on"), date_format(published, "DATETIME_FORMAT")
    if snapshot.note:
        yield gettext("What was said of it"), snapshot.note
    yield gettext("Where it stands"), page
    yield gettext("Please mind"), " ".join(_to_mind(snapshot))


def _title(snapshot: MonthSnapshot) -> str:
    if snapshot.version is None:
        return gettext("Record of meetings held")
    return str(ProgrammeVersion.Title(snapshot.title_kind).label)


def _to_mind(snapshot: MonthSnapshot) -> Iterator[str]:
    if snapshot.is_sample:
        yield gettext("This is a sample: the plan was made up.")
    if snapshot.withdraws:
        yield gettext("The month was withdrawn.")
    if snapshot.version is not None:
        yield provisional_text()
    yield gettext("Days and times are New York's.")
