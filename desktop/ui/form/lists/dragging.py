"""Dragging a row of a list by its handle: a line shows where it would land; dropping moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QToolButton, QWidget

from desktop.ui.widgets.read_only import changing

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from desktop.ui.form.lists.list_row import ListRow
    from desktop.ui.form.lists.list_rows import ListRows
    from desktop.ui.shell.services import Services

TICK = 40
"""Milliseconds between two steps of a page that scrolls under a row at its edge."""
EDGE = 32
"""Pixels from the edge of the page where it begins to scroll."""
THICK = 2


class Handle(QToolButton):
    """The drag handle of a row; Alt and the arrow keys move rows too."""

    def __init__(self, row: ListRow, rows: ListRows, services: Services) -> None:
        super().__init__()
        self._row, self._rows = row, rows
        self._fall: Fall | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        self.setToolTip("Drag to move (Alt+Up, Alt+Down)")
        self.setAccessibleName("Move")
        changing(self)
        services.theme.dress(self, "grip")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows where the row would land."""
        if self._fall is None:
            self._fall = Fall(self._rows)
        self._fall.show_at(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drops the row."""
        super().mouseReleaseEvent(event)
        fall, self._fall = self._fall, None
        if fall is not None:
            gap = fall.gap(event.globalPosition().toPoint())
            fall.end()
            self._rows.reorder(self._row.number, gap - (gap > self._row.number))


class Fall(QFrame):
    """The line between two rows where a dragged one would land; the page scrolls to it."""

    def __init__(self, rows: ListRows) -> None:
        super().__init__(rows)
        self._rows, self._at = rows, QPoint()
        self.setObjectName("fall")
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(TICK)
        self._scrolling.timeout.connect(self._scroll)
        self._scrolling.start()

    def show_at(self, at: QPoint) -> None:
        """Moves to the gap nearest to `at`, a point of the screen."""
        self._at = at
        places = self._rows.places
        gap, half = self.gap(at), self._rows.gap // 2 + 1
        y = places[gap].top() - half if gap < len(places) else places[-1].bottom() + half
        self.setGeometry(0, y, self._rows.width(), THICK)
        self.raise_()
        self.show()

    def gap(self, at: QPoint) -> int:
        """How many rows lie above `at`."""
        y = self._rows.mapFromGlobal(at).y()
        return sum(place.center().y() < y for place in self._rows.places)

    def end(self) -> None:
        """Hides the line."""
        self._scrolling.stop()
        self.hide()
        self.deleteLater()

    def _scroll(self) -> None:
        """Scrolls the page while the row is held at its edge."""
        page: QWidget | None = self._rows
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        form = page.widget() if page is not None else None
        if page is not None and form is not None:
            page.ensureVisible(0, form.mapFromGlobal(self._at).y(), 0, EDGE)
            self.show_at(self._at)
