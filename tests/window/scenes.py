"""What is to be seen of the program: each scene leads the window to one page, state or dialog.

They follow one another as they stand here; a dialog is given, to be taken and closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.window import case_scenes as case
from tests.window import desk_scenes as desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from tests.window.screens import Stage

    Scene = Callable[[Stage], QWidget | None]

EVERY: tuple[Scene, ...] = (
    desk.lock_new,
    desk.lock_key,
    desk.lock,
    desk.lock_refused,
    desk.lock_recover,
    desk.lock_renew,
    desk.first_start,
    desk.worklist,
    desk.worklist_nothing,
    desk.notice,
    desk.menu,
    desk.export_many,
    desk.import_progress,
    desk.import_summary,
    desk.keeping_bin,
    desk.keeping_backups,
    desk.keeping_trail,
    desk.keeping_keys,
    desk.conflict,
    case.new_case,
    case.case,
    case.field,
    case.field_wrong,
    case.parties,
    case.reviewer,
    case.documents,
    case.document,
    case.summary,
    case.narrative,
    case.item,
    case.choices,
    case.criteria,
    case.evidence_order,
    case.no_guideline,
    case.rationale,
    case.drafted,
    case.review,
    case.find,
    case.palette,
    case.palette_found,
    case.export,
    case.export_errors,
    case.history,
    case.signed,
    case.reason,
    case.about,
    case.guide,
    desk.settings,
    desk.settings_people,
    desk.settings_phrases,
    desk.settings_rules,
    case.publication,
)
FULL: tuple[Scene, ...] = (
    desk.lock_new,
    desk.first_start,
    desk.worklist,
    case.case,
    case.field,
    case.document,
    case.item,
    case.criteria,
    case.rationale,
    case.review,
    case.find,
    desk.settings,
)
"""Those in which much stands, or which have to fit."""
