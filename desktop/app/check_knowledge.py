"""What the check knows, read as this module is loaded: once for all processes that are forked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desktop.app import reference_works
from desktop.cases.pack_words import USUAL

if TYPE_CHECKING:
    from desktop.checks.engine.check import References

with suppress(OSError, ValueError):  # who asks for them is told
    reference_works.references(USUAL)
    reference_works.english()


def of(program: str) -> References:
    """What the check of `program` knows."""
    return reference_works.references(program)
