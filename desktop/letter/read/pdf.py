"""The words of a PDF, without what stands at the head and foot of its pages."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import msgspec

from desktop.letter.read.page_feet import without_counts
from desktop.letter.read.page_lines import PageLines, usual_space
from desktop.letter.read.refusal import ReadError
from desktop.text.characters import legible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdf import PageObject, PdfReader
    from pypdf.generic import DictionaryObject, PdfObject

    Operands = list[PdfObject] | DictionaryObject
    Operation = tuple[Operands, bytes]

MOST_PAGES = 300


class Pages(msgspec.Struct, frozen=True):
    """What stands on the pages of a PDF."""

    text: str
    """A form feed between pages."""
    ends_tell: bool = False
    """A line that no space ends is the last of its paragraph, as in the PDFs of this program."""


def pages(data: bytes) -> Pages:
    """The words of the PDF `data`; raises `ReadError`."""
    from pypdf.errors import PdfReadError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = _opened(data)
        text = _text(reader)
    except (PdfReadError, KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(
            "The PDF is damaged or cut short. Fetch it again, or open it in a PDF reader and print "
            "it to a new PDF."
        ) from error
    if not text.strip():
        raise ReadError(
            "The PDF holds pictures of pages and no text. Run text recognition (OCR) over it and "
            "import the result."
        )
    return Pages(legible(text), ends_tell=_made_by_typst(reader))


def _made_by_typst(reader: PdfReader) -> bool:
    return str(_entry(reader.metadata, "/Creator")).startswith("Typst")


def _opened(data: bytes) -> PdfReader:
    """The PDF, decrypted where it wants no password."""
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise ReadError(
            "The PDF opens only with a password. Open it in a PDF reader and save a copy without."
        )
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise ReadError(
            f"It has {count:,} pages, and the longest letter has fewer than {MOST_PAGES}. "
            "Save the letter's own pages as a PDF and import that."
        )
    return reader


def _text(reader: PdfReader) -> str:
    """The text of all pages, without their feet."""
    tagged = bool(_entry(reader.root_object.get("/MarkInfo"), "/Marked"))
    pages = [_lines(page, reader, tagged=tagged) for page in reader.pages]
    usual = usual_space(pages)
    return "\f".join(without_counts([page.text(usual) for page in pages]))


def _lines(page: PageObject, reader: PdfReader, *, tagged: bool) -> PageLines:
    """The lines of `page`, where it is `tagged` without what its tags call artifacts."""
    body = _body(page, reader) if tagged else None
    return body if body and body.text(0) else PageLines(page)


def _entry(dictionary: PdfObject | None, name: str) -> PdfObject | None:
    """What `dictionary`, if it is one, has under `name`."""
    from pypdf.generic import NameObject

    resolved = dictionary.get_object() if dictionary is not None else None
    return resolved.get(NameObject(name)) if isinstance(resolved, dict) else None


def _body(page: PageObject, reader: PdfReader) -> PageLines | None:
    """The lines of a page without what its tags call artifacts: letterhead, page number."""
    from pypdf.generic import ContentStream, NameObject

    contents = page.get_contents()
    stream = ContentStream(contents, reader, "bytes") if contents is not None else None
    operations = list(_without_artifacts(stream.operations)) if stream is not None else []
    if stream is None or len(operations) == len(stream.operations):
        return None
    stream.operations = operations
    page[NameObject("/Contents")] = stream
    return PageLines(page)


def _without_artifacts(operations: Iterable[Operation]) -> Iterator[Operation]:
    """`operations` without those between the marks of an artifact."""
    inside = 0
    for operands, operator in operations:
        step = _step(operands, operator, inside)
        inside += step
        if not step and (not inside or operator in _STATE):
            yield operands, operator


def _step(operands: Operands, operator: bytes, inside: int) -> int:
    """How many artifacts more the reader is inside of, behind this operation."""
    if operator in (b"BMC", b"BDC") and (inside or str(operands[0]) == "/Artifact"):
        return 1
    return -1 if operator == b"EMC" and inside else 0


_STATE = {b"q", b"Q", b"cm", b"BT", b"ET", b"Tf", b"Td", b"TD", b"Tm", b"T*", b"TL", b"gs"}
"""Operators that what follows may rely on."""
