"""What a letter lacks: told in its order, and shown in a draft."""

from __future__ import annotations

import re

from desktop.cases.case import Case, DisputedItem
from desktop.letter.compose.compose import compose
from desktop.letter.compose.gaps import gaps
from desktop.letter.model.blocks import runs
from desktop.letter.write import plain_text


def test_unknown_fields_are_gaps_in_the_order_of_the_letter(pack):
    missing = gaps(compose(Case(disputed_items=(DisputedItem(),)), pack, "published"))
    assert missing[:3] == ("case_number", "date_assigned", "date_of_injury")
    assert "reviewer.licensures" in missing
    assert "disputed_items.0.decision" in missing
    assert "injured_worker.name" not in missing
    assert len(missing) == len(set(missing))


def test_a_draft_shows_what_is_missing_in_its_place(pack):
    letter = compose(Case(), pack, "published", draft=True)
    shown = {run.text for run in runs(letter) if run.gap}
    assert "[Date of injury]" in shown
    assert "[Reviewer: states of licensure]" in shown
    assert not any(run.gap for run in runs(compose(Case(), pack, "published")))


def test_what_is_missing_stands_apart_from_the_words_beside_it(pack):
    case = Case(disputed_items=(DisputedItem(),))
    shown = plain_text.write(compose(case, pack, "served", draft=True)).decode()
    assert "[Review organization: full name] has completed the Independent" in shown
    assert "determination of [Review organization: full name] and of its" in shown
    assert "[Item 1: request as made]: [Item 1: decision]" in shown
    assert "Dear [Injured worker: name]:" in shown
    assert not re.search(r"[\w:]\[|\]\w", shown)
