"""What the program knows of the world, read from its own files once."""

from __future__ import annotations

from functools import cache

from desktop import assets
from desktop.domain.program import read_program
from desktop.domain.review import References, read_references


@cache
def references(program: str) -> References:
    """What the check of `program` knows: its words, drugs, guidelines and clocks.

    Raises `FileNotFoundError` where there is no such program.
    """
    file = assets.templates(program) / "program.toml"
    facts = read_program(file.read_text(encoding="utf-8"), file.name)
    files = (*sorted(assets.resource("review").iterdir()), assets.resource("citations.toml"))
    texts = {one.name: one.read_text(encoding="utf-8") for one in files}
    return read_references(texts, facts)
