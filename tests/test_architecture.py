"""The shape of the code: layers, purity, sizes, names, and nothing inline in a page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 400
# Names under which anything could hide.
EMPTY_NAMES = {"common", "helpers", "misc", "utilities", "utils"}

WITHOUT_DJANGO = """
import importlib, pkgutil, sys
sys.modules["django"] = None
for name in ("meetings.rules", "meetings.planning"):
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, f"{name}."):
        importlib.import_module(module.name)
"""

INLINE = re.compile(
    r"<style\b"
    r"|<script\b(?![^>]*\bsrc=)"
    r"|<[^>]+\sstyle\s*="
    r"|<[^>]+\son[a-z]+\s*="
    r"|[\"']\s*javascript:",
    re.IGNORECASE,
)


def source_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def page_templates() -> list[Path]:
    """All templates that browsers show; mail programs know no style but the inline one."""
    templates = ROOT / "templates"
    return sorted(
        path for path in templates.rglob("*.html") if path.relative_to(templates).parts[0] != "emails"
    )


def test_layers_import_downwards_only(capsys):
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


def test_rules_and_planning_need_no_django():
    process = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stderr


def test_no_file_has_an_empty_name():
    files = source_files("make", "meetings", "scheduler", "tests")
    assert not [path for path in files if EMPTY_NAMES & {path.stem, *path.relative_to(ROOT).parts}]


def test_no_file_is_too_long():
    files = [path for path in source_files("make", "meetings", "scheduler") if "migrations" not in path.parts]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    assert not {name: length for name, length in lengths.items() if length > MOST_LINES}


def test_no_template_has_script_or_style_inline():
    found = {
        f"{path.relative_to(ROOT)}:{text[: match.start()].count(chr(10)) + 1}": match.group()
        for path in page_templates()
        for text in [path.read_text()]
        for match in INLINE.finditer(text)
    }
    assert not found


@pytest.mark.parametrize(
    ("markup", "is_inline"),
    [
        ("<style>a {}</style>", True),
        ("<script>go()</script>", True),
        ('<p style="color: red">', True),
        ('<button type="button" onclick="go()">', True),
        ('<a href="javascript:go()">', True),
        ('<script type="module" src="/static/js/desk.js"></script>', False),
        ('<link rel="stylesheet" href="/static/css/style.css">', False),
        ('<p data-style="quiet">on = off</p>', False),
    ],
)
def test_what_counts_as_inline(markup, is_inline):
    assert bool(INLINE.search(markup)) == is_inline
