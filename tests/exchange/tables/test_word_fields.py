"""Words of a closed list, as people write them."""

from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.fields import WordField, YesNoField
from meetings.models.labels import MANDATE_ACTIONS
from meetings.rules.vocabulary import MandateAction
from tests.exchange.tables.drawn_cells import ACTIONS, answer

FIELD = WordField(ACTIONS, labels=MANDATE_ACTIONS)


@pytest.mark.parametrize(
    "raw", ["technical_rollover", "Technical Rollover", "technical-rollover", " TECHNICAL  ROLLOVER "]
)
def test_case_hyphens_and_underscores_do_not_matter(raw: str) -> None:
    assert FIELD.clean(raw) is MandateAction.TECHNICAL_ROLLOVER


def test_further_words_are_understood() -> None:
    assert FIELD.clean("Extension") is MandateAction.RENEWAL


def test_labels_are_understood_in_english_and_in_the_readers_language() -> None:
    field = WordField({"open": (), "shut": ()}, labels={"open": _("Monday"), "shut": _("Tuesday")})
    with translation.override("fr"):
        assert [field.clean(word) for word in ("lundi", "Monday", "Mardi", "shut")] == [
            "open",
            "open",
            "shut",
            "shut",
        ]
    with translation.override("es"):
        assert field.clean("lunes") == "open"
        assert answer(field, "lundi").startswith("“lundi” ")


def test_what_is_not_known_is_answered_with_what_is() -> None:
    assert answer(FIELD, "suspension!!") == (
        "“suspension!!” is not known here. Expected one of: creation, renewal, technical rollover."
    )
    assert answer(FIELD, "renewl") == (
        "“renewl” is not known here. Did you mean “renewal”? "
        "Expected one of: creation, renewal, technical rollover."
    )
    assert FIELD.guide == "One of: creation, renewal, technical rollover."


def test_values_are_written_in_words() -> None:
    assert FIELD.written(MandateAction.TECHNICAL_ROLLOVER) == "technical rollover"


@pytest.mark.parametrize("raw", ["yes", "YES", "true", "Oui", "sí", "да", "1", "x", 1, 1.0, True])
def test_yes(raw: Any) -> None:
    assert YesNoField().clean(raw) is True


@pytest.mark.parametrize("raw", ["no", "No", "FALSE", "non", "нет", "0", 0, False])
def test_no(raw: Any) -> None:
    assert YesNoField().clean(raw) is False


def test_neither_yes_nor_no() -> None:
    assert answer(YesNoField(), "maybe") == "“maybe” is not known here. Expected one of: yes, no."
    assert [YesNoField().written(value) for value in (True, False)] == ["yes", "no"]
