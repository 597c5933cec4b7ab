"""The review programs of which a new case can be."""

from __future__ import annotations

from desktop.app import reference_works
from desktop.cases.pack_words import USUAL


def choices() -> dict[str, str]:
    """The name of each installed program by its id, the usual one first."""
    installed = reference_works.programs()
    names = {id: known.name for id in installed.ids if (known := installed.known(id))}
    return dict(sorted(names.items(), key=lambda pair: pair[0] != USUAL))


def only(programs: dict[str, str]) -> str:
    """The program of a new case if there is nothing to choose; empty if there is."""
    return next(iter(programs), USUAL) if len(programs) < 2 else ""
