"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def move(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def marks(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def step_marks(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def undo(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
