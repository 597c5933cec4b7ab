"""Field paths: ``disputed_items.0.rationale`` names one place in a record."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from desktop.records.questions import Question, element, question

if TYPE_CHECKING:
    from desktop.records.values import Value

Whole = TypeVar("Whole", bound=msgspec.Struct)


def at(record: Value, path: str) -> Value:
    """What stands at `path`; raises `LookupError` where the record has no such place."""
    for step in path.split(".") if path else ():
        record = _inside(record, step)
    return record


def text_at(record: Value, path: str) -> str:
    """The text at `path`; raises `LookupError` where the record has no such place."""
    value = at(record, path)
    return value if isinstance(value, str) else ""


def list_at(record: Value, path: str) -> tuple[Value, ...]:
    """The elements of the list at `path`; raises `LookupError` where there is no such place."""
    value = at(record, path)
    return value if isinstance(value, tuple) else ()


def put(record: Whole, path: str, value: Value) -> Whole:
    """`record` with `value` at `path`."""
    step, _, rest = path.partition(".")
    return msgspec.structs.replace(record, **{step: _placed(_inside(record, step), rest, value)})


def _placed(old: Value, path: str, value: Value) -> Value:
    """`old` with `value` at `path`, or `value` itself where there is no path."""
    if not path:
        return value
    if isinstance(old, msgspec.Struct):
        return put(old, path, value)
    step, _, rest = path.partition(".")
    inner = _placed(_inside(old, step), rest, value)
    list_ = old if isinstance(old, tuple) else ()
    return (*list_[: int(step)], inner, *list_[int(step) + 1 :])


def touches(path: str, other: str) -> bool:
    """Whether one of the two places lies in the other."""
    shorter, longer = sorted((path, other), key=len)
    return not shorter or f"{longer}.".startswith(f"{shorter}.")


def changed(path: str, old: Value, new: Value) -> str:
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


def joined(*steps: str | int) -> str:
    """The path of `steps`, without the empty ones."""
    return ".".join(str(step) for step in steps if step != "")


@cache
def asked(record: type[msgspec.Struct], path: str) -> Question:
    """The question that the field at `path` puts; of a list's element, that of its list."""
    kind: type[msgspec.Struct] | None = record
    found: Question | None = None
    for step in path.split("."):
        if not step.isdigit():
            found = question(kind, step) if kind else None
            kind = element(found.type) if found else None
    if found is None:
        raise LookupError(path)
    return found


def _inside(record: Value, step: str) -> Value:
    if isinstance(record, tuple):
        if not step.isdigit() or int(step) >= len(record):
            raise LookupError(f"There is no element {step}.")
        return record[int(step)]
    if step not in getattr(record, "__struct_fields__", ()):
        raise LookupError(f"There is no field {step}.")
    value: Value = getattr(record, step)
    return value
