"""The connection to the team's server: which addresses are safe, and what its errors mean."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import psycopg
from psycopg import errors as refusals
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from desktop.store.errors import ServerRefused, ServerUnreachable, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from psycopg.abc import ConnDict

    from desktop.store.database.database import Row

SCHEMA = 2
"""The team's server as this program makes it."""
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
PATIENCE = 10
"""Seconds until a server that does not answer counts as lost."""
LONGEST = 60
"""Seconds that an address may ask to wait for a connection."""
_LIMITS = f"-c statement_timeout={PATIENCE}s -c lock_timeout={PATIENCE // 2}s"
"""The server's own time limit; a frozen server does not keep it, see `TeamCases`."""
_NOT_LET_IN = re.compile(r'authentication failed|role "[^"]*" does not exist')
_ALIVE = {
    "keepalives_idle": PATIENCE,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 1000 * PATIENCE,
}
"""How a lost network is noticed."""


def checked(url: str) -> str:
    """The connection string for `url`; raises `StoreError` where it is not safe to use.

    A server that is not this machine must prove by its certificate that it is the one named.
    """
    try:
        wanted = conninfo_to_dict(url)
    except psycopg.Error as error:
        raise StoreError(
            "That is no address of a PostgreSQL server. It looks like "
            "postgresql://name@server.example/desk"
        ) from error
    if wanted.get("service") or os.environ.get("PGSERVICE"):
        raise StoreError("Give the server's address itself: a service file is not read.")
    if not all(map(_is_here, _hosts(wanted))):
        _demand_proof(wanted)
    return make_conninfo("", **_ALIVE | wanted | _patient(wanted))


def connected(url: str) -> psycopg.Connection[Row]:
    """A connection to the server at `url`; raises `ServerUnreachable` and `ServerRefused`."""
    try:
        return psycopg.connect(checked(url), autocommit=True, application_name="Determination Desk")
    except psycopg.Error as error:
        raise meaning(error) from error


def meaning(error: psycopg.Error) -> StoreError | psycopg.Error:
    """What `error` means for the user; a fault of the program comes back as it is."""
    if _says_no(error):
        return ServerRefused(
            "The server does not know this name, or not with this password. Ask whoever keeps the "
            "team's library."
        )
    if _is_unproven(error):
        return ServerRefused(
            "The server did not prove by a certificate that it is the one named, so nothing was "
            "sent to it. Ask whoever keeps the team's library."
        )
    if isinstance(error, refusals.InsufficientPrivilege):
        return ServerRefused(f"The server does not allow it: {error.diag.message_primary}.")
    if isinstance(error, refusals.UndefinedTable | refusals.InvalidSchemaName):
        return ServerRefused(
            "There is no team library on that server yet. Its keeper makes one with “library init”."
        )
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return ServerUnreachable()
    return error


def _patient(wanted: ConnDict) -> dict[str, str]:
    """How long the connection waits; raises `StoreError` where the address asks for nonsense."""
    seconds = str(wanted.get("connect_timeout") or PATIENCE)
    if not seconds.isascii() or not seconds.isdigit() or not 1 <= int(seconds) <= LONGEST:
        raise StoreError(
            f"“connect_timeout={seconds}” in the server's address is no number of seconds from 1 "
            f"to {LONGEST}. Take it out, or put such a number there."
        )
    options = f"{wanted.get('options') or ''} {_LIMITS}".strip()
    return {"connect_timeout": seconds, "options": options}


def _says_no(error: psycopg.Error) -> bool:
    no = (refusals.InvalidPassword, refusals.InvalidAuthorizationSpecification)
    return isinstance(error, no) or bool(_NOT_LET_IN.search(str(error)))


def _is_unproven(error: psycopg.Error) -> bool:
    """Whether the connection failed because of TLS or the certificate."""
    words = ("certificate verify failed", "server certificate for", "does not support SSL")
    return isinstance(error, psycopg.OperationalError) and any(one in str(error) for one in words)


def _hosts(wanted: ConnDict) -> Iterable[str]:
    """Every host that the connection may go to."""
    for name, variable in (("host", "PGHOST"), ("hostaddr", "PGHOSTADDR")):
        yield from str(wanted.get(name) or os.environ.get(variable) or "").split(",")


def _is_here(host: str) -> bool:
    return not host or host in HERE or host.startswith(("/", "@"))


def _demand_proof(wanted: ConnDict) -> None:
    """Set the strictest check of the server's certificate; refuse a laxer one."""
    if wanted.setdefault("sslmode", "verify-full") != "verify-full":
        raise StoreError(
            "The server is not this machine: its certificate must be checked. Take "
            f"“sslmode={wanted['sslmode']}” out of the address, or make it “sslmode=verify-full”."
        )
    wanted.setdefault("sslrootcert", "system")
