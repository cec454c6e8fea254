"""Reading a PDF in a test: what it says, and what a screen reader is told."""

from io import BytesIO

from pypdf import PdfReader


def text_of(content):
    """All of its text, with single spaces."""
    return " ".join(texts_of_pages(content))


def texts_of_pages(content):
    """The text of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in pages_of(content)]


def pages_of(content):
    return PdfReader(BytesIO(content)).pages


def told(content):
    """Whether it is tagged, its language, its title, and its pages' width and height in whole points."""
    reader = PdfReader(BytesIO(content))
    root = reader.trailer["/Root"]
    return {
        "tagged": bool(root.get("/MarkInfo", {}).get("/Marked")) and "/StructTreeRoot" in root,
        "language": root.get("/Lang"),
        "title": reader.metadata.title,
        "paper": {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages},
    }


def fonts_not_embedded(content):
    """The names of fonts that the reader's machine would have to have."""
    missing = set()
    for page in pages_of(content):
        for font in page["/Resources"].get("/Font", {}).values():
            for part in font.get_object().get("/DescendantFonts", [font]):
                described = part.get_object().get("/FontDescriptor", {}).get_object()
                if not any(name in described for name in ("/FontFile", "/FontFile2", "/FontFile3")):
                    missing.add(font.get_object()["/BaseFont"])
    return missing


A4 = {(595, 842)}
