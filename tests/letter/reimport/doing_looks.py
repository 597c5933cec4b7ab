"""What people put beside the words of a letter in Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.letter.reimport import manuscript as ms
from tests.letter.reimport.doing import NEW

if TYPE_CHECKING:
    from tests.letter.reimport.doing import Edit
    from tests.letter.reimport.manuscript import Manuscript


def struck(path: str, at: int) -> Edit:
    """Strikes the words of a paragraph through."""

    def edit(m: Manuscript) -> None:
        look = ms.etree.Element(ms.q("rPr"))
        ms.etree.SubElement(look, ms.q("strike"))
        ms.runs(m.of_field(path)[at], path)[0].insert(0, look)

    return edit


def boxed(path: str, at: int) -> Edit:
    """Puts a text box beside a paragraph."""

    def edit(m: Manuscript) -> None:
        new = ms.run("")
        box = ms.etree.SubElement(ms.etree.SubElement(new, ms.q("pict")), ms.q("txbxContent"))
        box.append(ms.paragraph(NEW))
        m.of_field(path)[at].append(new)

    return edit
