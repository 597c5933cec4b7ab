"""The letter next to the form: its real pages, updated while typing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from desktop.platform import assets
from desktop.programs.program import usual_edition
from desktop.ui.form.editors import Choice
from desktop.ui.letter.no_letter import NoLetter
from desktop.ui.letter.paper import DOTS, Paper
from desktop.ui.letter.render_request import RenderRequest
from desktop.ui.letter.text_view import TextView
from desktop.ui.widgets import layouts
from desktop.ui.widgets.words import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

    from desktop.app.background_work import WorkLane
    from desktop.app.commands import Act
    from desktop.cases.case import Case
    from desktop.programs.program import Edition
    from desktop.publication.name_answers import NameAnswers
    from desktop.ui.letter.letter_renderer import LetterRenderer, RenderResult
    from desktop.ui.widgets.theme import Theme


class Preview(QWidget):
    """Shows the letter of a case, with the focused field marked."""

    wanted = Signal(str, int)
    """A field, and the number of its characters before the place that was clicked."""
    shown = Signal()
    arranged = Signal()
    """The view changed: text or pages, the edition or the size."""
    left = Signal()
    """The person wants to return to the form."""
    complained = Signal(str, str)
    """Why there is no letter, and the field at fault; both empty once there is one again."""

    def __init__(self, theme: Theme, lane: WorkLane, editions: Mapping[str, Edition]) -> None:
        super().__init__()
        self._theme, self._lane, self._editions = theme, lane, editions
        self._renderer: LetterRenderer | None = None
        self._case: Case | None = None
        self._focus, self._reveals = "", True
        self.gaps: tuple[str, ...] = ()
        self.answers: NameAnswers = {}
        """The decisions on words that may identify somebody, for the edition without names."""
        self.paper: Paper = Paper(theme)
        self.text = TextView(theme)
        self._faces = QStackedWidget()
        self._edition = Choice(list(editions), [one.name for one in editions.values()])
        self._size, self._page = worded("", "help"), worded("", "help")
        self._none, self._as_text = NoLetter(), False
        self._lay_out()
        self.paper.moved.connect(self.refresh)
        self.paper.sized.connect(self.arranged)
        self.paper.clicked.connect(self._clicked)
        self.text.wanted.connect(self.wanted)
        self.text.left.connect(self.left)
        self._none.wanted.connect(self.wanted)
        self._edition.show_value(usual_edition(editions))
        self._edition.edited.connect(self._other_edition)

    @property
    def edition(self) -> str:
        """The edition shown."""
        return str(self._edition.value() or "") or usual_edition(self._editions)

    def set_edition(self, edition: str) -> None:
        """Shows the `edition`, or the usual one where the program has none of that name."""
        known = edition in self._editions
        self._edition.show_value(edition if known else usual_edition(self._editions))
        self.refresh()
        self.arranged.emit()

    def turn_edition(self) -> None:
        """Shows the other edition."""
        names = list(self._editions)
        if names:
            self.set_edition(names[(names.index(self.edition) + 1) % len(names)])

    @property
    def as_text(self) -> bool:
        """Whether the letter is shown as text and not as pages."""
        return self._as_text

    def show_as_text(self, as_text: bool) -> None:
        """Shows the letter as text, or as pages."""
        self._turn.setChecked(as_text)
        if as_text != self._as_text:
            self._as_text = as_text
            self._show_face()
            self._zooms.setVisible(not as_text)
            self._reveals = True
            self.arranged.emit()
            self.refresh()

    def show_case(self, case: Case | None) -> None:
        """Shows the letter of `case`; clears it for None."""
        self._case, self._reveals = case, True
        if case is None:
            self._lane.forget()
            self._lane.tidy(self._put_away)
            self.paper.clear()
            self.text.forget()
        self.refresh()

    def show_field(self, path: str) -> None:
        """Marks the passage of the field at `path` and brings it into view."""
        if path != self._focus:
            self._focus, self._reveals = path, True
            self.paper.mark(path)
            self.text.mark(path)
            self.refresh()

    def refresh(self) -> None:
        """Requests what is visible now; drops an older request that still waits."""
        self._tell()
        if self._case is None or not self.window().isVisible():
            return
        request = self._request(self._case)
        self._lane.start(partial(self._rendered, request), self._take, self._refuse)

    def showEvent(self, event: QShowEvent) -> None:
        """Shows what changed while it was hidden."""
        super().showEvent(event)
        self.refresh()

    def _request(self, case: Case) -> RenderRequest:
        first, last = self.paper.visible()
        return RenderRequest(
            case,
            self.edition,
            first,
            last,
            scale=self.paper.zoom * DOTS * self.devicePixelRatioF(),
            focus=self._focus,
            words=self.as_text,
            answers=dict(self.answers),
        )

    def _rendered(self, request: RenderRequest) -> RenderResult:
        """On the lane's thread, which alone imports and touches the renderer."""
        from desktop.letter.compose.pack import Pack
        from desktop.ui.letter.letter_renderer import LetterRenderer

        if self._renderer is None:
            self._renderer = LetterRenderer(Pack(assets.templates(request.case.program)))
        return self._renderer.rendered(request)

    def _put_away(self) -> None:
        """On the lane's thread too: PDFium must release a letter on the thread that opened it."""
        if self._renderer is not None:
            self._renderer.close()
            self._renderer = None

    def _take(self, rendered: RenderResult) -> None:
        if self._case is None:
            return
        self.gaps = rendered.gaps
        reveals = self._reveals and rendered.sought == self._focus
        self._reveals = self._reveals and not reveals
        if rendered.transcript is not None:
            self.text.show_transcript(rendered.transcript)
        else:
            self.paper.show_rendered(rendered)
        if reveals:
            self._reveal(rendered)
        self._complain("", "")
        self._tell()
        self.shown.emit()

    def _reveal(self, rendered: RenderResult) -> None:
        if rendered.transcript is not None:
            self.text.reveal()
        else:
            self.paper.reveal(rendered.focus)

    def _refuse(self, error: Exception) -> None:
        if self._case is not None:
            self._complain(str(error), getattr(error, "path", ""))

    def _complain(self, sentence: str, path: str) -> None:
        if sentence != self._none.sentence:
            self._none.explain(sentence, path)
            self._show_face()
            self._tell()
            self.complained.emit(sentence, path)

    def _show_face(self) -> None:
        """Shows the pages or the words, or why there is no letter; never an older letter."""
        face = self.text if self._as_text else self.paper
        self._faces.setCurrentWidget(self._none if self._none.sentence else face)

    def _clicked(self, page: int, x: float, y: float) -> None:
        if self._renderer is not None:
            renderer = self._renderer
            self._lane.start(lambda: renderer.field_at(page, x, y), self._go, self._refuse)

    def _go(self, found: tuple[str, int] | None) -> None:
        if found is not None and found[0]:
            self.wanted.emit(*found)

    def _other_edition(self) -> None:
        if self._edition.value() is None:
            names = list(self._editions)
            self._edition.show_value(names[0] if names else None)
        self._reveals = True
        self.refresh()
        self.arranged.emit()

    def _tell(self) -> None:
        self._size.setText(f"{round(self.paper.zoom * 100)} %")
        pages = 0 if self._none.sentence else self.paper.pages
        self._page.setText(f"page {self.paper.page + 1} of {pages}" if pages else "")
        self._fit.setChecked(self.paper.fits)

    def _lay_out(self) -> None:
        column = layouts.column(self, spacing=0)
        for face in (self.paper, self.text, self._none):
            self._faces.addWidget(face)
        column.addWidget(self._faces, 1)
        column.addWidget(self._bar())

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("foot")
        row = layouts.row(bar, (16, 4, 16, 4), spacing=4)
        self._edition.name("Edition")
        row.addWidget(self._edition)
        row.addSpacing(8)
        self._turn = QPushButton("Text")
        self._turn.setCheckable(True)
        self._turn.setProperty("segment", "true")
        self._turn.setToolTip("The letter's words (Ctrl+T)")
        self._turn.setAccessibleName("The letter as text")
        self._turn.clicked.connect(self.show_as_text)
        row.addWidget(self._turn)
        row.addStretch(1)
        row.addWidget(self._zooming())
        return bar

    def _zooming(self) -> QWidget:
        self._zooms = QWidget()
        row = layouts.row(self._zooms, spacing=4)
        row.addWidget(self._button("zoom-out", "Smaller (Ctrl+-)", lambda: self.paper.step(-1)))
        row.addWidget(self._centred(self._size))
        row.addWidget(self._button("zoom-in", "Larger (Ctrl++)", lambda: self.paper.step(1)))
        self._fit = self._button("fit-width", "As wide as the pane (Ctrl+0)", self.paper.fit)
        self._fit.setCheckable(True)
        row.addWidget(self._fit)
        row.addSpacing(12)
        row.addWidget(self._page)
        return self._zooms

    def _centred(self, label: QLabel) -> QLabel:
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _button(self, icon: str, words: str, act: Act) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words.partition(" (")[0])
        self._theme.dress(button, icon)
        button.clicked.connect(lambda _: act())
        return button
