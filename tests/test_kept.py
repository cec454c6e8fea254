"""Answers made of what never changes: made once, and not sent again to whoever has them."""

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from meetings import kept
from meetings.kept import kept_answer, made_of


class Maker:
    """Makes a body, and counts how often it was asked to."""

    def __init__(self, body=b"body"):
        self.body, self.times = body, 0

    def __call__(self):
        self.times += 1
        return self.body


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["published"].clear()


def ask(build, *, method="GET", sent="", digest="d", name="feed", **about) -> HttpResponse:
    headers = {"If-None-Match": sent} if sent else {}
    request = RequestFactory().generic(method, "/", headers=headers)
    return kept_answer(request, name=name, digest=digest, build=build, content_type="text/plain", **about)


def test_it_is_made_once_and_kept():
    build = Maker()
    first, second = ask(build), ask(build)
    assert (first.content, second.content, build.times) == (b"body", b"body", 1)
    assert first.headers["ETag"] == second.headers["ETag"]


def test_who_has_it_is_told_so_before_anything_is_made():
    etag = ask(Maker()).headers["ETag"]
    caches["published"].clear()
    build = Maker()
    answer = ask(build, sent=etag)
    assert (answer.status_code, answer.content, build.times) == (304, b"", 0)
    assert answer.headers["ETag"] == etag


@pytest.mark.parametrize("sent", ['"another"', 'W/"another"', "nonsense"])
def test_who_has_something_else_gets_it(sent):
    assert ask(Maker(), sent=sent).status_code == 200


def test_an_etag_made_weak_on_its_way_is_still_known():
    etag = ask(Maker()).headers["ETag"]
    assert ask(Maker(), sent=f"W/{etag}").status_code == 304


def test_another_digest_name_or_language_is_something_else():
    def etag(**about):
        return ask(Maker(), **about).headers["ETag"]

    with override("fr"):
        french = etag()
    assert len({etag(), etag(digest="e"), etag(name="pdf"), french}) == 4


def test_another_release_is_something_else(monkeypatch):
    first = ask(Maker(b"old"))
    monkeypatch.setattr(kept, "release", lambda: "the next one")
    second = ask(Maker(b"new"), sent=first.headers["ETag"])
    assert (second.status_code, second.content) == (200, b"new")


def test_it_is_to_be_revalidated_and_told_apart_by_reader_and_language():
    headers = ask(Maker()).headers
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Vary"] == "Cookie, Accept-Language"


def test_what_is_private_says_so_with_304_too():
    answer = ask(Maker(), private=True)
    again = ask(Maker(), private=True, sent=answer.headers["ETag"])
    assert again.status_code == 304
    for one in (answer, again):
        assert set(one.headers["Cache-Control"].split(", ")) == {"no-cache", "private"}


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({}, None),
        ({"filename": "a.csv"}, 'attachment; filename="a.csv"'),
        ({"filename": "a.pdf", "inline": True}, 'inline; filename="a.pdf"'),
        ({"filename": "décembre.pdf"}, "attachment; filename*=utf-8''d%C3%A9cembre.pdf"),
    ],
)
def test_how_it_is_to_be_saved(about, expected):
    assert ask(Maker(), **about).headers.get("Content-Disposition") == expected


def test_a_head_is_told_the_same():
    get, head = ask(Maker()), ask(Maker(), method="HEAD")
    assert (head.status_code, dict(head.headers)) == (200, dict(get.headers))


def test_an_empty_body_is_kept_too():
    build = Maker(b"")
    assert (ask(build).content, ask(build).content, build.times) == (b"", b"", 1)


def test_what_cannot_be_made_is_not_kept():
    def broken():
        raise RuntimeError

    with pytest.raises(RuntimeError):
        ask(broken)
    assert ask(Maker()).content == b"body"


def test_parts_are_told_apart_by_their_borders():
    assert made_of("a", "bc") != made_of("ab", "c")
    assert made_of("a", "b") != made_of("b", "a")
    assert made_of("a") != made_of("a", "")
    assert made_of(1, None) == made_of("1", "None")


def test_a_release_is_told_by_code_templates_and_words(settings, tmp_path):
    settings.DEBUG, settings.BASE_DIR = True, tmp_path
    (tmp_path / "templates").mkdir()
    page = tmp_path / "templates" / "page.html"
    page.write_text("one")
    first = kept.release()
    assert kept.release() == first
    page.write_text("two")
    second = kept.release()
    page.rename(tmp_path / "templates" / "other.html")
    third = kept.release()
    (tmp_path / "templates" / "notes.md").write_text("no part of it")
    assert len({first, second, third}) == 3
    assert kept.release() == third
