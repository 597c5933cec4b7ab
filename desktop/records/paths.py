"""Field paths: ``disputed_items.0.rationale`` names one place in a record."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from desktop.records.questions import Question, element, questions


def at(record: Any, path: str) -> Any:
    """What stands at `path`; raises `LookupError` where the record has no such place."""
    for step in path.split(".") if path else ():
        record = _inside(record, step)
    return record


def put(record: Any, path: str, value: Any) -> Any:
    """`record` with `value` at `path`."""
    if not path:
        return value
    step, _, rest = path.partition(".")
    inner = put(_inside(record, step), rest, value)
    if isinstance(record, tuple):
        place = int(step)
        return (*record[:place], inner, *record[place + 1 :])
    return msgspec.structs.replace(record, **{step: inner})


def touches(path: str, other: str) -> bool:
    """Whether one of the two places lies in the other."""
    shorter, longer = sorted((path, other), key=len)
    return not shorter or f"{longer}.".startswith(f"{shorter}.")


def changed(path: str, old: Any, new: Any) -> str:
    """Where in the record `new` lies what differs from `old` at `path`: of a list, the element."""
    try:
        before, after = at(old, path), at(new, path)
    except LookupError:
        return path
    if not (isinstance(before, tuple) and isinstance(after, tuple) and after):
        return path
    pairs = enumerate(zip(before, after, strict=False))
    first = next((place for place, (one, other) in pairs if one != other), len(before))
    return joined(path, min(first, len(after) - 1))


def joined(*steps: object) -> str:
    """The path of `steps`, without the empty ones."""
    return ".".join(str(step) for step in steps if step != "")


@cache
def asked(record: type, path: str) -> Question:
    """The question that the field at `path` puts; of a list's element, that of its list."""
    kind: Any = record
    found: Question | None = None
    for step in path.split("."):
        if not step.isdigit():
            found = questions(kind)[step]
            kind = element(found.type)
    if found is None:
        raise LookupError(path)
    return found


def _inside(record: Any, step: str) -> Any:
    if isinstance(record, tuple):
        if not step.isdigit() or int(step) >= len(record):
            raise LookupError(f"There is no element {step}.")
        return record[int(step)]
    if step not in getattr(record, "__struct_fields__", ()):
        raise LookupError(f"There is no field {step}.")
    return getattr(record, step)
