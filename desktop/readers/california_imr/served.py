"""Which fields of a letter to the parties its content controls tell, outside the determination."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.readers import controls

if TYPE_CHECKING:
    from desktop.cases.case import Case
    from desktop.letter.read.docx import WordText
    from desktop.programs.program import Program

_WITHIN = re.compile(
    r"(?:case_number|date_assigned|date_of_injury|decision_date|ur_denial_date|priority|"
    r"application_received|program|formulary_dispute|own_words|accepted|"
    r"reviewer\.(?:name|licensures|specialties|board_certified)|"
    r"summary\.(?:age|sex|occupation|mechanism|diagnoses|treatments|examinations|imaging|"
    r"medications|work_status|narrative|drafted)|"
    r"disputed_items\.0\.(?:request|quantity|frequency|duration|retrospective|dates_of_service|"
    r"authorized|whole_eligible|remaining|as_worded|associated_\w+|decision|\w+_basis|guidelines|"
    r"answers|rationale|drafted))(?:\.|$)"
)
"""Fields that the reader of the determination itself reads, or that no letter has.

What else a letter to the parties prints is told by the content controls alone."""
_TOLD = frozenset({"summary.narrative", "disputed_items.0.rationale"})
"""Fields whose words the controls give more exactly than the lines do."""


def is_read_elsewhere(path: str) -> bool:
    """Whether the field at `path` is one that the determination's reader reads, or in no letter."""
    return _WITHIN.match(path) is not None


def completed(case: Case, word: WordText, program: Program) -> Case:
    """`case` with what the content controls of `word` say in addition to the determination."""
    known = (path for path in controls.fields(type(case)) if not is_read_elsewhere(path))
    return controls.completed(case, word, frozenset({*known, *_TOLD}), program)
