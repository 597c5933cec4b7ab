"""The Word package that a letter is put into.

A pack's reference document is opened once a thread. What no letter changes is packed then; for each
letter only the text, the header, the footers and the properties are written anew.
"""

from __future__ import annotations

import io
import threading
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from docx import Document
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from lxml import etree

from desktop.letter.compose.compose import LetterError, file_of
from desktop.letter.model.blocks import Run
from desktop.letter.model.direction import directed
from desktop.letter.read.docx import LARGEST_UNPACKED, MOST_ENTRIES
from desktop.letter.write.stamp import stamp

if TYPE_CHECKING:
    from docx.section import _Footer, _Header

    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import Letter

REFERENCE = "reference.docx"
_UNDATED = (1980, 1, 1, 0, 0, 0)
"""The oldest time that a ZIP archive knows: the same letter gives the same bytes."""


class _Opened(threading.local):
    """This thread's packages, by their pack."""

    def __init__(self) -> None:
        self.packages: WeakKeyDictionary[Pack, Package] = WeakKeyDictionary()


_opened = _Opened()


def package(pack: Pack) -> Package:
    """The package of `pack` for this thread."""
    if pack not in _opened.packages:
        _opened.packages[pack] = _package(file_of(pack, REFERENCE))
    return _opened.packages[pack]


def _package(reference: bytes) -> Package:
    """The package in the bytes of a reference document; raises `LetterError`."""
    try:
        _measure(reference)
        return Package(reference)
    except LetterError:
        raise
    except Exception as error:
        raise LetterError(
            f"The template pack is wrong: {REFERENCE} is no Word file with a header and a footer."
        ) from error


def _measure(reference: bytes) -> None:
    """Raises `LetterError` where a reference document unfolds to more than a letter can be."""
    with zipfile.ZipFile(io.BytesIO(reference)) as archive:
        entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
        raise LetterError(f"The template pack is wrong: {REFERENCE} unfolds to too much.")


class Package:
    """A reference document, ready to take one letter after the other."""

    def __init__(self, reference: bytes) -> None:
        self._document = Document(io.BytesIO(reference))
        self._properties = self._document.core_properties
        section = self._document.sections[0]
        header, footers = section.first_page_header, (section.first_page_footer, section.footer)
        self._header, self._footers = _PageLine(header), tuple(map(_PageLine, footers))
        core = self._document.part.package._core_properties_part  # noqa: SLF001 -- no other way
        parts = (self._document.part, header.part, *(one.part for one in footers), core)
        self._filled = {part.partname.membername: part for part in parts}
        self._main = self._document.part
        self._before, self._after = self._around()
        self._unchanged = self._archive()

    def file(self, body: str, letter: Letter) -> bytes:
        """The Word file of `letter`, whose text is the WordprocessingML `body`."""
        self._header.fill(letter.letterhead)
        for footer in self._footers:
            footer.fill(letter.footer)
        self._describe(letter)
        packed = io.BytesIO(self._unchanged)
        packed.seek(0, io.SEEK_END)
        with zipfile.ZipFile(packed, "a") as archive:
            for name, part in self._filled.items():
                _pack(archive, name, self._text(body) if part is self._main else part.blob)
        return packed.getvalue()

    def _around(self) -> tuple[bytes, bytes]:
        """The main part before and after the letter's text, which its last section closes."""
        self._document.element.body[:-1] = [parse_xml(f"<w:letter {nsdecls('w')}/>")]
        before, _, after = self._main.blob.partition(b"<w:letter/>")
        return before, after

    def _text(self, body: str) -> bytes:
        """The main part with `body`, inserted as bytes because lxml is slow to move elements."""
        read = etree.tostring(
            parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"), encoding="UTF-8"
        )
        begins, ends = read.index(b">") + 1, read.rindex(b"</w:body>") if body else len(read)
        return self._before + read[begins:ends] + self._after

    def _archive(self) -> bytes:
        """The parts that are the same in every letter, packed."""
        whole, unchanged = io.BytesIO(), io.BytesIO()
        self._document.save(whole)
        with zipfile.ZipFile(whole) as source, zipfile.ZipFile(unchanged, "w") as target:
            for name in source.namelist():
                if name not in self._filled:
                    _pack(target, name, source.read(name))
        return unchanged.getvalue()

    def _describe(self, letter: Letter) -> None:
        """The properties of the file: what it is, never who made it."""
        properties = self._properties
        properties.title = letter.title
        properties.author = properties.last_modified_by = properties.comments = ""
        properties.language = letter.language
        properties.keywords = letter.seal
        properties.created = properties.modified = stamp(letter)
        properties.revision = 1


def _pack(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _UNDATED), data, zipfile.ZIP_DEFLATED)


class _PageLine:
    """The words at the head or foot of a page, which stand where the first run stood."""

    def __init__(self, part: _Header | _Footer) -> None:
        self._part = part
        self._shown = [part.paragraphs[0].runs[0]._element]  # noqa: SLF001 -- no other way
        self._form = deepcopy(self._shown[0])

    def fill(self, words: str) -> None:
        """Puts `words` there, those from right to left in runs of their own."""
        pieces = directed((Run(words),))
        fresh = [deepcopy(self._form) for _ in pieces]
        place = self._shown[0].getparent().index(self._shown[0])
        self._shown[0].getparent()[place : place + len(self._shown)] = fresh
        self._shown = fresh
        for run, piece in zip(self._part.paragraphs[0].runs, pieces, strict=False):
            run.text = piece.text
            if piece.rtl:
                run.font.rtl = True
