"""Slips planted into finished letters, each with the field in which it stands.

A kind of slip is a function of a case and a source of chance; it gives the changed case and the
field, or None where the letter offers no place for it. The places are found by plain patterns that
know nothing of the rules.
"""

from tests.checks.planting import decisions, facts, fields, pasted, wording  # noqa: F401
from tests.checks.planting.places import KINDS, Planted

__all__ = ["KINDS", "Planted"]
