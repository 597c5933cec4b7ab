"""What the lines of fixed words say in their fields, and the changes that this makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.letter.compose.provenance import printed
from desktop.letter.read.script import squeezed
from desktop.letter.read.values import value
from desktop.letter.reimport import forms
from desktop.letter.reimport.edits import FieldEdit
from desktop.letter.reimport.quoting import differing, quoted
from desktop.records import paths
from desktop.records.questions import describe
from desktop.text import lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.letter.reimport.exported import LetterLine
    from desktop.letter.reimport.notes import ReimportNotes
    from desktop.letter.reimport.paragraphs import Found
    from desktop.programs.program import Program
    from desktop.records.values import Value

_KEPT = "\ue000"
"""Stands for the commas of an element that is as it was."""


class Fields:
    """What an edited file says in the fields of one case, line by line."""

    def __init__(self, case: Case, notes: ReimportNotes, program: Program) -> None:
        self._case, self._notes, self._program = case, notes, program
        self._words: dict[str, list[str]] = {}
        """What each field that changed says, where it changed."""
        self._unchanged: set[str] = set()
        """The fields that somewhere say what they said."""
        self.sources: dict[str, list[Found]] = {}

    def read(self, line: LetterLine, one: Found) -> None:
        """Takes in the paragraph `one`, which was `line`."""
        before = forms.before(line)
        if squeezed(line.text) == squeezed(one.text):
            self.add(before, before, one)
            return
        values = forms.read(line, one)
        if values is None:
            values = self._with_other_words(line, one, before)
        if values is not None:
            self.add(before, values, one)

    def add(self, before: forms.FieldWords, after: forms.FieldWords, one: Found | None) -> None:
        """Takes in what fields said and say now, in the paragraph `one` or in none."""
        for (path, old), (_, new) in zip(before, after, strict=True):
            if squeezed(old) == squeezed(new):
                self._unchanged.add(path)
                continue
            words = self._words.setdefault(path, [])
            if new not in words:
                words.append(new)
            self.sources.setdefault(path, []).extend([one] if one else [])

    def edits(self) -> Iterator[FieldEdit]:
        """The changes of fields, each once however often the letter shows the field."""
        for path, words in self._words.items():
            shown = self._without_gaps(path, words)
            try:
                values = {self._value(path, one) for one in shown}
            except ValueError as error:
                self._notes.say(f"{self._label(path)} was left as it was: {error}", path, self)
                continue
            if len(values) > 1:
                both = " and ".join(f"“{one}”" for one in shown)
                self._notes.say(
                    f"{self._label(path)} was left as it was: it now says {both}.",
                    path,
                    self,
                )
            elif values:
                yield from self._changes(path, paths.at(self._case, path), values.pop())

    def _changes(self, path: str, old: Value, new: Value) -> Iterator[FieldEdit]:
        """The edits that make the field, or the list of words, at `path` say `new`."""
        if isinstance(new, tuple) and isinstance(old, tuple) and len(new) == len(old):
            for at, (one, other) in enumerate(zip(old, new, strict=True)):
                yield from self._changes(f"{path}.{at}", one, other)
        elif old != new:
            before, after = printed(old, self._program), printed(new, self._program)
            yield FieldEdit(path=path, before=before, after=after, value=new)

    def _label(self, path: str) -> str:
        return describe(type(self._case), path)

    def _without_gaps(self, path: str, words: list[str]) -> list[str]:
        """`words`, but not that the field is empty where it still stands elsewhere."""
        if "" not in words or (path not in self._unchanged and len(words) == 1):
            return words
        self._notes.say(
            f"{self._label(path)} was taken out at one place and stands at another; the case "
            "keeps it.",
            path,
            self,
        )
        return [one for one in words if one]

    def _value(self, path: str, words: str) -> Value:
        old = paths.at(self._case, path)
        if isinstance(old, tuple):
            return _elements(words, old)
        return value(path, words, type(self._case), self._case.program, self._program.date_format)

    def _with_other_words(
        self, line: LetterLine, one: Found, before: forms.FieldWords
    ) -> forms.FieldWords | None:
        """The fields of a line whose fixed words changed; None, with a note, where uncertain."""
        values = forms.controlled(line, one)
        if values is None and _stand_in(before, one.text):
            values = before
        if values is None:
            self._notes.refuse(one, "its words cannot be separated from the fixed ones")
        else:
            old, new = differing(line.text, one.text)
            self._notes.tell(
                one,
                f"The fixed wording {quoted(old)} was changed to {quoted(new)}; the case keeps it.",
            )
        return values


def _stand_in(before: forms.FieldWords, text: str) -> bool:
    """Whether all fields stand in `text` as they were, one behind the other."""
    at = 0
    for _, words in before:
        found = text.find(words, at)
        if found < 0:
            return False
        at = found + len(words)
    return True


def _elements(words: str, old: tuple[Value, ...]) -> tuple[str, ...]:
    """The elements of a list that reads `words`; those of `old` that still stand are whole."""
    for one in map(str, old):
        if "," in one:
            words = words.replace(one, one.replace(",", _KEPT))
    return tuple(one.replace(_KEPT, ",") for one in lists.titles(words) if one)
