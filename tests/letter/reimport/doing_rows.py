"""What people do to the table of documents in Word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.case import Document
from tests.letter.reimport import manuscript as ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.letter.reimport.doing import Edit, Outcome
    from tests.letter.reimport.manuscript import Manuscript


def cell(row: int, column: int, new: str) -> Edit:
    def edit(m: Manuscript) -> None:
        ms.say(list(m.rows()[row].iter(ms.q("p")))[column], new)

    return edit


def new_row(behind: int, cells: tuple[str, ...], *, is_tracked: bool = False) -> Edit:
    def edit(m: Manuscript) -> None:
        row = ms.copy(m.rows()[1])
        for one, new in zip(row.iter(ms.q("p")), cells, strict=True):
            for control in list(one.iter(ms.q("sdt"))):
                ms.remove(control)
            one.append(ms.run(new))
            if is_tracked:
                ms.tracked(ms.runs(one), "ins")
        m.rows()[behind].addnext(row)

    return edit


def row_gone(m: Manuscript) -> None:
    """Deletes a row while changes are tracked."""
    row = m.rows()[2]
    properties = row.find(ms.q("trPr"))
    ms.etree.SubElement(properties, ms.q("del"), {ms.q("id"): "9"})
    for one in row.iter(ms.q("p")):
        ms.tracked(ms.runs(one), "del")


def documents(change: Callable[[list[Document]], list[Document]]) -> Outcome:
    return lambda case: replace(case, documents=tuple(change(list(case.documents))))


ROW = ("operative report", "Clinic 9", "05/01/2026", "7")
ADDED = Document(type="operative report", author="Clinic 9", date=dt.date(2026, 5, 1), pages=7)
"""A row and the document that it is."""
