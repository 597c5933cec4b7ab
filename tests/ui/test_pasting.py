"""Several lines that come into one, by key, menu, mouse and list: nothing hidden, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.cases.case import Address, Document
from desktop.cases.entry.completions import CompletionOffer
from desktop.cases.sections import ITEM
from tests.ui.hands import Key, Modifier, focused, hit, write
from tests.ui.test_criteria import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.ui.case.case_view import CaseView
    from desktop.ui.desk.desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
BLOCK = "Jane Doe\r\n12 Elm Street\u2028Suite 8\nStockton, CA 95202-1234\nTel: (209) 555-0101"
ELM = Address(
    street="12 Elm Street, Suite 8", city="Stockton", state="CA", postal_code="95202-1234"
)
ENDS = ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029", "\t", "\n\n \n"]


def by_key(line: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    line.setFocus()
    hit(Key.Key_V, Modifier.ControlModifier)


def by_menu(line: QLineEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    line.paste()


def by_drop(line: QLineEdit, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    end = QPointF(line.rect().right() - 1.0, line.rect().center().y())
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    came = QDragEnterEvent(end.toPoint(), copy, data, left, Modifier.NoModifier)
    QApplication.sendEvent(line, came)
    QApplication.sendEvent(line, QDropEvent(end, copy, data, left, Modifier.NoModifier))


WAYS = [by_key, by_menu, by_drop]


def line(view: CaseView, path: str, text: Any = "") -> QLineEdit:
    """The line at `path`, saying `text`, with the caret at its end."""
    view.draft.put(path, text)
    view.go(path, len(text))
    found = focused()
    assert isinstance(found, QLineEdit)
    return found


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("path", ["claim_number", "attorney.name", f"{ITEM}.0.request"])
def test_lines_that_are_pasted_into_one_have_spaces_between_them(
    view: CaseView, path: str, end: str
) -> None:
    by_key(line(view, path, "a"), f"one{end}two{end}")
    assert view.draft.get(path) == "aone two"
    assert focused().text() == "aone two"


@pytest.mark.parametrize("way", WAYS)
def test_whichever_way_lines_come_they_become_one(
    view: CaseView, way: Callable[[QLineEdit, str], None]
) -> None:
    field = line(view, "claim_number", "ab")
    way(field, "one\ntwo\u2029three")
    assert view.draft.get("claim_number") == "abone two three"
    assert field.text() == "abone two three"


def test_the_caret_stands_behind_what_was_pasted(view: CaseView) -> None:
    line(view, "claim_number", "ab")
    view.go("claim_number", 1)
    by_key(focused(), "\U0001f600\none\n")
    write("x")
    assert view.draft.get("claim_number") == "a\U0001f600 one xb"


def test_a_completion_has_no_break_either(view: CaseView) -> None:
    field = line(view, "summary.occupation")
    field.known = lambda typed: (CompletionOffer("shown", "stock\nclerk"),) if typed else ()
    write("s")
    hit(Key.Key_Down)
    hit(Key.Key_Return)
    assert view.draft.get("summary.occupation") == "stock clerk"


def test_evidence_and_numbers_and_dates_take_lines(view: CaseView) -> None:
    view.go("date_of_injury")
    focused().selectAll()
    by_key(focused(), "12/17/2009\n")
    assert str(view.draft.get("date_of_injury")) == "2009-12-17"
    view.go("summary.age")
    focused().selectAll()
    by_key(focused(), "4\t\n")
    assert view.draft.get("summary.age") == 4
    view.go(f"{ITEM}.0.request")
    evidence = view.findChild(QLineEdit, "mtus-low-back-2020-imaging:recommended:evidence")
    evidence.setFocus()
    evidence.selectAll()
    by_key(evidence, "PR-2\nof May")
    assert view.draft.get(f"{ITEM}.0.answers")[0].evidence == "PR-2 of May"


def test_the_search_and_its_replacement_have_one_line(desk: Desk, view: CaseView) -> None:
    view.draft.put("claim_number", "one two")
    desk.do("find")
    by_key(focused(), "one\ntwo")
    hit(Key.Key_Return)
    replacement = view.find_bar.findChild(QLineEdit, "find:replace")
    by_key(replacement, "x\r\ny")
    hit(Key.Key_Return)
    assert view.draft.get("claim_number") == "x y"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("party", ["injured_worker", "attorney", "employer", "organization"])
def test_an_address_pasted_into_a_name_fills_the_fields_as_one_step(
    view: CaseView, party: str, way: Callable[[QLineEdit, str], None]
) -> None:
    view.draft.put(f"{party}.name", "")
    before = view.draft.record
    field = line(view, f"{party}.name")
    way(field, BLOCK)
    record = view.draft.get(party)
    assert (record.name, record.address) == ("Jane Doe", ELM)
    assert record.telephone == "(209) 555-0101"
    assert field.text() == "Jane Doe"
    assert view.draft.undo_name == "paste an address"
    view.draft.undo()
    assert view.draft.record == before
    assert field.text() == ""
    view.draft.redo()
    assert view.draft.get(party) == record


def test_an_address_in_place_of_a_name_that_is_selected(view: CaseView) -> None:
    field = line(view, "attorney.name", "12 Jane")
    field.selectAll()
    by_key(field, BLOCK)
    assert view.draft.get("attorney.name") == "Jane Doe"
    field.selectAll()
    by_key(field, "13 Oak Street\nLodi, CA 95240")
    record = view.draft.get("attorney")
    assert (record.name, record.address.street) == ("Jane Doe", "13 Oak Street")


def test_a_person_at_a_firm_is_the_contact_which_is_then_shown(view: CaseView) -> None:
    firm = "Harbor Crest\nAttn: Priya Lindqvist\n7 Dock Road\nLodi, CA 95240"
    by_key(line(view, "employer.name"), firm)
    assert view.draft.get("employer.name") == "Harbor Crest"
    assert view.draft.get("employer.contact") == "Priya Lindqvist"
    assert not shown(view, "attorney.contact")
    by_key(line(view, "attorney.name"), "Jane Doe\nDoe & Roe\n7 Dock Road\nLodi, CA 95240")
    assert view.draft.get("attorney.name") == "Jane Doe"
    assert view.draft.get("attorney.contact") == "Doe & Roe"
    assert shown(view, "attorney.contact")
    view.draft.undo()
    assert not shown(view, "attorney.contact")


def test_a_contact_that_is_emptied_stays_until_it_is_left(view: CaseView) -> None:
    line(view, "attorney.contact", "D")
    hit(Key.Key_Backspace)
    assert shown(view, "attorney.contact")
    write("Roe")
    assert view.draft.get("attorney.contact") == "Roe"


def test_an_organization_has_no_contact_so_its_lines_are_its_name(view: CaseView) -> None:
    by_key(line(view, "organization.name"), "Review Inc\nIMR Unit\n7 Dock Road\nLodi, CA 95240")
    assert view.draft.get("organization.name") == "Review Inc, IMR Unit"


def test_a_line_that_no_field_is_for_is_said_until_the_name_is_edited(view: CaseView) -> None:
    field = line(view, "attorney.name")
    by_key(field, f"{BLOCK}\nFax: (209) 555-0102")
    says = "No field for: Fax: (209) 555-0102"
    assert field.accessibleDescription().startswith(says)
    write("!")
    assert says not in field.accessibleDescription()
    assert view.draft.get("attorney.name") == "Jane Doe!"


@pytest.mark.parametrize("way", WAYS)
def test_lines_that_come_into_a_list_become_its_elements(
    view: CaseView, way: Callable[[QLineEdit, str], None]
) -> None:
    view.draft.put("summary.treatments", ("one", "two"))
    view.go("summary.treatments.0", 3)
    way(focused(), "three\u2028four\r\n")
    assert view.draft.get("summary.treatments") == ("one", "three", "four", "two")
    view.go("summary.treatments.0", 3)
    way(focused(), "!\n")
    assert view.draft.get("summary.treatments")[0] == "one!"


def test_a_field_of_a_row_takes_lines_as_one(view: CaseView) -> None:
    view.draft.put("documents", (Document(type="Report"),))
    view.go("documents.0.author")
    by_key(focused(), "Dana\nOkafor")
    assert view.draft.get("documents.0.author") == "Dana Okafor"
