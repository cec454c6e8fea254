"""Texts and names as cells hold them."""

from datetime import date, time
from typing import Any

import pytest

from meetings.exchange.tables.fields import CountryField, ListField, MissionField, TextField
from tests.exchange.tables.drawn_cells import answer, at


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" Programme \n of  work ", "Programme of work"),
        (2808, "2808"),
        (2808.0, "2808"),
        (12.5, "12.5"),
        (True, "TRUE"),
        (date(2026, 12, 20), "2026-12-20"),
        (at(2026, 12, 20), "2026-12-20"),
        (at(2026, 12, 20, 15), "2026-12-20 15:00"),
        (time(15), "15:00"),
        ("=1+1", "=1+1"),
    ],
)
def test_texts(raw: Any, text: str) -> None:
    assert TextField().clean(raw) == text


def test_a_text_of_several_lines_keeps_them() -> None:
    assert TextField(lines=True).clean("one\r\n two\rthree ") == "one\n two\nthree"


def test_a_text_is_no_longer_than_its_column() -> None:
    field = TextField(longest=5)
    assert field.clean("abcde") == "abcde"
    assert answer(field, "abcdef") == "The text has 6 characters; at most 5 fit here."


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\ud800", "\uffff"])
def test_what_is_no_text_is_refused(character: str) -> None:
    code = f"U+{ord(character):04X}"
    message = f"The cell holds a character that is no text ({code}); type it anew."
    assert answer(TextField(), f"a{character}b") == message


def test_acronyms_and_codes_are_in_capitals_and_names_as_written() -> None:
    assert MissionField().clean("minurso") == "MINURSO"
    assert MissionField().clean("Operation in  Darfur") == "Operation in Darfur"
    assert CountryField().clean("fra") == "FRA"
    assert CountryField().clean("France") == "France"


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("UNMISS", ("UNMISS",)),
        ("UNMISS, UNISFA", ("UNMISS", "UNISFA")),
        ("UNMISS and UNISFA", ("UNMISS", "UNISFA")),
        ("UNMISS, UNISFA and UNIFIL", ("UNMISS", "UNISFA", "UNIFIL")),
        ("UNMISS, UNISFA, and UNIFIL", ("UNMISS", "UNISFA", "UNIFIL")),
        ("UNMISS | UNISFA", ("UNMISS", "UNISFA")),
        ("UNMISS\nUNISFA", ("UNMISS", "UNISFA")),
        ("UNMISS; UNISFA;", ("UNMISS", "UNISFA")),
        ("Korea, Republic of; Bosnia and Herzegovina", ("Korea, Republic of", "Bosnia and Herzegovina")),
        ("UNMISS, UNMISS", ("UNMISS",)),
        ("Poland", ("Poland",)),
    ],
)
def test_lists(raw: str, names: tuple[str, ...]) -> None:
    assert ListField().clean(raw) == names


def test_names_that_hold_what_parts_others() -> None:
    assert ListField(ands=False).clean("Bosnia and Herzegovina, France") == (
        "Bosnia and Herzegovina",
        "France",
    )
    phrases = ListField(commas=False)
    assert phrases.clean("Peace, law and order; Mali") == ("Peace, law and order", "Mali")
    assert str(phrases.expects) == "A text, or several with a semicolon or a vertical bar between them."


def test_each_name_of_a_list_is_cleaned() -> None:
    assert ListField(of=MissionField()).clean("unmiss; Unisfa") == ("UNMISS", "UNISFA")
    assert answer(ListField(of=TextField(longest=3)), "abc; abcd") == (
        "The text has 4 characters; at most 3 fit here."
    )


def test_a_list_of_nothing_is_refused() -> None:
    assert answer(ListField(), "; ,;") == ""
    assert answer(ListField(), ";;") == "The cell holds no name, only what stands between names."


def test_lists_are_written_so_that_they_are_read_again() -> None:
    assert ListField().written(("UNMISS", "UNISFA")) == "UNMISS; UNISFA"
    assert ListField().written(("Bosnia and Herzegovina",)) == "Bosnia and Herzegovina;"
    assert ListField(ands=False).written(("Bosnia and Herzegovina",)) == "Bosnia and Herzegovina"
