"""Lines of a load in words."""

import pytest
from django.utils.translation import override

from meetings.exchange.wording_loads import column_words, noun_words, value_words


@pytest.mark.parametrize(
    ("noun", "column", "words"),
    [
        ("mandate", "ends", "Last day"),
        ("mandate", "mission_id", "Mission"),
        ("mission", "host_countries", "Host countries"),
        ("occasion", "new_end", "New end"),
        ("occasion", "A", "Adoption"),
        ("occasion", "overtaken P", "Politico-military briefing, planned after the decision"),
        ("occasion", "of_an_older_release", "Of an older release"),
        ("agenda", "ends", "Ends"),
    ],
)
def test_what_a_column_is_called(noun, column, words):
    assert column_words(noun, column) == words


@pytest.mark.parametrize(
    ("noun", "column", "text", "words"),
    [
        ("mandate", "ends", "2027-01-31", "Sunday 31 January 2027"),
        ("mandate", "ends", "", ""),
        ("mandate", "ends", "soon", "soon"),
        ("mandate", "kind", "fixed", "fixed term"),
        ("mandate", "kind", "of an older release", "of an older release"),
        ("mandate", "verified", "False", "no"),
        ("mandate", "verified", "perhaps", "perhaps"),
        ("mandate", "mission_id", "UNFICYP", "UNFICYP"),
        ("mandate", "phase", "2", "2"),
        ("mission", "host_countries", "Cyprus, Türkiye", "Cyprus, Türkiye"),
        ("occasion", "new_end", "2027-01-31", "Sunday 31 January 2027"),
        ("occasion", "decision", "S/RES/2820 (2026)", "S/RES/2820 (2026)"),
        ("agenda", "ends", "x", "x"),
        ("sitting", "starts_at", "15:00:00", "3 p.m."),
    ],
)
def test_what_a_value_says(noun, column, text, words):
    assert value_words(noun, column, text) == words


def test_it_is_said_in_the_active_language():
    with override("es"):
        assert value_words("mandate", "ends", "2027-01-31").startswith("domingo 31")


def test_what_a_row_is():
    assert (noun_words("mandate"), noun_words("agenda")) == ("mandate", "agenda")
