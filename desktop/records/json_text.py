"""JSON as it comes from files: every name stands once, or the text is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from desktop.records.values import Plain


class NameTwice(msgspec.DecodeError):
    """A name stands twice in one object, and nobody can say which of the two values is meant."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” stands twice in one place. Take out the one that is wrong")
        self.name = name


def decode(data: bytes | str) -> Plain:
    """What the JSON in `data` says; raises `msgspec.DecodeError`, and `NameTwice` of that kind."""
    try:
        value: Plain = msgspec.json.decode(data)
        json.loads(data, object_pairs_hook=_once, parse_int=_skipped, parse_float=_skipped)
    except RecursionError as error:
        raise msgspec.DecodeError("it is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise msgspec.DecodeError("it is not in UTF-8") from error
    return value


def _once(pairs: list[tuple[str, Plain]]) -> None:
    names: set[str] = set()
    for name, _ in pairs:
        if name in names:
            raise NameTwice(name)
        names.add(name)


def _skipped(_number: str) -> None:
    """Numbers are read by the first reader; how long they are does not matter here."""
