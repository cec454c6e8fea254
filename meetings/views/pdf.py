"""A month on paper: the sheet on the wall, as a file to be printed, sent on and kept.

Who opens it wants the sheet and nothing before it: it is shown at once, and saved under a name that says which
month and which version it is. The record of what was held has no sheet: nobody put it up.
"""

from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from meetings.exchange.pdf.month import month_document
from meetings.kept import kept_answer, made_of
from meetings.models import ProgrammeVersion
from meetings.views.asked_language import language_asked_for

PDF: Final = "application/pdf"


@require_safe
def month_pdf(request: HttpRequest, month: date) -> HttpResponse:
    """The latest version of a month; of a withdrawn one, what was withdrawn."""
    return _sheet(request, _versions(month).order_by("number").last())


@require_safe
def version_pdf(request: HttpRequest, month: date, number: int) -> HttpResponse:
    """One version, as it was published."""
    return _sheet(request, _versions(month).filter(number=number).first())


def _versions(month: date) -> QuerySet[ProgrammeVersion]:
    """Without what they hold: it is fetched only where the sheet must be made."""
    return (
        ProgrammeVersion.objects.filter(programme__month=month).select_related("programme").defer("content")
    )


def _sheet(request: HttpRequest, version: ProgrammeVersion | None) -> HttpResponse:
    """One query for a sheet that is kept, two for one that must be made.

    Raises:
        Http404: there is no such version.
    """
    if version is None:
        raise Http404
    with translation.override(language_asked_for(request)):
        answer = kept_answer(
            request,
            name="month_pdf",
            digest=_made_of(version),
            build=lambda: month_document(version),
            content_type=PDF,
            filename=_name(version),
            inline=True,
        )
        answer["Content-Language"] = translation.get_language()
        return answer


def _made_of(version: ProgrammeVersion) -> str:
    """All that the sheet shows: what was published, and what is said of it at its head."""
    month = version.programme
    about = (version.number, version.title_kind, version.withdraws, version.published_at, version.note)
    return made_of(version.digest, month.month, month.is_sample, *about)


def _name(version: ProgrammeVersion) -> str:
    """A plan that was made up says so in the name of its file, wherever that goes."""
    sample = "-sample" if version.programme.is_sample else ""
    return f"programme-{version.programme.month:%Y-%m}-v{version.number}{sample}.pdf"
