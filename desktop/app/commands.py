"""Every command of the window: its name, its keys, and where it can be given."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command; `where` is "case", "worklist", "library" (any page but a locked one) or "any"."""

    id: str
    words: str
    keys: str = ""
    where: str = "case"
    group: str = ""


FOLDED = ("Edit", "Go", "View")
"""Groups that have a menu of their own inside the window's."""
COMMANDS = (
    Command("new", "New case", "Ctrl+N", "library", "Cases"),
    Command("import", "Import letters or a manifest", "Ctrl+I", "library", "Cases"),
    Command("paste_letter", "Import from the clipboard", "Ctrl+Shift+I", "library", "Cases"),
    Command("sample", "Open the sample", "", "library", "Cases"),
    Command("duplicate", "Duplicate, without the person", "Ctrl+D", "library", "Cases"),
    Command("delete", "Delete the case", "", "library", "Cases"),
    Command("worklist", "Back to the worklist", "Ctrl+W", "case", "Cases"),
    Command("export", "Export the letter", "Ctrl+E", "library", "Letter"),
    Command("print", "Print the letter", "Ctrl+P", "case", "Letter"),
    Command("sign", "Sign off", "", "case", "Letter"),
    Command("reopen", "Reopen a signed-off case", "", "case", "Letter"),
    Command("publish", "Make a copy for the public", "", "case", "Letter"),
    Command("history", "Versions of the case", "Ctrl+Shift+H", "case", "Letter"),
    Command("save_copy", "Save a copy of the case file", "Ctrl+Shift+S", "case", "Letter"),
    Command("undo", "Undo", "Ctrl+Z", "library", "Edit"),
    Command("redo", "Redo", "Ctrl+Shift+Z", "case", "Edit"),
    Command("find", "Find and replace", "Ctrl+F", "case", "Edit"),
    Command("draft_summary", "Draft the summary from the facts", "Ctrl+Shift+D", "case", "Edit"),
    Command("add_item", "Add a disputed item", "Ctrl+Shift+N", "case", "Edit"),
    Command("paste_items", "Paste a request as disputed items", "Ctrl+Shift+V", "case", "Edit"),
    Command("next_gap", "Next empty field", "F8", "case", "Go"),
    Command("last_gap", "Previous empty field", "Shift+F8", "case", "Go"),
    Command("next_finding", "Next finding", "F7", "case", "Go"),
    Command("last_finding", "Previous finding", "Shift+F7", "case", "Go"),
    Command("next_section", "Next section", "Ctrl+PgDown", "case", "Go"),
    Command("last_section", "Previous section", "Ctrl+PgUp", "case", "Go"),
    Command("outline", "Go to the outline", "F5", "case", "Go"),
    Command("form", "Go to the form", "F6", "case", "Go"),
    Command("letter", "Show or hide the letter", "F9", "case", "View"),
    Command("text", "The letter as text, or as pages", "Ctrl+T", "case", "View"),
    Command("edition", "Other edition", "Ctrl+Shift+E", "case", "View"),
    Command("larger", "Larger pages", "Ctrl++", "case", "View"),
    Command("smaller", "Smaller pages", "Ctrl+-", "case", "View"),
    Command("fit", "Pages as wide as the pane", "Ctrl+0", "case", "View"),
    Command("palette", "Everything else", "Ctrl+K", "any", ""),
    Command("settings", "Settings", "Ctrl+,", "library", "Desk"),
    Command("keeping", "Bin, backups, trail and keys", "", "library", "Desk"),
    Command("conflicts", "Compare what was changed in two places", "", "library", "Desk"),
    Command("lock", "Lock the library", "Ctrl+L", "library", "Desk"),
    Command("help", "Help on this field", "F1", "any", "Desk"),
    Command("about", "About Determination Desk", "", "any", "Desk"),
    Command("quit", "Quit", "Ctrl+Q", "any", "Desk"),
)
