"""What the library knows about a case without opening it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from desktop.cases import case_file
from desktop.cases.case import Case
from desktop.cases.parties import parties_of
from desktop.cases.terms import Outcome
from desktop.cases.workflow import workflow
from desktop.cases.workflow.states import STATES
from desktop.records.questions import describe
from desktop.records.walk import texts
from desktop.store.errors import CaseNewer

if TYPE_CHECKING:
    from desktop.cases.workflow.states import StateWords
    from desktop.records.values import Plain
    from desktop.store.database.database import Column, Row


class WorklistRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the worklist."""

    id: str
    number: str
    worker: str
    services: tuple[str, ...]
    """The requests in dispute, in the letter's order."""
    state: str
    """How far it has come, by the name that its program's workflow has for it."""
    outcome: Outcome | None
    due: dt.date | None
    decided: dt.date | None = None
    """The day of the decision, once the case is decided."""
    changed: dt.datetime
    version: int
    discarded: dt.datetime | None = None
    """When it was put into the bin; None for a case in use."""
    newer: bool = False
    """Whether a newer program wrote it: it is kept, and this one cannot open it."""
    program: str = ""
    closed: dt.date | None = None
    """The day on which it was closed without a determination."""

    @property
    def standing(self) -> StateWords:
        """What its program says of its state."""
        return workflow.of(self.program).state(self.state)

    @property
    def locked(self) -> bool:
        """Whether it takes no change."""
        return self.standing.locked


class StoredCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case as the library holds it; saving needs its `version`."""

    case: Case
    version: int
    state: str

    @property
    def standing(self) -> StateWords:
        """What its program says of its state."""
        return workflow.of(self.case.program).state(self.state)

    @property
    def locked(self) -> bool:
        """Whether it takes no change."""
        return self.standing.locked


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """That a version of a case was signed off, and what was stated by it."""

    at: dt.datetime
    who: str
    version: int
    attested: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    """What stood in it then: findings accepted with a reason, and advice, by rule and field."""
    rules: tuple[str, ...] = ()
    """The rules with changed weights in the check."""
    document: str = ""
    """The SHA-256 of the text that was signed."""


COLUMNS = "id, number, worker, services, state, outcome, due, changed, version, discarded"
"""Those that a team's server has too."""
OWN = "decided, format, program, closed"


def parsed(document: str | bytes) -> Case:
    """The case in a document of the library; raises `CaseNewer`."""
    data = document.encode() if isinstance(document, str) else document
    try:
        return case_file.loads(data)
    except case_file.CaseFileError as error:
        raise CaseNewer(f"{error} The case is kept as it is.") from error


def facts(case: Case) -> dict[str, Column]:
    """The columns of the worklist that follow from `case`."""
    return {
        "number": case.case_number,
        "worker": next((party.name for known, party in parties_of(case) if known.subject), ""),
        "services": msgspec.json.encode([item.request for item in case.disputed_items]).decode(),
        "outcome": case.outcome,
    }


def decisions(case: Case) -> dict[str, tuple[str, str]]:
    """The decision on each item that has one, by the item's id: its field in words, and itself."""
    return {
        item.id: (describe(type(case), f"disputed_items.{index}.decision"), item.decision)
        for index, item in enumerate(case.disputed_items)
        if item.decision
    }


def words(case: Case) -> str:
    """Every text of the case, for the search."""
    plain: Plain = msgspec.to_builtins(case)
    return "\n".join(words for _, words in texts(plain, without=frozenset({"id"})))


def row(columns: Row) -> WorklistRow:
    """The worklist's line in the `columns` of the database.

    They are `COLUMNS` and, in a library of one's own, `OWN`.
    """
    id, number, worker, services, state, outcome, due, changed, version, discarded, *more = columns
    decided, format, program, closed = more or (None, 0, "", None)
    return WorklistRow(
        id=id,
        number=number,
        worker=worker,
        services=_services(services),
        state=STATES.get(state) or str(state),
        outcome=_OUTCOMES.get(outcome),
        due=dt.date.fromisoformat(due) if due else None,
        decided=dt.date.fromisoformat(decided) if decided else None,
        changed=dt.datetime.fromisoformat(changed),
        version=version,
        discarded=dt.datetime.fromisoformat(discarded) if discarded else None,
        newer=format > case_file.VERSION,
        program=program,
        closed=dt.date.fromisoformat(closed) if closed else None,
    )


_services = msgspec.json.Decoder(tuple[str, ...]).decode
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}
