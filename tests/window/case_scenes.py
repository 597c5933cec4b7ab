"""Scenes of a case: its sections, its dialogs, and what stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from desktop.cases.case import Case, Citation
from desktop.cases.sections import ITEM
from desktop.cases.terms import Source
from desktop.guidelines.evidence_hierarchy import EVIDENCE_ORDER, NO_GUIDELINE
from desktop.platform import assets
from desktop.records.questions import Prose
from desktop.store.files.files import read_case
from desktop.ui.form.drafted import Drafted
from desktop.ui.form.editors import Pick, Tick
from tests.ui.signing import stand

if TYPE_CHECKING:
    from tests.window.screens import Stage

FIRST, SECOND, THIRD = (f"{ITEM}.{number}" for number in range(3))
ODG = Citation(
    source=Source("Non-MTUS Citation"), title="Official Disability Guidelines (ODG)", chapter="Head"
)


def sample() -> Case:
    """The bundled case, with two slips for the check to find, assigned so that it is due soon."""
    case = read_case(assets.resource("sample.ddcase"))
    first = case.disputed_items[0]
    wrong = first.rationale.replace("left", "right", 1).replace("lumbar", "cervical", 1)
    items = (replace(first, rationale=Prose(wrong)), *case.disputed_items[1:])
    return replace(case, disputed_items=items)


def new_case(stage: Stage) -> None:
    stage.desk.new()


def case(stage: Stage) -> None:
    stage.desk.open(stage.desk.add(sample()))
    stage.view.select("case")


def field(stage: Stage) -> None:
    stage.view.go("ur_denial_date")


def field_wrong(stage: Stage) -> None:
    stage.view.go("date_of_injury")
    wrong = stage.view.page.field_at("date_of_injury")
    wrong.editor.setText("31/31/2026")
    wrong.push()


def parties(stage: Stage) -> None:
    stage.desk.current().draft.undo()
    stage.view.select("parties")


def reviewer(stage: Stage) -> None:
    stage.view.select("reviewer")


def documents(stage: Stage) -> None:
    stage.view.select("documents")


def document(stage: Stage) -> None:
    stage.view.go("documents.1.type")


def summary(stage: Stage) -> None:
    stage.view.select("summary")


def narrative(stage: Stage) -> None:
    stage.view.go("summary.narrative", 40)


def item(stage: Stage) -> None:
    stage.view.go(f"{FIRST}.request")


def choices(stage: Stage) -> Any:
    stage.view.go(f"{FIRST}.reviewer_basis.citations.0.source")
    pick = stage.view.page.findChild(Pick)
    pick.showPopup()
    return pick.view().window()


def criteria(stage: Stage) -> None:
    stage.view.go(f"{FIRST}.decision")
    _scroll(stage, "mtus-low-back-2020-imaging:recommended:evidence")


def evidence_order(stage: Stage) -> None:
    stage.view.go(f"{THIRD}.request")
    stage.view.draft.put(f"{THIRD}.reviewer_basis.citations", (ODG,))
    stage.rest()
    _scroll(stage, f"{EVIDENCE_ORDER}:mtus")


def no_guideline(stage: Stage) -> None:
    stage.view.page.findChild(Tick, NO_GUIDELINE).click()
    stage.rest()
    _scroll(stage, NO_GUIDELINE)


def rationale(stage: Stage) -> None:
    stage.view.go(f"{SECOND}.rationale", 40)


def drafted(stage: Stage) -> None:
    """A passage that was edited, and whose facts have changed since."""
    draft = stage.view.draft
    stage.view.go("summary.narrative")
    draft.put("summary.narrative", Prose(""))
    stage.view.page.findChild(Drafted).draft()
    stage.rest()
    words = str(draft.get("summary.narrative"))
    draft.put("summary.narrative", Prose(words.replace("year-old", "year old", 1)))
    draft.put("summary.age", 52)
    stage.rest()
    page = stage.view.page
    page.ensureWidgetVisible(page.findChild(Drafted))


def review(stage: Stage) -> None:
    stage.view.select("review")


def find(stage: Stage) -> None:
    stage.view.go(f"{SECOND}.rationale")
    stage.desk.do("find")
    stage.view.find_bar.open("visits")


def palette(stage: Stage) -> None:
    stage.view.find_bar.hide()
    stage.desk.do("palette")


def palette_found(stage: Stage) -> None:
    stage.desk.do("palette")
    QApplication.focusWidget().setText("ration")  # type: ignore[attr-defined]


def export(stage: Stage) -> QWidget:
    stage.app.window.palette_box.close_up()
    return exporting(stage)


def export_errors(stage: Stage) -> QWidget:
    stage.view.draft.put(f"{SECOND}.decision", None)
    stage.view.draft.put(f"{THIRD}.rationale", Prose(""))
    dialog = exporting(stage)
    dialog.start()
    return dialog


def history(stage: Stage) -> None:
    stage.desk.current().draft.undo()
    stage.desk.do("history")


def publication(stage: Stage) -> QWidget:
    stage.app.window.show_page(stage.view, "case")
    stage.desk.do("publish")
    while stage.app.importing._lane.busy:
        stage.rest()
    dialog: QWidget = stage.app.importing.dialog
    return dialog


def signed(stage: Stage) -> None:
    stage.app.window.show_page(stage.view, "case")
    stage.view.go("claim_number")
    stand(stage.desk)


def reason(stage: Stage) -> QWidget:
    stage.desk.do("reopen")
    return stage.app.window.findChildren(QWidget, "reason")[-1]


def about(stage: Stage) -> QWidget:
    stage.desk.do("about")
    return stage.app.window.findChildren(QWidget, "about")[-1]


def guide(stage: Stage) -> QWidget:
    stage.desk.do("help")
    window: QWidget = stage.app.help.window
    return window


def exporting(stage: Stage) -> Any:
    stage.desk.do("export")
    stage.app.exporting.dialog.offer("~/Letters", "")
    return stage.app.exporting.dialog


def _scroll(stage: Stage, name: str) -> None:
    """Brings what is called `name` to the top of the page."""
    page, widget = stage.view.page, stage.view.page.findChild(QWidget, name)
    top = widget.mapTo(page.widget(), widget.rect().topLeft()).y()
    page.verticalScrollBar().setValue(top - 120)
