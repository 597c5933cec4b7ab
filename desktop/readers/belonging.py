"""The review program whose letter a file is, told by the labels that its template prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.letter.compose.compose import LetterError
from desktop.letter.compose.labels import labels
from desktop.letter.read import source
from desktop.programs.program import ProgramError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.letter.compose.pack import Pack


def pack_of(data: bytes, name: str, packs: Sequence[Pack]) -> Pack:
    """The one of `packs` whose letter is in `data`, the file `name`: the first if none stands out.

    Raises `ReadError`.
    """
    if len(packs) == 1:
        return packs[0]
    text = source.read(data, name).script.text
    return max(packs, key=lambda pack: _likeness(pack, text))


def _likeness(pack: Pack, text: str) -> float:
    """How many of the pack's labels `text` has, the more the fewer others there are."""
    try:
        editions = pack.program.editions
        known = {one.label for edition in editions for one in labels(pack, edition)}
    except (LetterError, ProgramError):
        return 0.0
    found = sum(label in text for label in known)
    return found * found / max(len(known), 1)
