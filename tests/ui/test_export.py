"""Exporting letters: what is written, what is asked before, and what is kept of it."""

from __future__ import annotations

import hashlib
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop.cases import case_file
from desktop.cases.workflow.states import State
from desktop.letter.compose.compose import LetterError
from desktop.letter.write import pdf
from desktop.letter.write.seal import read_seal
from desktop.store.errors import DiskFull
from desktop.store.library.trail import Event
from desktop.ui.letter.export_dialog import ExportDialog
from tests import invented
from tests.ui.test_desk import press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.cases.case import Case
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk


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


def governed(case: Case) -> Case:
    """The case with the editions that govern on its day, so that it has no error."""
    text = case_file.dumps(case).decode().replace("Low Back Complaints", "Low Back Disorders")
    return case_file.loads(re.sub(r'"year": 2004\b', '"year": 2020', text).encode())


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
    desk.current().autosave.keep()
    id = desk.current().id
    kept = desk.store().cases.get(id).case
    travelled = case_file.loads(case_file.dumps(kept))
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
    whole, half = governed(invented.case(1)), lacking(invented.case(2))
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


def events(desk: Desk, id: str) -> list[str]:
    return [entry.what for entry in desk.store().trail.entries(id)]


@pytest.mark.parametrize("blocked", ["docx", "pdf"])
def test_an_export_of_which_one_file_fails_leaves_none_and_says_so(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path, blocked: str
) -> None:
    other = {"docx": "pdf", "pdf": "docx"}[blocked]
    (tmp_path / f"CM26-0104417.{blocked}").mkdir()
    (tmp_path / f"CM26-0104417.{other}").write_bytes(b"of yesterday")
    id, state = desk.current().id, desk.store().cases.row(desk.current().id).state
    dialog = exporting(desk, tmp_path)
    press(dialog, qtbot, "export:go")
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: "was not written, in no form" in dialog._says.text())
    assert (
        f"CM26-0104417.{blocked}: There is a folder where a file is needed" in dialog._says.text()
    )
    assert (tmp_path / f"CM26-0104417.{other}").read_bytes() == b"of yesterday"
    assert len(list(tmp_path.iterdir())) == 2
    assert events(desk, id)[0] == Event.NOT_EXPORTED
    assert Event.EXPORTED not in events(desk, id)
    assert desk.store().cases.row(id).state is state
    assert dialog.findChild(QPushButton, "export:go").isEnabled()


def test_a_letter_that_no_pdf_can_show_is_not_exported_as_word_alone(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise LetterError("The character has no glyph.")

    monkeypatch.setattr(pdf, "write", refuse)
    dialog = exporting(desk, tmp_path)
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: "no glyph" in dialog._says.text())
    assert list(tmp_path.iterdir()) == []
    assert Event.EXPORTED not in events(desk, desk.current().id)


def test_of_several_letters_each_is_written_whole_or_not_and_the_trail_knows_which(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    cases = [replace(invented.case(n), case_number=f"CM26-{n}") for n in (1, 2, 3)]
    ids = [desk.add(case) for case in cases]
    (tmp_path / "CM26-2.pdf").mkdir()
    desk.show_worklist()
    desk.window.start.table.selectAll()
    dialog = exporting(desk, tmp_path)
    qtbot.waitUntil(dialog.findChild(QPushButton, "export:go").isEnabled)
    dialog.findChild(QLineEdit, "export:why").setText(WHY)
    press(dialog, qtbot, "export:go")
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "export:Done") is not None)
    assert "The letter of CM26-2 was not written, in no form" in dialog._says.text()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        f"CM26-{n}.{form}" for n in (1, 3) for form in ("docx", "pdf")
    ]
    assert [Event.EXPORTED in events(desk, id) for id in ids] == [True, False, True]
    assert [Event.NOT_EXPORTED in events(desk, id) for id in ids] == [False, True, False]
    assert desk.store().cases.row(ids[1]).state is not State.EXPORTED


def test_a_trail_that_cannot_be_written_is_said_beside_what_was_written(
    desk: Desk, view: CaseView, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull

    monkeypatch.setattr(desk.store(), "exported", refuse)
    dialog = exporting(desk, tmp_path)
    press(dialog, qtbot, "export:go")
    qtbot.waitUntil(lambda: "could not note what was written" in dialog._says.text())
    assert "Written: CM26-0104417.docx" in dialog._says.text()


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
