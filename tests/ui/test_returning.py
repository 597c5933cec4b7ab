"""A letter that was edited in Word comes back change by change; no case gets a twin unasked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx import Document
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton

from desktop.cases import case_file
from desktop.cases.case import Case
from desktop.cases.changes.differences import changes
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write.formats import write
from desktop.platform import assets
from desktop.ui.letter.changes_dialog import ChangesDialog
from desktop.ui.widgets.question_dialog import QuestionDialog
from tests import invented

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from desktop.application import Application
    from desktop.ui.desk.desk import Desk

ONE, OTHER = ("low back pain", "lower back pain"), ("straight leg", "right straight leg")
"""What is written otherwise in Word, wherever it stands."""
W_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def exported(case: Case, form: str = "docx") -> bytes:
    pack = Pack(assets.templates(case.program))
    return write(compose(case, pack, "served"), pack, form)


def edited(case: Case, *changes: tuple[str, str]) -> bytes:
    """The case's letter with words changed in Word, run by run."""
    document = Document(io.BytesIO(exported(case)))
    for text in document.element.body.iter(W_TEXT):
        for before, after in changes:
            text.text = (text.text or "").replace(before, after)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.fixture
def case() -> Case:
    return invented.case(2)


def give(application: Application, folder: Path, data: bytes, name: str = "letter.docx") -> None:
    file = folder / name
    file.write_bytes(data)
    application.importing.take([file])


def opened(desk: Desk, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    """The dialog of that kind, once it is there."""

    def there() -> None:
        assert any(dialog.isVisible() for dialog in desk.window.findChildren(kind))

    qtbot.waitUntil(there, timeout=60_000)
    return next(one for one in desk.window.findChildren(kind) if one.isVisible())


def press(dialog: QDialog, qtbot: QtBot, words: str) -> None:
    (button,) = [one for one in dialog.findChildren(QPushButton) if one.text() == words]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_each_change_is_shown_and_only_what_stays_marked_is_taken(
    application: Application, desk: Desk, case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    id = desk.add(case)
    desk.show_worklist()
    give(application, tmp_path, edited(case, ONE))
    dialog = opened(desk, ChangesDialog, qtbot)
    assert desk.store().cases.get(id).case == case
    ticks = dialog.findChildren(QCheckBox)
    assert ticks
    press(dialog, qtbot, dialog.findChild(QPushButton, "changes:go").text())
    assert desk.current().id == id
    taken = desk.current().draft.record
    assert "lower back pain" in str(taken)
    assert "low back pain" not in str(taken)
    assert len(changes(case, taken)) == len(ticks)
    desk.do("undo")
    assert desk.current().draft.record == case


def test_a_change_that_is_not_marked_stays_out(
    application: Application, desk: Desk, case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.open(desk.add(case))
    give(application, tmp_path, edited(case, ONE, OTHER))
    dialog = opened(desk, ChangesDialog, qtbot)
    ticks = dialog.findChildren(QCheckBox)
    assert len(ticks) >= 2
    press(dialog, qtbot, "Mark none")
    assert not dialog.findChild(QPushButton, "changes:go").isEnabled()
    ticks[0].click()
    press(dialog, qtbot, "Take 1 change")
    (taken,) = changes(case, desk.current().draft.record)
    assert taken.field(Case) == ticks[0].text()


def test_cancel_stores_nothing_and_makes_no_twin(
    application: Application, desk: Desk, case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    id = desk.add(case)
    give(application, tmp_path, edited(case, ONE, OTHER))
    press(opened(desk, ChangesDialog, qtbot), qtbot, "Cancel")
    assert [row.id for row in desk.store().cases.rows()] == [id]
    assert desk.store().cases.get(id).case == case


def test_a_letter_that_says_the_same_opens_its_case(
    application: Application, desk: Desk, case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    id = desk.add(case)
    give(application, tmp_path, exported(case))
    qtbot.waitUntil(lambda: desk.open_case is not None, timeout=60_000)
    assert desk.current().id == id
    assert len(desk.store().cases.rows()) == 1


@pytest.mark.parametrize("answer", ["Keep both", "Open the one here", "Cancel"])
def test_the_same_number_with_other_words_is_asked_about(
    application: Application, desk: Desk, case: Case, qtbot: QtBot, tmp_path: Path, answer: str
) -> None:
    id = desk.add(case)
    other = replace(case, claim_number="another")
    give(application, tmp_path, case_file.dumps(other), "case.ddcase")
    press(opened(desk, QuestionDialog, qtbot), qtbot, answer)
    rows = desk.store().cases.rows()
    assert len(rows) == (2 if answer == "Keep both" else 1)
    assert (desk.open_case is not None) == (answer != "Cancel")
    assert desk.store().cases.get(id).case == case


def test_of_many_files_a_twin_is_left_out_and_named(
    application: Application, desk: Desk, case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.add(case)
    files = []
    for name, one in (("a", replace(case, claim_number="x")), ("b", invented.case(3))):
        files.append(tmp_path / f"{name}.ddcase")
        files[-1].write_bytes(case_file.dumps(one))
    application.importing.take(files)
    qtbot.waitUntil(lambda: len(desk.store().cases.rows()) == 2, timeout=60_000)
    tree = application.importing.dialog._tree
    assert "1 case" not in tree.topLevelItem(0).text(0)
    assert "is in the library already" in tree.topLevelItem(0).child(0).text(0)


def test_a_signed_case_takes_no_change_from_word(
    application: Application, desk: Desk, case: Case, qtbot: QtBot, tmp_path: Path
) -> None:
    id = desk.add(case)
    desk.store().sign_off(id, ("Read and true.",))
    give(application, tmp_path, edited(case, ONE))
    dialog = opened(desk, ChangesDialog, qtbot)
    press(dialog, qtbot, dialog.findChild(QPushButton, "changes:go").text())
    assert desk.store().cases.get(id).case == case
    assert desk.current().draft.record == case
