"""A Word file to edit as a person does: paragraph by paragraph, tracked or not."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from typing import Any

from lxml import etree

from desktop.cases.case import Case
from desktop.letter.write.docx import LONGEST_TAG
from desktop.records.questions import describe

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT = "word/document.xml"
_FURTHER = re.compile(r" \(\d+\)$")


def q(name: str) -> str:
    return f"{{{W}}}{name}"


class Manuscript:
    """The text of a Word file and what can be done to it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._root = etree.fromstring(package.read(DOCUMENT))
        self.body = self._root[0]

    def saved(self) -> bytes:
        """The Word file as it was edited."""
        packed = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self._data)) as source,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, etree.tostring(self._root) if name == DOCUMENT else content)
        return packed.getvalue()

    def with_text(self, words: str) -> Any:
        """The first paragraph that holds `words`."""
        return next(p for p in self.body.iter(q("p")) if words in text(p))

    def of_field(self, path: str) -> list[Any]:
        """The paragraphs that the field at `path` stands in."""
        controls = (one for one in self.body.iter(q("sdt")) if _is_of(one, path))
        return [_above(one, "p") for one in controls]

    def item(self, number: int) -> list[Any]:
        """All paragraphs of a disputed item."""
        first = self.body.index(self.of_field(f"disputed_items.{number}.request")[0])
        last = self.body.index(self.of_field(f"disputed_items.{number}.rationale")[-1])
        return list(self.body[first : last + 1])

    def rows(self) -> list[Any]:
        """The rows of the table of documents, its head first."""
        return list(_above(self.of_field("documents.0.type")[0], "tbl").iter(q("tr")))


def _above(element: Any, name: str) -> Any:
    return next(one for one in element.iterancestors() if one.tag == q(name))


def text(paragraph: Any) -> str:
    """The words of a paragraph, as they are seen."""
    marks = {q("noBreakHyphen"): "-", q("tab"): "\t", q("br"): "\n"}
    return "".join(
        one.text or "" if one.tag == q("t") else marks.get(one.tag, "") for one in paragraph.iter()
    )


def run(words: str, look: str = "") -> Any:
    """A run that says `words`."""
    return etree.fromstring(
        f'<w:r xmlns:w="{W}"><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
    )


def paragraph(words: str, mark: str = "") -> Any:
    """A paragraph that says `words`, in no content control."""
    one = etree.fromstring(f'<w:p xmlns:w="{W}"><w:pPr><w:rPr>{mark}</w:rPr></w:pPr></w:p>')
    one.append(run(words))
    return one


def remove(*elements: Any) -> None:
    for one in elements:
        one.getparent().remove(one)


def runs(paragraph: Any, path: str = "") -> list[Any]:
    """The runs of a paragraph; only those inside the control of the field at `path`, if given."""
    return [
        one
        for one in paragraph.iter(q("r"))
        if not path or any(_is_of(above, path) for above in one.iterancestors(q("sdt")))
    ]


def _is_of(control: Any, path: str) -> bool:
    """Whether the control is that of the field at `path`, by its name."""
    found = control.find(f"{q('sdtPr')}/{q('alias')}")
    name = "" if found is None else _FURTHER.sub("", found.get(q("val")))
    return bool(name == describe(Case, path)[: LONGEST_TAG - 6])


def say(paragraph: Any, words: str, tag: str = "") -> None:
    """Types `words` over those of a paragraph, or of one of its controls."""
    first, *others = runs(paragraph, tag)
    remove(*others)
    for child in list(first):
        if child.tag != q("rPr"):
            first.remove(child)
    first.append(run(words)[1])


def tracked(elements: list[Any], kind: str) -> None:
    """Marks runs as inserted, deleted or moved by a person whose changes are tracked."""
    for one in elements:
        parent, at = one.getparent(), one.getparent().index(one)
        box = etree.SubElement(parent, q(kind), {q("id"): "9", q("author"): "x"})
        parent.insert(at, box)
        box.append(one)
        if kind == "del":
            for words in one.iter(q("t")):
                words.tag = q("delText")


def mark(paragraph: Any, kind: str) -> None:
    """Marks the end of a paragraph as inserted, deleted or moved."""
    properties = paragraph.find(q("pPr"))
    if properties is None:
        properties = etree.Element(q("pPr"))
        paragraph.insert(0, properties)
    look = properties.find(q("rPr"))
    look = etree.SubElement(properties, q("rPr")) if look is None else look
    etree.SubElement(look, q(kind), {q("id"): "9", q("author"): "x"})


def copy(element: Any) -> Any:
    return deepcopy(element)


def merge(first: Any, second: Any, between: str = " ") -> None:
    """Joins two paragraphs, as when the end of the first is deleted."""
    if between:
        first.append(run(between))
    for child in list(second):
        if child.tag != q("pPr"):
            first.append(child)
    remove(second)


def split(paragraph: Any, words: str, tag: str = "") -> Any:
    """Ends a paragraph before `words`, which begin the next one; the next one is returned."""
    whole = text(paragraph) if not tag else "".join(map(text, runs(paragraph, tag)))
    at = whole.index(words)
    new = copy(paragraph)
    paragraph.addnext(new)
    say(paragraph, whole[:at], tag)
    if tag:
        keep = runs(new, tag)[0]
        say(new, whole[at:], tag)
        for one in runs(new):
            if one is not keep:
                remove(one)
    else:
        say(new, whole[at:])
    return new
