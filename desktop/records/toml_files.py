"""TOML files that people write: a wrong one is refused with its file, line and key."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec import inspect

from desktop.records.conversion import shaped

if TYPE_CHECKING:
    from desktop.records.values import Plain, Table

Shape = TypeVar("Shape")
Path = tuple[str | int, ...]
_DEEP_KEY = re.compile(r"""(?<![\w.'"-])(?:[\w'"-]++[ \t]*+\.[ \t]*+){60}""")


class TomlError(ValueError):
    """A file is wrong; the text names file, line and key, and what was expected."""

    def __init__(self, name: str, line: int, key: str, expected: str) -> None:
        place = f"{name}, line {line}" + (f', key "{key}"' if key else "")
        super().__init__(f"{place}: {expected}")
        self.line = line
        self.key = key
        self.expected = expected


def load(text: str) -> Table:
    """The table in the TOML `text`; raises `ValueError`, and `RecursionError` for deep ones.

    A key of very many parts takes the parser time by the square of their number.
    """
    if _DEEP_KEY.search(text):
        raise RecursionError
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except ValueError as error:  # Python's words for a number of thousands of digits
        raise ValueError("a number in it is longer than any number needs to be") from error


def parse(text: str, name: str) -> Table:
    """The table in the TOML `text` of the file `name`; raises `TomlError`.

    Texts over several lines are folded into one, whatever breaks them.
    """
    try:
        return {key: _folded(one) for key, one in load(text).items()}
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).partition(" (at ")
        line = re.search(r"line (\d+)", where)
        number = int(line[1]) if line else text.count("\n") + 1
        raise TomlError(name, number, "", f"this is not TOML: {what.lower()}.") from error
    except RecursionError as error:
        raise TomlError(name, 1, "", "its lists or tables are nested too deeply.") from error
    except ValueError as error:
        raise TomlError(name, 1, "", f"this is not TOML: {error}.") from error


def _folded(value: Plain) -> Plain:
    if isinstance(value, str):
        return " ".join(value.split()) if "\n" in value or value[:1] == " " else value
    if isinstance(value, dict):
        return {key: _folded(one) for key, one in value.items()}
    return list(map(_folded, value)) if isinstance(value, list) else value


def convert(table: Table, shape: type[Shape], text: str, name: str) -> Shape:
    """`table`, read from `text`, as a record of `shape`; raises `TomlError`."""
    try:
        return shaped(table, shape)
    except msgspec.ValidationError as error:
        what, path = _complaint(str(error))
        found = _found(path, table, shape)
        raise wrong(text, name, found, _choice(shape, found) or what) from error


def wrong(text: str, name: str, path: Path, expected: str) -> TomlError:
    """The error at `path` of the file `name`, to be raised."""
    return TomlError(name, line_of(text, path), ".".join(map(_shown, path)), expected)


def line_of(text: str, path: Path) -> int:
    """The line on which the key at `path` stands, or that of the table that ought to hold it."""
    lines = text.splitlines()
    names = [step for step in path if isinstance(step, str)]
    numbers = [step for step in path if isinstance(step, int)]
    start = _table_line(lines, names, numbers)
    for number in range(start, len(lines)):
        if number > start and lines[number].lstrip().startswith("["):
            break
        if names and _opens_key(lines[number], names):
            return number + 1
    return max(start, 1)


def _table_line(lines: list[str], names: list[str], numbers: list[int]) -> int:
    """The line of the header of the innermost table on the path; 0 for the file's own keys."""
    for depth in range(len(names), 0, -1):
        header = re.compile(
            r"^\s*\[{1,2}\s*" + r"\s*\.\s*".join(map(_key, names[:depth])) + r"\s*\]"
        )
        found = [at + 1 for at, line in enumerate(lines) if header.match(line)]
        if found:
            at = numbers[0] if numbers and len(found) > 1 else 0
            return found[min(at, len(found) - 1)]
    return 0


def _opens_key(line: str, names: list[str]) -> bool:
    """Whether `line` gives a value to one of the last keys of the path."""
    return any(re.match(rf"\s*{_key(name)}\s*[=.]", line) for name in names[::-1])


def _key(name: str) -> str:
    return rf"[\"']?{re.escape(name)}[\"']?"


def _found(path: Path, table: Table, shape: type[Shape]) -> Path:
    """`path` with the key that the parser left out of it, that of an element of a named table."""
    if "..." not in path:
        return path
    at = path.index("...")
    whole = _table_at(path[:at], table)
    guilty = next((key for key in list(whole) if not _passes(whole, key, table, shape)), "")
    return (*path[:at], guilty, *path[at + 1 :])


def _table_at(path: Path, table: Table) -> Table:
    """The table inside `table` that stands at `path`."""
    whole: Plain = table
    for step in path:
        if isinstance(step, str):
            whole = whole[step] if isinstance(whole, dict) else None
        else:
            whole = whole[step] if isinstance(whole, list) else None
    return whole if isinstance(whole, dict) else {}


def _passes(whole: Table, key: str, table: Table, shape: type[Shape]) -> bool:
    """Whether `table` is well where `key` is alone in `whole`, a table inside it."""
    changed = dict(whole)
    whole.clear()
    whole[key] = changed[key]
    try:
        return _fits(table, shape)
    finally:
        whole.clear()
        whole |= changed


def _fits(table: Table, shape: type[Shape]) -> bool:
    try:
        shaped(table, shape)
    except msgspec.ValidationError:
        return False
    return True


def _choice(shape: type[Shape], path: Path) -> str:
    """What may stand at `path` where only certain words may; empty where anything of a kind may."""
    kind: inspect.Type | None = inspect.type_info(shape)
    for step in path:
        kind = _inside(kind, step)
    words: list[str] = []
    if isinstance(kind, inspect.LiteralType):
        words = [str(word) for word in kind.values]
    elif isinstance(kind, inspect.EnumType):
        words = [str(word) for word in kind.cls]
    return f"expected one of {', '.join(words)}." if words else ""


def _inside(kind: inspect.Type | None, step: str | int) -> inspect.Type | None:
    """The type of what stands at `step` in a value of the type `kind`; None where unknown."""
    if isinstance(kind, inspect.UnionType):
        kind = next((one for one in kind.types if not isinstance(one, inspect.NoneType)), None)
    if isinstance(kind, inspect.StructType):
        found = (field.type for field in kind.fields if field.encode_name == step)
        return next(found, None)
    return getattr(kind, "item_type", None) or getattr(kind, "value_type", None)


def _complaint(message: str) -> tuple[str, Path]:
    """A parser's complaint in words, and the path that it speaks of."""
    what, _, where = message.partition(" - at ")
    path = _steps(where.strip("`").removeprefix("key in ").strip("`").removeprefix("$"))
    named = re.search(r"(unknown|missing required) field `(.*)`", what)
    if not named:
        return f"{_in_words(what)}.", path
    words = "there is no such key here" if named[1] == "unknown" else "this key is missing"
    return f"{words}.", (*path, named[2])


def _steps(place: str) -> Path:
    """The steps of a path as the parser writes it: ``.criteria[0].id``."""
    steps = re.findall(r"\[\d+\]|\.\.\.|[^.\[\]]+", place)
    return tuple(int(step[1:-1]) if step[0] == "[" else step for step in steps)


_NAMES = {
    "str": "a text in quotes",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list in [ ]",
    "object": "a table",
    "date": "a date such as 2017-12-01",
    "null": "nothing",
}


def _in_words(what: str) -> str:
    """The parser's complaint with the names of TOML's kinds of value in words."""
    words = f"{what[:1].lower()}{what[1:].replace('`', '')}"
    return re.sub(r"\b[a-z]+\b", lambda found: _NAMES.get(found[0], found[0]), words).replace(
        " | ", " or "
    )


def _shown(step: str | int) -> str:
    """A step of a path as a person counts: the first element is 1."""
    return str(step + 1) if isinstance(step, int) else step
