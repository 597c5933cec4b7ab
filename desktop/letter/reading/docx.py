"""The words of a Word file, each with the content control that it stands in.

Changes that Word tracks are read as accepted. What the file would fetch from elsewhere is not.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import msgspec

from desktop.letter.reading.refusal import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 50_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT = "word/document.xml"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "rPr", "pPr")} | {
    f"{_W}{name}" for name in ("sdtPr", "sdtEndPr", "txbxContent", "rt", "tblPr", "tcPr", "trPr")
}
_TRACKED = {f"{_W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}
_FETCHING = re.compile(r"\s*(?:INCLUDE\w*|IMPORT|LINK|DDE\w*|DATABASE|RD|EMBED)\b", re.IGNORECASE)
_EXTERNAL = re.compile(rb'TargetMode\s*=\s*["\']External["\']')
_HYPERLINK = re.compile(rb"<Relationship\b[^>]*relationships/hyperlink[^>]*>")
_TRACKED_NOTE = "The file has tracked changes: insertions and deletions were read as accepted."
_FETCHING_NOTE = "The file refers to other files: nothing was fetched from them."
_HIDDEN_NOTE = "The file has hidden text, which was left out."


class Piece(msgspec.Struct, frozen=True):
    """Words inside one content control, or outside any."""

    text: str
    tag: str = ""
    title: str = ""


class Text(msgspec.Struct, frozen=True):
    """What a Word file says."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """Its paragraphs as plain words."""
        for pieces in self.paragraphs:
            yield "".join(piece.text for piece in pieces)


def text(data: bytes) -> Text:
    """What the Word file `data` says; raises `ReadError`."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _gate(package)
            parts = [package.read(name) for name in _text_parts(package)]
            links = b"".join(package.read(name) for name in _links(package))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, NotImplementedError) as error:
        raise ReadError(_DAMAGED) from error
    except RuntimeError as error:
        raise ReadError("The Word file is locked by a password: save a copy without.") from error
    try:
        bodies = [_parsed(part) for part in parts]
    except etree.XMLSyntaxError as error:
        raise ReadError(_DAMAGED) from error
    reader = _Reader()
    for body in bodies:
        reader.read(body)
    if _EXTERNAL.search(_HYPERLINK.sub(b"", links)):
        reader.notes[_FETCHING_NOTE] = None
    return Text(tuple(reader.paragraphs), tuple(reader.notes))


_DAMAGED = (
    "The Word file is damaged or cut short. Open it in Word, let it repair the file, and save it "
    "anew."
)


def _gate(package: zipfile.ZipFile) -> None:
    """Raises `ReadError` where the package unfolds to more than a letter can be."""
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
        raise ReadError(
            f"The Word file unfolds to more than {MOST_ENTRIES:,} parts or "
            f"{LARGEST_UNPACKED // 1_000_000} MB, which no letter does."
        )
    if _DOCUMENT not in package.namelist():
        raise ReadError("It is no Word file, though it is packed like one: save it as .docx.")


def _text_parts(package: zipfile.ZipFile) -> Iterator[str]:
    names = set(package.namelist())
    yield from (name for name in (_DOCUMENT, "word/footnotes.xml", "word/endnotes.xml")
                if name in names)  # fmt: skip


def _links(package: zipfile.ZipFile) -> Iterator[str]:
    yield from (name for name in package.namelist() if name.endswith(".rels"))


def _parsed(part: bytes) -> Any:
    """The XML of one part; a document type, and so an entity, is refused."""
    from lxml import etree

    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise ReadError("The Word file declares XML entities, which no letter needs.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(part, parser)


class _Reader:
    """Gathers the paragraphs of a document in reading order."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[Piece, ...]] = []
        self.notes: dict[str, None] = {}
        self._line: list[Piece] = []

    def read(self, body: Any) -> None:
        """Adds the paragraphs of `body`."""
        for child in body:
            self._block(child, "", "")
        self._end()

    def _block(self, element: Any, tag: str, title: str) -> None:
        self._note(element)
        if element.tag == f"{_W}p":
            self._paragraph(element, tag, title)
        elif element.tag == f"{_W}sdt":
            self._inside(element, self._block)
        elif _is_read(element):
            for child in element:
                self._block(child, tag, title)

    def _paragraph(self, paragraph: Any, tag: str, title: str) -> None:
        for child in paragraph:
            self._words(child, tag, title)
        gone = paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del")
        if gone is None:
            self._end()
        else:
            self.notes[_TRACKED_NOTE] = None
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(one.tag == _FALLBACK for one in box.iterancestors()):
                for child in box:
                    self._block(child, tag, title)

    def _end(self) -> None:
        if self._line:
            self.paragraphs.append(tuple(self._line))
            self._line = []

    def _words(self, element: Any, tag: str, title: str) -> None:
        self._note(element)
        if element.tag == f"{_W}sdt":
            self._inside(element, self._words)
        elif _is_read(element):
            self._say(_text_of(element), tag, title)
            for child in element:
                self._words(child, tag, title)

    def _note(self, element: Any) -> None:
        """Notes what a person ought to know of `element`."""
        if element.tag in _TRACKED:
            self.notes[_TRACKED_NOTE] = None
        elif _FETCHING.match(_instruction(element)):
            self.notes[_FETCHING_NOTE] = None
        elif _is_hidden(element):
            self.notes[_HIDDEN_NOTE] = None

    def _say(self, words: str, tag: str, title: str) -> None:
        """Adds `words`, to the piece before them where they stand in the same control."""
        last = self._line[-1] if self._line else None
        if words and last and (last.tag, last.title) == (tag, title):
            self._line[-1] = Piece(last.text + words, tag, title)
        elif words:
            self._line.append(Piece(words, tag, title))

    def _inside(self, control: Any, read: Any) -> None:
        """Reads what a content control holds; a placeholder that it shows is not its words."""
        properties = control.find(f"{_W}sdtPr")
        content = control.find(f"{_W}sdtContent")
        if content is None or _is_placeholder(properties):
            return
        tag, title = _value(properties, "tag"), _value(properties, "alias")
        for child in content:
            read(child, tag, title)


def _is_read(element: Any) -> bool:
    """Whether the words inside `element` are the letter's."""
    if element.tag in _GONE or element.tag == _FALLBACK or _is_hidden(element):
        return False
    return element.get(f"{_W}type") not in ("separator", "continuationSeparator")


def _instruction(element: Any) -> str:
    """What a field tells Word to do; empty where `element` is none."""
    if element.tag == f"{_W}instrText":
        return element.text or ""
    return (element.get(f"{_W}instr") or "") if element.tag == f"{_W}fldSimple" else ""


def _is_hidden(element: Any) -> bool:
    return element.tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None


def _is_placeholder(properties: Any) -> bool:
    shows = properties.find(f"{_W}showingPlcHdr") if properties is not None else None
    return shows is not None and shows.get(f"{_W}val") not in ("0", "false")


def _value(properties: Any, name: str) -> str:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return (found.get(f"{_W}val") or "") if found is not None else ""


def _text_of(element: Any) -> str:
    """The words that `element` itself puts into the line."""
    name = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
    if name == "t":
        return element.text or ""
    if name == "sym":
        return chr(int(element.get(f"{_W}char") or "20", 16))
    return _MARKS.get(name, "")
