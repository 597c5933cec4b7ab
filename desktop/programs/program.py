"""A review program's facts: the authority behind its wording, its clocks, its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from desktop.cases.pack_words import Effect, PackParty, PackSource
from desktop.cases.packs.pack_folder import ID
from desktop.cases.terms import Priority  # noqa: TC001 -- msgspec reads it
from desktop.cases.workflow.states import Id, StateWords, Transition
from desktop.programs.facts import Fact
from desktop.programs.holidays import Holiday
from desktop.records import toml_files
from desktop.text.typed import clock_times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.records.toml_files import Shape
    from desktop.records.values import Table


Weighed = Literal["error", "warning", "advice", "off"]


class ProgramError(ValueError):
    """The program's file is wrong; its text says where and what was expected."""


class Fixed(Fact, frozen=True, kw_only=True):
    """A fixed paragraph of the letter, by its id in the template."""

    id: str


class Clock(Fact, frozen=True, kw_only=True):
    """A time within which the program wants the determination."""

    days: Annotated[int, msgspec.Meta(ge=0, le=3650)]
    counted_in: Literal["calendar days", "working days"] = "calendar days"
    runs_from: str
    """The event that starts the clock, in words."""
    starts: tuple[str, ...] = ("date_assigned", "application_received")
    """The fields of a case that hold its day; the first that is known counts."""
    priority: Priority | None = None
    formulary: bool = False
    cutoff: Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^$")] = ""
    """What comes later than this time counts as of the next day, in the program's time zone."""


class Edition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form of the letter: for the public, or for the parties."""

    name: str
    audience: str
    """Who reads it."""
    template: str
    title: str
    letterhead: bool = True
    names_nobody: bool = False
    """It is made from the copy of the case in which nobody is named, or not at all."""
    usual: bool = False
    """It is the one that is made where none is asked for."""


def usual_edition(editions: Mapping[str, Edition]) -> str:
    """The name of the usual one of `editions`: the one that says so, or the first."""
    usual = (name for name, one in editions.items() if one.usual)
    return next(usual, next(iter(editions), ""))


class DecisionWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a decision on one item does to the treatment, and how its rationale closes."""

    effect: Effect
    says: str


class OutcomeWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the letter states the outcome of the whole case."""

    effect: Effect
    word: str
    sentence: str


class Panel(Fact, frozen=True, kw_only=True):
    """How many reviewers decide a case together, and what follows from their opinions."""

    citation: str = ""
    most: Annotated[int, msgspec.Meta(ge=1, le=99)] = 1
    approval: str = ""
    """Whose approval allows more reviewers than `most`; empty where nobody's does."""
    rule: Literal["majority"] = "majority"
    tie: Effect = Effect.FOR
    """What a tie does to the treatment."""


class RuleFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much a rule of the check weighs in a program, and what wants it so."""

    weight: Weighed
    source: str


class Program(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A review program, as its pack's ``program.toml`` and ``rules.toml`` describe it."""

    id: Annotated[str, msgspec.Meta(pattern=ID, max_length=60)]
    name: str
    version: str = ""
    """Which version of the pack it is, in its maker's words."""
    language: str
    date_format: Annotated[str, msgspec.Meta(max_length=100)]
    time_format: Annotated[str, msgspec.Meta(max_length=100)] = clock_times.USUAL
    time_zone: str = ""
    """The zone of its clocks and of moments that name none."""
    editions: dict[str, Edition]
    parties: tuple[PackParty, ...]
    """Who takes part in the dispute, in the order of the form."""
    sources: Annotated[tuple[PackSource, ...], msgspec.Meta(min_length=1)]
    """Where cited recommendations come from; the first is the program's own schedule."""
    decisions: dict[str, DecisionWords]
    outcomes: dict[str, OutcomeWords]
    usual: bool = False
    """A case that names no program is of this one."""
    parties_note: str = ""
    """What the form says of the parties."""
    reader: Annotated[str, msgspec.Meta(pattern="^[a-z_]*$")] = ""
    """The folder of ``readers`` that reads its finished letters; empty where none does."""
    panel: Panel = Panel()
    fixed: tuple[Fixed, ...] = ()
    clocks: tuple[Clock, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    """The holidays, which are no working days."""
    wanted: dict[str, str] = {}
    """The law that wants a field, by the end of the field's path without numbers."""
    states: dict[Id, StateWords] = {}
    """How far a case may come, by the states' ids."""
    transitions: tuple[Transition, ...] = ()
    """The ways between the states."""
    rules: dict[str, RuleFacts] = {}
    """The rules of the check that are asked, by their names."""

    def law_of(self, path: str) -> str:
        """The law that wants the field at `path`; empty where none does."""
        steps = [step for step in path.split(".") if not step.isdigit()]
        ends = (".".join(steps[start:]) for start in range(len(steps)))
        return next((self.wanted[end] for end in ends if end in self.wanted), "")

    def says(self, effect: Effect) -> str:
        """How a rationale closes by a decision of that `effect`; empty where there is none."""
        return next((one.says for one in self.decisions.values() if one.effect is effect), "")

    def edition(self, name: str) -> Edition:
        """The edition `name`; raises `ProgramError` where there is none."""
        try:
            return self.editions[name]
        except KeyError:
            known = ", ".join(self.editions)
            raise ProgramError(f'The program has no edition "{name}", only {known}.') from None


def read_program(text: str, name: str, table: Table | None = None) -> Program:
    """The program in the TOML `text` of the file `name`; raises `ProgramError`.

    A `table` that was made of the text already is not made again.
    """
    return _read(text, name, Program, table)


def read_rules(text: str, name: str, table: Table | None = None) -> dict[str, RuleFacts]:
    """The rules of a program in the TOML `text` of the file `name`; raises `ProgramError`."""
    return _read(text, name, dict[str, RuleFacts], table)


def _read(text: str, name: str, shape: type[Shape], table: Table | None) -> Shape:
    try:
        found = toml_files.parse(text, name) if table is None else table
        return toml_files.convert(found, shape, text, name)
    except toml_files.TomlError as error:
        raise ProgramError(str(error)) from error
