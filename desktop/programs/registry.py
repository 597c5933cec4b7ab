"""The programs that are installed, each read once from its template pack."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases import attestation, pack_words
from desktop.cases.case import Case
from desktop.cases.packs import pack_fields, pack_folder
from desktop.cases.packs.pack_folder import FACTS, RULES
from desktop.cases.workflow.validity import mistake
from desktop.programs import holidays
from desktop.programs.program import Program, ProgramError, read_program, read_rules, usual_edition
from desktop.records import toml_files
from desktop.text import dates
from desktop.text.typed import clock_times, time_zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from desktop.programs.program import Edition

_FORM = 'no {0} is shown in this form: write it with {1}, such as "{2}".'


class Programs:
    """The programs whose template packs lie in the folders `packs`, by their ids."""

    def __init__(self, packs: Mapping[str, Path]) -> None:
        self._packs = dict(packs)
        self._read: dict[str, Program] = {}
        self.ids = tuple(packs)

    def named(self, id: str) -> Program:
        """The program `id`; raises `FileNotFoundError` and `ProgramError`."""
        if id not in self.ids:
            raise FileNotFoundError(f'There is no template pack for the program "{id}".')
        if id not in self._read:
            self._read[id] = read(self._packs[id])
        return self._read[id]

    def known(self, id: str) -> Program | None:
        """The program `id`; None where there is no such program, or a wrong one."""
        try:
            return self.named(id)
        except (FileNotFoundError, ProgramError):
            return None

    def editions(self, id: str) -> dict[str, Edition]:
        """The editions of the program `id`; none where it is not known."""
        program = self.known(id)
        return program.editions if program else {}

    def every_edition(self) -> tuple[str, ...]:
        """The names of all programs' editions, each program's usual one first."""
        every = [editions for id in self.ids if (editions := self.editions(id))]
        return tuple(dict.fromkeys([*map(usual_edition, every), *chain(*every)]))


def read(pack: Path) -> Program:
    """The program whose pack lies in the folder `pack`; raises `ProgramError`."""
    try:
        text, table = pack_folder.table_of(pack, FACTS)
        program = read_program(text, FACTS, table)
        for path, sentence in _wrong(program, _fields(pack)):
            raise toml_files.wrong(text, FACTS, path, sentence)
        attestation.of_pack(pack)
        words, rules = pack_folder.table_of(pack, RULES)
        return replace(program, rules=read_rules(words, RULES, rules))
    except _MISTAKES as error:
        raise ProgramError(str(error)) from error


_MISTAKES = (
    pack_folder.PackFileError,
    pack_fields.PackFieldsError,
    toml_files.TomlError,
    attestation.AttestationError,
)


def _fields(pack: Path) -> set[str]:
    """The fields of a case of the pack's program; raises `PackFieldsError`."""
    own = pack_fields.of_pack(pack).fields
    return {*Case.__struct_fields__, *(one.name for one in own if one.of == "case")}


def _wrong(program: Program, known: set[str]) -> Iterator[tuple[toml_files.Path, str]]:
    """What no case of `program`, whose fields are `known`, can be made of: where, and why."""
    for at, party in enumerate(program.parties):
        if party.field not in known:
            yield ("parties", at, "field"), f'a case has no party "{party.field}".'
    yield from _wrong_forms(program)
    yield from _wrong_days(program, known)
    yield from _wrong_decisions(program)
    yield from _wrong_panel(program)
    found = mistake(program.states, program.transitions)
    if found is not None and (program.states or program.transitions):
        yield found.path, found.words


def _wrong_forms(program: Program) -> Iterator[tuple[toml_files.Path, str]]:
    """The forms in which no date or time can be shown, and a time zone that there is not."""
    if not dates.is_form(program.date_format):
        yield ("date_format",), _FORM.format("date", "%d, %m and %Y", dates.USUAL)
    if not clock_times.is_form(program.time_format):
        yield ("time_format",), _FORM.format("time", "%H and %M, or %I, %M and %p", "%H:%M")
    if program.time_zone and time_zones.zone(program.time_zone) is None:
        yield ("time_zone",), f'"{program.time_zone}" is no time zone.'


def _wrong_days(program: Program, known: set[str]) -> Iterator[tuple[toml_files.Path, str]]:
    """The clocks that no field starts, and the holidays without a day."""
    for at, clock in enumerate(program.clocks):
        for name in filter(lambda name: name not in known, clock.starts):
            yield ("clocks", at, "starts"), f'a case has no field "{name}".'
    for at, holiday in enumerate(program.holidays):
        if sentence := holidays.mistake(holiday):
            yield ("holidays", at), sentence


def _wrong_panel(program: Program) -> Iterator[tuple[toml_files.Path, str]]:
    """A tie must lead to a decision that the program has."""
    panel = program.panel
    if (panel.most > 1 or panel.approval) and not program.says(panel.tie):
        yield ("panel", "tie"), f'no decision of the program has the effect "{panel.tie}".'


def _wrong_decisions(program: Program) -> Iterator[tuple[toml_files.Path, str]]:
    for word, one in program.decisions.items():
        if pack_words.EFFECTS.get(word, one.effect) is not one.effect:
            sentence = f'"{word}" is a decision of another program too, with another effect.'
            yield ("decisions", word, "effect"), sentence
