"""Making the team's library on a server, once, and letting people in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors as refusals
from psycopg import sql

from desktop import assets
from desktop.store.errors import StoreError
from desktop.store.team.server import connected, meaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    Connection = psycopg.Connection[tuple[Any, ...]]

REVIEWER = "desk_reviewer"
LEAD = "desk_lead"


def make(url: str, reviewers: Iterable[str] = (), leads: Iterable[str] = ()) -> bool:
    """Make the schema, roles and policies in the database at `url`, and let the people in.

    Each person gets a role of their own, without a password: the server's keeper sets one, or lets
    them in by certificate. Gives whether the library was made; false where it was there already.
    """
    with connected(url) as connection:
        try:
            with connection.transaction():
                _demand_utf8(connection)
                made = _make_tables(connection)
                for group, names in ((REVIEWER, reviewers), (LEAD, leads)):
                    for name in names:
                        _let_in(connection, name, group)
        except psycopg.Error as error:
            raise meaning(error) from error
    return made


def _make_tables(connection: Connection) -> bool:
    for group in (REVIEWER, LEAD):
        _make_role(connection, group, login=False)
    if connection.execute("select to_regnamespace('desk')").fetchone() != (None,):
        return False
    connection.execute(assets.resource("sql/team.sql").read_text(encoding="utf-8").encode())
    return True


def _let_in(connection: Connection, name: str, group: str) -> None:
    _make_role(connection, name, login=True)
    connection.execute(
        sql.SQL("grant {} to {}").format(sql.Identifier(group), sql.Identifier(name))
    )


def _make_role(connection: Connection, name: str, *, login: bool) -> None:
    kind = sql.SQL("login" if login else "nologin")
    try:
        with connection.transaction():
            connection.execute(sql.SQL("create role {} {}").format(sql.Identifier(name), kind))
    except refusals.DuplicateObject:
        return


def _demand_utf8(connection: Connection) -> None:
    if connection.info.parameter_status("server_encoding") != "UTF8":
        raise StoreError("The database must be encoded in UTF8: make another one for the library.")
