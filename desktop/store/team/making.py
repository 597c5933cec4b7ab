"""Making the team's library on a server, keeping its rules up to date, and letting people in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
from psycopg import errors as refusals
from psycopg import sql

from desktop.platform import assets
from desktop.store.errors import StoreError
from desktop.store.team.server import connected, meaning

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.store.database.database import Row

    Connection = psycopg.Connection[Row]

OWNER = "desk_owner"
"""Owns all of it and cannot log in: no function runs with more than this library's rights."""
REVIEWER = "desk_reviewer"
LEAD = "desk_lead"


def make(url: str, reviewers: Iterable[str] = (), leads: Iterable[str] = ()) -> bool:
    """Make the schema, roles and policies in the database at `url`, and let the people in.

    A library that an earlier release made keeps its cases and trail and gets the rules of today.
    Each person gets a role of their own, without a password: the server's administrator sets
    one, or lets them in by certificate. Gives whether the library was made; false where it was
    there already.
    """
    with connected(url) as connection:
        try:
            with connection.transaction():
                _demand_utf8(connection)
                made = _make_tables(connection)
                _let_all_in(connection, reviewers, REVIEWER)
                _let_all_in(connection, leads, LEAD)
        except psycopg.Error as error:
            raise meaning(error) from error
    return made


def _make_tables(connection: Connection) -> bool:
    for group in (OWNER, REVIEWER, LEAD):
        _make_role(connection, group, login=False)
    _act_for_the_owner(connection)
    missing = connection.execute("select to_regnamespace('desk') is null").fetchone() == (True,)
    for part in ("team-tables", "team-steps", "team-rules")[0 if missing else 1 :]:
        connection.execute(assets.resource(f"sql/{part}.sql").read_text(encoding="utf-8").encode())
    return missing


def _act_for_the_owner(connection: Connection) -> None:
    """Let the administrator, who need not be a superuser, give what is made to its owner."""
    connection.execute(
        sql.SQL(
            "do $$ begin if not pg_has_role(current_user, {owner}, 'usage') then "
            "execute format('grant {role} to %I', current_user); end if; end $$"
        ).format(owner=sql.Literal(OWNER), role=sql.Identifier(OWNER))
    )


def _let_all_in(connection: Connection, names: Iterable[str], group: str) -> None:
    for name in names:
        _let_in(connection, name, group)


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
