"""Findings as sentences."""

from django import template

from meetings.exchange import wording
from meetings.exchange.wording_subjects import subject_in_words

register = template.Library()

register.filter("sentence", wording.sentence)
register.filter("mend_sentence", wording.mend_sentence)
register.filter("severity", wording.severity_label)
register.filter("subject_in_words", subject_in_words)
