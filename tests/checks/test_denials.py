"""What denies medical necessity in other words than "is not"."""

from __future__ import annotations

import pytest

from desktop.checks.context.statements import statements


@pytest.mark.parametrize(
    "words",
    [
        "The requested brace cannot be considered medically necessary.",
        "The brace can not be deemed medically necessary.",
        "The brace does not appear to be medically necessary.",
        "The brace could not be found medically necessary at this time.",
        "I do not find the brace medically necessary.",
        "This reviewer does not consider the brace to be medically necessary.",
        "The brace isn’t medically necessary.",
        "The brace lacks medical necessity.",
        "The brace was never deemed medically necessary.",
    ],
)
def test_a_denial_is_read_as_one(words):
    assert [one.necessary for one in statements(words)] == [False]


@pytest.mark.parametrize(
    "words",
    [
        "The brace can be considered medically necessary.",
        "The brace appears to be medically necessary.",
        "The reviewer did not find a fracture, but the brace is medically necessary.",
        "Not only is the brace medically necessary, it is urgent.",
    ],
)
def test_a_not_that_denies_something_else_leaves_it(words):
    assert [one.necessary for one in statements(words)] == [True]
