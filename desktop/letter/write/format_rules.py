"""What must hold of a letter's bytes, by rules of the formats that need no validator to be asked.

The validators themselves (PDF/UA, PDF/A, Open XML) run in the tests; this goes with the program.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Subject = TypeVar("Subject")
    Rule = tuple[str, Callable[[Subject], object]]
    """What is to hold of a file, and whether it does."""
    # What a PDF has under a name is known only once it is read.
    Pdf = Any

_ACTIONS = {"/OpenAction", "/AA", "/AcroForm"}
_FORBIDDEN_PARTS = re.compile(r"vbaProject|embeddings/|activeX")
_OUTSIDE = re.compile(rb'Type="[^"]+/(\w+)" Target="[^"]+" TargetMode="External"')
_DOCUMENT = "word/document.xml"


def problems(data: bytes, form: str) -> list[str]:
    """The rules that the letter in `data` breaks; `form` is one of `formats.FORMATS`."""
    return _PROOFS[form](data)


def _text(data: bytes) -> list[str]:
    return _broken(_TEXT_RULES, data.decode("utf-8"))


def _pdf(data: bytes) -> list[str]:
    from pypdf import PdfReader

    return _broken(_PDF_RULES, PdfReader(io.BytesIO(data), strict=True))


def _docx(data: bytes) -> list[str]:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        damaged = package.testzip()
        parts = {name: package.read(name) for name in package.namelist()}
    if damaged:
        return [f"{damaged} is whole"]
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    return _broken(_DOCX_RULES, parts)


def _broken(rules: Iterable[Rule[Subject]], subject: Subject) -> list[str]:
    return [words for words, holds in rules if not holds(subject)]


def _metadata(pdf: Pdf) -> str:
    return str(pdf.root_object["/Metadata"].get_object().get_data(), "utf-8")


def _claims(name: str, value: str) -> Callable[[Pdf], object]:
    """Whether the PDF's metadata say `value` under `name`."""
    element = re.compile(rf"{name}(?:>|=\"){value}\b")
    return lambda pdf: element.search(_metadata(pdf))


def _fonts(pdf: Pdf) -> Iterator[Pdf]:
    for page in pdf.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            yield from font.get_object().get("/DescendantFonts", [font])


def _is_embedded(font: Pdf) -> bool:
    described = font.get_object()["/FontDescriptor"].get_object()
    return any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _targets(parts: dict[str, bytes]) -> Iterator[str]:
    """The kinds of what the package refers to outside itself."""
    related = (part for name, part in parts.items() if name.endswith(".rels"))
    found = chain.from_iterable(_OUTSIDE.findall(part) for part in related)
    return (kind.decode() for kind in found)


def _control_ids(parts: dict[str, bytes]) -> list[bytes]:
    return re.findall(rb'<w:sdtPr>.*?<w:id w:val="(-?\d+)"', parts[_DOCUMENT], re.DOTALL)


def _all_different(values: list[bytes]) -> bool:
    return len(values) == len(set(values))


_TEXT_RULES: tuple[Rule[str], ...] = (
    ("it has words", str.strip),
    ("it has no control characters", lambda text: not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text)),
)
_PDF_RULES: tuple[Rule[Pdf], ...] = (
    ("it claims PDF/UA-1", _claims("pdfuaid:part", "1")),
    ("it claims PDF/A-2", _claims("pdfaid:part", "2")),
    ("it is tagged", lambda pdf: pdf.root_object["/MarkInfo"]["/Marked"]),
    ("its structure is told", lambda pdf: "/StructTreeRoot" in pdf.root_object),
    ("its language is named", lambda pdf: pdf.root_object.get("/Lang")),
    ("its title is shown", lambda pdf: pdf.root_object["/ViewerPreferences"]["/DisplayDocTitle"]),
    ("it is not encrypted", lambda pdf: not pdf.is_encrypted),
    ("it does nothing by itself", lambda pdf: not _ACTIONS & set(pdf.root_object)),
    ("its fonts are inside", lambda pdf: all(map(_is_embedded, _fonts(pdf)))),
    ("every page has words", lambda pdf: all(page.extract_text().strip() for page in pdf.pages)),
)
_DOCX_RULES: tuple[Rule[dict[str, bytes]], ...] = (
    ("it is a Word document", lambda parts: {"[Content_Types].xml", _DOCUMENT} <= set(parts)),
    ("it carries no program", lambda parts: not any(map(_FORBIDDEN_PARTS.search, parts))),
    ("it fetches nothing", lambda parts: set(_targets(parts)) <= {"hyperlink"}),
    (
        "no part declares a type",
        lambda parts: not any(b"<!DOCTYPE" in one for one in parts.values()),
    ),
    ("its controls differ by number", lambda parts: _all_different(_control_ids(parts))),
)
_PROOFS: dict[str, Callable[[bytes], list[str]]] = {"txt": _text, "pdf": _pdf, "docx": _docx}
