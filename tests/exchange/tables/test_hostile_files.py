"""Files made to do harm: each is refused with a sentence, or read for what it holds, in little time and memory."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from meetings.exchange.tables.limits import LARGEST_UNPACKED, MOST_ELEMENTS, MOST_PARTS, MOST_PIECES
from tests.exchange.tables.books import (
    MAIN,
    PARTS,
    SHEET,
    STRINGS,
    WORKBOOK,
    by_hand,
    row,
    sheet,
    sheets,
    zipped,
)
from tests.exchange.tables.decisions import places, read, refusal, values

ENTITIES = "The workbook declares XML entities, which no spreadsheet needs. It is not read."
UNPACKS = "The workbook unpacks to far more than a table can hold. It is not read."
TOO_LARGE = (
    "The workbook holds far more rows or cells than can be read, perhaps empty ones that are formatted. "
    "Copy the table to a new workbook."
)
DAMAGED = "The file is damaged: it cannot be read as a workbook. Open it and save it again as .xlsx."

EXTERNAL = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def sheet_refusal(content: bytes) -> str:
    """What is said of a workbook whose only sheet cannot be read."""
    reading = read(content)
    (problem,) = reading.problems
    assert (reading.rows, problem.sheet, problem.column) == ([], "Table", "")
    return problem.message


@pytest.mark.parametrize(
    ("part", "content", "before", "entity"),
    [
        ("[Content_Types].xml", PARTS["[Content_Types].xml"], "Extension=", "Extension="),
        ("xl/workbook.xml", WORKBOOK, "Table", "&file;"),
        ("xl/_rels/workbook.xml.rels", PARTS["xl/_rels/workbook.xml.rels"], "rId1", "rId1"),
        ("xl/sharedStrings.xml", STRINGS, "S/RES/1", "&file;"),
        ("xl/styles.xml", f'<styleSheet xmlns="{MAIN}"/>', "", ""),
    ],
)
@pytest.mark.parametrize("declared", [EXTERNAL, REMOTE])
def test_an_entity_in_any_part_is_refused(
    part: str, content: str, before: str, entity: str, declared: str
) -> None:
    assert refusal(by_hand({part: declared + content.replace(before, entity)})) == ENTITIES


@pytest.mark.parametrize("declared", [EXTERNAL, REMOTE])
def test_an_entity_in_a_sheet_is_refused(declared: str) -> None:
    content = declared + SHEET.replace('t="s"><v>1</v>', 't="str"><v>&file;</v>')
    assert sheet_refusal(by_hand({"xl/worksheets/sheet1.xml": content})) == ENTITIES


def test_a_billion_laughs_are_not_unfolded() -> None:
    laughs = f"{LAUGHS}]>{STRINGS.replace('S/RES/1', '&i;')}"
    assert refusal(by_hand({"xl/sharedStrings.xml": laughs})) == ENTITIES
    cells = SHEET.replace('t="s"><v>1</v>', 't="str"><v>&i;</v>')
    assert sheet_refusal(by_hand({"xl/worksheets/sheet1.xml": f"{LAUGHS}]>{cells}"})) == ENTITIES


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = by_hand({"xl/worksheets/sheet1.xml": b" " * 20_000_000 + SHEET.encode()})
    assert len(bomb) < 30_000
    assert refusal(bomb) == UNPACKS


def test_many_parts_that_unpack_to_much_together_are_refused() -> None:
    even = "<c/>" * 200_000
    many = {f"xl/worksheets/sheet{number}.xml": even for number in range(2, 90)}
    assert len(even) * 88 > LARGEST_UNPACKED
    assert refusal(by_hand(many)) == UNPACKS


def test_too_many_parts_are_refused() -> None:
    assert refusal(by_hand({f"x{number}": "" for number in range(MOST_PARTS)})) == UNPACKS


def test_too_many_shared_texts_are_refused() -> None:
    long = "".join(f"<si><t>{number:080x}</t></si>" for number in range(200_000))
    assert refusal(by_hand({"xl/sharedStrings.xml": STRINGS.replace("</sst>", f"{long}</sst>")})) == UNPACKS
    short = "".join(f"<si><t>{number:x}</t></si>" for number in range(MOST_PIECES))
    assert (
        refusal(by_hand({"xl/sharedStrings.xml": STRINGS.replace("</sst>", f"{short}</sst>")})) == TOO_LARGE
    )


def claiming(content: bytes, size: int) -> bytes:
    """A workbook whose zip says of its sheet that it unpacks to so many bytes."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        part = package.getinfo("xl/worksheets/sheet1.xml")
        directory = content.index(part.filename.encode(), package.start_dir) - 46
    struct.pack_into("<L", changed, part.header_offset + 22, size)
    struct.pack_into("<L", changed, directory + 24, size)
    return bytes(changed)


def test_a_part_that_claims_a_gigabyte_is_refused() -> None:
    assert refusal(claiming(by_hand(), 1024**3)) == UNPACKS


def test_a_part_that_claims_less_than_it_holds_is_not_unpacked_beyond_its_claim() -> None:
    bomb = claiming(by_hand({"xl/worksheets/sheet1.xml": SHEET + " " * 50_000_000}), len(SHEET))
    tracemalloc.start()
    assert sheet_refusal(bomb) == DAMAGED
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_other_ways_of_packing_are_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as package:
        for name, content in PARTS.items():
            package.writestr(name, content)
    assert refusal(file.getvalue()) == DAMAGED


def test_a_cell_in_the_last_column_is_refused_with_its_row() -> None:
    rows = row(1, "symbol") + '<row r="2"><c r="A2"><v>1</v></c><c r="XFD2"><v>1</v></c></row>' + row(3, "a")
    reading = read(by_hand(rows=rows))
    assert places(reading) == [("Table", 2, "", "")]
    assert reading.problems[0].message == "The row reaches to column 16384; at most 200 columns are read."


def test_a_heading_in_the_last_column_is_refused_with_its_row() -> None:
    reading = read(by_hand(rows=row(1, "symbol").replace("</row>", '<c r="XFD1"><v>1</v></c></row>')))
    assert places(reading) == [("Table", 1, "", "")]


def test_an_empty_cell_in_the_last_column_is_none() -> None:
    rows = row(1, "symbol") + '<row r="2"><c t="str"><v>a</v></c><c r="XFD2" s="0"/></row>'
    assert values(read(by_hand(rows=rows))) == [{"symbol": "a"}]


def test_a_wide_sheet_beside_the_table_does_not_matter() -> None:
    reading = read(sheets(("Table", [["symbol"], ["a"]]), ("Wide", [["x"] * 300])))
    assert values(reading) == [{"symbol": "a"}]
    assert reading.notices == [
        "The sheet “Wide” was not read: The row reaches to column 300; at most 200 columns are read."
    ]


def test_the_last_row_of_a_sheet_is_read_at_its_place() -> None:
    reading = read(by_hand(rows=row(1, "symbol", "begin") + row(1_048_576, "a", "x")))
    assert places(reading) == [("Table", 1_048_576, "begin", "x")]


@pytest.mark.parametrize("number", ["1048577", "999999999999999999", "1e300", "-5", "0", "x"])
def test_a_row_that_no_sheet_can_have_is_damage(number: str) -> None:
    reading = read(by_hand(rows=row(1, "symbol") + row(2, "a").replace('r="2"', f'r="{number}"')))
    assert [(problem.sheet, problem.message) for problem in reading.problems] == [("Table", DAMAGED)]


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="ABCDEFG2"><v>1</v></c>',
        '<c r="2A"><v>1</v></c>',
        '<c t="s"><v>99</v></c>',
        '<c t="s"><v>x</v></c>',
        '<c t="d"><v>yesterday</v></c>',
        '<c t="b"><v>maybe</v></c>',
        "<c><v>1 or 2</v></c>",
        f"<c><v>{'9' * 5000}</v></c>",
    ],
)
def test_a_cell_that_is_none_is_damage(cell: str) -> None:
    reading = read(by_hand(rows=f'{row(1, "symbol")}<row r="2">{cell}</row>'))
    assert [(problem.sheet, problem.message) for problem in reading.problems] == [("Table", DAMAGED)]


def test_a_million_cells_in_a_row_are_refused() -> None:
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(200_000))
    assert sheet_refusal(by_hand(rows=f"{row(1, 'symbol')}<row>{cells}</row>")) == TOO_LARGE


def test_a_million_empty_rows_are_refused() -> None:
    rows = "".join(f'<row r="{number}"/>' for number in range(2, MOST_PIECES + 2))
    assert sheet_refusal(by_hand(rows=row(1, "symbol") + rows)) == TOO_LARGE


def test_more_cells_than_can_be_read_are_refused() -> None:
    rows = "".join(f'<row r="{number}">{"<c/>" * 40}</row>' for number in range(2, MOST_ELEMENTS // 41 + 3))
    assert sheet_refusal(by_hand(rows=row(1, "symbol") + rows)) == TOO_LARGE


def test_one_long_text_in_many_cells_is_looked_at_briefly() -> None:
    strings = STRINGS.replace("</sst>", f"<si><t>{''.join(map(str, range(500_000)))}</t></si></sst>")
    cells = '<c t="s"><v>1</v></c>' + '<c t="s"><v>2</v></c>' * 20
    content = by_hand({"xl/sharedStrings.xml": strings}, rows=row(1, "symbol") + f"<row>{cells}</row>" * 500)
    reading = read(content)
    assert (len(reading.rows), len(reading.problems)) == (500, 499)


def test_elements_that_hide_rows_are_counted_too() -> None:
    hidden = "".join(f'<x><row r="{number}"/><y/></x>' for number in range(2, 40_000))
    assert sheet_refusal(by_hand(rows=row(1, "symbol") + hidden)) == TOO_LARGE


def test_a_part_that_is_read_as_a_whole_may_hold_little() -> None:
    names = "".join(f'<definedName name="n{number}">A1</definedName>' for number in range(70_000))
    book = WORKBOOK.replace("</sheets>", f"</sheets><definedNames>{names}</definedNames>")
    assert refusal(by_hand({"xl/workbook.xml": book})) == TOO_LARGE


def test_a_cell_of_millions_of_characters_is_refused() -> None:
    text = "".join(f"{number:x}" for number in range(900_000))
    assert sheet_refusal(by_hand(rows=row(1, "symbol") + row(2, text))) == TOO_LARGE


def test_a_long_cell_is_named() -> None:
    reading = read(sheet(["symbol", "remark"], ["S/RES/1", "x" * 10_001], ["S/RES/2", "y" * 10_000]))
    assert places(reading) == [("Table", 2, "remark", "x" * 60 + "…")]


def test_shared_formulas_are_not_worked_out() -> None:
    formula = "+".join(f"A{number}" for number in range(1, 1500))
    first = f'<row r="2"><c r="B2"><f t="shared" ref="B2:B9999" si="0">{formula}</f></c></row>'
    rest = "".join(
        f'<row r="{n}"><c r="A{n}" t="str"><v>S/RES/{n}</v></c><c r="B{n}"><f t="shared" si="0"/></c></row>'
        for n in range(3, 3000)
    )
    reading = read(by_hand(rows=row(1, "symbol", "No.") + first + rest))
    assert (len(reading.rows), reading.problems) == (2997, [])


def test_a_part_outside_of_the_zip_is_never_looked_for() -> None:
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/sheet1.xml", "../../../../etc/hostname"
    )
    assert sheet_refusal(by_hand({"xl/_rels/workbook.xml.rels": relations})) == DAMAGED


def test_a_workbook_in_the_strict_format_says_so() -> None:
    strict = WORKBOOK.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert refusal(by_hand({"xl/workbook.xml": strict})) == (
        "This workbook is saved as “Strict Open XML”. Save it as an ordinary workbook (.xlsx)."
    )


@pytest.mark.parametrize(
    "missing", ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"]
)
def test_a_missing_part_is_damage(missing: str) -> None:
    assert refusal(zipped({name: content for name, content in PARTS.items() if name != missing})) == DAMAGED


def test_a_missing_sheet_is_damage() -> None:
    assert sheet_refusal(zipped({name: PARTS[name] for name in PARTS if "sheet1" not in name})) == DAMAGED


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("content", ["", "<", "no xml", "<x/>", "<worksheet>", b"\0\xff"])
def test_a_part_that_holds_something_else_is_damage_or_no_table(part: str, content: str | bytes) -> None:
    reading = read(by_hand({part: content}))
    assert (reading.rows, len(reading.problems)) == ([], 1)
