"""What every page may use, made once by the application and passed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.ui.spelling import Speller
    from desktop.ui.theme import Theme


@dataclass
class Tools:
    """The look, the dictionary and the phrases."""

    theme: Theme
    speller: Speller
    phrases: Mapping[str, str] = field(default_factory=dict)
