"""The states of a case and the ways between them, as a program's pack declares them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import msgspec

Words = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Sentence = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Id = Annotated[str, msgspec.Meta(pattern="^[A-Z][A-Za-z -]*$", max_length=40)]


class State(StrEnum):
    """The states that the program itself acts on, by the names that a library keeps.

    A pack gives each that it has its own word; further states of a pack are ends.
    """

    NEW = "New"
    DRAFTING = "Drafting"
    READY = "Ready"
    REVIEW = "In review"
    RETURNED = "Returned"
    SIGNED = "Signed off"
    EXPORTED = "Exported"
    RELEASED = "Released"
    AMENDED = "Amended"
    REMANDED = "Remanded"


TO_DO = (State.NEW, State.DRAFTING, State.RETURNED, State.AMENDED, State.REMANDED)
"""States in which the reviewer is to write."""
AT_HAND = (State.READY, State.REVIEW)
"""States in which a letter is written, and waits to be signed off."""
DONE = (State.EXPORTED, State.SIGNED, State.RELEASED)
"""States in which no clock matters any more; in an end none does either."""
AGAIN = (State.AMENDED, State.REMANDED)
"""States in which a further letter is written, the earlier one being kept."""
STANDING = (State.SIGNED, State.RELEASED)
"""States in which the letter is signed off, and stands."""
BY_ITSELF = (State.DRAFTING, State.READY, State.EXPORTED)
"""What a case becomes as it is typed or exported, without a word of a person."""
STATES: dict[str, str] = {state.value: state for state in State}


class StateWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a pack says of one state."""

    word: Words
    """What the window calls it."""
    meaning: Sentence
    read_only: bool = False
    """The case takes no change in it."""
    ends: bool = False
    """The case is closed without a determination: there is a day and a reason, and no letter."""

    @property
    def locked(self) -> bool:
        """Whether the case takes no change in it."""
        return self.read_only or self.ends


def in_a_sentence(word: str) -> str:
    """The word of a state as it stands among others: without its capital letter."""
    return f"{word[:1].lower()}{word[1:]}"


class Transition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way from some states to another one."""

    start: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)] = msgspec.field(name="from")
    to: str
    act: Annotated[str, msgspec.Meta(max_length=60)] = ""
    """What the command is called; empty where it happens by itself."""
    by: Literal["reviewer", "lead", "program"] = "reviewer"
    """Who goes it; the program does by itself, as the case is typed or exported."""
    reason: bool = False
    """A reason is asked for, and kept in the trail."""
    attested: bool = False
    """The reviewer states by it what stands in the attestation."""
