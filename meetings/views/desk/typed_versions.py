"""Both versions of an occasion or of a report, as ``two_versions`` shows them."""

from typing import Final

from django.http import HttpRequest

from meetings.forms.typed_versions import Raw, TypedVersions
from meetings.views.desk.two_versions import InWords, Lines

CHOOSING: Final = ("choosing", "1")
"""The hidden field that tells this page's answers from the form's."""


def is_choice(request: HttpRequest) -> bool:
    """Whether the page of both versions was posted, and not the form it came from."""
    return CHOOSING[0] in request.POST


def in_words(versions: TypedVersions) -> InWords:
    """What was typed, what stands and what was seen, to be read."""

    def read(raw: Raw) -> dict[str, Lines]:
        return {name: versions.words(name, raw[name]) for name in versions.theirs}

    return InWords(
        labels={name: versions.label(name) for name in versions.theirs},
        mine=read(versions.mine),
        theirs=read(versions.theirs),
        saw=read(versions.saw) if versions.saw else None,
    )
