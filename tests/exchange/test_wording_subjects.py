"""What the audit trail calls a thing, as the button that undoes it says it."""

import pytest
from django.utils import translation

from meetings.exchange.wording_subjects import subject_in_words


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (
            "MONUSCO 2026-12 renewal: T, 2026-12-01",
            "MONUSCO 2026-12 renewal: Meeting with contributors, 1 December",
        ),
        (
            "UNDOF: meet1, –",
            "UNDOF: Secretariat meets contributors before the assessment, –",
        ),
        ("Briefing: 2026-12-01 → 2026-12-09", "Briefing: 1 December → 9 December"),
        ("Briefing: 2026-12-01 → –", "Briefing: 1 December → –"),
        ("MONUSCO 2026-12 renewal", "MONUSCO 2026-12 renewal"),
        ("2027-02", "February 2027"),
        ("2027-13", "2027-13"),
        ("Vitamins: A, C, T", "Vitamins: A, C, T"),
        ("A title with 2026-99-99 in it", "A title with 2026-99-99 in it"),
        ("", ""),
    ],
)
def test_days_and_steps_are_said_in_words(subject, words):
    assert subject_in_words(subject) == words


def test_the_days_are_those_of_the_readers_language():
    with translation.override("fr"):
        assert subject_in_words("Briefing: 2026-12-01 → –") == "Briefing: 1 décembre → –"
