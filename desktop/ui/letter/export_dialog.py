"""The dialog that exports one letter or many."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from desktop.app import reference_works
from desktop.app.letters import export
from desktop.programs.program import usual_edition
from desktop.ui.form.text.one_line import keep_in_one
from desktop.ui.widgets import layouts
from desktop.ui.widgets.file_dialog import file_dialog
from desktop.ui.widgets.words import labelled, restyle, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from desktop.cases.case import Case
    from desktop.ui.shell.services import Services

WIDTH = 560
WHY, FOLDER = "Why it goes out in spite of them", "Folder"
FILE = "File name; {number} is the case number"


class ExportDialog(QDialog):
    """Asks where and how, shows what is unsettled, writes off the window's thread."""

    ordered = Signal(object, str)
    """What is to be written, and the reason given where errors stand open."""
    stopped = Signal()
    """The person asked to stop writing."""

    def __init__(
        self, window: QWidget, cases: Sequence[tuple[str, Case]], services: Services
    ) -> None:
        super().__init__(window)
        self._cases, self._services = cases, services
        self._replacing = False
        self._errors: Sequence[str] = ()
        self._forms = _ticks(export.FORMS, ("docx", "pdf"))
        editions = reference_works.editions(*(case for _, case in cases))
        names = {name: one.name for name, one in editions.items()}
        self._editions = _ticks(names, (usual_edition(editions),))
        self._folder, self._name = QLineEdit(), QLineEdit(export.NUMBER)
        self._reason = QLineEdit()
        for line in (self._folder, self._name, self._reason):
            keep_in_one(line)
        self._says = worded("", "help")
        self._bar = QProgressBar()
        self._go, self._cancel = QPushButton("Export"), QPushButton("Cancel")
        self._after = QHBoxLayout()
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("export")
        self.setFixedWidth(services.theme.scaled(WIDTH))
        self._name_lines()
        self._lay_out()

    def offer(self, folder: str, name: str) -> None:
        """Proposes the folder and the pattern that were used last."""
        self._folder.setText(folder or str(Path.home()))
        self._name.setText(name or export.NUMBER)

    def wait(self) -> None:
        """Writes nothing before the check has listed the open findings."""
        self._go.setEnabled(False)
        self._say("Checking …", "help")

    def show_errors(self, errors: Sequence[str]) -> None:
        """Says what is unsettled, and asks for a reason."""
        self._go.setEnabled(True)
        self._say("", "help")
        self._errors = errors
        shown = "\n".join(f"•  {message}" for message in self._errors[:5])
        more = f"\nand {len(self._errors) - 5} more" if len(self._errors) > 5 else ""
        self._unsettled.setText(f"Still unsettled:\n{shown}{more}")
        for widget in (self._unsettled, self._reason_label, self._reason):
            widget.setVisible(bool(self._errors))

    def show_unsigned(self, count: int) -> None:
        """Says how many of the cases are not signed off; their letters are exported anyway."""
        one = "The case is not signed off: the trail says so of its letter."
        some = f"{count} of {len(self._cases)} cases are not signed off: the trail says so of each."
        self._unsigned.setText(one if len(self._cases) == 1 else some)
        self._unsigned.setVisible(count > 0)

    def order(self) -> export.ExportRequest:
        """What is chosen."""
        return export.ExportRequest(
            Path(self._folder.text()).expanduser(),
            self._name.text().strip() or export.NUMBER,
            tuple(form for form, tick in self._forms.items() if tick.isChecked()),
            tuple(edition for edition, tick in self._editions.items() if tick.isChecked()),
        )

    def start(self) -> None:
        """Writes, or says what is needed first."""
        complaint = self._complaint()
        if complaint:
            self._say(complaint, "error")
            return
        order = self.order()
        standing = export.standing(order, [case for _, case in self._cases], self._services.files)
        if standing and not self._replacing:
            self._ask_to_replace(standing)
            return
        self._run(order)

    def reject(self) -> None:
        """Stops after the letter being written, and closes."""
        self.stopped.emit()
        super().reject()

    def show_progress(self, done: int) -> None:
        """Shows how many letters are written."""
        self._bar.setValue(done)

    def show_done(self, done: export.Done) -> None:
        """Says which files were written, and offers to open them; and which were not, and why."""
        self._say(export.summary(done), "error" if done.refused else "help")
        self._bar.hide()
        self._go.setEnabled(True)
        if done.written:
            self._go.hide()
            self._cancel.hide()
            self._offer_files(done.written)

    def show_failure(self, sentence: str) -> None:
        """Says why it was not written; everything stays as it was chosen."""
        self._bar.hide()
        self._go.setEnabled(True)
        self._say(f"The letter was not written: {sentence}", "error")

    def add(self, sentence: str) -> None:
        """Also shows `sentence`, an error."""
        self._say("\n".join(filter(None, (self._says.text(), sentence))), "error")

    def _run(self, order: export.ExportRequest) -> None:
        self._go.setEnabled(False)
        self._bar.setVisible(len(self._cases) > 1)
        self._say("Writing …", "help")
        self.ordered.emit(order, self._reason.text().strip())

    def _offer_files(self, written: Sequence[export.Written]) -> None:
        first = written[0].path
        for words, target in (("Open", first), ("Show in folder", first.parent)):
            button = QPushButton(words)
            button.setObjectName(f"export:{words}")
            url = QUrl.fromLocalFile(str(target))
            button.clicked.connect(lambda _, u=url: QDesktopServices.openUrl(u))
            self._after.addWidget(button)
        self._end()

    def _end(self) -> None:
        """Offers to close the dialog."""
        done = QPushButton("Done")
        done.setObjectName("export:Done")
        done.setProperty("role", "primary")
        done.clicked.connect(self.accept)
        self._after.addWidget(done)
        done.setFocus(Qt.FocusReason.OtherFocusReason)

    def _complaint(self) -> str:
        order = self.order()
        if not order.forms:
            return "Choose at least one form: Word, PDF or text."
        if not order.editions:
            return "Choose at least one edition."
        if not self._folder.text().strip():
            return "Choose the folder in which the letter is to lie."
        if len(self._cases) > 1 and export.NUMBER not in order.name:
            return f"Several letters need several names: put {export.NUMBER} into the name."
        if self._errors and not self._reason.text().strip():
            return "Say why the letter goes out with these errors; the reason is kept."
        return ""

    def _ask_to_replace(self, standing: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in standing[:3])
        more = f" and {len(standing) - 3} more" if len(standing) > 3 else ""
        self._say(f"There already: {names}{more}. Export again to replace.", "warning")
        self._go.setText("Replace")
        self._replacing = True

    def _changed(self) -> None:
        self._replacing = False
        self._go.setText("Export")
        self._say("", "help")

    def _browse(self) -> None:
        dialog = file_dialog(self, "Folder for letters", self._folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.open()

    def _say(self, words: str, role: str) -> None:
        self._says.setText(words)
        self._says.setVisible(bool(words))
        restyle(self._says, "role", role)
        # adjustSize() would stop at two thirds of the screen and cut the fields off.
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _name_lines(self) -> None:
        for line, name, words in (
            (self._reason, "why", WHY),
            (self._folder, "folder", FOLDER),
            (self._name, "file", FILE),
        ):
            line.setObjectName(f"export:{name}")
            line.setAccessibleName(words)

    def _lay_out(self) -> None:
        self._column = column = layouts.column(self, (24, 24, 24, 24), spacing=12)
        count = len(self._cases)
        column.addWidget(
            worded("Export the letter" if count == 1 else f"Export {count} letters", "title")
        )
        self._unsigned = worded("", "help", wrapped=True)
        self._unsigned.hide()
        column.addWidget(self._unsigned)
        self._unsettled = worded("", "error", wrapped=True)
        column.addWidget(self._unsettled)
        self._reason_label = labelled(column, WHY, self._reason)
        labelled(column, "Form", _row(self._forms.values()))
        labelled(column, "Edition", _row(self._editions.values()))
        labelled(column, FOLDER, self._place())
        labelled(column, FILE, self._name)
        self._says.setWordWrap(True)
        column.addWidget(self._says)
        column.addWidget(self._bar)
        column.addLayout(self._buttons())
        self._bar.setMaximum(count)
        self._bar.hide()
        self._says.hide()
        self.show_errors(())
        for tick in (*self._forms.values(), *self._editions.values()):
            tick.toggled.connect(lambda _: self._changed())
        for line in (self._folder, self._name):
            line.textChanged.connect(lambda _: self._changed())

    def _place(self) -> QWidget:
        """The folder, and the way to choose another."""
        browse = QPushButton("Choose folder")
        browse.clicked.connect(lambda _: self._browse())
        return _row((self._folder, browse), stretch=False)

    def _buttons(self) -> QHBoxLayout:
        self._cancel.clicked.connect(lambda _: self.reject())
        self._go.setObjectName("export:go")
        self._go.setProperty("role", "primary")
        self._go.setDefault(True)
        self._go.clicked.connect(lambda _: self.start())
        self._after.setSpacing(8)
        self._after.addStretch(1)
        self._after.addWidget(self._cancel)
        self._after.addWidget(self._go)
        return self._after


def _ticks(words: Mapping[str, str], chosen: Sequence[str]) -> dict[str, QCheckBox]:
    ticks = {}
    for name, word in words.items():
        ticks[name] = QCheckBox(word)
        ticks[name].setObjectName(f"export:{name}")
        ticks[name].setChecked(name in chosen)
    return ticks


def _row(widgets: Iterable[QWidget], *, stretch: bool = True) -> QWidget:
    """`widgets` in one row; the first stretches, or none."""
    box = QWidget()
    row = layouts.row(box)
    row.setSpacing(16 if stretch else 8)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return box
