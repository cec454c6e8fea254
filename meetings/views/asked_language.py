"""The language that an address asks for, for files that are fetched by programs or sent on to others."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation.trans_real import get_supported_language_variant

LANGUAGE: Final = "language"
"""``?language=fr``: a program that fetches a file says nothing of the language of who will read it."""


def language_asked_for(request: HttpRequest) -> str:
    """The language in the address where it is one of ours, else the reader's."""
    try:
        return get_supported_language_variant(request.GET.get(LANGUAGE, ""))
    except LookupError:
        return get_language() or settings.LANGUAGE_CODE
