"""Scenes outside a case: the door, the worklist, the library and the settings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QMenu, QTabWidget

from desktop.app.letters.import_files import Arrival
from desktop.cases.case import Case, Party
from desktop.cases.settings import Phrase, Profile, WeighedRule
from desktop.cases.terms import Decision, Weight
from desktop.cases.workflow.states import State
from desktop.records.questions import Prose
from desktop.store.team.sharing import Conflict
from desktop.ui.letter.import_dialog import ImportDialog
from desktop.ui.library.conflict_page import ConflictPage
from tests.window.case_scenes import exporting, sample

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.window.screens import Stage

KEY = "7Q2K-M9XD-4HTR-VB3N-8WYP-C6FJ-5ZGS-A1EL"


def worklist_cases() -> list[tuple[Case, State]]:
    """A day's work, made of the bundled case."""
    case, today = sample(), dt.date.today()  # noqa: DTZ011 -- the day at the desk
    items = case.disputed_items
    drugs = tuple(replace(items[2], request=f"Tramadol 50 mg #{n}0", decision=None) for n in (3, 6))
    last = today - dt.timedelta(days=1)
    rows = (
        ("CM26-0104418", "Rosalind Avelar", items, 3, None, State.DRAFTING),
        ("CM26-0104419", "Desmond Okafor", items[1:2], 29, None, State.DRAFTING),
        ("CM26-0104420", "Wilhelmina Castellanos-Featherstone", drugs, 31, None, State.DRAFTING),
        ("CM26-0104421", "", items[2:], 20, last, State.READY),
        ("", "", (), 0, None, State.NEW),
        ("CM26-0104422", "Ines Marchetti", items[:1], 12, last, State.EXPORTED),
    )
    return [
        (
            replace(
                case,
                case_number=number,
                injured_worker=Party(name=worker),
                disputed_items=requests,
                date_assigned=today - dt.timedelta(days=ago),
                decision_date=decided,
            ),
            state,
        )
        for number, worker, requests, ago, decided, state in rows
    ]


# -- the door ----


def lock_new(stage: Stage) -> None:
    _door(stage, "new")


def lock_key(stage: Stage) -> None:
    _door(stage, "key")
    stage.app.window.lock_page.show_key(KEY)


def lock(stage: Stage) -> None:
    _door(stage, "unlock")


def lock_refused(stage: Stage) -> None:
    _door(stage, "unlock")
    stage.app.window.lock_page.complain("That passphrase does not open the library.")


def lock_recover(stage: Stage) -> None:
    _door(stage, "recover")


def lock_renew(stage: Stage) -> None:
    _door(stage, "renew")


def _door(stage: Stage, page: str) -> None:
    window = stage.app.window
    window.show_page(window.lock_page, "locked")
    window.lock_page.ask(page)


# -- the worklist ---------------------------------------------------------------------------------


def first_start(stage: Stage) -> None:
    stage.desk.show_worklist()


def worklist(stage: Stage) -> None:
    cases = stage.desk.store().cases
    for case, state in worklist_cases():
        id = cases.add(case)
        cases.save(id, case, cases.get(id).version, state)
    stage.desk.show_worklist()
    stage.app.window.start.table.selectRow(1)


def worklist_nothing(stage: Stage) -> None:
    start = stage.app.window.start
    start.search.setText("shoulder arthroscopy")
    start.search.setFocus()


def notice(stage: Stage) -> None:
    stage.app.window.start.search.clear()
    stage.desk.bin.delete([row.id for row in stage.desk.store().cases.rows() if not row.number][:1])


def menu(stage: Stage) -> QWidget:
    popup = next(m for m in stage.app.window.findChildren(QMenu) if m.accessibleName())
    popup.popup(stage.app.window.mapToGlobal(stage.app.window.rect().topLeft()))
    return popup


def export_many(stage: Stage) -> QWidget:
    stage.app.window.start.table.selectAll()
    return exporting(stage)


def import_summary(stage: Stage) -> QWidget:
    dialog = ImportDialog(stage.app.window, 4, stage.desk.services.theme)
    one = sample()
    doubt = "Kept word for word at rationale of item 2: The request was for twelve visits."
    dialog.show_arrivals(
        (
            Arrival("CM26-0104431.pdf", (one,)),
            Arrival("CM26-0104432.docx", (one,), (doubt, "The date of injury was not found.")),
            Arrival("assigned-week-32.csv", (one,) * 7),
            Arrival("scan.pdf", refusal="It holds pictures of pages and no text."),
        )
    )
    dialog.show()
    return dialog


def import_progress(stage: Stage) -> QWidget:
    dialog = ImportDialog(stage.app.window, 40, stage.desk.services.theme)
    dialog.show_progress(17)
    dialog.show()
    return dialog


# -- the library ----------------------------------------------------------------------------------


def keeping_bin(stage: Stage) -> None:
    library = stage.desk.store()
    library.backups.make()
    library.backups.make()
    _keeping(stage, 0)


def keeping_backups(stage: Stage) -> None:
    _keeping(stage, 1)


def keeping_trail(stage: Stage) -> None:
    _keeping(stage, 2)


def keeping_keys(stage: Stage) -> None:
    _keeping(stage, 3)


def _keeping(stage: Stage, tab: int) -> None:
    stage.desk.do("library_admin")
    page = stage.app.window.stack.currentWidget()
    if page is not None:
        page.findChild(QTabWidget).setCurrentIndex(tab)


def conflict(stage: Stage) -> None:
    ours = sample()
    first = ours.disputed_items[0]
    other = replace(first, decision=Decision.UPHELD, rationale=Prose(first.rationale[:400]))
    theirs = replace(
        ours,
        claim_number="HC-2026-004713",
        injured_worker=replace(ours.injured_worker, telephone="209-555-0143"),
        disputed_items=(other, *ours.disputed_items[1:]),
    )
    page = ConflictPage(Conflict(id="", ours=ours, theirs=theirs, who="lena"))
    stage.app.window.show_page(page, "library_admin")
    page.take_focus()


# -- the settings -----


def settings(stage: Stage) -> None:
    draft = stage.desk.settings
    today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
    draft.put("organization", sample().organization)
    draft.put("profiles", (Profile(reviewer=sample().reviewer, license_expires=today), Profile()))
    words = Prose("The records submitted do not show [what], so the request is [decision].")
    draft.put("phrases", (Phrase(name="ns", words=words),))
    draft.put("dictionary", ("cyclobenzaprine", "Oswestry"))
    draft.put("rules", (WeighedRule(rule="prose.doubled-word", weight=Weight.OFF),))
    stage.desk.do("settings")


def settings_people(stage: Stage) -> None:
    _setting(stage, "profiles.0.license_expires")


def settings_phrases(stage: Stage) -> None:
    _setting(stage, "phrases.0.words")


def settings_rules(stage: Stage) -> None:
    _setting(stage, "rules.0.rule")


def _setting(stage: Stage, path: str) -> None:
    stage.app.window.stack.currentWidget().go(path)  # type: ignore[union-attr]
