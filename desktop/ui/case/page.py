"""A page of the case window: a title over one column of fields."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, get_origin

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from desktop.records import paths
from desktop.records.placement import groups, lines
from desktop.records.questions import element
from desktop.ui.form.form import Form
from desktop.ui.form.lists.list_rows import ListRows
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from PySide6.QtWidgets import QLayout

    from desktop.app.commands import Act
    from desktop.app.draft import AnyDraft
    from desktop.records.placement import FieldGroup, FormLine
    from desktop.ui.form.field_message import Note
    from desktop.ui.form.lists.list_rows import Reader
    from desktop.ui.form.place import FormPlace
    from desktop.ui.form.text.text_line import TextLine
    from desktop.ui.shell.services import Services

SIDE = 24
WIDEST = 100
"""Figures' widths after which a line of the form would be too long to read."""


def in_order(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of `layout` that take the focus, line by line.

    A widget with a focus proxy counts once for all its parts.
    """
    for at in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(at) if layout is not None else None
        widget = item.widget() if item is not None else None
        if widget is None:
            yield from in_order(item.layout() if item is not None else None)
            continue
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        if takes:
            yield widget
        if not (takes and widget.focusProxy() is not None):
            yield from in_order(widget.layout())


def chain(after: QWidget | None, widgets: Iterable[QWidget]) -> None:
    """Puts `widgets` into the Tab order behind `after`."""
    for one, next_one in pairwise((*filter(None, (after,)), *widgets)):
        QWidget.setTabOrder(one, next_one)


class FormPage(QScrollArea):
    """A form that scrolls, under a title."""

    before: QWidget | None = None
    """The widget from which Tab enters this page."""

    def __init__(self, title: str, draft: AnyDraft, services: Services, about: str = "") -> None:
        super().__init__()
        self.services = services
        self.form = Form(draft, services)
        self.title = worded(title, "title", wrapped=True)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._body(about))
        draft.whole.following.due.connect(self.pull)
        self._retab = QTimer(self)
        self._retab.setSingleShot(True)
        self._retab.timeout.connect(self.order_tabs)
        self.form.reshaped.connect(lambda: self._retab.start(0))
        self._retab.start(0)
        self.verticalScrollBar().rangeChanged.connect(lambda *_: self._leave_room())

    def _leave_room(self) -> None:
        """Keeps the width of the fields when a scroll bar appears."""
        bar = self.verticalScrollBar()
        across = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self.column.setContentsMargins(SIDE, 16, SIDE - across, 32)

    def order_tabs(self) -> None:
        """Makes Tab follow the reading order of the page."""
        chain(self.before, in_order(self._middle.layout()))

    def pull(self, path: str = "") -> None:
        """Shows what the draft says at `path`."""
        self.form.pull(path)

    def show_notes(self, notes: Mapping[str, Sequence[Note]]) -> None:
        """Shows the findings below the fields that they are about."""
        with self._still():
            self.form.show_notes(notes)

    @contextmanager
    def _still(self) -> Iterator[None]:
        """Keeps the edited field in place when something above it appears or disappears."""
        here = self.focusWidget()
        if here is None or not here.hasFocus() or not self._middle.isAncestorOf(here):
            yield
            return
        before = here.mapTo(self.viewport(), QPoint()).y()
        yield
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        moved = here.mapTo(self.viewport(), QPoint()).y() - before
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)

    def field_at(self, path: str) -> FormPlace | TextLine | None:
        """The field at `path`, or the first one inside it, or a list that has none yet."""
        return self.form.field_at(path)

    def go(self, path: str, caret: int | None = 0) -> bool:
        """Focuses the field at `path`, the caret at `position` if given; false if there is no such
        field.
        """
        field = self.field_at(path)
        if field is None:
            return False
        field.place_caret(caret)
        QTimer.singleShot(0, partial(self._show, field))
        return True

    def enter(self) -> None:
        """Takes the focus to the first field."""
        self.go(self.form.places[0].path)

    def _measure(self) -> None:
        """Keeps the lines of the form short enough to read at any font size."""
        self._middle.setMaximumWidth(WIDEST * self.fontMetrics().horizontalAdvance("0"))

    def _show(self, field: QWidget) -> None:
        """Scrolls to `field` once the rows unfolded for it are laid out."""
        if isValid(field):
            self.ensureWidgetVisible(field, 0, 80)
            self.horizontalScrollBar().setValue(0)

    def lay_out_record(self, path: str, headings: Container[str] = ()) -> None:
        """Adds the fields of the record at `path`: of its groups those with `headings`, or all."""
        record = element(paths.asked(self.form.draft.kind, path).type) if path else None
        found = groups(record or self.form.draft.kind)
        self.lay_out([one for one in found if not headings or one.heading in headings], path)

    def lay_out(self, found: Iterable[FieldGroup], stem: str = "") -> None:
        """Adds the groups of fields of the record at `stem`, each under its heading."""
        for group in found:
            alone = self._stands_alone(group, stem)
            if group.heading and not alone:
                self.form.heading(group.heading)
            for line in group.lines:
                self._lay_out_line(line, stem, alone=alone)

    def lay_out_rest(self) -> None:
        """Adds the fields of the page's own record that are not on it yet."""
        for line in lines(self.form.draft.kind):
            if self.form.field_at(paths.joined(self.form.path, line.names[0])) is None:
                self._lay_out_line(line, "", alone=False)

    def _stands_alone(self, group: FieldGroup, stem: str) -> bool:
        """Whether the heading of `group` is the label of its only field."""
        (first, *others), *further = (line.names for line in group.lines)
        label = paths.asked(self.form.draft.kind, paths.joined(stem, first)).label
        return not others and not further and label == group.heading

    def _lay_out_line(self, line: FormLine, stem: str, *, alone: bool) -> None:
        """Adds the fields of `line`; a list, or a record inside the record, in its own way."""
        names = [paths.joined(stem, name) for name in line.names]
        asked = paths.asked(self.form.draft.kind, names[0])
        record = element(asked.type)
        if get_origin(asked.type) is tuple:
            self.list(names[0])
        elif record is not None:
            self._lay_out_inside(names[0], asked.label, headed=not stem)
        elif alone:
            self.form.alone(names[0])
        else:
            self.form.line(*names, stretch=line.widths)

    def _lay_out_inside(self, path: str, label: str, *, headed: bool) -> None:
        """Adds the record at `path`, `headed` by its label where it is no part of another one."""
        if headed:
            self.form.heading(label)
        self.lay_out_record(path)

    def list(self, name: str, reader: Reader | None = None) -> ListRows:
        """Adds the list `name` of the draft; `reader` makes elements of pasted lines."""
        rows = ListRows(self.form.draft, name, self.services, reader)
        self.form.place(rows)
        return rows

    def button(self, words: str, icon: str, act: Act) -> QPushButton:
        """A button next to the title."""
        button = QPushButton(words)
        self.services.theme.dress(button, icon)
        button.clicked.connect(lambda _: act())
        self.head.addWidget(button)
        return button

    def button_below(self, words: str, act: Act) -> QPushButton:
        """A button under the last field."""
        button = QPushButton(words)
        button.clicked.connect(lambda _: act())
        self.form.add(button, wide=False)
        return button

    def _body(self, about: str) -> QWidget:
        body, middle = QWidget(), QWidget()
        self._middle = middle
        self._measure()
        self.services.theme.changed.connect(self._measure)
        for widget in (body, middle):
            widget.setMinimumWidth(1)
        self.column = column = layouts.column(middle, (SIDE, 16, SIDE, 32), spacing=8)
        self.head.addWidget(self.title, 1)
        column.addLayout(self.head)
        if about:
            note = worded(about, "subtitle", wrapped=True)
            column.addWidget(note)
        column.addWidget(self.form)
        column.addStretch(1)
        row = layouts.row(body)
        row.addWidget(middle, 1)
        return body
