"""The banner over a case that is signed off, with a link to reopen it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.ui.widgets import spoken
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.notice import PASSING

if TYPE_CHECKING:
    from desktop.ui.widgets.theme import Theme

REFUSED = "Nothing was changed: the case is signed off. Reopen it to change it."
REOPEN = "Reopen"


class SignedBanner(Banner):
    """Hidden while the case can be changed; its button asks to reopen it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._signed = ""
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(lambda: self.show_signed(self._signed))

    def show_signed(self, words: str) -> None:
        """Shows `words`, that the case is signed off; hides without words."""
        self._signed = words
        self._calm.stop()
        self.say(words, REOPEN, "lock", "good")

    def refuse(self) -> None:
        """Says that a change was refused and how to make it."""
        self.say(REFUSED, REOPEN, "lock", "warn")
        self._calm.start(PASSING)
        spoken.say(self, REFUSED, urgent=True)
