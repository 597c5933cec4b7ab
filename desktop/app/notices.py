"""Messages to the person, as the program sends them and the window shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from desktop.app.commands import Act


class Notices(Protocol):
    """Sentences over the page, some with a button."""

    def tell(self, words: str, act: str = "", doing: Act | None = None) -> None:
        """Shows `words` for a while."""

    def note(self, words: str) -> None:
        """Shows `words` until they are closed."""

    def warn(self, words: str, act: str = "", doing: Act | None = None) -> None:
        """Shows `words` as a warning, until they are closed or settled."""

    def settle(self, words: str = "") -> None:
        """Removes what is shown, or only `words`."""
