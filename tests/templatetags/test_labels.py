"""Words and dates as a reader sees them."""

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from django.template import Context, Template
from django.utils.translation import override

from meetings.rules import vocabulary
from meetings.rules.vocabulary import Format, WeekRule
from meetings.templatetags import labels

SHOWN = [
    word
    for words in vars(vocabulary).values()
    if isinstance(words, type) and issubclass(words, StrEnum) and words not in (StrEnum, WeekRule)
    for word in words
    if type(word) in labels.TABLES and word in labels.TABLES[type(word)]
]
FOURTH = date(2026, 12, 4)


@pytest.mark.parametrize("word", SHOWN)
def test_every_word_has_a_label(word):
    assert labels.label(word) not in ("", word.value) or " " not in word.value


@pytest.mark.parametrize("word", Format)
def test_every_format_has_a_label_for_narrow_places_and_a_shape(word):
    assert labels.narrow_label(word)
    assert labels.family(word) in {"contributors", "consultations", "adoption", "private", "public", "other"}


def test_a_word_from_the_database_is_shown_as_it_is():
    assert labels.label("something else") == "something else"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["4 December 2026", "Friday 4 December", "4 Dec", "December 2026"]),
        ("fr", ["4 décembre 2026", "vendredi 4 décembre", "4 déc.", "décembre 2026"]),
        ("ar", ["4 ديسمبر، 2026", "الجمعة 4 ديسمبر", "4 ديسمبر", "ديسمبر 2026"]),
    ],
)
def test_days_are_written_as_the_language_writes_them(language, expected):
    forms = (labels.day, labels.weekday, labels.short_day, labels.month_name)
    with override(language):
        assert [form(FOURTH) for form in forms] == expected


def test_no_day_is_no_text():
    assert [form(None) for form in (labels.day, labels.weekday, labels.short_day, labels.month_name)] == [
        ""
    ] * 4


def test_an_instant_has_its_day_in_new_york():
    late = datetime(2026, 12, 5, 3, tzinfo=UTC)
    assert Template("{% load labels %}{{ at|day }}").render(Context({"at": late})) == "4 December 2026"


def test_only_occasions_with_a_name_are_linked_each_once():
    assert labels.among(["a", "b", "a", "c"], {"a": "UNDOF renewal", "c": "UNFICYP renewal"}) == [
        ("a", "UNDOF renewal"),
        ("c", "UNFICYP renewal"),
    ]


def test_an_agenda_does_not_repeat_the_title():
    assert labels.beside(["The situation in Libya", "Other matters"], "The Situation in Libya") == [
        "Other matters"
    ]
