"""What the rules know of the world, as the program ships it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop.app import reference_works

if TYPE_CHECKING:
    from desktop.checks.engine.check import References


@pytest.fixture(scope="session")
def references() -> References:
    return reference_works.references("california-imr")
