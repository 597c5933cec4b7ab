"""Kinds of value of several parts that a pack may declare a field of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, get_args

from msgspec.structs import force_setattr

from desktop.cases.record import BLANK, Record, Zone
from desktop.records import paths
from desktop.records.questions import Prose, ask
from desktop.text.typed import figures

if TYPE_CHECKING:
    from msgspec import Struct

    from desktop.records.questions import Hint


class Moment(Record, frozen=True):
    """A day and the time of that day; its zone is the program's if it names none."""

    day: Annotated[dt.date | None, ask("Day")] = None
    time: Annotated[dt.time | None, ask("Time", beside="day", example="5:30 PM")] = None
    zone: Annotated[
        Zone | None,
        ask("Time zone", help="If not the usual one.", beside="day", example="America/Denver"),
    ] = None

    def __post_init__(self) -> None:
        if self.time is None:
            return
        if self.time.tzinfo is not None:
            raise ValueError("the time has a zone in it, which stands in `zone`")
        if self.time.second or self.time.microsecond:
            force_setattr(self, "time", self.time.replace(second=0, microsecond=0))


class StatedAmount(Record, frozen=True):
    """A sum of money, or a number of something."""

    number: Annotated[Decimal | None, ask("Amount", example="1,234.50")] = None
    unit: Annotated[str, ask("Unit", beside="number", example="USD")] = ""

    def __post_init__(self) -> None:
        if self.number is None:
            return
        if not self.number.is_finite():
            raise ValueError("the number is none")
        if not figures.is_readable(self.number):
            raise ValueError("the number is longer than any that a letter states")


class Period(Record, frozen=True):
    """The days from one to another, both of them included."""

    starts: Annotated[dt.date | None, ask("From")] = None
    ends: Annotated[dt.date | None, ask("To", beside="starts")] = None


class Provision(Record, frozen=True):
    """A clause of a plan, a contract or a law, as it is cited."""

    document: Annotated[str, ask("Document", width=3)] = ""
    section: Annotated[str, ask("Section", beside="document")] = ""
    page: Annotated[str, ask("Page", beside="document")] = ""
    words: Annotated[Prose, ask("Its words", help="As they stand there.")] = BLANK


OF_PARTS = (Moment, StatedAmount, Period, Provision)


def is_zone(path: str, kind: type[Struct]) -> bool:
    """Whether the field at `path` of a record of that `kind` holds the name of a time zone."""
    return _is_a(Zone, path, kind)


def is_cited(path: str, kind: type[Struct]) -> bool:
    """Whether `path` leads to the name of a document that a clause stands in, or to its section."""
    record, _, name = path.rpartition(".")
    return name != "words" and _is_a(Provision, record, kind)


@lru_cache(4096)
def _is_a(what: Hint, path: str, kind: type[Struct]) -> bool:
    try:
        asked = paths.asked(kind, path).type
    except LookupError:
        return False
    return what in (asked, *get_args(asked))
