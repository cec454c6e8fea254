"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def of_occasion(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def of_entry(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
