"""The words of the installed programs that their cases choose from.

The types of a record are made when the program starts, so these words are read then, once. All else
that a template pack says is read by ``programs``, which also refuses a pack that is wrong.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

import desktop
from desktop.cases.packs.pack_folder import FACTS, PackFileError, table_of
from desktop.cases.workflow.states import Id, StateWords, Transition
from desktop.records.toml_files import TomlError, convert


class Effect(StrEnum):
    """What a decision does to the requested treatment."""

    FOR = "for"
    AGAINST = "against"
    PART = "part"


class _Word(msgspec.Struct, frozen=True):
    effect: Effect


class PackSource(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a cited recommendation comes from, as a guideline line says it."""

    word: str
    organisations: dict[str, str] = {}
    """Those whose guidelines are cited by this word, each with its name in full.

    Those that no source names are cited by the last one.
    """
    called: tuple[str, ...] = ()
    """Words, in small letters, by which a rationale speaks of it."""
    studies: bool = False
    """Studies are cited by this word."""


class PackParty(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Someone who takes part in the dispute."""

    field: str
    """Where the case keeps the party."""
    label: str
    """What the form and messages call it."""
    role: str
    """What stands for its name in the copy for the public, such as "the employer"."""
    subject: bool = False
    """It is the person whose treatment is reviewed."""
    firm: bool = False
    """It is usually a firm."""


class PackPanel(msgspec.Struct, frozen=True):
    """How many reviewers may decide a case together, and what a tie of their opinions means."""

    most: int = 1
    tie: Effect = Effect.FOR


class PackWords(msgspec.Struct, frozen=True):
    """The words of one program."""

    decisions: dict[str, _Word]
    outcomes: dict[str, _Word]
    sources: Annotated[tuple[PackSource, ...], msgspec.Meta(min_length=1)]
    """The first is the program's own schedule, which holds before all others."""
    parties: tuple[PackParty, ...] = ()
    """Who takes part in the dispute."""
    panel: PackPanel = PackPanel()
    usual: bool = False
    """A case that names no program is of this one."""
    states: dict[Id, StateWords] = {}
    """How far a case may come; where a pack has none, the program's own few."""
    transitions: tuple[Transition, ...] = ()
    """The ways between the states."""

    def outcome(self, effect: Effect) -> str:
        """The program's word for a letter whose decisions have this `effect` together."""
        return next((word for word, one in self.outcomes.items() if one.effect is effect), "")


REFUSED: dict[str, str] = {}
"""Why the words of a pack cannot be read, by its program."""


def _read() -> dict[str, PackWords]:
    found = {}
    for id, folder in desktop.packs().items():
        try:
            text, table = table_of(folder, FACTS)
            found[id] = convert(table, PackWords, text, FACTS)
        except (OSError, PackFileError, TomlError) as error:
            REFUSED[id] = str(error)
    return found


_NONE = PackWords(
    decisions={"Undecided": _Word(Effect.PART)},
    outcomes={"Undecided": _Word(Effect.PART)},
    sources=(PackSource(word="Source"),),
)
"""Used if no pack can be read, so that the program starts and says what is missing."""
PACKS = _read() or {"": _NONE}
USUAL = next((id for id, one in PACKS.items() if one.usual), next(iter(PACKS)))
"""The program of a case that names none: the one whose pack says so, or the only one."""
EFFECTS: dict[str, Effect] = {}
"""The decisions of all programs, with their effects; an earlier program's word stays as it is."""
for _pack in PACKS.values():
    for _word, _one in _pack.decisions.items():
        EFFECTS.setdefault(_word, _one.effect)
OUTCOMES = tuple(word for pack in PACKS.values() for word in pack.outcomes)
"""The outcomes of all programs."""
SOURCES = {one.word: one for id in (USUAL, *PACKS) for one in PACKS[id].sources}
"""The sources of all programs, those of the usual one first."""
SCHEDULES = frozenset(pack.sources[0].word for pack in PACKS.values())
"""The sources that hold before all others."""
SUBJECT = next((one.label for one in PACKS[USUAL].parties if one.subject), "Person")
"""What the person whose treatment is reviewed is called in a list of cases."""


def in_full(organisation: str, program: str = "") -> str:
    """The name by which `program` cites an `organisation`."""
    return next(
        (
            one.organisations[organisation]
            for one in of(program).sources
            if organisation in one.organisations
        ),
        organisation,
    )


def of(program: str) -> PackWords:
    """The words of `program`; of one that is not installed those of the usual one."""
    return PACKS.get(program) or PACKS[USUAL]
