"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def front(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def desk(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def begin(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
