"""When the letter of a case must be out, by its program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from desktop.cases.case import Case


def due(case: Case) -> dt.date | None:
    """The day by which the letter of `case` must be out; None where its program names none."""
    from desktop.app import reference_works
    from desktop.programs import clocks

    try:
        return clocks.due(case, reference_works.programs().named(case.program))
    except FileNotFoundError:
        return None
