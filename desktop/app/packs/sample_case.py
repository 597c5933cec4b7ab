"""The invented case to try the program with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import desktop
from desktop.cases.pack_words import USUAL
from desktop.platform import assets

if TYPE_CHECKING:
    from pathlib import Path

NAME = "sample.ddcase"


def path() -> Path:
    """The file of the sample: that of the usual program's pack if it brings one."""
    pack = desktop.packs().get(USUAL)
    own = pack / NAME if pack else None
    return own if own and own.is_file() else assets.resource(NAME)
