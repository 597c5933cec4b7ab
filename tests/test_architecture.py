"""The arrows between the packages, and the sizes that keep the code readable."""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pytest_archon import archrule

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_FILE = 300
LONGEST_FUNCTION = 33
MEDIAN_FUNCTION = 6
NINE_OF_TEN = 12
DEEPEST = 3
"""Blocks that stand one inside the other; an ``elif`` is an ``if`` inside its ``else``."""
MOST_ANY = 59
"""Lines that name ``Any``, imports included."""
BLOCKS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
JUNK_DRAWERS = {"utils", "helpers", "common", "misc", "manager", "base", "widgets"}
HOMES = {
    "PySide6": ("desktop.ui", "desktop.app", "desktop.application"),
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
MOST_MODULES = 15
"""Modules of one folder, its ``__init__`` aside."""
CASES = ("cases", "records", "text")
LAW = ("programs", "guidelines", *CASES)
BELOW: dict[str, tuple[str, ...]] = {
    "platform": (),
    "text": (),
    "records": ("text",),
    "cases": CASES,
    "programs": CASES,
    "guidelines": ("programs", *CASES),
    "checks": LAW,
    "publication": ("checks", *LAW),
    "letter": ("platform", *LAW),
    "readers": ("letter", "checks", *LAW),
    "store": ("platform", *CASES),
    "app": ("store", "readers", "letter", "publication", "checks", "platform", *LAW),
    "ui": ("app", "readers", "letter", "publication", "checks", "platform", *LAW),
}
"""What each package may import beside itself; ``application`` and ``commands`` stand above all."""
WITHOUT_WIDGETS = {"desktop", "PySide6", "PySide6.QtCore"}

SOURCES = sorted((ROOT / "desktop").rglob("*.py"))
FOLDERS = ("desktop", "tests", "resources")
WRITTEN = sorted(file for name in FOLDERS for file in (ROOT / name).rglob("*.py"))


@pytest.mark.parametrize("package", BELOW)
def test_a_package_imports_only_what_stands_below_it(package):
    allowed = (f"desktop.{name}" for name in (package, *BELOW[package]))
    (
        archrule(package)
        .match(f"desktop.{package}", f"desktop.{package}.*")
        .should_not_import("desktop.*")
        .may_import(*(one for name in allowed for one in (name, f"{name}.*")))
        .check("desktop", only_direct_imports=True, skip_type_checking=package == "ui")
    )


@pytest.mark.parametrize(
    "package", ["text", "records", "cases", "guidelines", "programs", "checks"]
)
def test_what_knows_a_case_needs_nothing_but_the_standard_library_and_msgspec(package):
    known = {*sys.stdlib_module_names, "msgspec", "desktop"}
    for file in (ROOT / "desktop" / package).rglob("*.py"):
        assert _imported(file) <= known, file.name


def test_what_the_window_does_needs_no_widget():
    modules = {
        _module(node)
        for file in (ROOT / "desktop" / "app").rglob("*.py")
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.ImportFrom)
    }
    assert {name for name in modules if name.startswith("PySide6")} <= WITHOUT_WIDGETS


def test_no_folder_is_crowded_and_each_says_what_lives_there():
    folders = {file.parent for file in SOURCES}
    crowded = {
        _name(folder): count
        for folder in folders
        if (count := len([*folder.glob("*.py")]) - 1) > MOST_MODULES
    }
    assert crowded == {}
    assert [_name(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_parts_of_the_window_get_narrow_objects_and_never_the_whole_desk():
    naming = [_name(file) for file in SOURCES if "Desk" in _identifiers(file)]
    assert naming == ["desktop/application.py", "desktop/ui/desk/desk.py"]


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


def test_a_field_is_named_as_the_program_of_its_case_names_it():
    assert [_name(one) for one in SOURCES if re.search(r"describe\(\s*Case\b", _text(one))] == []


def test_no_function_is_long():
    long = [
        f"{_name(file)}: {name} has {lines} lines"
        for file in SOURCES
        for name, lines in _functions(file)
        if lines > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_function_is_nested_deep():
    deep = [
        f"{_name(file)}: {node.name}"
        for file in SOURCES
        for node in ast.walk(_tree(file))
        if isinstance(node, FUNCTIONS) and _depth(node) > DEEPEST
    ]
    assert deep == []


def test_no_two_classes_have_one_name():
    names = Counter(
        node.name
        for file in SOURCES
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_few_lines_have_no_type_and_each_says_why():
    named = [
        (f"{_name(file)}: {line.strip()}", before + line)
        for file in SOURCES
        for before, line in pairwise(["", *_text(file).splitlines()])
        if re.search(r"\bAny\b", line)
    ]
    assert len(named) <= MOST_ANY
    silent = [where for where, said in named if "#" not in said and " import " not in where]
    assert silent == []


def test_the_usual_function_is_a_few_lines():
    lengths = sorted(lines for file in SOURCES for _, lines in _functions(file))
    assert lengths[len(lengths) // 2] <= MEDIAN_FUNCTION
    assert lengths[len(lengths) * 9 // 10] <= NINE_OF_TEN


ONE_PROGRAM = re.compile(
    r"Labor Code|8 CCR|MTUS|california|Upheld|Overturned|[\"'](?:served|published)[\"']"
)
"""A law, a guideline system, a decision or an edition of one program."""
OF_ONE_PROGRAM = ("programs", "readers", "cases/upgrades")
"""Folders of ``desktop`` that may name them; all other code asks the program's pack."""


def test_what_one_program_says_stands_in_its_pack():
    homes = [ROOT / "desktop" / name for name in OF_ONE_PROGRAM]
    elsewhere = [file for file in SOURCES if not any(home in file.parents for home in homes)]
    named = {
        _name(file): found[0] for file in elsewhere if (found := ONE_PROGRAM.search(_text(file)))
    }
    assert named == {}


_FIGURES = r"\\d(?:\{1,2\}+|\{\{1,2\}\}|\{2\}|\\d\??)?"
_MARK = r"\)? ?(?:\\s)?[?*+]?(?:\[[^\]]{0,6}[-/][^\]]{0,6}\]|[-/])(?: \?|\\s[?*]?)?\(?(?:\?P<\w+>)?"
DATE_PATTERN = re.compile(
    rf"{_FIGURES}{_MARK}{_FIGURES}{_MARK}(?:\(\?:)?\\d|\\d\{{{{?4\}}?\}}{_MARK}{_FIGURES}{_MARK}\\d|"
    r"\bjan(?:\(\?:uary\)\?|uary)?\W{1,4}feb|\bstrptime\b",
    re.IGNORECASE,
)
"""What reads a date: figures in a pattern, the names of the months, or the library's parser."""
DATED_FORMATS = {
    "desktop/store/backups/backups.py": "the names of the program's own backups",
    "desktop/store/files/contents.py": "the names of files that it set aside itself",
}
"""Files that may read days of a form that nobody types."""


def test_dates_are_read_in_one_place():
    elsewhere = [file for file in SOURCES if file.parent != ROOT / "desktop" / "text"]
    readers = {_name(file) for file in elsewhere if DATE_PATTERN.search(_text(file))}
    assert readers == DATED_FORMATS.keys()


SECOND_READERS = (
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", r"(\d{1,2})[/-] ?(\d{1,2})[/-] ?(\d{4}|\d{2})",
    r"(?P<m>\d\d?)[/-](?P<d>\d\d?)[/-](?P<y>\d{4})", r"\d{4}-\d{2}-\d{2}", "strptime(words)",
    r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)", "(?:Jan(?:uary)?|Feb(?:ruary)?)", "jan|feb",
)  # fmt: skip


def test_a_second_reader_of_dates_is_noticed():
    assert [code for code in SECOND_READERS if not DATE_PATTERN.search(code)] == []


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


def _identifiers(file: Path) -> set[str]:
    """What the file defines, uses and imports by name."""
    nodes = list(ast.walk(_tree(file)))
    defined = {node.name for node in nodes if isinstance(node, ast.ClassDef)}
    imported = {
        one.name for node in nodes if isinstance(node, ast.ImportFrom) for one in node.names
    }
    return defined | imported | {node.id for node in nodes if isinstance(node, ast.Name)}


def _module(node: ast.ImportFrom) -> str:
    return node.module or ""


@cache
def _functions(file: Path) -> list[tuple[str, int]]:
    return [
        (node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(_tree(file))
        if isinstance(node, FUNCTIONS)
    ]


def _depth(node: ast.AST, above: int = 0) -> int:
    """How many blocks stand one inside the other, those of functions inside it aside."""
    inside = [
        _depth(child, above + isinstance(child, BLOCKS))
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, (*FUNCTIONS, ast.ClassDef))
    ]
    return max([above, *inside])
