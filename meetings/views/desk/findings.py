"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def justify(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def withdraw(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
