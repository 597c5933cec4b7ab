"""Compares imported cases with those in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases.case import Case
from desktop.cases.workflow import workflow

if TYPE_CHECKING:
    from desktop.app.letters.import_files import Arrival
    from desktop.app.library.library_session import LibrarySession


class KnownCases:
    """Finds which case of the `library` an imported one would duplicate."""

    def __init__(self, library: LibrarySession) -> None:
        self._library = library

    def duplicated_by(self, case: Case) -> str:
        """The id of the case that `case` would duplicate with other words; empty if none.

        A letter without a number may be that of the case that is being worked on.
        """
        if not case.case_number:
            return self._library.case.id if self._library.case is not None else ""
        cases = self._library.store().cases
        number = _folded(case.case_number)
        found = [row.id for row in cases.rows() if _folded(row.number) == number]
        same = any(cases.get(id).case == case for id in found)
        return "" if same or not found else found[0]

    def without_duplicates(self, arrival: Arrival) -> Arrival:
        """`arrival` without the cases that are here with other words, each named."""
        duplicates = [
            case for case in arrival.cases if case.case_number and self.duplicated_by(case)
        ]
        notes = tuple(
            f"{case.case_number} is in the library already and was left out. Import that file "
            "alone to compare."
            for case in duplicates
        )
        fresh = tuple(case for case in arrival.cases if case not in duplicates)
        return arrival._replace(cases=fresh, notes=(*notes, *arrival.notes))

    def doubting(self, arrival: Arrival) -> Arrival:
        """`arrival` with a note where its file claims a state that is not taken over."""
        doubt = self.doubt(arrival)
        return arrival._replace(notes=(*arrival.notes, doubt)) if doubt else arrival

    def doubt(self, arrival: Arrival) -> str:
        """What to say of the state that the file claims; empty where the library has it too."""
        if not arrival.state or any(self._stands(case, arrival.state) for case in arrival.cases):
            return ""
        flow = workflow.of(next(iter(arrival.cases), Case()).program)
        return (
            f"The file says that the case is “{flow.state(arrival.state).word}”. This library's "
            "trail does not have that, so the case comes in as a draft."
        )

    def _stands(self, case: Case, state: str) -> bool:
        """Whether `case` is here as it is, in that state by the library's trail."""
        cases, number = self._library.store().cases, _folded(case.case_number)
        found = (cases.get(row.id) for row in cases.rows() if _folded(row.number) == number)
        return any(one.state == state and one.case == case for one in found)


def _folded(number: str) -> str:
    """A case number as it is compared."""
    return "".join(number.split()).casefold()
