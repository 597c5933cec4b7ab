"""The banner over a case that a person brought into its state, with a link out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer

from desktop.ui.widgets import spoken
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.notice import PASSING

if TYPE_CHECKING:
    from desktop.ui.widgets.theme import Theme

REFUSED = "Nothing was changed: the case is signed off. Reopen it to change it."


class BannerWords(NamedTuple):
    """What the banner says: without words it is hidden."""

    words: str = ""
    way: str = ""
    """The button, such as "Reopen"; empty where the case can be changed as it is."""
    refused: str = ""
    """What is shown when a change is tried anyway."""
    colour: str = "warn"


class SignedBanner(Banner):
    """Says where the case stands; its button leads back to where it can be changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._said = BannerWords()
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.timeout.connect(lambda: self.show_words(self._said))

    def show_words(self, said: BannerWords) -> None:
        """Says where the case stands; goes away where there are no words."""
        self._said = said
        self._calm.stop()
        self.say(said.words, said.way, "lock" if said.way else "about", said.colour)

    def refuse(self) -> None:
        """Says that a change was refused and how to make it."""
        self.say(self._said.refused, self._said.way, "lock", "warn")
        self._calm.start(PASSING)
        spoken.say(self, self._said.refused, urgent=True)
