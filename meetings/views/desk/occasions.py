"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def open_occasion(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def reports(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
