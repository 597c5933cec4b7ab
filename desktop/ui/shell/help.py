"""The guide in a window of its own: F1 opens it at the section on the focused field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
)

from desktop.ui.shell import guide
from desktop.ui.widgets import layouts
from desktop.ui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QTextBlock
    from PySide6.QtWidgets import QWidget

    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.shell.guide import GuideSection
    from desktop.ui.shell.window import Window
    from desktop.ui.widgets.theme import Theme

SIZE = (900, 640)
LISTED = 260
SECTION = Qt.ItemDataRole.UserRole
LEADING = 125
"""Percent of the height of a line, for reading."""
ABOVE = 12
"""Pixels left free above the heading that was gone to."""
LOCKED = "7-library.md"
"""The page that is shown while the library is locked."""


class Help(QObject):
    """Shows the guide."""

    def __init__(self, navigator: Navigator, parent: Window, theme: Theme) -> None:
        super().__init__(parent)
        self._navigator, self._parent, self._theme = navigator, parent, theme
        self.window: HelpWindow | None = None

    def open(self) -> None:
        """Shows the section of the guide on the current field or page."""
        if self.window is None:
            self.window = HelpWindow(self._parent, self._theme)
        self.window.show()
        self.window.activateWindow()
        self.window.go(self._here())

    def _here(self) -> GuideSection:
        case = self._navigator.open_case
        if case is not None:
            return guide.of_field(case.view.path or case.view.key)
        if self._parent.where == "locked":
            return next(one for one in guide.pages() if one.name == LOCKED).sections[0]
        return guide.pages()[0].sections[0]


class HelpWindow(QDialog):
    """Contents and a search line on the left, a page on the right."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setObjectName("help")
        self.setWindowTitle("Help")
        self.resize(*SIZE)
        self._page = ""
        self._search = SearchLine(theme, "Search the guide", "Search the guide")
        self._list = QListWidget()
        self.text = QTextBrowser()
        self._name()
        self._lay_out()
        self._search.textChanged.connect(self._show_list)
        for asks in (self._search.returnPressed, self._search.left):
            asks.connect(self._list.setFocus)
        self._list.currentItemChanged.connect(self._chosen)
        self.text.anchorClicked.connect(self._follow)
        self._show_list("")

    def go(self, section: GuideSection) -> None:
        """Shows `section` at the top."""
        if section.page != self._page:
            self._page = section.page
            page = next(one for one in guide.pages() if one.name == section.page)
            self.text.setMarkdown(page.words)
            _set_for_reading(self.text)
        self._scroll_to(section.title)

    @property
    def heading(self) -> str:
        """The heading shown last."""
        return self.text.textCursor().block().text()

    def _scroll_to(self, title: str) -> None:
        block = self.text.document().begin()
        while block.isValid() and not _is_heading(block, title):
            block = block.next()
        block = block if block.isValid() else self.text.document().begin()
        self.text.setTextCursor(QTextCursor(block))
        top = self.text.document().documentLayout().blockBoundingRect(block).top()
        self.text.verticalScrollBar().setValue(int(top) - ABOVE)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.go(item.data(SECTION))

    def _follow(self, link: QUrl) -> None:
        """Goes to another page of the guide; nothing leads out of the program."""
        for one in guide.pages():
            if link.isRelative() and one.name == link.path():
                self.go(one.sections[0])

    def _show_list(self, words: str) -> None:
        """The pages with their sections; with words in the search line, what has them."""
        every = [section for page in guide.pages() for section in page.sections]
        self._list.blockSignals(True)
        self._list.clear()
        for section in guide.search(words) if words.strip() else every:
            self._list.addItem(_entry(section, alone=bool(words.strip())))
        self._list.blockSignals(False)
        if words.strip() and self._list.count():
            self._list.setCurrentRow(0)

    def _name(self) -> None:
        self._list.setAccessibleName("Contents")
        self._list.setMaximumWidth(LISTED)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setAccessibleName("Page of the guide")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(24)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self._search)
        left.addWidget(self._list, 1)
        row = layouts.row(self, (12, 12, 12, 12), spacing=12)
        row.addLayout(left)
        row.addWidget(self.text, 1)


def _entry(section: GuideSection, *, alone: bool) -> QListWidgetItem:
    """A line of the contents: sections stand a little to the right of their page's title."""
    is_page = section.title == next(one.title for one in guide.pages() if one.name == section.page)
    item = QListWidgetItem(section.title if is_page or alone else f"     {section.title}")
    item.setData(SECTION, section)
    font = item.font()
    font.setBold(is_page and not alone)
    item.setFont(font)
    return item


def _is_heading(block: QTextBlock, title: str) -> bool:
    return block.blockFormat().headingLevel() > 0 and block.text() == title


def _set_for_reading(text: QTextBrowser) -> None:
    """Gives lines air and tables room."""
    block = text.document().begin()
    while block.isValid():
        QTextCursor(block).mergeBlockFormat(_airy(block))
        block = block.next()
    root = text.document().rootFrame().frameFormat()
    root.setBottomMargin(text.viewport().height())
    text.document().rootFrame().setFrameFormat(root)
    for frame in text.document().rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _give_room(frame)


def _airy(block: QTextBlock) -> QTextBlockFormat:
    """The paragraph with room between its lines, a heading with room above it."""
    form = QTextBlockFormat()
    form.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if block.blockFormat().headingLevel() > 1:
        form.setTopMargin(20)
    if block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
        form.setLeftMargin(16)
        form.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form


def _give_room(table: QTextTable) -> None:
    form = table.format().toTableFormat()
    form.setCellPadding(6)
    form.setCellSpacing(0)
    form.setBorderCollapse(True)
    form.setBorder(0.5)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)
