"""Docstrings, comments, messages and pages are in plain modern American English."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BANNED = {
    r"(?<!`)\bbeside\b(?!`)": "next to, or in addition to",
    r"\bcom(?:es?|ing) to(?! an end| the front| light)\b|\bcame to\b": "is, results in",
    r"\bat hand\b": "current, available",
    r"\basked of\b": "asked about, required by",
    r"\bas it were\b|\ball the same\b": "anyway",
    r"\b(?:where|there|here)(?:upon|of|in|to|unto|with)\b": "a plain clause",
    r"\blet(?:s|ting)? go\b": "release, drop, close",
    r"\bbut for\b": "except",
    r"\b(?:colors?|type|font|words|screens|program) of now\b": "current",
    r"\bkept as you type\b": "saved as you type",
    r"\bby which such\b|\bin (?:its|their) stead\b": "say what happens",
    r"\bfor want of\b": "because it lacks",
    r"\btold apart\b": "distinguished",
    r"\bheld against\b": "compared with",
    r"\btell(?:s|ing)? of\b": "mentions, reports",
    r"\b(?:becomes?|became) of\b": "the result of",
    r"\botherwise than\b": "differently from",
    r"\b(?:goes?|comes?|came) along\b": "is moved, follows",
    r"\bthrow-away\b": "temporary",
    r", for (?:it|they|there|then|this|that|these|nobody|most|one may)\b": "because",
    r"\b(?:colour|licence(?! number)|grey|behaviour|favour|centre|judgement)\b": "American",
    r"\b\w+(?:nis|lis|ris|gnis)(?:e|ed|es|ing)\b(?<!wise)(?<!raised)(?<!rise)(?<!rises)": "-ize",
    r"\b[1{][^}]*\}? (?:cases|letters|files) came\b": "count the noun: 1 case, 2 cases",
    r"\bplease\b|\bsuccessfully\b|\boops\b": "plain words",
}
"""What no text of the project says, with what to say instead."""
PAGES = (*sorted((ROOT / "resources" / "help").glob("*.md")), *sorted(ROOT.glob("*.md")))
SOURCES = sorted((ROOT / "desktop").rglob("*.py"))
RIDDLES = frozenset({"said", "told", "held", "met", "came", "stood", "heard", "spoken"})
"""Names that say nothing of a value: they are no names of arguments or local values."""
LEAST_WORDS = 37
STILL_RIDDLES = 56
"""Local values that have such a name yet; it only shrinks."""


@pytest.mark.parametrize("banned", BANNED)
def test_no_text_has_a_word_that_is_read_twice(banned: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {match[0]} -> {BANNED[banned]}"
        for file, line, text in _texts()
        if (match := re.search(banned, text, re.IGNORECASE))
    ]
    assert found == []


def test_the_names_that_say_nothing_only_become_fewer() -> None:
    named = [
        f"{file.relative_to(ROOT)}:{node.lineno}: {name}"
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (name := _bound(node)) in RIDDLES
    ]
    assert len(named) <= STILL_RIDDLES, "\n".join(named)


def test_each_word_of_the_glossary_means_one_thing_that_the_code_has() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    glossary = page[page.index("## Words that mean one thing") :]
    rows = re.findall(r"^\| ([^|`]+) \| [^|]+ \| `(\w+)` \|$", glossary, flags=re.MULTILINE)
    classes = {
        node.name
        for file in SOURCES
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    }
    words = [word for word, _ in rows]
    assert len(words) >= LEAST_WORDS
    assert words == sorted(set(words), key=str.casefold)
    assert [name for _, name in rows if name not in classes] == []


def _bound(node: ast.AST) -> str:
    """The name that the node gives to an argument or a local value; empty if none."""
    if isinstance(node, ast.arg):
        return node.arg
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else ""


@cache
def _texts() -> tuple[tuple[Path, int, str], ...]:
    """All that is checked, read once."""
    return tuple(_read())


def _read() -> Iterator[tuple[Path, int, str]]:
    """Every docstring, comment, message and line of a page, with its file and line."""
    for file in SOURCES:
        yield from ((file, line, text) for line, text in _of_source(file))
    for page in PAGES:
        lines = page.read_text(encoding="utf-8").splitlines()
        yield from ((page, number, line) for number, line in enumerate(lines, start=1))


def _of_source(file: Path) -> Iterator[tuple[int, str]]:
    source = file.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.lineno, " ".join(node.value.split())
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
