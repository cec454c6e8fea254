"""The addresses of the site and an empty view."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """What the server and the middleware cost by themselves."""
    return HttpResponse("")


urlpatterns = [path("empty/", empty), path("", include("scheduler.urls"))]
handler400 = "meetings.views.errors.bad_request"
handler403 = "meetings.views.errors.forbidden"
handler404 = "meetings.views.errors.not_found"
handler500 = "meetings.views.errors.server_error"
