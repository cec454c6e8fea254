"""Texts that begin like a formula: written with an apostrophe, and read without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.exchange.tables.defusing import as_written, defused

TEXTS = st.text(st.sampled_from("'=+-@＝＋－＠\t\r\nab 1")) | st.text()


@pytest.mark.parametrize("first", "=+-@\t\r\n＝＋－＠")
def test_what_begins_like_a_formula_gets_an_apostrophe(first: str) -> None:
    assert defused(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("text", ["", "S/RES/2808 (2025)", "a=b", "'", "'quoted'", "''"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert (defused(text), as_written(text)) == (text, text)


def test_a_text_that_looks_defused_gets_one_more() -> None:
    assert (defused("'=1"), defused("''=1")) == ("''=1", "'''=1")


@given(TEXTS)
def test_reading_undoes_writing(text: str) -> None:
    assert as_written(defused(text)) == text


@given(TEXTS)
def test_nothing_written_begins_like_a_formula(text: str) -> None:
    assert not defused(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))
