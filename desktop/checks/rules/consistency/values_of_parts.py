"""Rules: a value of several parts is whole, and its parts fit one another."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases.packs.pack_fields import PackField, PackFields, case_type
from desktop.cases.packs.value_kinds import Moment, Period, Provision, StatedAmount
from desktop.cases.record import Zone
from desktop.checks.engine.finding import Hit
from desktop.checks.engine.registry import rule
from desktop.records.walk import records
from desktop.text.typed import time_zones

if TYPE_CHECKING:
    from collections.abc import Iterator

    import msgspec

    from desktop.cases.case import Case
    from desktop.checks.engine.review_context import ReviewContext
    from desktop.records.values import Value

_KIND = case_type(
    "example",
    PackFields(
        fields=(
            PackField(name="example_stay", label="Stay", kind="period"),
            PackField(name="example_call", label="Call", kind="moment"),
            PackField(name="example_charge", label="Charge", kind="amount"),
            PackField(name="example_clause", label="Clause", kind="provision"),
        )
    ),
)
_DAYS = (dt.date(2026, 3, 3), dt.date(2026, 3, 9))


def _example(**fields: Value) -> Case:
    """A case of an invented program with these `fields`."""
    return replace(_KIND(), **fields)


@rule(
    "value.period",
    fires=(_example(example_stay=Period(starts=_DAYS[1], ends=_DAYS[0])),),
    quiet=(
        _example(example_stay=Period(starts=_DAYS[0], ends=_DAYS[1])),
        _example(example_stay=Period(starts=_DAYS[0], ends=_DAYS[0])),
        _example(example_stay=Period(ends=_DAYS[0])),
    ),
    weight="error",
    source="The calendar",
)
def period_backwards(context: ReviewContext) -> Iterator[Hit]:
    """A period that ends before it begins."""
    for path, one in records(context.case):
        if isinstance(one, Period) and one.starts and one.ends and one.ends < one.starts:
            yield Hit(f"{path}.ends", "The period ends before it begins.", also=(f"{path}.starts",))


@rule(
    "value.part",
    fires=(
        _example(example_call=Moment(time=dt.time(9, 30))),
        _example(example_call=Moment(day=_DAYS[0], zone=Zone("Nowhere/At all"))),
        _example(example_charge=StatedAmount(number=Decimal(5))),
        _example(example_charge=StatedAmount(unit="USD")),
        _example(example_clause=Provision(section="4.2")),
    ),
    quiet=(
        _example(),
        _example(example_call=Moment(day=_DAYS[0])),
        _example(example_call=Moment(day=_DAYS[0], zone=Zone("America/Denver"))),
        _example(example_charge=StatedAmount(number=Decimal(0), unit="visits")),
        _example(example_clause=Provision(document="Plan")),
    ),
    source="A value is whole",
)
def part_missing(context: ReviewContext) -> Iterator[Hit]:
    """A value of which a part is missing or unknown, without which the rest says nothing."""
    for path, one in records(context.case):
        name, message = _missing(one)
        if name:
            yield Hit(f"{path}.{name}", message)


def _missing(one: msgspec.Struct) -> tuple[str, str]:
    """The field that `one` lacks, and the sentence that says so; both empty if it is whole."""
    match one:
        case Moment(day=None, time=dt.time()):
            return "day", "The time has no day."
        case Moment(zone=str(zone)) if zone and time_zones.zone(zone) is None:
            return "zone", f"“{zone[:60]}” is no time zone, and the program's own counts."
        case StatedAmount(number=Decimal(), unit=""):
            return "unit", "The amount has no unit, such as USD or visits."
        case StatedAmount(number=None, unit=str(unit)) if unit:
            return "number", f"The unit “{unit}” has no amount."
        case Provision(document="") if one != Provision():
            return "document", "The clause does not name its document."
    return "", ""
