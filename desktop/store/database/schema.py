"""The library's tables, as steps: each upgrades one schema to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.cases import case_file
from desktop.store.database.digests import digest_of
from desktop.store.errors import LibraryNewer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from desktop.store.database.database import Database


def _first(database: Database) -> None:
    for statement in filter(str.strip, _FIRST.split(";;")):
        database.execute(statement)


def _decided(database: Database) -> None:
    """Adds the day of the decision; decided cases become ready."""
    database.execute("alter table cases add column decided text")
    for id, document in database.execute("select id, document from documents"):
        day = _day_of(document)
        if day is not None:
            database.execute("update cases set decided = ? where id = ?", (day.isoformat(), id))
    database.execute(
        "update cases set state = 'Ready' "
        "where decided is not null and state in ('New', 'Drafting')"
    )


def _day_of(document: str) -> dt.date | None:
    """The day of the decision; None also of a case whose program has no pack here."""
    try:
        return case_file.loads(document.encode()).decided
    except case_file.CaseFileError:
        return None


def _counted(database: Database) -> None:
    """Adds the count of commits and cases, a digest for each long value, file versions of cases."""
    database.connection.create_function("digest_of", 1, digest_of, deterministic=True)
    for statement in filter(str.strip, _COUNTED.split(";;")):
        database.execute(statement)


def _standing(database: Database) -> None:
    """Each case's program, which has the words of its state, and the day on which it was closed."""
    for statement in filter(str.strip, _STANDING.split(";;")):
        database.execute(statement)


COUNTED = 3
"""The first schema that counts commits."""
STEPS: tuple[Callable[[Database], None], ...] = (_first, _decided, _counted, _standing)
"""``STEPS[n]`` leads from schema n to n + 1; an empty file is schema 0."""


def upgrade(database: Database) -> None:
    """Bring `database` to this program's schema; raises `LibraryNewer` where it is ahead."""
    found = database.one("pragma user_version")
    if found > len(STEPS):
        raise LibraryNewer
    for number, step in enumerate(STEPS[found:], start=found + 1):
        database.whole(partial(_take, database, number, step))


def _take(database: Database, number: int, step: Callable[[Database], None]) -> None:
    step(database)
    database.execute(f"pragma user_version={number:d}")


_FIRST = """
create table cases(
    id text primary key, number text not null, worker text not null, services text not null,
    state text not null, outcome text, due text, changed text not null, version integer not null,
    discarded text, kept integer not null default 0
) without rowid;;
create index cases_without_a_version on cases(id) where kept < version;;
create table documents(
    row integer primary key, id text not null unique references cases(id) on delete cascade,
    version integer not null, indexed integer not null default 0,
    document text not null
);;
create index stale_documents on documents(row) where indexed < version;;
create virtual table words using fts5(
    text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2",
    prefix='1 2'
);;
create table versions(
    id text not null references cases(id) on delete cascade, number integer not null,
    at text not null, who text not null, why text not null, packed blob not null,
    primary key(id, number)
) without rowid;;
create table attachments(
    id text primary key, case_id text not null references cases(id) on delete cascade,
    name text not null, size integer not null, sha256 text not null, added text not null,
    discarded text
) without rowid;;
create index attachments_of_a_case on attachments(case_id);;
create table contents(
    id text primary key references attachments(id) on delete cascade, content blob not null
);;
create table shared(
    id text primary key references cases(id) on delete cascade, theirs integer not null,
    ours integer not null, state text not null, discarded text
) without rowid;;
create table conflicts(
    id text primary key references cases(id) on delete cascade, theirs integer not null,
    who text not null, state text not null, document text not null
) without rowid;;
create table settings(name text primary key, value text not null) without rowid;;
create table trail(
    seq integer primary key, at text not null, who text not null, what text not null,
    case_id text not null, number text not null, detail text not null,
    prev text not null, hash text not null
);;
create index trail_of_a_case on trail(case_id);;
create trigger trail_is_not_changed before update on trail
    begin select raise(abort, 'the trail is append-only'); end;;
create trigger trail_is_not_cut before delete on trail
    begin select raise(abort, 'the trail is append-only'); end
"""

_COUNTED = """
create table held(
    row integer primary key check(row = 1), commits integer not null, cases integer not null
);;
insert into held select 1, 0, count(*) from cases;;
create trigger a_case_more after insert on cases
    begin update held set cases = cases + 1; end;;
create trigger a_case_less after delete on cases
    begin update held set cases = cases - 1; end;;
alter table cases add column format integer not null default 1;;
alter table documents add column digest text not null default '';;
alter table versions add column digest text not null default '';;
alter table settings add column digest text not null default '';;
update documents set digest = digest_of(document);;
update versions set digest = digest_of(packed);;
update settings set digest = digest_of(value)
"""

_STANDING = """
alter table cases add column program text not null default '';;
alter table cases add column closed text;;
update cases set program = coalesce((
    select case when json_valid(document) then json_extract(document, '$.program') end
    from documents where documents.id = cases.id
), '')
"""
