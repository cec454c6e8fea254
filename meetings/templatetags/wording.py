"""Findings as sentences."""

from django import template

from meetings.exchange import wording

register = template.Library()

register.filter("sentence", wording.sentence)
register.filter("mend_sentence", wording.mend_sentence)
register.filter("severity", wording.severity_label)
