"""The refusal of a file that has a key which its version did not know."""

from __future__ import annotations


class UnknownKeyError(ValueError):
    """The file has a key that its version did not know."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
