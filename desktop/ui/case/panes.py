"""The three panes of a case, side by side, or folded where there is no room for all three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QTabBar, QWidget

from desktop.ui.widgets import layouts

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.ui.case.outline import Outline
    from desktop.ui.letter.preview import Preview

NARROW = 136
"""Figures' widths below which the letter becomes a tab and the outline its icons."""
OUTLINE = 27
"""Figures' widths that the outline has."""
FOLDED = 6
"""Figures' widths that the outline has while it shows its icons alone."""
UNBOUND = 16_777_215
FORM, LETTER = 0, 1
PAUSE = 300
"""Milliseconds without movement after which a dragged divider counts as released."""


class Arrangement(msgspec.Struct, frozen=True):
    """How the panes share the window, as the person left them."""

    sizes: tuple[int, int, int]
    """The widths of outline, form and letter, the last as it was before it was hidden."""
    letter: bool = True
    text: bool = False
    """The letter is shown as text."""
    edition: Annotated[str, msgspec.Meta(max_length=100)] = ""
    """Empty: the usual one of the case's program."""
    zoom: Annotated[float, msgspec.Meta(ge=0.1, le=10)] | None = None
    """How large the pages are; None where they are as wide as the pane."""


class Panes(QWidget):
    """Outline, form and letter."""

    arranged = Signal()
    """The person changed the widths of the panes or how the letter is shown."""

    def __init__(self, outline: Outline, form: QWidget, letter: Preview) -> None:
        super().__init__()
        self._outline, self._form, self._letter = outline, form, letter
        self._hidden, self._unsettled = False, False
        self._sizes = (OUTLINE * self._figure(), 500, 560)
        self._let_go = QTimer(self)
        self._let_go.setSingleShot(True)
        self._let_go.setInterval(PAUSE)
        self._let_go.timeout.connect(self.arranged)
        self._tabs = QTabBar()
        self._tabs.addTab("Form")
        self._tabs.addTab("Letter")
        self._tabs.setAccessibleName("Form or letter")
        self._tabs.currentChanged.connect(lambda _: self.fold())
        self._tabs.hide()
        self._split = QSplitter()
        for pane, stretch in ((outline, 0), (form, 5), (letter, 6)):
            self._split.addWidget(pane)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        for pane in (letter, form, outline):
            pane.lower()  # a screen reader goes through them from the lowest up
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.setSizes(self._sizes)
        self._split.splitterMoved.connect(self._dragged)
        letter.arranged.connect(self.arranged)
        column = layouts.column(self, spacing=0)
        column.addWidget(self._tabs)
        column.addWidget(self._split, 1)

    @property
    def narrow(self) -> bool:
        """Whether the letter is a tab."""
        return self.width() < NARROW * self._figure()

    def show_form(self) -> None:
        """Brings the form to the front where the letter covers it."""
        self._tabs.setCurrentIndex(FORM)

    def show_letter(self) -> None:
        """Shows the letter."""
        if self._letter.isHidden():
            self.toggle_letter()

    def toggle_letter(self) -> None:
        """Shows or hides the letter."""
        if self.narrow:
            self._tabs.setCurrentIndex(1 - self._tabs.currentIndex())
        else:
            self._hidden = not self._hidden
            self.fold()
            self._split.setSizes(self._sizes)
            self.arranged.emit()

    @property
    def arrangement(self) -> Arrangement:
        """How the panes share the window."""
        letter, paper = self._letter, self._letter.paper
        return Arrangement(
            sizes=self._sizes,
            letter=not self._hidden,
            text=letter.as_text,
            edition=letter.edition,
            zoom=None if paper.fits else paper.zoom,
        )

    def arrange(self, arrangement: Arrangement) -> None:
        """Shares the window as it was shared before, as soon as there is room."""
        self._sizes, self._hidden, self._unsettled = arrangement.sizes, not arrangement.letter, True
        self._letter.show_as_text(arrangement.text)
        self._letter.set_edition(arrangement.edition)
        if arrangement.zoom is not None:
            self._letter.paper.set_zoom(arrangement.zoom)
        self.fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds or unfolds."""
        super().resizeEvent(event)
        self.fold()
        if self._unsettled and not self.narrow:
            self._unsettled = False
            self._split.setSizes(self._sizes)

    def minimumSizeHint(self) -> QSize:
        """Small enough for half a screen."""
        return QSize(480, 160)

    def fold(self) -> None:
        """Shows all three side by side, or folds them if the font leaves no room."""
        narrow, letter = self.narrow, self._tabs.currentIndex() == LETTER
        self._tabs.setVisible(narrow)
        self._outline.fold(narrow)
        if narrow:
            self._bind()
        else:
            self._unbind()
        self._form.setVisible(not (narrow and letter))
        self._letter.setVisible(letter if narrow else not self._hidden)

    def _bind(self) -> None:
        """Narrows the outline to its icons."""
        folded = FOLDED * self._figure()
        self._outline.setFixedWidth(folded)
        self._split.setSizes([folded, UNBOUND, UNBOUND])

    def _unbind(self) -> None:
        """Gives the outline its width back after it was folded."""
        if self._outline.maximumWidth() < UNBOUND:
            self._outline.setMinimumWidth(0)
            self._outline.setMaximumWidth(UNBOUND)
            self._split.setSizes(self._sizes)

    def _dragged(self) -> None:
        """Remembers the widths after a divider was dragged."""
        if self.narrow:
            return
        outline, form, letter = self._split.sizes()
        self._sizes = (outline, form, letter if not self._hidden else self._sizes[2])
        self._let_go.start()

    def _figure(self) -> int:
        """The width of a figure, by which room is measured."""
        return self._outline.fontMetrics().horizontalAdvance("0")
