"""The desk: opens cases from the library, keeps what is typed, and answers every command."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from desktop.domain import clock, items
from desktop.domain.case import Case, DisputedItem
from desktop.domain.question import describe
from desktop.domain.sections import ITEM
from desktop.domain.settings import Settings
from desktop.ui.case_view import CaseView
from desktop.ui.draft import Draft
from desktop.ui.keeper import Keeper
from desktop.ui.palette import Entry
from desktop.ui.window import TITLE
from desktop.ui.work import Lane
from desktop.ui.worklist import SOON, services

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.store.library import Library
    from desktop.ui.tools import Tools
    from desktop.ui.window import Window

SETTINGS = "desk"


class OpenCase(QObject):
    """A case on the desk."""

    def __init__(self, id: str, draft: Draft, keeper: Keeper, view: CaseView) -> None:
        super().__init__()
        self.id, self.draft, self.keeper, self.view = id, draft, keeper, view


class Desk(QObject):
    """Joins the window to the library; without one, only the door is open."""

    def __init__(self, window: Window, tools: Tools, failure: type[Exception]) -> None:
        super().__init__(window)
        self.window, self.tools, self.failure = window, tools, failure
        self.library: Library | None = None
        self.due: Callable[[Case], dt.date | None] = lambda _case: None
        self.open_case: OpenCase | None = None
        self.letters, self.checks = Lane(self), Lane(self)
        self.settings = Draft(Settings(), self)
        self._closed: list[str] = []
        self.acts = self._acts()
        window.asked.connect(self.do)
        window.start.table.opened.connect(self.open)
        window.start.table.deleted.connect(self.delete)
        window.start.searched.connect(self.show_rows)

    def do(self, command: str) -> None:
        """Does what a command says; what the store refuses is said in the window."""
        try:
            self.acts[command]()
        except self.failure as error:
            self.window.notice.warn(str(error))

    # -- the library ------------------------------------------------------------------------------

    def take(self, library: Library) -> None:
        """Works with `library` from now on."""
        self.library = library
        kept = library.settings.get(SETTINGS, Settings)
        self.settings.replace(kept or Settings(), "")
        self.show_worklist()

    def store(self) -> Library:
        """The library; the window shows nothing that asks for it while there is none."""
        if self.library is None:
            raise self.failure("The library is locked. Enter the passphrase to go on.")
        return self.library

    def show_worklist(self) -> None:
        """Puts the open case away and shows the worklist."""
        if not self.close_case():
            return
        self.window.setWindowTitle(TITLE)
        self.window.head.show_title(TITLE)
        self.window.say_saved("")
        self.window.show_page(self.window.start, "worklist")
        self.show_rows()
        self.window.start.take_focus()

    def show_rows(self, search: str = "") -> None:
        """Lists the cases in which the words of `search` stand."""
        search = search or self.window.start.search.text()
        library = self.store()
        rows = library.cases.search(search) if search.strip() else library.cases.rows()
        self.window.start.show_rows(rows, any_at_all=bool(rows) or bool(search.strip()))

    # -- a case -----------------------------------------------------------------------------------

    def open(self, id: str) -> None:
        """Opens the case `id` in the place of the one that is open."""
        if not self.close_case():
            return
        kept = self.store().cases.get(id)
        draft = Draft(kept.case, self)
        keeper = Keeper(draft, partial(self.store().cases.save, id), kept.version, self.failure)
        view = CaseView(draft, self.tools, self.letters)
        self.open_case = OpenCase(id, draft, keeper, view)
        self._connect(self.open_case)
        self.window.show_page(view, "case")
        self._name()
        self._remember()
        self._check()
        self.window.say_saved("Every change is kept as you type")
        view.outline.setFocus()

    def close_case(self) -> bool:
        """Puts the open case away; false, and the window says why, where it cannot be kept."""
        if self.open_case is None:
            return True
        if not self.open_case.keeper.keep():
            return False
        case, self.open_case = self.open_case, None
        self._closed = [case.id, *(id for id in self._closed if id != case.id)]
        case.view.forget()
        self.window.remove_page(case.view)
        case.draft.deleteLater()
        case.deleteLater()
        return True

    def add(self, case: Case) -> str:
        """Takes `case` into the library; gives its id."""
        return self.store().cases.add(case)

    def new(self) -> None:
        """Opens a new case, its organization and reviewer as the settings have them."""
        settings: Settings = self.settings.record
        one = settings.profiles[0].reviewer if len(settings.profiles) == 1 else Case().reviewer
        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        self.open(
            self.add(Case(organization=settings.organization, reviewer=one, date_assigned=today))
        )
        self.current().view.go("case_number")

    def duplicate(self) -> None:
        """Opens a new case with the same requests and nothing of the person."""
        id = self.chosen()
        if id:
            self.open(self.store().cases.duplicate(id))

    def delete(self, id: str = "") -> None:
        """Puts a case into the bin, with a way back."""
        id = id or self.chosen()
        if not id:
            return
        if self.open_case is not None and self.open_case.id == id:
            self.show_worklist()
        number = self.store().cases.row(id).number or "The case"
        self.store().cases.discard(id)
        self.show_rows()
        self.window.notice.tell(
            f"{number} is in the bin for 30 days.", "Undo", partial(self._put_back, id)
        )

    def chosen(self) -> str:
        """The case that a command is about: the open one, or the one chosen in the worklist."""
        if self.open_case is not None:
            return self.open_case.id
        return next(iter(self.window.start.table.chosen), "")

    def current(self) -> OpenCase:
        """The open case; only commands given in one ask for it."""
        if self.open_case is None:
            raise self.failure("Open a case first.")
        return self.open_case

    def go_back_to(self, id: str, path: str, caret: int = 0) -> None:
        """Opens the case `id` at the field where it was left."""
        self.open(id)
        if path:
            self.current().view.go(path, caret)

    # -- inside -----------------------------------------------------------------------------------

    def _put_back(self, id: str) -> None:
        self.store().cases.put_back(id)
        self.show_rows()

    def _connect(self, case: OpenCase) -> None:
        case.draft.changed.connect(self._changed)
        case.draft.remembered.connect(self._remember)
        case.keeper.saved.connect(lambda at: self._saved(at))
        case.keeper.failed.connect(self._failed)
        case.view.adding.connect(self.add_item)
        case.view.findings.fixed.connect(self._fix)

    def _changed(self, path: str) -> None:
        if path.split(".")[0] in ("", "case_number", "priority", "date_assigned", ITEM):
            self._name()
        self._check()

    def _saved(self, at: str) -> None:
        self.window.say_saved(f"Saved {at}")
        self.current().view.notice.settle()

    def _failed(self, sentence: str) -> None:
        self.window.say_saved("Not saved", failed=True)
        self.current().view.notice.warn(sentence)

    def _name(self) -> None:
        """Says in the head which case this is; the title has its number and no name."""
        case: Case = self.current().draft.record
        number = case.case_number or "New case"
        day = self.due(case)
        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        said = [case.priority.value if case.priority else "", clock.in_words(day, today)]
        self.window.setWindowTitle(f"{number} · {TITLE}")
        self.window.head.show_case(
            number,
            services([item.request for item in case.disputed_items]),
            " · ".join(filter(None, said)),
            pressing=day is not None and (day - today).days <= SOON,
        )

    def _remember(self) -> None:
        draft = self.current().draft
        for id, word, name in (
            ("undo", "Undo", draft.undo_name),
            ("redo", "Redo", draft.redo_name),
        ):
            self.window.rename(id, f"{word}: {name}" if name else word, enabled=bool(name))

    def _check(self) -> None:
        case = self.current().draft.record
        self.checks.start(partial(self.tools.review, case), self._found, self._unchecked)

    def _found(self, findings: Any) -> None:
        if self.open_case is None:
            return
        notes: dict[str, list[tuple[str, str]]] = {}
        for finding in findings:
            if not finding.accepted:
                note = (str(finding.severity), finding.message)
                notes.setdefault(finding.path, []).append(note)
        self.open_case.view.findings.show_findings(findings)
        self.open_case.view.show_notes(notes)

    def _unchecked(self, error: Exception) -> None:
        self.window.notice.warn(f"The check failed and says nothing of this case: {error}")

    def _fix(self, finding: Any) -> None:
        self.current().draft.put(finding.path, finding.fix, f"fix {describe(Case, finding.path)}")

    def add_item(self, new: items.Items = ()) -> None:
        """Adds disputed items, or an empty one, and goes to the first of them."""
        draft = self.current().draft
        before = draft.record.disputed_items
        added = new or (DisputedItem(),)
        name = f"add {len(added)} items" if len(added) > 1 else f"add item {len(before) + 1}"
        draft.put(ITEM, before + added, name)
        path = f"{ITEM}.{len(before)}.request"
        QTimer.singleShot(0, partial(self.current().view.go, path))

    def _palette(self) -> None:
        """Opens the palette, in a case with its sections and fields too."""
        more = []
        if self.open_case is not None:
            view = self.open_case.view
            for path in view.field_paths():
                words = f"Go to {describe(Case, path)}"
                more.append(Entry(words, "", partial(view.go, path)))
        self.window.open_palette(more)

    def _acts(self) -> dict[str, Callable[[], Any]]:
        """What each command does."""
        return {
            "new": self.new,
            "duplicate": self.duplicate,
            "delete": self.delete,
            "worklist": self.show_worklist,
            "undo": lambda: self.current().draft.undo(),
            "redo": lambda: self.current().draft.redo(),
            "add_item": self.add_item,
            "next_gap": lambda: self.current().view.go_to_gap(1),
            "last_gap": lambda: self.current().view.go_to_gap(-1),
            "next_finding": lambda: self.current().view.go_to_finding(1),
            "last_finding": lambda: self.current().view.go_to_finding(-1),
            "next_section": lambda: self.current().view.turn(1),
            "last_section": lambda: self.current().view.turn(-1),
            "outline": lambda: self.current().view.outline.setFocus(),
            "form": lambda: self.current().view.enter_form(),
            "letter": lambda: self.current().view.toggle_letter(),
            "edition": lambda: self.current().view.preview.turn_edition(),
            "larger": lambda: self.current().view.preview.paper.step(1),
            "smaller": lambda: self.current().view.preview.paper.step(-1),
            "fit": lambda: self.current().view.preview.paper.fit(),
            "palette": self._palette,
            "quit": self.window.close,
        }
