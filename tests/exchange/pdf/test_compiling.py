"""From data to a PDF: words stay words, whatever they are; it is tagged, in one language, with its fonts in it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import typst

from meetings.exchange.pdf import compiling
from meetings.exchange.pdf.compiling import FOLDER, compile_document
from tests.exchange.pdf.sheets import LANGUAGES, said, squeezed
from tests.exchange.pdfs import fonts_not_embedded, pages_of, text_of, texts_of_pages, told

MARKUP = (
    '#panic("run") $x^2$ *bold* _slanted_ <label> @cited [block] `raw` = heading - item + item / term: \\ ~ -- --- '
    '... // gone? /* gone? */ https://example.org "quoted" \'quoted\' #include "/sheet.typ" #{1+1}'
)
TEMPLATE = """
#import "/sheet.typ": *
#show: sheet
#title()
#for words in data.texts { par(isolated(words)) }
"""
NAMES = {
    "ar": "جمهورية الصومال الاتحادية",
    "zh-hans": "利比里亚共和国担任安全理事会主席",
    "en": "Liberia",
    "fr": "Côte d’Ivoire, Saint-Kitts-et-Nevis",
    "ru": "Либерия, Объединённые Арабские Эмираты",
    "es": "España, Panamá",
}


@pytest.fixture
def written(monkeypatch, tmp_path):
    """Compile a template of the test's own beside the shared sheet."""
    (tmp_path / "sheet.typ").write_text((FOLDER / "sheet.typ").read_text())
    (tmp_path / "texts.typ").write_text(TEMPLATE)
    monkeypatch.setattr(compiling, "FOLDER", tmp_path)

    def write(*texts, language="en", title="Some texts", **options):
        return compile_document("texts", {"title": title, "texts": texts}, language=language, **options)

    return write


def test_what_looks_like_markup_comes_out_as_itself(written):
    content = written(MARKUP, title="#1 *of* $2 <b> & [c]")
    assert squeezed(MARKUP) in said(content)
    assert told(content)["title"] == "#1 *of* $2 <b> & [c]"


def test_a_document_is_tagged_has_its_title_and_its_fonts(written):
    content = written("Words")
    assert told(content) == {
        "tagged": True,
        "language": "en",
        "title": "Some texts",
        "paper": {(595, 842)},
    }
    assert fonts_not_embedded(content) == set()
    assert b"pdfuaid" in content


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_six_languages_are_carried_and_can_be_read_out(written, language):
    """Each word can be found; a reader of PDF may return those of one Arabic line in another order."""
    content = written(NAMES[language], language=language)
    text = text_of(content)
    assert [word for word in NAMES[language].split() if word not in text] == []
    assert told(content)["language"] == {"zh-hans": "zh-CN"}.get(language, language)
    assert fonts_not_embedded(content) == set()
    assert b"pdfuaid" in content


def test_all_languages_stand_in_one_document(written):
    text = text_of(written(*NAMES.values(), language="ru"))
    assert [word for name in NAMES.values() for word in name.split() if word not in text] == []


def test_arabic_begins_at_the_right(written):
    left, right = (written("a", language=language) for language in ("en", "ar"))
    assert where("a", left) < 100
    assert where("a", right) > 400


def where(word, content):
    """How far from the left edge of the page a word stands, in points."""
    places = {}

    def note(text, place, *_):
        places[text.strip()] = place[4]

    pages_of(content)[0].extract_text(visitor_text=note)
    return places[word]


@pytest.mark.parametrize("text", ["a\0b", "a\x07b", "a\x1bb", "a\ud800b", "a\x7fb"])
def test_what_no_document_may_hold_is_left_out(written, text):
    content = written(text)
    assert "ab" in said(content)
    assert b"pdfuaid" in content


@pytest.mark.parametrize("text", ["\N{GRINNING FACE}", "ประเทศไทย", "ישראל", "\ue000"])
def test_a_letter_that_no_font_has_costs_the_seal_alone(written, text, caplog):
    content = written(f"before {text} after", title="Closed to all")
    assert "before" in text_of(content)
    assert "after" in text_of(content)
    assert told(content)["tagged"]
    assert b"pdfuaid" not in content
    (message,) = (record.message for record in caplog.records)
    assert message.startswith("A document of 'texts' is not PDF/UA: ")
    assert [word for word in ("before", "Closed", "after") if word in message] == []


def test_an_endless_word_stays_on_the_page(written):
    content = written("x" * 2000)
    assert said(content).count("x") >= 2000
    assert len(texts_of_pages(content)[0].split()) > 15


def test_the_same_data_makes_the_same_bytes(written):
    at = datetime(2026, 11, 20, 21, 30, 12, 345, tzinfo=UTC)
    assert written("a") == written("a")
    assert written("a", made_at=at) == written("a", made_at=at)
    assert b"D:20261120213012Z" in written("a", made_at=at)
    assert b"D:2" not in written("a")


def test_eight_can_be_made_at_once(written):
    texts = [f"text {number} 中文 عربي" for number in range(16)]
    with ThreadPoolExecutor(8) as threads:
        at_once = list(threads.map(written, texts))
    assert at_once == [written(text) for text in texts]


def test_a_document_without_a_title_is_refused():
    with pytest.raises(KeyError):
        compile_document("month", {"texts": []}, language="en")


def test_a_template_that_is_wrong_is_not_written(written, tmp_path):
    (tmp_path / "texts.typ").write_text('#import "/sheet.typ": *\n#data.nothing')
    with pytest.raises(typst.TypstError, match="nothing"):
        written("a")


def test_nothing_of_a_template_comes_from_elsewhere():
    """A package would be fetched when the first document is made."""
    templates = {path.name: path.read_text() for path in FOLDER.glob("*.typ")}
    assert len(templates) > 1
    assert [name for name, text in templates.items() if '"@' in text] == []


def test_fonts_are_ours_alone(written):
    """A sign that only another font of the machine has is not taken from there."""
    fonts = pages_of(written(*NAMES.values(), "\N{GRINNING FACE}"))[0]["/Resources"]["/Font"]
    families = {font.get_object()["/BaseFont"].partition("+")[2].partition("-")[0] for font in fonts.values()}
    assert families == {"IBMPlexSansArabic", "NotoSans", "NotoSansSC"}


def test_each_font_has_its_licence():
    folders = [path for path in compiling.FONTS.iterdir() if path.is_dir()]
    assert len(folders) == 3
    assert [
        path.name for path in folders if "SIL Open Font License" not in (path / "LICENSE").read_text()
    ] == []
