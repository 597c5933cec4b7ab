"""Signing off, at the end of the review: what is stated, what must be settled, what is kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from desktop.cases import case_file
from desktop.cases.sections import ITEM
from desktop.cases.workflow.states import State
from desktop.platform import assets
from desktop.records.questions import Prose
from desktop.store.errors import DiskFull
from desktop.store.files import files
from desktop.store.library.trail import Event
from tests.ui.signing import FIRST, settled
from tests.ui.test_desk import press

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.store.library.trail import TrailEntry
    from desktop.ui.case.case_view import CaseView
    from desktop.ui.checks.sign_off import SignOff
    from desktop.ui.desk.desk import Desk

WHY = "Quoted as the physician wrote it."
STATED = "I have checked the facts in this letter against the record."


@pytest.fixture
def end(desk: Desk, view: CaseView, qtbot: QtBot) -> SignOff:
    """The end of the review of a case in which nothing is open."""
    return at_end(desk, qtbot)


def at_end(desk: Desk, qtbot: QtBot) -> SignOff:
    settled(desk, qtbot)
    desk.do("sign")
    settled(desk, qtbot)
    return desk.current().view.findings.sign_off


def slip(view: CaseView) -> None:
    """Writes a word twice, which is a warning."""
    rationale = view.draft.get(f"{FIRST}.rationale")
    view.draft.put(f"{FIRST}.rationale", Prose(f"{rationale} It is is so."))


def said(end: SignOff) -> str:
    return "\n".join(label.text() for label in end.findChildren(QLabel) if label.isVisible())


def state(desk: Desk) -> State:
    return desk.store().cases.row(desk.current().id).state


def events(desk: Desk, what: Event) -> list[TrailEntry]:
    return [one for one in desk.store().trail.entries(desk.current().id) if one.what == what]


def test_the_command_leads_to_the_button_under_what_is_stated(desk: Desk, end: SignOff) -> None:
    attestation = desk.services.attestation()
    for words in (attestation.lead, *attestation.statements):
        assert words in said(end)
    assert "No error and no warning is open." in said(end)
    heard = end.findChild(QPushButton, "sign:go").accessibleDescription()
    for words in (attestation.lead, *attestation.statements, "No error and no warning is open."):
        assert words in heard
    assert desk.current().view.key == "review"
    assert QApplication.focusWidget().objectName() == "sign:go"
    assert state(desk) is not State.SIGNED


def test_what_is_signed_is_kept_with_what_was_stated_and_of_which_text(
    desk: Desk, end: SignOff, qtbot: QtBot
) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    id, record = desk.current().id, desk.current().draft.record
    assert state(desk) is State.SIGNED
    (entry,) = events(desk, Event.SIGNED)
    assert entry.details["attested"] == list(desk.services.attestation().statements)
    kept = desk.store().versions.get(id, entry.details["version"])
    assert kept == record
    assert entry.details["document"] == hashlib.sha256(case_file.dumps(record)).hexdigest()
    assert desk.store().trail.verify().sound
    assert STATED in said(end)
    assert not end.findChild(QPushButton, "sign:go").isVisible()
    assert f"by {entry.who}" in desk.current().view.signed.words


def test_an_open_error_keeps_a_case_from_being_signed(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.draft.put(f"{FIRST}.decision", None)
    end = at_end(desk, qtbot)
    assert "error is open" in said(end) or "errors are open" in said(end)
    assert not end.findChild(QPushButton, "sign:go").isEnabled()
    press(end, qtbot, "sign:go")
    end.signed.emit(WHY)
    assert state(desk) is not State.SIGNED
    assert events(desk, Event.SIGNED) == []


def test_an_error_made_just_before_the_click_is_seen(
    desk: Desk, end: SignOff, qtbot: QtBot
) -> None:
    desk.current().draft.put(f"{FIRST}.decision", None)
    press(end, qtbot, "sign:go")
    assert state(desk) is not State.SIGNED
    assert "open. Settle what is listed above" in said(end)


def test_open_warnings_want_a_reason_which_then_stands_with_the_case(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    slip(view)
    end = at_end(desk, qtbot)
    assert "1 warning is open" in said(end)
    press(end, qtbot, "sign:go")
    assert "Say why the open warnings stay" in said(end)
    assert state(desk) is not State.SIGNED
    line = end.findChild(QLineEdit, "sign:why")
    assert line.hasFocus()
    qtbot.keyClicks(line, WHY)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert state(desk) is State.SIGNED
    kept = desk.store().cases.get(desk.current().id).case
    assert kept == desk.current().draft.record
    assert [str(one.reason) for one in kept.accepted] == [WHY]
    assert [one.details["reason"] for one in events(desk, Event.ACCEPTED)] == [WHY]
    (entry,) = events(desk, Event.SIGNED)
    assert any(one.startswith("accepted: ") for one in entry.details["remaining"])
    assert "is is" not in entry.detail
    settled(desk, qtbot)
    assert "Stood in it then: accepted: " in said(end)


def test_a_reason_that_is_being_written_survives_another_check(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    slip(view)
    line = at_end(desk, qtbot).findChild(QLineEdit, "sign:why")
    qtbot.keyClicks(line, "Quoted")
    view.draft.put("summary.occupation", "clerk, ASAP")
    slip(view)
    settled(desk, qtbot)
    assert line.text() == "Quoted"
    assert line.hasFocus()


def test_what_somebody_else_accepted_in_a_case_file_is_said_before_signing(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    slip(view)
    settled(desk, qtbot)
    (finding,) = (one for one in view.findings.findings if one.severity == "warning")
    view.findings.accepted.emit(finding, "no need")
    end = at_end(desk, qtbot)
    assert "1 finding is accepted with a reason" in said(end)
    assert "you stand by it, whoever wrote it" in said(end)


def test_rules_that_were_weighed_otherwise_stand_in_the_attestation(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    slip(view)
    settled(desk, qtbot)
    (finding,) = (one for one in view.findings.findings if one.severity == "warning")
    view.findings.silenced.emit(finding)
    end = at_end(desk, qtbot)
    assert "1 rule counts differently by the settings" in said(end)
    press(end, qtbot, "sign:go")
    (entry,) = events(desk, Event.SIGNED)
    assert entry.details["rules"] == [f"{finding.rule} counts as off"]


def test_a_library_that_refuses_leaves_the_case_unsigned_and_says_so(
    desk: Desk, end: SignOff, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr(desk.store(), "sign_off", refuse)
    press(end, qtbot, "sign:go")
    assert state(desk) is not State.SIGNED
    assert not desk.current().draft.locked
    assert "disk is full" in desk.window.notice.words


def test_the_versions_show_what_was_stated_also_where_that_version_was_exported_before(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    desk.store().exported(desk.current().id, "ab" * 32, "pdf")
    press(at_end(desk, qtbot), qtbot, "sign:go")
    desk.do("history")
    page = desk.window.stack.currentWidget()
    line = page._list.item(0).text()
    assert "signed off" in line
    assert STATED in page._difference.toPlainText()
    assert "Signed off on" in page._difference.toPlainText()
    page._list.setCurrentRow(page._list.count() - 1)
    if page._list.count() > 1:
        assert STATED not in page._difference.toPlainText()


def test_a_case_file_from_outside_is_never_signed(
    desk: Desk, end: SignOff, qtbot: QtBot, tmp_path: Path
) -> None:
    press(end, qtbot, "sign:go")
    copy = case_file.dumps(desk.current().draft.record)
    assert STATED.encode() not in copy
    changed = copy.replace(b"CM26-0104417", b"CM26-0104418")
    (tmp_path / "copy.ddcase").write_bytes(changed)
    other = desk.add(files.read_case(tmp_path / "copy.ddcase"))
    desk.open(other)
    assert not desk.current().draft.locked
    assert desk.store().versions.signatures(other) == ()
    assert case_file.loads(case_file.dumps(files.read_case(tmp_path / "copy.ddcase"), "Signed off"))
    for key in (b"signed", b"attested"):
        forged = copy.replace(b'"version"', b'"%b": "Signed off", "version"' % key, 1)
        (tmp_path / "forged.ddcase").write_bytes(forged)
        with pytest.raises(files.FileError, match=key.decode()):
            files.read_case(tmp_path / "forged.ddcase")


def test_reopened_and_signed_again_both_signatures_are_kept(
    desk: Desk, end: SignOff, qtbot: QtBot
) -> None:
    press(end, qtbot, "sign:go")
    desk.current().session.signing.reopen("a late record")
    assert end.findChild(QPushButton, "sign:go").isVisible()
    desk.current().draft.put(f"{ITEM}.0.quantity", "1 study, once")
    press(at_end(desk, qtbot), qtbot, "sign:go")
    versions = desk.store().versions.of(desk.current().id)
    assert [bool(one.signed) for one in versions][:2] == [True, True]
    assert len(events(desk, Event.SIGNED)) == 2


def test_the_words_that_are_stated_are_data(desk: Desk) -> None:
    text = (assets.templates("california-imr") / "attestation.toml").read_text(encoding="utf-8")
    assert STATED in text
    assert desk.services.attestation().statements[0] == STATED


def test_the_review_names_the_guidelines_that_nobody_has_read(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    view.draft.put(f"{FIRST}.guidelines", ("mtus-low-back-2020-imaging",))
    at_end(desk, qtbot)
    note = desk.current().view.findings.findChild(QLabel, "findings:unverified")
    assert note.isVisible()
    assert note.text().startswith("Not verified in their source: MTUS Low Back Disorders 2020")


def test_the_review_says_nothing_of_guidelines_where_none_is_consulted(
    desk: Desk, view: CaseView, qtbot: QtBot
) -> None:
    for at in range(len(view.draft.record.disputed_items)):
        view.draft.put(f"{ITEM}.{at}.guidelines", ())
    at_end(desk, qtbot)
    note = desk.current().view.findings.findChild(QLabel, "findings:unverified")
    assert not note.isVisible()
