"""Reading a page in a test: its headings, its rows and its text, without the markup between."""

import re
from html.parser import HTMLParser

from django.contrib.messages import get_messages

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "line"}


class Page(HTMLParser):
    """The text of each element, in order, by its tag and its classes."""

    def __init__(self, response):
        super().__init__()
        self.found = []
        self.open = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        element = {"tag": tag, "attributes": attributes, "text": []}
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attributes):
        self.found.append({"tag": tag, "attributes": dict(attributes), "text": []})

    def handle_endtag(self, tag):
        while self.open and self.open.pop()["tag"] != tag:
            pass

    def handle_data(self, data):
        for element in self.open:
            element["text"].append(data)

    def elements(self, tag, **attributes):
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [element for element in self.found if element["tag"] == tag and _has(element, wanted)]

    def texts(self, tag, **attributes):
        """What each such element says, with single spaces."""
        return [text_of(element) for element in self.elements(tag, **attributes)]

    def links(self, **attributes):
        """Each link's text and address."""
        return [(text_of(one), one["attributes"].get("href")) for one in self.elements("a", **attributes)]


def text_of(element):
    return re.sub(r"\s+", " ", "".join(element["text"])).strip()


def _has(element, wanted):
    for name, value in wanted.items():
        own = element["attributes"].get(name)
        if own is None or (value not in own.split() if name == "class" else own != value):
            return False
    return True


def errors(response):
    """What is said at each field, by its id."""
    return {
        found["attributes"]["id"]: "".join(found["text"]).strip()
        for found in Page(response).elements("ul", class_="errorlist")
    }


def said(response):
    """The messages that wait for the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]
