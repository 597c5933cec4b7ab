"""Every command of the window: its name, its keys, where it is available, and what it does.

The menu, the shortcuts, the palette, the key list of the help and the dispatch read this table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desktop.app.commands import Command, CommandTable
from desktop.cases.workflow.states import State

if TYPE_CHECKING:
    from desktop.ui.desk.bin import Bin
    from desktop.ui.desk.case_copies import CaseCopies
    from desktop.ui.desk.exporting import Exporting
    from desktop.ui.desk.importing import Importing
    from desktop.ui.desk.library_admin import LibraryAdmin
    from desktop.ui.desk.navigator import Navigator
    from desktop.ui.desk.open_case import OpenCase
    from desktop.ui.desk.printing import Printing
    from desktop.ui.desk.team import Team
    from desktop.ui.desk.unlocking import Unlocking
    from desktop.ui.shell.help import Help
    from desktop.ui.shell.window import Window

FOLDED = ("Workflow", "Edit", "Go", "View")
"""Groups that have a menu of their own inside the window's."""


class CommandTargets(Protocol):
    """The parts of the program that carry the commands out."""

    @property
    def window(self) -> Window: ...
    @property
    def navigator(self) -> Navigator: ...
    @property
    def case(self) -> OpenCase: ...
    @property
    def bin(self) -> Bin: ...
    @property
    def importing(self) -> Importing: ...
    @property
    def case_copies(self) -> CaseCopies: ...
    @property
    def exporting(self) -> Exporting: ...
    @property
    def printing(self) -> Printing: ...
    @property
    def unlocking(self) -> Unlocking: ...
    @property
    def library_admin(self) -> LibraryAdmin: ...
    @property
    def team(self) -> Team: ...
    @property
    def help(self) -> Help: ...


def _undo(at: CommandTargets) -> None:
    """In a case its last change, in the worklist the last deletion."""
    if at.navigator.open_case is None:
        at.bin.undo()
    else:
        at.case.draft.undo()


# fmt: off
COMMANDS: CommandTable[CommandTargets] = CommandTable(
    Command("new", "New case", lambda at: at.navigator.new(), "Ctrl+N", "library", "Cases"),
    Command("import", "Import letters or a manifest", lambda at: at.importing.ask_for_files(), "Ctrl+I", "library", "Cases"),
    Command("paste_letter", "Import from the clipboard", lambda at: at.importing.paste_letter(), "Ctrl+Shift+I", "library", "Cases"),
    Command("sample", "Open the sample", lambda at: at.importing.open_sample(), "", "library", "Cases"),
    Command("delete", "Delete the case", lambda at: at.bin.delete(), "", "library", "Cases"),
    Command("worklist", "Back to the worklist", lambda at: at.navigator.show_worklist(), "Ctrl+W", "case", "Cases"),
    Command("export", "Export the letter", lambda at: at.exporting.export_letters(), "Ctrl+E", "library", "Letter"),
    Command("print", "Print the letter", lambda at: at.printing.print_letter(), "Ctrl+P", "case", "Letter"),
    Command("sign", "Sign off", lambda at: at.case.sign_off.ask_to_sign(), "", "case", "Letter"),
    Command("publish", "Make a copy for the public", lambda at: at.case_copies.publish(), "", "case", "Letter"),
    Command("history", "Versions of the case", lambda at: at.case_copies.history(), "Ctrl+Shift+H", "case", "Letter"),
    Command("save_copy", "Save a copy of the case file", lambda at: at.case_copies.save_copy(), "Ctrl+Shift+S", "case", "Letter"),
    Command("mark_ready", "Mark ready", lambda at: at.case.steps.ask(State.READY), "", "case", "Workflow"),
    Command("second_review", "Send to second review", lambda at: at.case.steps.ask(State.REVIEW), "", "case", "Workflow"),
    Command("return_case", "Return with a reason", lambda at: at.case.steps.ask(State.RETURNED), "", "case", "Workflow"),
    Command("release", "Release", lambda at: at.case.steps.ask(State.RELEASED), "", "case", "Workflow"),
    Command("reopen", "Reopen", lambda at: at.case.steps.ask(State.DRAFTING), "", "case", "Workflow"),
    Command("amend", "Amend", lambda at: at.case.steps.ask(State.AMENDED), "", "case", "Workflow"),
    Command("remand", "Reopen after remand", lambda at: at.case.steps.ask(State.REMANDED), "", "case", "Workflow"),
    Command("close_case", "Close without determination", lambda at: at.case.steps.ask_to_close(), "", "case", "Workflow"),
    Command("undo", "Undo", _undo, "Ctrl+Z", "library", "Edit"),
    Command("redo", "Redo", lambda at: at.case.draft.redo(), "Ctrl+Shift+Z", "case", "Edit"),
    Command("find", "Find and replace", lambda at: at.case.view.find_bar.open(), "Ctrl+F", "case", "Edit"),
    Command("duplicate", "Duplicate, without the person", lambda at: at.navigator.duplicate(), "Ctrl+D", "library", "Edit"),
    Command("draft_summary", "Draft the summary from the facts", lambda at: at.case.draft_summary(), "Ctrl+Shift+D", "case", "Edit"),
    Command("add_item", "Add a disputed item", lambda at: at.case.add_item(), "Ctrl+Shift+N", "case", "Edit"),
    Command("paste_items", "Paste a request as disputed items", lambda at: at.importing.paste_items(), "Ctrl+Shift+V", "case", "Edit"),
    Command("add_reviewer", "Add a reviewer: a panel decides", lambda at: at.case.add_reviewer(), "", "case", "Edit"),
    Command("next_gap", "Next empty field", lambda at: at.case.view.go_to_gap(1), "F8", "case", "Go"),
    Command("last_gap", "Previous empty field", lambda at: at.case.view.go_to_gap(-1), "Shift+F8", "case", "Go"),
    Command("next_finding", "Next finding", lambda at: at.case.view.go_to_finding(1), "F7", "case", "Go"),
    Command("last_finding", "Previous finding", lambda at: at.case.view.go_to_finding(-1), "Shift+F7", "case", "Go"),
    Command("next_section", "Next section", lambda at: at.case.view.turn(1), "Ctrl+PgDown", "case", "Go"),
    Command("last_section", "Previous section", lambda at: at.case.view.turn(-1), "Ctrl+PgUp", "case", "Go"),
    Command("outline", "Go to the outline", lambda at: at.case.view.outline.setFocus(), "F5", "case", "Go"),
    Command("form", "Go to the form", lambda at: at.case.view.enter_form(), "F6", "case", "Go"),
    Command("letter", "Show or hide the letter", lambda at: at.case.view.panes.toggle_letter(), "F9", "case", "View"),
    Command("text", "The letter as text, or as pages", lambda at: at.case.view.turn_letter(), "Ctrl+T", "case", "View"),
    Command("edition", "Other edition", lambda at: at.case.view.preview.turn_edition(), "Ctrl+Shift+E", "case", "View"),
    Command("larger", "Larger pages", lambda at: at.case.view.preview.paper.step(1), "Ctrl++", "case", "View"),
    Command("smaller", "Smaller pages", lambda at: at.case.view.preview.paper.step(-1), "Ctrl+-", "case", "View"),
    Command("fit", "Pages as wide as the pane", lambda at: at.case.view.preview.paper.fit(), "Ctrl+0", "case", "View"),
    Command("palette", "Everything else", lambda at: at.navigator.open_palette(), "Ctrl+K", "any", "Other"),
    Command("settings", "Settings", lambda at: at.navigator.show_settings(), "Ctrl+,", "library", "Desk"),
    Command("library_admin", "Bin, backups, trail and keys", lambda at: at.library_admin.show(), "", "library", "Desk"),
    Command("packs", "Guideline packs, and what is not verified", lambda at: at.importing.packs.show(), "", "library", "Desk"),
    Command("conflicts", "Compare what was changed in two places", lambda at: at.team.compare(), "", "library", "Desk"),
    Command("lock", "Lock the library", lambda at: at.unlocking.lock(), "Ctrl+L", "library", "Desk"),
    Command("help", "Help on this field", lambda at: at.help.open(), "F1", "any", "Desk"),
    Command("about", "About Determination Desk", lambda at: at.navigator.show_about(), "", "any", "Desk"),
    Command("quit", "Quit", lambda at: at.window.close(), "Ctrl+Q", "any", "Desk"),
)
# fmt: on
