"""Settings that may name people, stored inside the library and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from desktop.records.conversion import shaped
from desktop.records.json_text import decode
from desktop.store.database.database import atomic
from desktop.store.database.digests import digest_of, proved
from desktop.store.library.session import LibraryPart

if TYPE_CHECKING:
    from desktop.records.values import Plain, Value

T = TypeVar("T")

ORGANIZATION = "organization"
REVIEWERS = "reviewers"
PHRASES = "phrases"
DICTIONARY = "dictionary"
WINDOW = "window"
RECENT = "recent files"
TEAM = "team"
"""The address of the team's server: set, the library is shared with it."""


class StoredSettings(LibraryPart):
    """Named records: any `msgspec` type, such as an `Organization` or a list of texts."""

    def get(self, name: str, kind: type[T]) -> T | None:
        """The record called `name`; None where there is none of that `kind`."""
        found = self.database.row("select value, digest from settings where name = ?", (name,))
        if found is None:
            return None
        value = proved(self.database, found[0], found[1], f"The record “{name}” of the settings")
        try:
            return shaped(decode(value), kind)
        except msgspec.DecodeError:
            return None

    @atomic
    def put(self, name: str, value: Value | Plain) -> None:
        """Keep `value` as the record called `name`."""
        encoded = msgspec.json.encode(value).decode()
        self.database.execute(
            "insert into settings values(?, ?, ?) on conflict do update "
            "set value = excluded.value, digest = excluded.digest",
            (name, encoded, digest_of(encoded)),
        )

    @atomic
    def forget(self, name: str) -> None:
        """Delete the record called `name`."""
        self.database.execute("delete from settings where name = ?", (name,))
