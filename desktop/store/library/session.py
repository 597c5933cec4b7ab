"""What every part of the library uses: the file, the person, the clock."""

from __future__ import annotations

import datetime as dt
import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cases.case import Case
    from desktop.store.database.database import Database

    Due = Callable[[Case], dt.date | None]
    """The day on which the letter must be out; the program's clocks know it."""


def now() -> dt.datetime:
    """This moment."""
    return dt.datetime.now(dt.UTC)


def never(case: Case) -> dt.date | None:  # noqa: ARG001 the signature of `Due`
    """No due date."""
    return None


def person() -> str:
    """The name by which the system knows the user."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


class SessionOptions(TypedDict, total=False):
    """Who uses a library that is opened, by which clock, and when its letters are due."""

    who: str
    now: Callable[[], dt.datetime]
    due: Due


@dataclass(frozen=True)
class Session:
    """One person's use of an open library."""

    database: Database
    who: str
    now: Callable[[], dt.datetime] = now
    due: Due = never

    def stamp(self) -> str:
        """This moment as the library writes it."""
        return self.now().astimezone(dt.UTC).isoformat(timespec="milliseconds")


class LibraryPart:
    """A part of the library: what it does goes through the session's database."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.database = session.database
