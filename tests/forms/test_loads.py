"""The name of an uploaded file, as it is kept and shown."""

import pytest

from meetings.forms.loads import KeysField, file_name_of


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("mandates.xlsx", "mandates.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ola\\mandates.xlsx", "mandates.xlsx"),
        ("/", "table"),
        ("", "table"),
        ("..", "table"),
        ("\u202efdp.exe", "fdp.exe"),
        ("man\u200bda\u2066tes\u2069.csv", "mandates.csv"),
        ("man\0da\x1btes\r\n.csv", "mandates .csv"),
        ("Mandats  de \u00a0mission.xlsx", "Mandats de mission.xlsx"),
        ("ولايات.xlsx", "ولايات.xlsx"),
    ],
)
def test_the_name_of_a_file_has_no_folders_and_nothing_that_is_not_seen(given, kept):
    assert file_name_of(given) == kept


def test_a_long_name_keeps_its_end_and_fits_the_record():
    kept = file_name_of(f"{'m' * 300}.xlsx")
    assert len(kept) <= 150
    assert kept.endswith("m.xlsx")


def test_keys_are_numbers():
    assert KeysField(required=False).clean(["1", "1", "22"]) == {1, 22}
    assert KeysField(required=False).clean(None) == frozenset()
