"""Commands as objects: what a person can do, by which name and key, where, and what it does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Act = Callable[[], object]
    """What a button or a command does; its result is ignored."""

Targets = TypeVar("Targets")
"""The parts of the program that carry the commands out."""


@dataclass(frozen=True)
class Command(Generic[Targets]):
    """A command; `where` is "case", "worklist", "library" (any page but a locked one) or "any"."""

    id: str
    words: str
    does: Callable[[Targets], object]
    keys: str = ""
    where: str = "case"
    group: str = ""

    def holds(self, where: str) -> bool:
        """Whether it can be given on the page `where`."""
        in_library = self.where == "library" and where in ("case", "worklist")
        return in_library or self.where in ("any", where)


class CommandTable(Generic[Targets]):
    """Every command there is, in the order of the menu; no two have one name."""

    def __init__(self, *commands: Command[Targets]) -> None:
        self._commands = {command.id: command for command in commands}
        if len(self._commands) < len(commands):
            raise ValueError("Two commands have one name.")

    def __iter__(self) -> Iterator[Command[Targets]]:
        return iter(self._commands.values())

    def __getitem__(self, id: str) -> Command[Targets]:
        """The command called `id`; raises `KeyError`."""
        return self._commands[id]


class CommandDispatch(Generic[Targets]):
    """Gives the commands of a table to the parts of the program that carry them out."""

    def __init__(self, table: CommandTable[Targets], targets: Targets) -> None:
        self._table, self._targets = table, targets
        self._asked: dict[str, Callable[[Act], object]] = {}

    def give(self, id: str) -> None:
        """Does what the command `id` does, or asks first; raises `KeyError` for no command."""
        act = partial(self._table[id].does, self._targets)
        asks = self._asked.get(id)
        if asks is None:
            act()
        else:
            asks(act)

    def ask_first(self, asks: Callable[[Act], object], *ids: str) -> None:
        """From now on these commands call `asks` with what they would do."""
        self._asked |= {self._table[id].id: asks for id in ids}

    def ask_no_more(self) -> None:
        """Every command runs directly again."""
        self._asked.clear()
