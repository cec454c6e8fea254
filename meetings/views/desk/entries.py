"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def add(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def remove(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
