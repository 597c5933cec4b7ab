"""The arrows between the packages, and the sizes that keep the code readable."""

from __future__ import annotations

import ast
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest
from pytest_archon import archrule

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 6
NINE_OF_TEN = 13
JUNK_DRAWERS = {"utils", "helpers", "common", "misc", "manager", "base", "widgets"}
HOMES = {
    "PySide6": ("desktop.ui", "desktop.app"),
    "jinja2": ("desktop.letter",),
    "docx": ("desktop.letter",),
    "typst": ("desktop.letter",),
    "pypdf": ("desktop.letter",),
    "sqlite3": ("desktop.store",),
    "sqlcipher3": ("desktop.store",),
    "psycopg": ("desktop.store.team",),
    "keyring": ("desktop.store",),
}
"""The only places that may import what stands on the left."""

SOURCES = sorted((ROOT / "desktop").rglob("*.py"))
FOLDERS = ("desktop", "tests", "resources")
WRITTEN = sorted(file for name in FOLDERS for file in (ROOT / name).rglob("*.py"))


def test_the_domain_knows_nothing_but_itself():
    (
        archrule("domain", comment="the case is plain Python and msgspec")
        .match("desktop.domain*")
        .should_not_import("desktop*")
        .may_import("desktop.domain*")
        .check("desktop", only_direct_imports=True)
    )


def test_the_domain_needs_nothing_but_the_standard_library_and_msgspec():
    known = {*sys.stdlib_module_names, "msgspec", "desktop"}
    for file in (ROOT / "desktop" / "domain").rglob("*.py"):
        assert _imported(file) <= known, file.name


def test_letter_and_store_do_not_see_each_other():
    (
        archrule("letter", comment="a letter is made of a case, wherever that was kept")
        .match("desktop.letter*")
        .should_not_import("desktop.store*", "desktop.ui*", "desktop.commands*", "desktop.cli")
        .should_not_import("desktop.app")
        .check("desktop")
    )
    (
        archrule("store")
        .match("desktop.store*")
        .should_not_import("desktop.letter*", "desktop.ui*", "desktop.commands*", "desktop.cli")
        .should_not_import("desktop.app")
        .check("desktop")
    )


@pytest.mark.skipif(
    not (ROOT / "desktop" / "ui" / "__init__.py").exists(), reason="this checkout has no window"
)
def test_the_window_reaches_files_only_through_what_it_is_given():
    (
        archrule("ui")
        .match("desktop.ui*")
        .should_not_import("desktop.store*", "desktop.commands*", "desktop.cli", "desktop.app")
        .check("desktop", only_direct_imports=True, skip_type_checking=True)
    )


@pytest.mark.parametrize("package", HOMES)
def test_a_library_stays_in_its_home(package):
    (
        archrule(f"{package} only in {', '.join(HOMES[package])}")
        .match("desktop*")
        .exclude(*HOMES[package], *(f"{home}.*" for home in HOMES[package]))
        .should_not_import(package, f"{package}.*")
        .check("desktop", only_direct_imports=True)
    )


def test_each_file_is_short_and_says_what_it_is():
    wrong = [f"{_name(file)}: {why}" for file in WRITTEN for why in _complaints(file)]
    assert wrong == []


def test_no_function_is_long():
    long = [
        f"{_name(file)}: {name} has {lines} lines"
        for file in WRITTEN
        for name, lines in _functions(file)
        if lines > LONGEST_FUNCTION
    ]
    assert long == []


def test_the_usual_function_is_a_few_lines():
    lengths = sorted(lines for file in SOURCES for _, lines in _functions(file))
    assert lengths[len(lengths) // 2] <= MEDIAN_FUNCTION
    assert lengths[len(lengths) * 9 // 10] <= NINE_OF_TEN


@cache
def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(_text(file))


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _complaints(file: Path) -> Iterator[str]:
    """What is wrong with a file as a whole."""
    lines = _text(file).count("\n")
    if lines >= LONGEST_FILE:
        yield f"{lines} lines"
    if file.stem in JUNK_DRAWERS:
        yield "a name for anything"
    if _text(file).strip() and file in SOURCES and not ast.get_docstring(_tree(file)):
        yield "no docstring"


def _imported(file: Path) -> set[str]:
    """The packages that the file names in its imports, wherever they stand."""
    nodes = list(ast.walk(_tree(file)))
    whole = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    parts = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in whole | parts}


@cache
def _functions(file: Path) -> list[tuple[str, int]]:
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
