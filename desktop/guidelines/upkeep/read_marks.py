"""Entries that a person of the organization has read in their source, by whom and when."""

from __future__ import annotations

import datetime as dt
import hashlib

import msgspec


class ReadMark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody compared an entry with its source; it holds for the words that it had then."""

    kind: str
    """As the audit names it, such as "guideline"."""
    id: str
    digest: str
    """Of the entry's words; see `digest_of`."""
    by: str
    day: dt.date
    source: str
    """Where it was read, in the person's words."""

    def said(self) -> str:
        """It in words, without a period."""
        return f"read by {self.by} on {self.day:%m/%d/%Y}"


class ReadMarks(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All marks of an organization; an entry has one at most for its words."""

    format: int = 1
    marks: tuple[ReadMark, ...] = ()

    def of(self, kind: str, id: str, digest: str) -> ReadMark | None:
        """The mark of an entry; None where there is none, or its words have changed since."""
        named = (kind, id, digest)
        return next((one for one in self.marks if (one.kind, one.id, one.digest) == named), None)

    def with_mark(self, mark: ReadMark) -> ReadMarks:
        """They with `mark`, in the place of an earlier one of the same words."""
        same = self.of(mark.kind, mark.id, mark.digest)
        others = (one for one in self.marks if one is not same)
        return msgspec.structs.replace(self, marks=(*others, mark))

    def without(self, kind: str, id: str) -> ReadMarks:
        """They without the mark of an entry."""
        kept = tuple(one for one in self.marks if (one.kind, one.id) != (kind, id))
        return msgspec.structs.replace(self, marks=kept)


def digest_of(entry: msgspec.Struct) -> str:
    """A short text that changes with the words of the `entry`."""
    return hashlib.sha256(
        msgspec.json.encode(entry, enc_hook=str, order="deterministic")
    ).hexdigest()[:16]
