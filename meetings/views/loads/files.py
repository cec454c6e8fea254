"""What can be taken away: templates to fill in, the file that was uploaded, and the problems of it."""

import csv
import io
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.templates import template
from meetings.exchange.tables.writing import in_csv
from meetings.forms.loads import file_name_of
from meetings.models import LoadedFile
from meetings.permissions import fetch_load
from meetings.views.loads.admins import admins_only

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV: Final = "text/csv; charset=utf-8"


@require_safe
@admins_only
def template_of(request: HttpRequest, kind: str, file_format: str) -> HttpResponse:
    """A file to fill in."""
    found = KINDS.get(kind)
    if found is None:
        raise Http404
    match file_format:
        case "xlsx":
            return _download(template(found, "xlsx"), XLSX, f"{kind}.xlsx")
        case "csv":
            return _download(template(found, "csv"), CSV, f"{kind}.csv")
    raise Http404


@require_safe
@admins_only
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded. What it holds is not known: no browser may take it for a page."""
    load = fetch_load(pk, request.user)
    found = LoadedFile.objects.filter(load=load).first()
    if found is None:
        raise Http404
    return _download(bytes(found.content), "application/octet-stream", file_name_of(load.file_name))


@require_safe
@admins_only
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """The problems of a file that could not be used, a row each, to be worked off."""
    load = fetch_load(pk, request.user)
    found = load.reading.get("problems")
    if not found:
        raise Http404
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [gettext("Sheet"), gettext("Row"), gettext("Column"), gettext("Found"), gettext("What is wrong")]
    )
    for problem in found:
        cells = (
            problem["sheet"],
            problem["row"] or None,
            problem["column"],
            problem["value"],
            problem["message"],
        )
        writer.writerow([in_csv(cell) for cell in cells])
    name = file_name_of(f"{load.file_name.rpartition('.')[0] or load.file_name} {gettext('problems')}.csv")
    return _download(out.getvalue().encode("utf-8-sig"), CSV, name)


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)
