"""What holds for every answer of the site, whatever it is about."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control

Answer = Callable[[HttpRequest], HttpResponse]


def keep_what_is_personal_out_of_caches(get_response: Answer) -> Answer:
    """A page that was made for somebody is kept by no cache, and not shown by "Back" after signing out.

    An answer that says by an ETag what it is made of may be kept by the reader's own browser, which asks each time
    whether it is still the one. "Back" does not ask: so the browser is told to forget them when somebody signs out.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        was_signed_in = _may_sign_out(request) and request.user.is_authenticated
        response = get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache"'
        # Asked of the session, which is loaded by now or never: who asks costs a visitor no query.
        if request.session.accessed and request.user.is_authenticated:
            if "ETag" in response:
                patch_cache_control(response, private=True, no_cache=True)
            else:
                add_never_cache_headers(response)
        return response

    return answer


def _may_sign_out(request: HttpRequest) -> bool:
    """Only of these is it asked who they come from before they are answered: it may cost two queries."""
    return request.method == "POST" and settings.SESSION_COOKIE_NAME in request.COOKIES
