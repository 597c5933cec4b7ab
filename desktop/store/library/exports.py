"""Whether a file is what the library exported."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from desktop.store.library.open_library import Library


class ExportVerdict(msgspec.Struct, frozen=True):
    """What the library's trail says of a file; `words` is the sentence for the user."""

    genuine: bool
    words: str


def look_up(library: Library, data: bytes, head: str) -> ExportVerdict:
    """Whether the library exported the file `data`, whose properties carry the trail's `head`."""
    entry = library.trail.exported(hashlib.sha256(data).hexdigest())
    if entry is not None:
        form = entry.details.get("format", "")
        return ExportVerdict(
            genuine=True,
            words=f"as it was exported: case {entry.number}, {form}, on {entry.at[:10]} at "
            f"{entry.at[11:16]} UTC by {entry.who}.",
        )
    return ExportVerdict(genuine=False, words=_why_not(library, head))


def _why_not(library: Library, head: str) -> str:
    if not head:
        return "not a file that this library exported."
    if library.trail.knows(head):
        return "changed since: the library exported a letter here, but not with these bytes."
    return (
        "from a point that this library's trail does not have. The trail was cut short, the "
        "library went back to a backup, or another library exported the file."
    )
