"""What is compared with what: the first of each group is ours, and the others are in its ratio."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks import ours, peers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.ours import Work


class Contender(NamedTuple):
    """One way to the same result."""

    name: str
    ready: Callable[[], Work]
    """Prepares it; raises `peers.AbsentError`."""
    rounds: int = 40
    aim: str = ""
    """What its ratio to ours should be, such as ">= 4"."""


def _pdf(pages: int, rounds: int, aim: str = "") -> tuple[Contender, ...]:
    return (
        Contender("this program, from the letter", partial(ours.pdf_of_letter, pages), rounds),
        Contender("this program, from the case", partial(ours.pdf_of_case, pages), rounds),
        Contender("Typst alone", partial(ours.typst_alone, pages), rounds, aim),
        Contender("WeasyPrint", partial(peers.weasyprint, pages), 3),
        Contender("LibreOffice, warm (unoserver)", partial(peers.libreoffice_warm, pages), 5),
    )


def _docx(pages: int, rounds: int, aim: str = "") -> tuple[Contender, ...]:
    return (
        Contender("this program, from the letter", partial(ours.docx_of_letter, pages), rounds),
        Contender("this program, from the case", partial(ours.docx_of_case, pages), rounds),
        Contender("docxtpl", partial(peers.docxtpl, pages), rounds, aim),
        Contender("docxtpl, on our styles", partial(peers.docxtpl, pages, slim=True), rounds),
    )


GROUPS: dict[str, tuple[Contender, ...]] = {
    "PDF, 3 pages, warm": _pdf(3, 40, f">= {1 / 1.3:.2f}"),
    "PDF, 30 pages, warm": _pdf(30, 15),
    "Word, 3 pages, warm": _docx(3, 40, ">= 4"),
    "Word, 30 pages, warm": _docx(30, 15),
    "PDF, 3 pages, whole process": (
        Contender("this program", partial(ours.process, "pdf"), 7),
        Contender("LibreOffice, cold", partial(peers.libreoffice_cold, 3), 3),
    ),
    "Word, 3 pages, whole process": (Contender("this program", partial(ours.process, "docx"), 7),),
    "Edit to page image, 3 pages": (Contender("this program", partial(ours.page_of_edit, 3), 40),),
    "Edit to page image, 30 pages": (
        Contender("this program", partial(ours.page_of_edit, 30), 15),
    ),
}
