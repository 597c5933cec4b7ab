"""The programs that are installed, each read once from its template pack."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.cases import pack_words
from desktop.cases.case import Case
from desktop.cases.packs import pack_fields
from desktop.cases.workflow.validity import mistake
from desktop.programs.program import Program, ProgramError, read_program, read_rules, usual_edition
from desktop.records.toml_files import wrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from desktop.programs.program import Edition

FACTS, RULES = "program.toml", "rules.toml"


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
            self._read[id] = _program(self._packs[id])
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


def _program(pack: Path) -> Program:
    facts, rules = pack / FACTS, pack / RULES
    text = facts.read_text(encoding="utf-8")
    program = read_program(text, facts.name)
    _refuse_workflow(program, text, facts.name)
    known = {*Case.__struct_fields__, *_own_fields(pack)}
    for party in program.parties:
        if party.field not in known:
            raise ProgramError(f'{facts.name}: a case has no party "{party.field}".')
    for word, one in program.decisions.items():
        if pack_words.EFFECTS.get(word, one.effect) is not one.effect:
            raise ProgramError(
                f'{facts.name}: "{word}" is a decision of another program too, with another effect.'
            )
    return replace(program, rules=read_rules(rules.read_text(encoding="utf-8"), rules.name))


def _refuse_workflow(program: Program, text: str, name: str) -> None:
    """Raises `ProgramError` where the states and the ways between them are no workflow."""
    found = mistake(program.states, program.transitions)
    if found is not None and (program.states or program.transitions):
        raise ProgramError(str(wrong(text, name, found.path, found.words)))


def _own_fields(pack: Path) -> Iterator[str]:
    """The fields that the pack adds to its cases; raises `ProgramError` where they are wrong."""
    file = pack / pack_fields.FILE
    try:
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        return (one.name for one in pack_fields.read(text).fields if one.of == "case")
    except pack_fields.PackFieldsError as error:
        raise ProgramError(str(error)) from error
