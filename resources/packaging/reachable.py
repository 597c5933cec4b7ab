"""Which shared libraries of a Linux application are asked for by anything in it.

Once a plugin is left out, the libraries that came for it alone are dead weight: GTK brings forty.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Entry = tuple[str, str, str]
"""A file of the application: its name in it, where it comes from, and its kind."""

_NEEDED = re.compile(r"^ *NEEDED +(\S+)$", re.MULTILINE)
_LIBRARY = re.compile(r"^(PySide6/Qt/lib/)?lib[^/]*\.so[.\d]*$")


def reachable(binaries: Iterable[Entry]) -> list[Entry]:
    """Those of `binaries` that are programs, modules or plugins, and what these ask for."""
    binaries = list(binaries)
    libraries = {PurePosixPath(one[0]).name: one for one in binaries if _LIBRARY.match(one[0])}
    kept = {one[0]: one for one in binaries if not _LIBRARY.match(one[0])}
    kept |= {one[0]: one for name, one in libraries.items() if name.startswith("libpython")}
    asking = list(kept.values())
    while asking:
        for name in _asked_for(asking.pop()):
            found = libraries.get(name)
            if found is not None and found[0] not in kept:
                kept[found[0]] = found
                asking.append(found)
    return [one for one in binaries if one[0] in kept]


def _asked_for(entry: Entry) -> list[str]:
    """The libraries that a file names as needed itself, not those that these need in turn."""
    read = ["objdump", "--private-headers", entry[1]]
    told = subprocess.run(read, capture_output=True, text=True, check=False)  # noqa: S603
    return _NEEDED.findall(told.stdout)
