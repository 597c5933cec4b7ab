"""What the rules know of the world, as the program ships it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop import shelf

if TYPE_CHECKING:
    from desktop.domain.review import References


@pytest.fixture(scope="session")
def references() -> References:
    return shelf.references("california-imr")
