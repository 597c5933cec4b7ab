"""Finding a citation by a few letters of its chapter, section or topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter

from desktop.ui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.cases.case import Citation
    from desktop.guidelines.citations import Suggestion
    from desktop.ui.widgets.theme import Theme

MOST = 12


class CitationLine(SearchLine):
    """Searches the works; the citation that is chosen is `found`."""

    found = Signal(object)

    def __init__(self, search: Callable[[str], tuple[Suggestion, ...]], theme: Theme) -> None:
        super().__init__(theme, "Find a citation: chapter, section, topic", "Find a citation")
        self._search = search
        self._suggestions: dict[str, Citation] = {}
        self._model = QStringListModel(self)
        self._completer = self._completing()
        self.setCompleter(self._completer)
        self.textEdited.connect(self._suggest)
        self.returnPressed.connect(self._choose_first)

    def _completing(self) -> QCompleter:
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(MOST)
        completer.activated.connect(self._choose)
        return completer

    def _suggest(self, words: str) -> None:
        """Offers the citations that match the words so far."""
        found = self._search(words) if words.strip() else ()
        self._suggestions = {in_words(one): one.citation for one in found}
        self._model.setStringList(list(self._suggestions))

    def _choose(self, words: str) -> None:
        citation = self._suggestions.get(words)
        if citation is not None:
            self.found.emit(citation)
            self.clear()

    def _choose_first(self) -> None:
        popup = self._completer.popup()
        if popup is None or not popup.isVisible() or not popup.currentIndex().isValid():
            self._choose(next(iter(self._suggestions), ""))


def in_words(suggestion: Suggestion) -> str:
    """A suggestion in one line: what it is, its year, its place, and whether it holds."""
    citation = suggestion.citation
    title = f"{citation.title} {citation.year}" if citation.year else citation.title
    place = "; ".join(filter(None, (citation.chapter, citation.topic, *citation.sections)))
    source = "" if citation.source.value in title else f"{citation.source.value}: "
    past = "" if suggestion.in_force else "  (not in force for this item)"
    return f"{source}{title}{f', {place}' if place else ''}{past}"
