"""The settings: few, applied at once, undoable."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop.ui.case.page import FormPage
from desktop.ui.form.pasting import take_addresses
from desktop.ui.widgets.file_dialog import file_dialog

if TYPE_CHECKING:
    from desktop.app.draft import Draft
    from desktop.cases.settings import Settings
    from desktop.ui.shell.services import Services

ABOUT = (
    "Kept inside the encrypted library. New cases take the organization and the reviewer. "
    "Passphrase and recovery key are changed under “Bin, backups, trail and keys”."
)


class SettingsPage(FormPage):
    """Every setting on one page; the draft is the settings' own."""

    left = Signal()

    def __init__(self, draft: Draft[Settings], services: Services) -> None:
        super().__init__("Settings", draft, services, ABOUT)
        self.setObjectName("settings")
        done = self.button("Done", "accept", self.left.emit)
        done.setObjectName("settings:done")
        self._desk()
        self._people()
        self.form.heading("Writing")
        self.list("phrases")
        self.list("dictionary")
        self.form.heading("Check before signing")
        self.list("rules")

    def _desk(self) -> None:
        form = self.form
        form.heading("Appearance")
        form.line("appearance")
        form.line("text_size", "lock_after")
        form.line("dim_pages")
        form.heading("Letters")
        form.line("folder")
        self.button_below("Choose folder", self._choose_folder)
        form.line("file_name")

    def _people(self) -> None:
        form = self.form
        form.heading("Review organization")
        take_addresses(form.line("organization.name")[0])
        form.line("organization.short_name", "organization.telephone")
        form.line("organization.medical_director")
        form.line("organization.address.street")
        at = "organization.address"
        form.line(f"{at}.city", f"{at}.state", f"{at}.postal_code", stretch=(3, 1, 2))
        form.heading("Reviewers")
        self.list("profiles")

    def _choose_folder(self) -> None:
        dialog = file_dialog(self, "Folder for letters")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(partial(self.form.draft.put, "folder"))
        dialog.open()
