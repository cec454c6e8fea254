"""What holds for every answer of the site, whatever it is about."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

Answer = Callable[[HttpRequest], HttpResponse]


def keep_what_is_personal_out_of_caches(get_response: Answer) -> Answer:
    """A page that was made for somebody is kept by no cache, and not shown by "Back" after signing out."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # Asked of the session, which is loaded by now or never: who asks costs a visitor no query.
        if request.session.accessed and request.user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return answer
