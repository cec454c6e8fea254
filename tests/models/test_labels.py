"""Every word of the field has a label that a reader sees and a translator finds."""

from enum import StrEnum

import pytest

from meetings.models import labels
from meetings.rules import vocabulary

TABLES = {
    vocabulary.OccasionKind: labels.OCCASION_KINDS,
    vocabulary.StepKind: labels.STEP_KINDS,
    vocabulary.Format: labels.FORMATS,
    vocabulary.Openness: labels.OPENNESS,
    vocabulary.EntryStatus: labels.STATUSES,
    vocabulary.StartKind: labels.START_KINDS,
    vocabulary.ReportKind: labels.REPORT_KINDS,
    vocabulary.MandateKind: labels.MANDATE_KINDS,
    vocabulary.MandateAction: labels.MANDATE_ACTIONS,
    vocabulary.PaperKind: labels.PAPER_KINDS,
}
SETTINGS = {vocabulary.WeekRule}


def test_every_closed_list_is_covered():
    lists = {
        value
        for value in vars(vocabulary).values()
        if isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
    }
    assert lists == TABLES.keys() | SETTINGS


@pytest.mark.parametrize("words", TABLES, ids=lambda words: words.__name__)
def test_every_word_has_a_label_of_its_own(words):
    shown = [str(TABLES[words][word]) for word in words]
    assert all(shown)
    assert len(set(shown)) == len(shown)
