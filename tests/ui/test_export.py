"""Exporting letters: what is written, what is asked before, and what is kept of it."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

from msgspec.structs import replace
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop.domain import casefile
from desktop.letter.seal import read_seal
from desktop.store.records import State
from desktop.store.trail import Event
from desktop.ui.export_dialog import ExportDialog
from tests import invented
from tests.ui.test_desk import press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.domain.case import Case
    from desktop.ui.case_view import CaseView
    from desktop.ui.desk import Desk


def exporting(desk: Desk, folder: Path) -> ExportDialog:
    desk.do("export")
    dialog = desk.window.findChild(ExportDialog, "export")
    dialog.findChild(QLineEdit, "export:folder").setText(str(folder))
    return dialog


def test_export_writes_what_was_chosen_and_the_trail_knows_its_hash(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = exporting(desk, tmp_path)
    dialog.findChild(QCheckBox, "export:txt").setChecked(True)
    dialog.findChild(QCheckBox, "export:published").setChecked(True)
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "export:Done") is not None)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 6
    assert "CM26-0104417-served.pdf" in names
    hashes = {entry.details.get("sha256") for entry in desk.store().trail.entries()}
    content = (tmp_path / names[0]).read_bytes()
    assert hashlib.sha256(content).hexdigest() in hashes
    assert desk.store().trail.knows(read_seal(content))
    assert desk.settings.record.folder == str(tmp_path)


WHY = "The administrator asked for it as it stands."


def lacking(case: Case) -> Case:
    """The case without one decision, which is an error."""
    first, *others = case.disputed_items
    return replace(case, disputed_items=(replace(first, decision=None), *others))


def sent(dialog: ExportDialog, qtbot: QtBot) -> None:
    """Exports, with the reason that is asked for, in every form."""
    for name in ("export:txt", "export:published"):
        dialog.findChild(QCheckBox, name).setChecked(True)
    qtbot.waitUntil(dialog.findChild(QPushButton, "export:go").isEnabled)
    press(dialog, qtbot, "export:go")
    assert "Say why" in dialog._says.text()
    qtbot.keyClicks(dialog.findChild(QLineEdit, "export:why"), WHY)
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "export:Done") is not None)


def test_the_reason_for_an_export_with_errors_is_kept_with_the_case_and_never_printed(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    view.draft.replace(lacking(view.draft.record), "take a decision back")
    sent(exporting(desk, tmp_path), qtbot)
    assert len(list(tmp_path.iterdir())) == 6
    for file in tmp_path.iterdir():
        assert WHY not in words_of(file)
    desk.current().keeper.keep()
    id = desk.current().id
    kept = desk.store().cases.get(id).case
    travelled = casefile.loads(casefile.dumps(kept))
    assert [one.reason for one in travelled.accepted] == [WHY]
    assert "Item 1 has no decision" in travelled.accepted[0].message
    assert desk.store().cases.row(id).state is State.EXPORTED
    accepted = [e for e in desk.store().trail.entries(id) if e.what == Event.ACCEPTED]
    assert [entry.details["reason"] for entry in accepted] == [WHY]
    desk.do("undo")
    assert desk.current().draft.record.disputed_items[0].decision is not None
    assert desk.store().cases.get(id).case.accepted == kept.accepted
    view.select("review")
    qtbot.waitUntil(lambda: f"Accepted: {WHY}" in said(view.findings))


def test_the_dialog_has_room_for_all_that_it_says(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.settings.put("text_size", 130)
    view.draft.replace(lacking(view.draft.record), "take a decision back")
    dialog = exporting(desk, tmp_path)
    sent(dialog, qtbot)
    assert dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width())


def test_of_several_letters_only_those_with_errors_keep_the_reason(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    whole, half = invented.case(1), lacking(invented.case(2))
    ids = {case.case_number: desk.add(case) for case in (whole, half)}
    desk.show_worklist()
    desk.window.start.table.selectAll()
    sent(exporting(desk, tmp_path), qtbot)
    cases = desk.store().cases
    assert cases.get(ids[whole.case_number]).case == whole
    assert cases.get(ids[half.case_number]).case.accepted[0].reason == WHY
    assert {cases.row(id).state for id in ids.values()} == {State.EXPORTED}


def words_of(file: Path) -> str:
    """Everything that is written in a letter's file, its properties too."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if file.suffix == ".pdf":
        document = PdfDocument(file)
        pages = "".join(page.get_textpage().get_text_bounded() for page in document)
        return " ".join([*pages.split(), *document.get_metadata_dict().values()])
    return file.read_text(encoding="utf-8")


def said(page: QWidget) -> list[str]:
    """What can be read on the page."""
    return [label.text() for label in page.findChildren(QLabel)]


def test_a_file_that_stands_there_is_replaced_only_when_asked_twice(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    there = tmp_path / "CM26-0104417.pdf"
    there.write_bytes(b"mine")
    dialog = exporting(desk, tmp_path)
    press(dialog, qtbot, "export:go")
    assert there.read_bytes() == b"mine"
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: there.read_bytes().startswith(b"%PDF"))


def test_an_export_that_fails_says_why(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    dialog = exporting(desk, tmp_path / "file")
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: "was not written" in dialog._says.text())
    assert dialog.isVisible()


def test_what_a_failed_export_left_on_the_disk_is_in_the_trail(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "CM26-0104417.pdf").mkdir()
    dialog = exporting(desk, tmp_path)
    press(dialog, qtbot, "export:go")
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: "was not written" in dialog._says.text())
    content = (tmp_path / "CM26-0104417.docx").read_bytes()
    assert desk.store().trail.exported(hashlib.sha256(content).hexdigest())


def test_cases_that_were_not_opened_are_checked_before_they_can_be_exported(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.add(lacking(invented.case(1)))
    desk.add(replace(invented.case(2), case_number="CM26-0000002"))
    desk.show_worklist()
    desk.window.start.table.selectAll()
    dialog = exporting(desk, tmp_path)
    go = dialog.findChild(QPushButton, "export:go")
    assert not go.isEnabled()
    qtbot.waitUntil(go.isEnabled)
    assert "Item 1 has no decision." in dialog._unsettled.text()
    assert dialog._says.text() == ""
