"""Putting one answer of a disputed item into the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from desktop.domain import answers as replies

if TYPE_CHECKING:
    from desktop.domain.case import Answer
    from desktop.ui.draft import Part


def put_answer(item: Part, new: Answer, name: str) -> None:
    """Stores `new` in the item; typing its evidence is one step to undo, not one for each key."""
    answers: replies.Answers = item.record.answers
    for place, old in enumerate(answers):
        if old != new and replace(old, evidence=new.evidence) == new and new.evidence:
            item.put(f"answers.{place}.evidence", new.evidence, name)
            return
    item.put("answers", replies.placed(answers, new), name)
