"""In the window, too, the published edition names nobody, and asks where it cannot be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton

from desktop.cases.case import Party
from desktop.platform import assets
from desktop.records.questions import Prose
from desktop.store.files import files
from desktop.ui.letter.export_dialog import ExportDialog
from desktop.ui.letter.names_dialog import NamesDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.cases.case import Case
    from desktop.ui.desk.desk import Desk

FIRM = "Kestrel"


def named(*, doubtful: bool) -> Case:
    """The sample with its worker and, where `doubtful`, half a firm's name in the prose."""
    sample = files.read_case(assets.resource("sample.ddcase"))
    words = f"{sample.injured_worker.name} fell. {sample.summary.narrative}"
    if doubtful:
        words = f"She works at {FIRM} now. {words}"
    return replace(
        sample,
        employer=Party(name="Kestrel Valley Packing Company"),
        summary=replace(sample.summary, narrative=Prose(words)),
    )


def export(desk: Desk, folder: Path, qtbot: QtBot) -> ExportDialog:
    """Order the published edition as text."""
    desk.do("export")
    dialog = desk.window.findChild(ExportDialog, "export")
    dialog.findChild(QLineEdit, "export:folder").setText(str(folder))
    wanted = {"export:txt": True, "export:published": True}
    for tick in dialog.findChildren(QCheckBox):
        tick.setChecked(wanted.get(tick.objectName(), False))
    reason = dialog.findChild(QLineEdit, "export:why")
    if reason.isVisible():
        reason.setText("Wanted as it stands.")
    qtbot.mouseClick(dialog.findChild(QPushButton, "export:go"), Qt.MouseButton.LeftButton)
    return dialog


def done(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: dialog.findChild(QPushButton, "export:Done") is not None, timeout=60_000
    )


def asked(desk: Desk, qtbot: QtBot) -> NamesDialog:
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(NamesDialog)), timeout=60_000)
    return desk.window.findChildren(NamesDialog)[-1]


def letter(folder: Path) -> str:
    return next(folder.glob("*.txt")).read_text(encoding="utf-8")


def test_the_exported_letter_is_made_from_the_copy(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    case = named(doubtful=False)
    desk.open(desk.add(case))
    done(export(desk, tmp_path, qtbot), qtbot)
    assert "The injured worker fell." in letter(tmp_path)
    for word in case.injured_worker.name.split():
        assert word not in letter(tmp_path)


@pytest.mark.parametrize(
    ("choice", "there"), [("stands", "works at Kestrel now"), ("replaced", "works at the employer")]
)
def test_what_cannot_be_decided_is_asked_before_the_letter_exists(
    desk: Desk, qtbot: QtBot, tmp_path: Path, choice: str, there: str
) -> None:
    desk.open(desk.add(named(doubtful=True)))
    dialog = export(desk, tmp_path, qtbot)
    question = asked(desk, qtbot)
    assert not list(tmp_path.iterdir())
    go = question.findChild(QPushButton, "names:go")
    assert not go.isEnabled()
    assert any("<b>Kestrel</b>" in one.text() for one in question.findChildren(QLabel))
    question.findChild(QRadioButton, f"names:{choice}").click()
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    done(dialog, qtbot)
    assert there in letter(tmp_path)


def test_what_was_decided_is_not_asked_again(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.open(desk.add(named(doubtful=True)))
    dialog = export(desk, tmp_path / "one", qtbot)
    question = asked(desk, qtbot)
    question.findChild(QRadioButton, "names:stands").click()
    qtbot.mouseClick(question.findChild(QPushButton, "names:go"), Qt.MouseButton.LeftButton)
    done(dialog, qtbot)
    dialog.accept()
    qtbot.waitUntil(lambda: not desk.window.findChildren(ExportDialog))
    done(export(desk, tmp_path / "two", qtbot), qtbot)
    assert letter(tmp_path / "one") == letter(tmp_path / "two")


def test_cancel_writes_nothing_and_says_why(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    desk.open(desk.add(named(doubtful=True)))
    dialog = export(desk, tmp_path, qtbot)
    asked(desk, qtbot).reject()
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert any("names nobody" in one or "must name nobody" in one for one in said)
    assert not list(tmp_path.iterdir())


def test_the_published_preview_shows_what_is_exported(desk: Desk, qtbot: QtBot) -> None:
    case = named(doubtful=False)
    desk.open(desk.add(case))
    preview = desk.current().view.preview
    preview.set_edition("published")
    preview.show_as_text(True)
    qtbot.waitUntil(
        lambda: "The injured worker fell." in preview.text.toPlainText(), timeout=60_000
    )
    assert case.injured_worker.name not in preview.text.toPlainText()


def test_the_copy_of_the_case_asks_too(desk: Desk, qtbot: QtBot) -> None:
    desk.open(desk.add(named(doubtful=True)))
    before = desk.current().id
    desk.do("publish")
    question = asked(desk, qtbot)
    question.findChild(QRadioButton, "names:replaced").click()
    qtbot.mouseClick(question.findChild(QPushButton, "names:go"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.current().id != before, timeout=60_000)
    assert FIRM not in desk.current().draft.record.summary.narrative
