"""A PDF made of a draft: shown to the planner who asked for it, and kept by nobody."""

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header


def draft_pdf(content: bytes, filename: str) -> HttpResponse:
    """The answer with a draft's PDF: neither the way to the browser nor the browser keeps it."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=False, filename=filename) or "inline"
    )
    add_never_cache_headers(answer)
    return answer
