"""A full check of a library's file: pages, structure, digests, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.store.database.digests import digest_of
from desktop.store.database.schema import COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.store.database.database import Database

ALTERED = (
    "select 'case ' || number from cases join documents using(id) "
    "where digest <> digest_of(document)",
    "select 'an earlier version of case ' || number from cases join "
    "(select id, number as version_number, digest, packed from versions) using(id) "
    "where digest <> digest_of(packed)",
    "select 'settings: ' || name from settings where digest <> digest_of(value)",
    "select 'case ' || number from cases left join documents using(id, version) "
    "where documents.id is null",
    "select 'the number of cases' from held where cases <> (select count(*) from cases)",
)
FILES = (
    "select 'attached file ' || name from attachments left join contents using(id) "
    "where content is null or sha256 <> digest_of(content)",
)
SHOWN = 3


def faults(database: Database) -> str:
    """What is not as it was written, in a sentence; empty if all is well. Reads everything."""
    pages = database.execute("pragma cipher_integrity_check")
    if pages or database.one("pragma quick_check(1)") != "ok":
        return "Parts of the library's file cannot be read."
    found = list(_altered(database))
    if not found:
        return ""
    more = f" and {len(found) - SHOWN} more" if found[SHOWN:] else ""
    return f"Altered in the library's file: {', '.join(found[:SHOWN])}{more}."


def _altered(database: Database) -> Iterator[str]:
    database.connection.create_function("digest_of", 1, digest_of, deterministic=True)
    counted = database.one("pragma user_version") >= COUNTED
    for statement in (*FILES, *(ALTERED if counted else ())):
        for (what,) in database.execute(statement):
            yield what
