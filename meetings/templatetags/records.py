"""How records are shown: a day, a rule's id, the answer of a rule with its shape and its word."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from meetings.exchange.wording import result_label
from meetings.rules.facts import DateBasis
from meetings.rules.findings import Result
from meetings.rules.guideline import rule
from meetings.rules.rule import DecidedBy, Lane, Phase, Strength
from meetings.templatetags import labels

register = template.Library()

FORMS = {"day": labels.day, "weekday": labels.weekday, "short": labels.short_day, "month": labels.month_name}

WORDS: Mapping[StrEnum, str | Promise] = {
    Lane.SECRETARIAT: _("Secretariat"),
    Lane.CONTRIBUTORS: _("Contributors"),
    Lane.COUNCIL: _("Council"),
    Lane.HOUSE: _("own rule"),
    Phase.PLANNING: _("Planning phase"),
    Phase.MANDATE_DISCUSSION: _("Mandate discussion phase"),
    Phase.PROGRAMME: _("Programme of the month"),
    Phase.MEETING: _("The meeting itself"),
    Phase.RECORD: _("Record"),
    DecidedBy.COMPUTED: _("computed from dates"),
    DecidedBy.RECORDED: _("recorded on the checklist"),
    DecidedBy.NOT_BUILT: _("not checked here"),
    Strength.DIRECTIVE: pgettext_lazy("how firmly a rule asks", "directive"),
    Strength.SHOULD: pgettext_lazy("how firmly a rule asks", "should"),
    Strength.PREFERABLY: pgettext_lazy("how firmly a rule asks", "preferably"),
    Strength.EXPECTED: pgettext_lazy("how firmly a rule asks", "expected"),
    Strength.REQUESTED: pgettext_lazy("how firmly a rule asks", "requested"),
    Strength.MAY: pgettext_lazy("how firmly a rule asks", "may"),
    Strength.WHERE_POSSIBLE: pgettext_lazy("how firmly a rule asks", "where possible"),
    Strength.CONSIDERED: pgettext_lazy("how firmly a rule asks", "may be considered"),
    Strength.STEP: pgettext_lazy("how firmly a rule asks", "a step"),
    Strength.SEQUENCE: pgettext_lazy("how firmly a rule asks", "an order of steps"),
    Strength.RULE: pgettext_lazy("how firmly a rule asks", "rule of procedure"),
    Strength.OWN: pgettext_lazy("how firmly a rule asks", "our own"),
    DateBasis.ON_RECORD: _("on record"),
    DateBasis.CIRCULATED: _("circulated"),
    DateBasis.DOCUMENT: _("date on the document"),
    DateBasis.PLANNED: _("planned"),
}

SHAPES: Mapping[Result, tuple[str, str]] = {
    Result.MEETS_PREFERENCE: ("met", '<circle cx="6" cy="6" r="4.5"/>'),
    Result.MET: ("met", '<circle cx="6" cy="6" r="4.5"/>'),
    Result.IN_ORDER: ("met", '<circle cx="6" cy="6" r="4.5"/>'),
    Result.AT_MINIMUM: (
        "exact",
        '<circle cx="6" cy="6" r="4"/><circle class="core" cx="6" cy="6" r="1.75"/>',
    ),
    Result.SHORT: ("short", '<path d="M6 1 11.5 11H.5Z"/>'),
    Result.NOT_MET: ("short", '<path d="M6 1 11.5 11H.5Z"/>'),
    Result.SAME_DAY: ("same", '<path d="M1.5 1.5h9v9h-9z"/>'),
    Result.OUT_OF_ORDER: ("reversed", '<path d="M2 2 10 10M10 2 2 10"/>'),
    Result.UNKNOWN: ("open", '<circle cx="6" cy="6" r="4.25"/>'),
    Result.NOT_APPLICABLE: ("none", '<path d="M2 6h8"/>'),
}
"""Each answer has a shape of its own kind: colour is never the only sign."""


@register.filter
def word(value: StrEnum) -> str:
    """The word for an answer, a lane, a phase, a strength or what stands behind a date."""
    return result_label(value) if isinstance(value, Result) else str(WORDS[value])


@register.simple_tag
def sign(result: Result, x: float | None = None, y: float | None = None) -> SafeString:
    """The shape of an answer, hidden from screen readers: its word always stands beside it.

    With ``x`` and ``y`` it is placed inside another drawing, its middle at that point.
    """
    name, drawing = SHAPES[result]
    place = mark_safe("") if x is None or y is None else format_html(' x="{}" y="{}"', x - 6, y - 6)
    return format_html(
        '<svg class="sign sign-{}" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"{}>{}</svg>',
        name,
        place,
        mark_safe(drawing),  # noqa: S308  a constant of this module
    )


@register.filter
def dated(on: date | None, form: str = "day") -> str | SafeString:
    """A day for readers and machines, written as the filter ``form`` of ``labels`` writes it."""
    if on is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), FORMS[form](on))


@register.filter
def isolated(text: object) -> str:
    """A text whose direction must not mix with that of its neighbours, for drawings, where ``<bdi>`` is not known."""
    return f"\u2068{text}\u2069"


@register.filter
def days(number: int) -> str:
    """So many days, which may be fewer than none: -1 day."""
    return ngettext("%(days)s day", "%(days)s days", abs(number)) % {"days": number}


@register.filter
def grouped(number: int) -> str:
    """A count of people as the language writes it: 11,629."""
    return number_format(number, decimal_pos=0, force_grouping=True)


@register.filter
def rule_link(rule_id: str) -> SafeString:
    """A rule's id as a link to its text."""
    return _rule_link(rule_id, get_language())


@lru_cache(maxsize=1024)
def _rule_link(rule_id: str, language: str | None) -> SafeString:
    """A page has hundreds of them. ``language`` is the active one: it only tells the links apart."""
    address, title = reverse("rule", args=[rule_id]), gettext(rule(rule_id).title)
    return format_html('<a class="rule-id" href="{}" title="{}">{}</a>', address, title, rule_id)


@register.simple_tag
def not_verified(verified: bool) -> str | SafeString:
    """A mark on what was recalled, computed or inferred; nothing on what was read."""
    if verified:
        return ""
    title = gettext("Recalled, computed or inferred; not read in a source.")
    return format_html('<span class="unverified" title="{}">{}</span>', title, gettext("not verified"))
