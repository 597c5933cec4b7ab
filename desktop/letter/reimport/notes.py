"""What an edited file says that is not taken, a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.letter.reimport.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.letter.reimport.fields import Fields
    from desktop.letter.reimport.paragraphs import Found


class ReimportNotes:
    """Sentences in their order, and the paragraphs that they are about."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}
        self._mentioned: set[int] = set()

    def tell(self, one: Found, sentence: str) -> None:
        """A sentence on the paragraph `one`."""
        self._mentioned.add(one.number)
        self._sentences[sentence] = None

    def say(self, sentence: str, path: str = "", fields: Fields | None = None) -> None:
        """A sentence on the field at `path`, or on what no paragraph says."""
        if fields is not None:
            self._mentioned |= {one.number for one in fields.sources.get(path, [])}
        self._sentences[sentence] = None

    def refuse(self, one: Found, reason: str) -> None:
        """The paragraph `one` is not taken."""
        self.tell(one, f"The paragraph {quoted(one.text)} was not taken over: {reason}.")

    def outside(self, one: Found) -> None:
        """The paragraph `one` belongs to no field."""
        self.tell(
            one, f"The text {quoted(one.text)} stands outside any field and was not taken over."
        )

    def left_out(self, words: str) -> None:
        """The letter's `words` are not in the file."""
        self.say(f"The wording {quoted(words)} was left out; the case keeps it.")

    def tells_of(self, one: Found) -> bool:
        """Whether a note mentions the paragraph `one`."""
        return one.number in self._mentioned

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)
