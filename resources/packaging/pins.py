"""The exact packages that a release is built from, in `requirements.txt`, with their hashes.

`uv pip compile` writes that file anew; its call stands in the file's first lines.
"""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def differences(pins: Path) -> list[str]:
    """How what is installed here differs from the file `pins`, a line for each package."""
    return [told for one in pinned(pins) if (told := _difference(one))]


def pinned(pins: Path) -> Iterator[Requirement]:
    """The packages that the file asks for on this system."""
    for line in pins.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", " ", "-")):
            one = Requirement(line.removesuffix("\\").strip())
            if one.marker is None or one.marker.evaluate():
                yield one


def _difference(one: Requirement) -> str:
    try:
        have = metadata.version(one.name)
    except metadata.PackageNotFoundError:
        have = "missing"
    return "" if one.specifier.contains(have) else f"{one.name}: {have} here, {one.specifier}"
