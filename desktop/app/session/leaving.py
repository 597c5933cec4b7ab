"""Leaving a case with unsaved changes: what the person is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from desktop.app.session.case_session import CaseSession

ADVICE = (
    "Cancel to let the program try again to save them, or save a copy of the case file in another "
    "place. If you leave without them, the case stays as it was last saved."
)


class LeavingQuestion(NamedTuple):
    """The question about unsaved changes."""

    title: str
    about: str


def question(case: CaseSession) -> LeavingQuestion:
    """What to ask before leaving `case` as it was last saved."""
    number = case.record.case_number or "the case"
    title = f"The last changes to {number} are not saved"
    return LeavingQuestion(title, f"{case.autosave.why}\n\n{ADVICE}")
