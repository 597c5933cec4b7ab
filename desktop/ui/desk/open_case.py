"""A case on the desk: its draft, kept and checked as it changes, and the commands given in it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from desktop.app.session.closing_reminder import ClosingReminder
from desktop.cases.case import Acceptance, Case, DisputedItem
from desktop.cases.sections import ITEM
from desktop.programs import clocks
from desktop.records import paths
from desktop.records.questions import Prose, describe
from desktop.ui.case.case_view import CaseView
from desktop.ui.desk.signing import Signing
from desktop.ui.form.drafted import Drafted
from desktop.ui.form.field_message import Note
from desktop.ui.shell.head import TITLE
from desktop.ui.worklist.worklist import services

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.draft import Draft
    from desktop.app.session.autosave import Autosave
    from desktop.cases.items import Items
    from desktop.ui.desk.desk import Desk

NAMING = (
    "",
    "case_number",
    "priority",
    "formulary_dispute",
    "date_assigned",
    "application_received",
    "decision_date",
    "summary",
    ITEM,
)
"""Fields from which the head of the window follows."""


CHANGING = ("sign", "undo", "redo", "add_item", "paste_items", "draft_summary")
"""Commands that a signed-off case does not take."""

PAUSE = 250
"""Milliseconds without a change after which the case is checked: the letter comes first."""


class OpenCase(QObject):
    """The case that is being worked through."""

    def __init__(self, id: str, draft: Draft, autosave: Autosave, desk: Desk) -> None:
        super().__init__(desk)
        self.id, self.draft, self.autosave = id, draft, autosave
        self._desk, self._window = desk, desk.window
        self._unsaved = ""
        self._checked: Any = draft.record
        draft.setParent(self)
        self.view = CaseView(draft, desk.services, desk.letters)
        self.view.preview.answers = desk.answers.setdefault(id, {})
        self.closing = ClosingReminder(draft, self.view.notice)
        self.signing = Signing(self, desk)
        self.view.findings.signature = lambda: self.signing.signed
        self._given = self._acts()
        self._checking = QTimer(self)
        self._checking.setSingleShot(True)
        self._checking.setInterval(PAUSE)
        self._checking.timeout.connect(self._check)
        draft.following.due.connect(self._changed)
        draft.remembered.connect(self._remember)
        autosave.saved.connect(self._saved)
        autosave.failed.connect(self._failed)
        self.view.adding.connect(self.add_item)
        self.view.findings.fixed.connect(self._fix)
        self.view.findings.accepted.connect(self._accept)
        self.view.findings.silenced.connect(self._silence)
        self._window.shown.connect(self._offer_commands)

    @property
    def acts(self) -> dict[str, Callable[[], Any]]:
        """What the commands do that are given in a case, to the case as it is typed by now."""
        self.autosave.keep()
        self.draft.following.catch_up()
        return self._given

    def begin(self, path: str = "", caret: int = 0, *, locked: bool) -> None:
        """Goes to the field at `path`, checks the case, and says in the window which it is.

        That comes last: who reads it may type.
        """
        self._remember()
        self._check()
        if not (path and self.view.go(path, caret)):
            self.view.outline.setFocus()
        self.lock(locked)

    def lock(self, locked: bool) -> None:
        """Lets the case be changed, or, signed off, only be read."""
        self.draft.locked = locked
        self.view.lock(self.signing.words if locked else "")
        kept = "Signed off: nothing changes until it is reopened"
        self._window.say_saved(kept if locked else "Every change is kept as you type")
        self._offer_commands()
        self._name()

    def _offer_commands(self, where: str = "case") -> None:
        """Offers of the commands given in a case those that can be given in this one."""
        if where != "case" or self._desk.open_case is not self:
            return
        locked = self.draft.locked
        for id in CHANGING:
            self._window.enable(id, not locked)
        self._window.enable("reopen", locked)
        self._remember()

    def add_item(self, new: Items = ()) -> None:
        """Adds disputed items, or an empty one, and goes to the first of them.

        New ones take the place of empty ones at the end, which were added to be filled.
        """
        before, added = self.draft.record.disputed_items, new or (DisputedItem(),)
        while new and before and before[-1] == DisputedItem():
            before = before[:-1]
        name = f"add {len(added)} items" if len(added) > 1 else f"add item {len(before) + 1}"
        if not self.draft.put(ITEM, before + added, name):
            return
        self.view.go(f"{ITEM}.{len(before)}.request")

    def _changed(self, path: str) -> None:
        if path.split(".")[0] in NAMING:
            self._name()
        self._checking.start()

    def _saved(self, at: str) -> None:
        self._window.say_saved(f"Saved {at}")
        if self._unsaved:
            self.view.notice.settle(self._unsaved)
            self._unsaved = ""

    def _failed(self, sentence: str) -> None:
        self._unsaved = sentence
        self._window.say_saved("Not saved", failed=True)
        self.view.notice.warn(sentence)

    def _name(self) -> None:
        """Says in the head which case this is; the title has its number and no name."""
        case: Case = self.draft.record
        number, day = case.case_number or "New case", self._desk.due(case)
        today = dt.date.today()  # noqa: DTZ011 -- the day at the desk
        priority = case.priority.value if case.priority else ""
        signed = "signed off" if self.draft.locked else ""
        said = [priority, clocks.in_words(day, today, case.decided), signed]
        self._window.setWindowTitle(f"{number} · {TITLE}")
        self._window.head.show_case(
            number,
            services([item.request for item in case.disputed_items]),
            " · ".join(filter(None, said)),
            pressing=clocks.presses(day, today, case.decided),
        )

    def _remember(self) -> None:
        if self.draft.locked:
            return
        names = {"undo": ("Undo", self.draft.undo_name), "redo": ("Redo", self.draft.redo_name)}
        for id, (word, name) in names.items():
            self._window.rename(id, f"{word}: {name}" if name else word, enabled=bool(name))

    def _check(self) -> None:
        case = self.draft.record
        call = partial(self._desk.services.review, case)
        self._desk.checks.start(call, partial(self._found, case), self._unchecked)

    def _found(self, case: Case, findings: Any) -> None:
        if self._desk.open_case is not self:
            return
        self._checked = case
        notes: dict[str, list[Note]] = {}
        for finding in findings:
            for path in () if finding.accepted else finding.paths:
                fixes = finding.fix is not None and path == finding.path
                fix = partial(self._fix, finding) if fixes else None
                note = Note(str(finding.severity), finding.message, fix)
                notes.setdefault(path, []).append(note)
        self.view.findings.show_findings(findings)
        self.view.show_notes(notes)
        self.closing.offer()

    def _unchecked(self, error: Exception) -> None:
        self._window.notice.warn(f"The check failed and says nothing of this case: {error}")

    def _fix(self, finding: Any) -> None:
        """Puts right what was found, unless its text is another by now: then it is checked anew."""
        with suppress(LookupError):
            if paths.at(self._checked, finding.path) != self.draft.get(finding.path):
                self._check()
                return
        self.draft.put(finding.path, finding.fix, f"fix {describe(Case, finding.path)}")

    def _accept(self, finding: Any, reason: str) -> None:
        """Leaves a finding as it is; the reason stands in the case and in its trail."""
        one = Acceptance(
            rule=finding.rule, path=finding.path, message=finding.message, reason=Prose(reason)
        )
        accepted = (*self.draft.record.accepted, one)
        if self.draft.put("accepted", accepted, "accept a finding"):
            tell = partial(self._desk.store().accepted, self.id, finding.rule, finding.path, reason)
            self._desk.attempt(tell)

    def _silence(self, finding: Any) -> None:
        """Switches a rule off for every case; the trail of this one says so."""
        if self.draft.refuses():
            return
        settings, said = self._desk.settings, "The rule was switched off."
        settings.put("rules", settings.record.switched_off(finding.rule), "switch a rule off")
        self._desk.attempt(partial(self._desk.store().accepted, self.id, finding.rule, "", said))
        self.view.notice.tell(
            "The rule is switched off for every case. The settings bring it back."
        )
        self._check()

    def _draft_summary(self) -> None:
        self.view.go("summary.narrative")
        self.view.page.findChild(Drafted).draft()

    def _acts(self) -> dict[str, Callable[[], Any]]:
        """The commands that are given in a case."""
        view, draft = self.view, self.draft
        paper = view.preview.paper
        return {
            "undo": draft.undo,
            "redo": draft.redo,
            "find": view.find_bar.open,
            "add_item": self.add_item,
            "next_gap": partial(view.go_to_gap, 1),
            "last_gap": partial(view.go_to_gap, -1),
            "next_finding": partial(view.go_to_finding, 1),
            "last_finding": partial(view.go_to_finding, -1),
            "next_section": partial(view.turn, 1),
            "last_section": partial(view.turn, -1),
            "outline": view.outline.setFocus,
            "form": view.enter_form,
            "letter": view.panes.toggle_letter,
            "text": view.turn_letter,
            "edition": view.preview.turn_edition,
            "larger": partial(paper.step, 1),
            "smaller": partial(paper.step, -1),
            "fit": paper.fit,
            "draft_summary": self._draft_summary,
            "sign": self.signing.ask_to_sign,
            "reopen": self.signing.ask_to_reopen,
        }
