"""A field stands on the form where its declaration says, or last."""

from __future__ import annotations

from typing import Annotated

import msgspec

from desktop.records.placement import groups, lines
from desktop.records.questions import ask


class Sample(msgspec.Struct, frozen=True):
    """A record whose fields are declared in another order than they are shown in."""

    office: Annotated[str, ask("Office", group="For the office", below="second")] = ""
    second: Annotated[str, ask("Second", below="first", width=3)] = ""
    hidden: Annotated[str, ask("Hidden", shown=False)] = ""
    first: Annotated[str, ask("First", group="Numbers")] = ""
    added: Annotated[str, ask("Added")] = ""
    fellow: Annotated[str, ask("Fellow", beside="second", width=2)] = ""
    day: Annotated[str, ask("Day", group="Dates")] = ""
    later: Annotated[str, ask("Later")] = ""


def test_the_fields_stand_in_their_groups_and_lines():
    assert [(one.heading, [line.names for line in one.lines]) for one in groups(Sample)] == [
        ("Numbers", [("first",), ("second", "fellow"), ("added",)]),
        ("For the office", [("office",)]),
        ("Dates", [("day",), ("later",)]),
    ]


def test_a_field_takes_its_share_of_the_line():
    assert [line.widths for line in lines(Sample)] == [(1,), (3, 2), (1,), (1,), (1,), (1,)]


def test_no_field_that_is_shown_is_left_out_or_stands_twice():
    names = [name for line in lines(Sample) for name in line.names]
    assert sorted(names) == sorted(set(Sample.__struct_fields__) - {"hidden"})
