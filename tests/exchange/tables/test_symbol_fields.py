"""Symbols, however they were typed."""

from typing import Any

import pytest

from meetings.exchange.tables.fields import DecisionField, DocumentField, RecordField, ResolutionField
from tests.exchange.tables.drawn_cells import answer


@pytest.mark.parametrize(
    "raw",
    [
        "S/RES/2808 (2025)",
        "s/res/2808(2025)",
        "S/RES/2808 [2025]",
        "2808 (2025)",
        "Res. 2808 (2025)",
        "Resolution 2808 (2025)",
        "résolution 2808 (2025)",
        "UNSCR 2808 (2025)",
        "2808/2025",
    ],
)
def test_resolutions(raw: str) -> None:
    assert ResolutionField().clean(raw) == DecisionField().clean(raw) == "S/RES/2808 (2025)"


@pytest.mark.parametrize("raw", ["2808", 2808, 2808.0, "S/RES/2808", "resolution 2808"])
def test_a_resolution_without_its_year_is_its_number(raw: Any) -> None:
    assert ResolutionField().clean(raw) == "2808"


@pytest.mark.parametrize("raw", ["S/2026/123", "2808 (1825)", "0", "28080", "2808 and 2809", "letter", 28.08])
def test_what_is_no_resolution(raw: Any) -> None:
    assert answer(ResolutionField(), raw) == (f"“{raw}” is no resolution. Write it as S/RES/2808 (2025).")


@pytest.mark.parametrize(
    ("raw", "symbol"),
    [
        ("S/2026/123", "S/2026/123"),
        ("s / 2026 / 123", "S/2026/123"),
        ("S/2026/123/add.1", "S/2026/123/Add.1"),
        ("S/2026/123/REV.1", "S/2026/123/Rev.1"),
        ("S/PRST/2026/4", "S/PRST/2026/4"),
        ("A/80/123", "A/80/123"),
    ],
)
def test_documents(raw: str, symbol: str) -> None:
    assert DocumentField().clean(raw) == DecisionField().clean(raw) == symbol


@pytest.mark.parametrize("raw", ["123", "S/2026/123, S/2026/124", "S//123", "http://x", "S/" + "1" * 40])
def test_what_is_no_document(raw: str) -> None:
    assert answer(DocumentField(), raw) == f"“{raw}” is no symbol of a document. Write it as S/2026/123."


def test_what_is_no_decision() -> None:
    assert answer(DecisionField(), "soon") == (
        "“soon” is no decision. Write it as S/RES/2808 (2025), S/2026/123 or S/PRST/2026/4."
    )


@pytest.mark.parametrize(
    "raw", ["S/PV.7964", "s/pv.7964", "S/PV 7964", "7964", 7964, "7964th meeting", "7964 mtg", "7964e séance"]
)
def test_records(raw: Any) -> None:
    assert RecordField().clean(raw) == "S/PV.7964"


@pytest.mark.parametrize("raw", ["S/2026/123", "meeting", "S/PV.7964 and 7965", "0"])
def test_what_is_no_record(raw: str) -> None:
    assert answer(RecordField(), raw) == (
        f"“{raw}” is no meeting of the Council. Write it as S/PV.7964 or 7964."
    )
