"""The letter's pages: swapped without flicker, with marks and clickable passages."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from desktop.records import paths
from desktop.ui.letter import ink
from desktop.ui.letter.zoom import bounded, stepped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from desktop.ui.letter.letter_renderer import PageSpot, RenderResult, Sheet
    from desktop.ui.widgets.theme import Theme

MARGIN, GAP = 16, 12
"""Pixels around the pages and between them."""
WIDEST = 1.5
"""The zoom beyond which a page that fits the view does not grow by itself."""
DOTS = 96 / 72
"""Pixels to a point at a zoom of 1."""
GROWN = 1.5
"""Points by which a mark is larger than its letters."""


class Paper(QAbstractScrollArea):
    """Shows proofs; a click on a passage is `clicked` with page and place in points."""

    clicked = Signal(int, float, float)
    moved = Signal()
    """Other pages are visible, or at another size."""
    sized = Signal()
    """The person chose another size of the pages."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._tops: tuple[float, ...] = (float(MARGIN),)
        self._sheets: dict[int, Sheet] = {}
        self._mark = ""
        self._hovered: tuple[int, PageSpot] | None = None
        self._zoom, self._fits = 1.0, True
        self.setObjectName("paper")
        self.setAccessibleName("The letter's pages")
        self.setAccessibleDescription("Pictures. Ctrl+T shows the letter as text.")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.horizontalScrollBar().valueChanged.connect(self.moved)

    # -- what is shown ----------------------------------------------------------------------------

    def show_rendered(self, rendered: RenderResult) -> None:
        """Swaps in the pages of `proof`; pages that it does not hold stay as they are."""
        if rendered.sizes != self._sizes:
            self._sizes = rendered.sizes
            self._sheets = {n: s for n, s in self._sheets.items() if n < len(rendered.sizes)}
            self._measure()
        for sheet in rendered.sheets.values():
            sheet.picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheets.update(rendered.sheets)
        self._hovered = None
        self.viewport().update()

    def clear(self) -> None:
        """Clears the pages."""
        self._sizes, self._sheets, self._hovered = (), {}, None
        self._measure()
        self.viewport().update()

    def mark(self, path: str) -> None:
        """Marks the passage of the field at `path`."""
        self._mark = path
        self.viewport().update()

    @property
    def pages(self) -> int:
        """How many pages the letter has."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page that fills most of the view."""
        middle = self.viewport().height() / 2
        shown = (n for n in range(self.pages) if self._rect(n).bottom() >= middle)
        return next(shown, max(self.pages - 1, 0))

    def visible(self) -> tuple[int, int]:
        """The first and the last page in view."""
        view = QRectF(self.viewport().rect())
        shown = [n for n in range(self.pages) if self._rect(n).intersects(view)] or [0]
        return shown[0], shown[-1]

    def reveal(self, page: int | None) -> None:
        """Brings the marked passage, or else `page`, into view."""
        boxes, view = self._boxes(), QRectF(self.viewport().rect())
        if not any(view.contains(box) for box in boxes) and (boxes or page is not None):
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + self._best_top(boxes, page or 0, view.height())))

    def _best_top(self, boxes: list[QRectF], page: int, height: float) -> float:
        """Where to scroll to: the top of the page if the passage is visible from there."""
        top = min((box.top() for box in boxes), default=self._rect(page).top())
        for sheet in map(self._rect, range(self.pages)):
            if sheet.top() <= top < sheet.top() + height / 2:
                return sheet.top() - MARGIN
        return top - height / 4

    # -- its size ---------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """Screen size to paper size; 1 is actual size at 96 pixels an inch."""
        return self._zoom

    @property
    def fits(self) -> bool:
        """Whether the page keeps the width of the view."""
        return self._fits

    def set_zoom(self, zoom: float) -> None:
        """Shows the pages at `zoom`, the middle of the view staying where it is."""
        self._fits = False
        self._set_zoom(zoom)
        self.sized.emit()

    def step(self, direction: int) -> None:
        """The next larger (1) or smaller (-1) zoom."""
        self.set_zoom(stepped(self._zoom, direction))

    def fit(self) -> None:
        """Keeps the pages as wide as the view."""
        self._fits = True
        self._fit()
        self.sized.emit()

    def _set_zoom(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / max(self._height(), 1)
        self._zoom = bounded(zoom)
        self._measure()
        bar.setValue(round(middle * self._height() - self.viewport().height() / 2))
        self.moved.emit()
        self.viewport().update()

    def _fit(self) -> None:
        widest = max((width for width, _ in self._sizes), default=612.0)
        room = self.viewport().width() - 2 * MARGIN
        zoom = min(max(room / (widest * DOTS), 0.1), WIDEST)
        if abs(zoom - self._zoom) > 0.001:
            self._set_zoom(zoom)

    def _measure(self) -> None:
        heights = (self._pixels(n).height() + GAP for n in range(self.pages))
        self._tops = tuple(accumulate(heights, initial=float(MARGIN)))
        view, page = self.viewport().size(), self._pixels(0)
        up, across = self.verticalScrollBar(), self.horizontalScrollBar()
        up.setRange(0, max(0, round(self._height()) - view.height()))
        up.setPageStep(view.height())
        up.setSingleStep(40)
        across.setRange(0, max(0, round(page.width()) + 2 * MARGIN - view.width()))
        across.setPageStep(view.width())

    def _pixels(self, number: int) -> QSizeF:
        width, height = self._sizes[number] if number < len(self._sizes) else (612.0, 792.0)
        return QSizeF(width, height) * (self._zoom * DOTS)

    def _height(self) -> float:
        return self._tops[-1] - GAP + MARGIN

    def _rect(self, number: int) -> QRectF:
        """Where page `number` lies in the view, its corner on a pixel."""
        size = self._pixels(number)
        left = round(max((self.viewport().width() - size.width()) / 2, MARGIN))
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return QRectF(QPointF(left, round(self._tops[number])) - scrolled, size)

    def _on_screen(self, number: int, box: QRectF) -> QRectF:
        """A box on page `number`, in points, as it lies in the view."""
        factor, corner = self._zoom * DOTS, self._rect(number).topLeft()
        grown = box.adjusted(-GROWN, -GROWN, GROWN, GROWN)
        return QRectF(grown.topLeft() * factor + corner, grown.size() * factor)

    def _marked(self) -> list[tuple[int, PageSpot]]:
        """The passages of the marked field on the pages that are held."""
        if not self._mark:
            return []
        return [
            (number, spot)
            for number, sheet in sorted(self._sheets.items())
            for spot in sheet.spots
            if paths.touches(spot.path, self._mark)
        ]

    def _boxes(self) -> list[QRectF]:
        """The lines of the marked passages, as they lie in the view."""
        return [
            self._on_screen(number, box) for number, spot in self._marked() for box in spot.boxes
        ]

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the pages in view, the marks over them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("canvas"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        first, last = self.visible()
        for number in range(first, min(last + 1, self.pages)):
            self._paint_page(painter, number)
        ink.mark(painter, self._boxes())
        self._outline(painter)
        painter.end()

    def _outline(self, painter: QPainter) -> None:
        """Draws a line around the passage under the mouse."""
        if self._hovered is not None:
            number, spot = self._hovered
            ink.outline(painter, [self._on_screen(number, box) for box in spot.boxes])

    def _paint_page(self, painter: QPainter, number: int) -> None:
        rect = self._rect(number)
        painter.fillRect(rect, QColor("white"))
        if number in self._sheets:
            ink.paint(painter, self._sheets[number].picture, rect)
        if self._theme.dimmed:
            painter.fillRect(rect, QColor(0, 0, 0, 60))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawRect(rect)

    # -- pointer and keys -------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outlines the passage under the pointer."""
        found = self._spot_at(event.position())
        if found != self._hovered:
            self._hovered = found
            shapes = Qt.CursorShape
            self.viewport().setCursor(shapes.PointingHandCursor if found else shapes.ArrowCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tells where the pages were clicked."""
        for number in range(self.pages):
            rect = self._rect(number)
            if rect.contains(event.position()):
                place = (event.position() - rect.topLeft()) / (self._zoom * DOTS)
                self.clicked.emit(number, place.x(), place.y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls, and zooms with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scrolls by the page and to the ends."""
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if (end := ends.get(Qt.Key(event.key()))) is not None:
            bar.setValue(end)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the pages as wide as the view where they fit it."""
        super().resizeEvent(event)
        if self._fits:
            self._fit()
        self._measure()
        self.moved.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        """Removes the outline when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hovered = None
            self.viewport().update()
        return super().viewportEvent(event)

    def _spot_at(self, point: QPointF) -> tuple[int, PageSpot] | None:
        for number, sheet in self._sheets.items():
            for spot in sheet.spots:
                if any(self._on_screen(number, box).contains(point) for box in spot.boxes):
                    return number, spot
        return None
