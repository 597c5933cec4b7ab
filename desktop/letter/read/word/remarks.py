"""What a person should know about a Word file: what was left out, or lost its formatting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TRACKED = "The file has tracked changes: insertions and deletions were read as accepted."
FETCHING = "The file refers to other files: nothing was fetched from them."
STRUCK = "“{words}” is struck through in the file; the words are taken without the line."
RAISED = "“{words}” is raised in the file; it is taken as “{taken}”."
LOWERED = "“{words}” is lowered in the file; it is taken as “{taken}”."
HIDDEN = "The hidden text “{words}” is left out."
EQUATION = "An equation is taken as the words “{words}”."
PICTURE = "A picture or drawing stands {where}; it is not taken over."
OBJECT = "An embedded object stands {where}; it is not taken over."
SYMBOL = "A symbol ({words}) stands {where}; no letter can show it, and it is left out."
COMMENT = "A comment in the file says “{words}”; it is not taken over."
INSERTED = "The file takes in another document, which was not read."
_LONGEST = 60


class Remarks:
    """Remarks in the order of the file; those on one paragraph wait for its words."""

    def __init__(self) -> None:
        self._sentences: dict[str, None] = {}
        self._waiting: list[list[str]] = []
        self._goes_on = False

    def say(self, sentence: str) -> None:
        """A remark on the file."""
        self._sentences[sentence] = None

    def mark(self, sentence: str, words: str, taken: str = "") -> None:
        """A remark on `words` of the paragraph; it goes on where the last one was the same."""
        if self._goes_on and self._waiting and self._waiting[-1][0] == sentence:
            self._waiting[-1][1] += words
            self._waiting[-1][2] += taken
        else:
            self._waiting.append([sentence, words, taken])
        self._goes_on = True

    def plain(self) -> None:
        """Words without a remark: the next remark is one of its own."""
        self._goes_on = False

    def end(self, paragraph: str) -> None:
        """The paragraph that is over says this."""
        for sentence, words, taken in self._waiting:
            remark = sentence.format(words=words.strip(), taken=taken, where=_where(paragraph))
            self._sentences[remark] = None
        self._waiting = []
        self._goes_on = False

    def __iter__(self) -> Iterator[str]:
        return iter(self._sentences)


def _where(paragraph: str) -> str:
    words = " ".join(paragraph.split())
    if not words:
        return "in a paragraph without words"
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
    return f"in the paragraph “{short}”"
