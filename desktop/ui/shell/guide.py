"""The built-in guide: Markdown pages, their sections, and which section explains which field."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from desktop.cases import sections
from desktop.cases.case import Case
from desktop.platform import assets
from desktop.records.questions import question
from desktop.ui.shell.command_table import COMMANDS

_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_KEYS = re.compile(r"^(<!-- commands: (.+?) -->\n\n\|.+\n\|.+\n)((?:\|.+\n)*)", re.MULTILINE)
_COMMENT = re.compile(r"^<!-- .+? -->\n+", re.MULTILINE)
_FIELDS = re.compile(r"^<!-- fields: (.+?) -->\n+", re.MULTILINE)


class GuideSection(NamedTuple):
    """A heading of a page with the words below it; `fields` are those that it explains."""

    page: str
    title: str
    words: str
    fields: tuple[str, ...]


class GuidePage(NamedTuple):
    """A page: its file's name, its title, its Markdown and its sections."""

    name: str
    title: str
    words: str
    sections: tuple[GuideSection, ...]


@cache
def pages() -> tuple[GuidePage, ...]:
    """The guide, in the order in which it is read."""
    files = sorted(assets.resource("help").glob("*.md"))
    return tuple(page(file.name, with_keys(file.read_text("utf-8"))) for file in files)


def with_keys(text: str) -> str:
    """`text` with the keys of the commands in its tables, as the commands have them.

    A comment over a table names the groups of commands; rows of other keys follow theirs.
    """
    return _KEYS.sub(lambda found: found[1] + _key_rows(found[2].split(), found[3]), text)


def _key_rows(groups: list[str], rows: str) -> str:
    """The rows of the commands in `groups`, then those of `rows` that are no command's."""
    commands = [one for group in groups for one in COMMANDS if one.keys and one.group == group]
    own = [f"| {one.keys} | {one.words} |" for one in commands]
    every = {f"| {one.keys} | {one.words} |" for one in COMMANDS}
    return "".join(f"{row}\n" for row in (*own, *(r for r in rows.splitlines() if r not in every)))


def page(name: str, text: str) -> GuidePage:
    """The page in a file's `text`."""
    found = list(_HEADING.finditer(text))
    ends = [heading.start() for heading in found[1:]] + [len(text)]
    sections = tuple(
        _section(name, heading[2], text[heading.end() : end])
        for heading, end in zip(found, ends, strict=True)
    )
    return GuidePage(name, sections[0].title, _COMMENT.sub("", text), sections)


def of_field(path: str) -> GuideSection:
    """The section that most closely explains the field at `path`.

    If none does, the one on its section of the case, or the first of the guide.
    """
    return _telling_of(path) or _telling_of(_neighbor(path)) or pages()[0].sections[0]


def _neighbor(path: str) -> str:
    """The first field in the section of the case to which that at `path` belongs."""
    known = question(Case, path.partition(".")[0])
    return sections.lead(sections.of(path)) if known else ""


def _telling_of(path: str) -> GuideSection | None:
    """The section that most closely explains the field at `path`, if one does."""
    found = [
        (len(field), section)
        for one in pages()
        for section in one.sections
        for field in section.fields
        if _covers(field, path)
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def search(words: str) -> list[GuideSection]:
    """The sections in which every word occurs; those that have them in their heading come first."""
    wanted = words.casefold().split()
    found = [
        (sum(word not in section.title.casefold() for word in wanted), section)
        for one in pages()
        for section in one.sections
        if all(word in f"{section.title}\n{section.words}".casefold() for word in wanted)
    ]
    return [section for _, section in sorted(found, key=lambda pair: pair[0])]


def _section(page: str, title: str, below: str) -> GuideSection:
    fields = tuple(name for found in _FIELDS.findall(below) for name in found.split())
    return GuideSection(page, title, _COMMENT.sub("", below), fields)


def _covers(field: str, path: str) -> bool:
    """Whether `path` is the field or inside it; ``*`` stands for any element's number."""
    steps = path.split(".")
    known = field.split(".")
    pairs = zip(known, steps, strict=False)
    return len(known) <= len(steps) and all(one in ("*", step) for one, step in pairs)
