"""The words of a Word file, each with the content control that it stands in.

Changes that Word tracks are read as accepted. What the file would fetch from elsewhere is not.
"""

from __future__ import annotations

import io
import re
import zipfile
from posixpath import dirname
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.read.refusal import ReadError
from desktop.letter.read.word import remarks
from desktop.letter.read.word.body import Body, Cell, Piece
from desktop.letter.read.word.namespaces import W, transitional

__all__ = ["Cell", "Piece", "WordText", "text"]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

MOST_ENTRIES = 2_000
LARGEST_UNPACKED = 50_000_000
_DOCUMENT = "word/document.xml"
_EXTERNAL = re.compile(rb'TargetMode\s*=\s*["\']External["\']')
_HYPERLINK = re.compile(rb"<Relationship\b[^>]*relationships/hyperlink[^>]*>")
_DAMAGED = (
    "The Word file is damaged or cut short. Open it in Word, let it repair the file, and save it "
    "anew."
)


class WordText(msgspec.Struct, frozen=True):
    """What a Word file says."""

    paragraphs: tuple[tuple[Piece, ...], ...]
    notes: tuple[str, ...] = ()
    cells: tuple[Cell | None, ...] = ()
    """The table cell that each paragraph stands in."""
    margins: tuple[str, ...] = ()
    """What stands in the headers and footers of its pages."""

    def lines(self) -> Iterator[str]:
        """Its paragraphs as plain words."""
        for pieces in self.paragraphs:
            yield "".join(piece.text for piece in pieces)


def text(data: bytes) -> WordText:
    """What the Word file `data` says; raises `ReadError`."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _gate(package)
            return _text(package)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, NotImplementedError) as error:
        raise ReadError(_DAMAGED) from error
    except RuntimeError as error:
        raise ReadError("The Word file is locked by a password: save a copy without.") from error
    except etree.XMLSyntaxError as error:
        raise ReadError(_DAMAGED) from error


def _gate(package: zipfile.ZipFile) -> None:
    """Raises `ReadError` where the package unfolds to more than a letter can be."""
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
        raise ReadError(
            f"The Word file unfolds to more than {MOST_ENTRIES:,} parts or "
            f"{LARGEST_UNPACKED // 1_000_000} MB, which no letter does."
        )


def _text(package: zipfile.ZipFile) -> WordText:
    names, main = package.namelist(), _main(package)
    folder = dirname(main)
    body = Body()
    for name in (main, f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"):
        if name in names:
            body.read(_parsed(package.read(name)), apart=name != main)
    if f"{folder}/comments.xml" in names:
        _note_comments(body, _parsed(package.read(f"{folder}/comments.xml")))
    links = b"".join(package.read(name) for name in names if name.endswith(".rels"))
    if _EXTERNAL.search(_HYPERLINK.sub(b"", links)):
        body.remarks.say(remarks.FETCHING)
    edge = re.compile(rf"{re.escape(folder)}/(?:header|footer)\d*\.xml")
    margins = tuple(_margins(package, filter(edge.fullmatch, names)))
    return WordText(tuple(body.paragraphs), tuple(body.remarks), tuple(body.cells), margins)


def _main(package: zipfile.ZipFile) -> str:
    """The part with the document's text; raises `ReadError` where there is none."""
    names = package.namelist()
    if _DOCUMENT in names:
        return _DOCUMENT
    links = package.read("_rels/.rels") if "_rels/.rels" in names else b""
    for target in _targets(links):
        if target in names and target.startswith("word/"):
            return target
    raise ReadError("It is no Word file, though it is packed like one: save it as .docx.")


def _targets(links: bytes) -> Iterator[str]:
    """The parts that `links` call the document."""
    for link in re.findall(rb"<Relationship\b[^>]*>", links):
        target = re.search(rb'Target\s*=\s*"/?([^"]+)"', link)
        if b"relationships/officeDocument" in link and target:
            yield target[1].decode(errors="replace")


def _margins(package: zipfile.ZipFile, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        body = Body()
        body.read(_parsed(package.read(name)))
        yield from ("".join(piece.text for piece in line) for line in body.paragraphs)


def _note_comments(body: Body, comments: Element) -> None:
    """Remarks on each of the comments that the file holds."""
    for comment in comments.iter(f"{W}comment"):
        inside = Body()
        inside.read(comment)
        words = " ".join("".join(piece.text for piece in line) for line in inside.paragraphs)
        body.remarks.say(remarks.COMMENT.format(words=words))


def _parsed(part: bytes) -> Element:
    """The XML of one part; a document type, and so an entity, is refused."""
    from lxml import etree

    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise ReadError("The Word file declares XML entities, which no letter needs.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(transitional(part), parser)
