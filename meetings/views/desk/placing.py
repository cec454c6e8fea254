"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def place(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def take(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
