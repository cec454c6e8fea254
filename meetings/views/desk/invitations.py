"""To be written."""

from django.http import Http404, HttpRequest, HttpResponse


def invitations(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def printed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
