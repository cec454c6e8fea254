"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def copy(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def proposals(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
