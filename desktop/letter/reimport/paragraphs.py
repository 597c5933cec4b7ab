"""The paragraphs of an edited Word file, each with the fields whose content controls it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from desktop.cases.ids.identity import LETTERS, first_id
from desktop.cases.ids.links import link_in
from desktop.letter.read.docx import Cell
from desktop.letter.write.docx import tag
from desktop.text.characters import clean

if TYPE_CHECKING:
    from desktop.letter.read.docx import WordText
    from desktop.letter.reimport.exported import Export

_FURTHER = re.compile(r" \(\d+\)$")
"""Ends the name of a control whose field stands in an earlier one too."""
_ELEMENT = re.compile(r"(?:^|\.)\w+\.(?:[a-z][1-9]\d*|r0)(?=\.|$)", re.ASCII)
"""What in a link leads to an element with an id."""
_NUMBERED = re.compile(rf"({'|'.join(LETTERS)})\.(\d{{1,8}})(?=\.|$)", re.ASCII)
"""Begins the tag of such an element in a file of an earlier release."""
_NUMBER = re.compile(r"\d+")


class Control(msgspec.Struct, frozen=True):
    """Words inside the content control of a field, or outside any where `path` is empty."""

    text: str
    path: str = ""
    title: str = ""


class Found(msgspec.Struct, frozen=True):
    """A paragraph of the edited file."""

    number: int
    text: str
    controls: tuple[Control, ...]
    cell: Cell | None = None

    @property
    def titles(self) -> frozenset[str]:
        """The names of the controls that it holds."""
        return frozenset(one.title for one in self.controls if one.title)

    def holds(self, path: str) -> bool:
        """Whether words of the field at `path` stand in it, by its control."""
        return any(one.path == path for one in self.controls)


def paragraphs(word: WordText, letter: Export) -> tuple[Found, ...]:
    """The paragraphs of `word`, which was exported as `letter`."""
    known = _KnownControls(letter)
    cells = word.cells or (None,) * len(word.paragraphs)
    found: list[Found] = []
    for pieces, cell in zip(word.paragraphs, cells, strict=True):
        controls = tuple(known.control(one.text, one.tag, one.title) for one in pieces)
        text = clean("".join(one.text for one in pieces))
        if text:
            found.append(Found(len(found), text, controls, cell))
    return tuple(found)


def _elements(link: str) -> tuple[str, ...]:
    """The links to the elements on the way to the field of `link`, the outermost first."""
    return tuple(link[: found.end()] for found in _ELEMENT.finditer(link))


class _KnownControls:
    """The content controls that a letter was exported with."""

    def __init__(self, letter: Export) -> None:
        self._paths = letter.titles()
        self._numbers = {
            link: int(path.rpartition(".")[2]) + 1 for path, link in letter.elements.items()
        }
        tags: dict[str, set[str]] = {}
        for title, path in self._paths.items():
            tags.setdefault(tag(path, letter.elements), set()).add(title)
        self._by_tag = {one: titles.pop() for one, titles in tags.items() if len(titles) == 1}

    def control(self, text: str, tagged: str, title: str) -> Control:
        """What stands in the control of this tag and title: its field, or none that is known."""
        link = self._link(tagged)
        if elements := _elements(link):
            if not self._numbers.keys() >= set(elements):
                return Control(text)
            numbers = [str(self._numbers[one]) for one in elements]
            title = _NUMBER.sub(lambda _: numbers.pop(0), title, count=len(numbers))
        names = (title, _FURTHER.sub("", title), self._by_tag.get(link, ""))
        name = next((one for one in names if one in self._paths), "")
        return Control(text, self._paths.get(name, ""), name)

    def _link(self, tagged: str) -> str:
        """The link in a tag; those of earlier releases have the numbers that ids were made from."""
        found = _NUMBERED.match(tagged)
        id = found and f"{found[1]}.{first_id(found[1], int(found[2]) + 1)}"
        if found is None or id not in self._numbers:
            return tagged
        return link_in({found[0]: id}, tagged)
