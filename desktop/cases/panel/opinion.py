"""What one member of a panel finds on one disputed item."""

from __future__ import annotations

from typing import Annotated, NewType

import msgspec

from desktop.cases.record import BLANK, Record
from desktop.cases.terms import Decision
from desktop.records.questions import Prose, ask

ReviewerId = NewType("ReviewerId", str)
"""The id of a member of the panel."""
FIRST = ReviewerId("r0")
"""The id of the case's own reviewer; further ones are given theirs, from `r1` on."""
_ITS_ID = msgspec.Meta(pattern=r"^r(?:0|[1-9][0-9]{0,8})$")


class Opinion(Record, frozen=True):
    """The opinion of one reviewer; no letter shows whose it is by name."""

    by: Annotated[
        ReviewerId, _ITS_ID, ask("Reviewer", help="By the id.", shown=False, printed=False)
    ] = FIRST
    decision: Annotated[Decision | None, ask("Opinion", expected=True)] = None
    reasons: Annotated[Prose, ask("Reasons", expected=True)] = BLANK

    @property
    def id(self) -> str:
        """By which a link finds it among the opinions on its item: the reviewer's id."""
        return self.by
