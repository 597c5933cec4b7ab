"""What the words of a request mean: its services, drugs, parts of the body and setting.

Words are found in any case, singular or plural, the longest name first; a word of six letters or
more is also found with one letter wrong, missing, doubled or exchanged.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from desktop.records.toml_files import convert, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TOKEN = re.compile(r"[a-z]+\d*|\d+(?:\.\d+)?|%")
_SESSIONS = re.compile(r"\b[1-7] ?[x×] ?\d{1,2}\b(?!\s*(?:x|cm|mm|in\b|inch|\"))", re.IGNORECASE)
"""Times a week and weeks, such as "2 x 8"."""
_OF_SESSIONS = "therapy"
"""What is given so many times a week where the request does not say what."""
_SHORTEST_MISSPELT = 6
_LONGEST_MISSPELT = 40
"""The longest word that is tried as a misspelling: no known word is nearly as long."""
_Words = tuple[str, ...]


class Mention(msgspec.Struct, frozen=True):
    """A meaning and the words that carry it."""

    meaning: str
    words: str
    at: int
    """Where its first word stands among the request's words."""
    source: str = ""
    """What of the case says it; empty where the request does."""


Parts = tuple[Mention, ...]


class Understood(msgspec.Struct, frozen=True, dict=True):
    """What a request speaks of, each meaning once, in the order of its first mention."""

    services: tuple[Mention, ...] = ()
    """Services and classes of drugs."""
    body_parts: tuple[Mention, ...] = ()
    settings: tuple[Mention, ...] = ()

    @cached_property
    def meanings(self) -> frozenset[str]:
        """Every meaning of the request."""
        mentions = (*self.services, *self.body_parts, *self.settings)
        return frozenset(one.meaning for one in mentions)


class Entries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Under each meaning the names for it, with commas between; a file of one's own is such."""

    services: dict[str, str] = {}
    drugs: dict[str, str] = {}
    body_parts: dict[str, str] = {}
    settings: dict[str, str] = {}
    names: dict[str, str] = {}
    """Proper names among the services, which keep their capital inside a sentence."""
    codes: dict[str, str] = {}
    """Beginnings of ICD-10 codes by the part of the body of their diagnoses."""
    broad: dict[str, str] = {}
    """Under each broad part of the body the narrower ones."""

    def texts(self) -> Iterator[str]:
        """Each meaning and its names."""
        for table in (self.services, self.drugs, self.body_parts, self.settings, self.names):
            for meaning, names in table.items():
                yield from (meaning, names)


def read_entries(text: str, name: str) -> Entries:
    """The words in the TOML `text` of the file `name`; raises `TomlError`."""
    return convert(parse(text, name), Entries, text, name)


class RequestWords:
    """The words of requests and their meanings."""

    def __init__(self, entries: Entries) -> None:
        self._entries = entries
        correct: set[str] = set()
        self._services = _Lexicon([entries.services, entries.drugs], correct)
        self._body_parts = _Lexicon([entries.body_parts], correct)
        self._settings = _Lexicon([entries.settings], correct)
        self._codes = {
            _code(start): part for part, all in entries.codes.items() for start in all.split(",")
        }
        self._narrower = {
            broad: frozenset(one.strip() for one in all.split(","))
            for broad, all in entries.broad.items()
        }
        self.services = frozenset(entries.services) | frozenset(entries.drugs)
        """The meanings that a guideline's ``services`` may name."""
        self.body_parts = tuple(entries.body_parts)
        """The meanings that a guideline's ``body_parts`` may name, the commonest first."""
        self.meanings = self.services.union(entries.body_parts, entries.settings)
        """All meanings, which ``needs``, ``unless`` and ``stronger_with`` may name."""

    @cached_property
    def _names(self) -> _Lexicon:
        return _Lexicon([self._entries.drugs, self._entries.names], set())

    def joined(self, more: Entries) -> RequestWords:
        """These words, and `more`."""
        mine = self._entries
        return RequestWords(
            Entries(
                **{
                    kind: _joined(getattr(mine, kind), getattr(more, kind))
                    for kind in Entries.__struct_fields__
                }
            )
        )

    def understand(self, request: str) -> Understood:
        """What `request` speaks of."""
        words = list(_tokens(request))
        services = self._services.find(words) or self._sessions(request)
        return Understood(services, self._body_parts.find(words), self._settings.find(words))

    def _sessions(self, request: str) -> tuple[Mention, ...]:
        """What a `request` without any other service asks for by a schedule."""
        found = _SESSIONS.search(request)
        return self._services.find([(found[0], _OF_SESSIONS)]) if found else ()

    def told_by(self, request: Parts, case: Parts) -> Parts:
        """The parts of the body of an item, by what its `request` and its `case` name.

        The case tells them where the request names none, and the narrower of a broad one.
        """
        if not request:
            return case
        named = {one.meaning for one in request}
        narrower = frozenset().union(*(self._narrower.get(one, ()) for one in named))
        within = (one for one in case if one.meaning in narrower - named)
        return (*within, *request) if named.issubset(self._narrower) else request

    def parts_in(self, text: str) -> tuple[Mention, ...]:
        """The parts of the body that `text` names."""
        return self._body_parts.find(list(_tokens(text)))

    def coded(self, codes: Iterable[str]) -> tuple[Mention, ...]:
        """The parts of the body of the diagnoses with these ICD-10 `codes`, each once."""
        found: dict[str, Mention] = {}
        for code in codes:
            starts = (_code(code)[:length] for length in range(len(code), 1, -1))
            part = next((self._codes[one] for one in starts if one in self._codes), "")
            if part:
                found.setdefault(part, Mention(part, code, len(found)))
        return tuple(found.values())

    def is_name(self, word: str) -> bool:
        """Whether `word` alone is a proper name: of a drug, or one that the file lists."""
        return self._names.knows(word)

    def is_service(self, word: str) -> bool:
        """Whether `word` belongs to the name of a service and is no proper name."""
        return self._services.has(word) and not self.is_name(word)


class _Lexicon:
    """Names of one kind, found by their first word; `correct` are the words of every kind."""

    def __init__(self, sources: Iterable[Mapping[str, str]], correct: set[str]) -> None:
        self._names: dict[str, dict[_Words, list[str]]] = {}
        self._correct = correct
        for source in sources:
            for meaning, names in source.items():
                for name in names.lower().split(", "):
                    words = (name,) if name.isalpha() and name.isascii() else _TOKEN.findall(name)
                    self._add(tuple(map(_singular, words)), meaning)
        self._longest = {
            first: sorted(names, key=len, reverse=True) for first, names in self._names.items()
        }

    def _add(self, words: _Words, meaning: str) -> None:
        if words:
            self._correct.update(words)
            self._names.setdefault(words[0], {}).setdefault(words, []).append(meaning)

    def find(self, words: list[tuple[str, str]]) -> tuple[Mention, ...]:
        """The meanings in `words`, each at its first mention."""
        spelt = [self._spelling(word) for _, word in words]
        found: dict[str, Mention] = {}
        at = 0
        while at < len(spelt):
            name = self._name_at(spelt, at)
            for meaning in self._names.get(spelt[at], {}).get(name, ()):
                shown = " ".join(shown for shown, _ in words[at : at + len(name)])
                found.setdefault(meaning, Mention(meaning, shown, at))
            at += len(name) or 1
        return tuple(found.values())

    def knows(self, word: str) -> bool:
        """Whether `word` alone is a name."""
        return tuple(known for _, known in _tokens(word)) in self._names.get(word.lower(), {})

    def has(self, word: str) -> bool:
        """Whether `word` is a word of some name."""
        return _singular(word.lower().rstrip(",")) in self._known

    def _name_at(self, words: list[str], at: int) -> _Words:
        """The longest name that begins at `at`; empty where none does."""
        for name in self._longest.get(words[at], ()):
            if tuple(words[at : at + len(name)]) == name:
                return name
        return ()

    def _spelling(self, word: str) -> str:
        """`word`, or the known word that it misspells."""
        if not _SHORTEST_MISSPELT <= len(word) <= _LONGEST_MISSPELT or word in self._correct:
            return word
        near = (self._near[key] for key in _shortened(word) if key in self._near)
        return next((known for known in near if _one_apart(known, word)), word)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word for names in self._names.values() for name in names for word in name)

    @cached_property
    def _near(self) -> dict[str, str]:
        """Known words by what is left of them without one letter."""
        long = sorted(word for word in self._known if len(word) >= _SHORTEST_MISSPELT)
        return {key: word for word in long for key in _shortened(word)}


def _joined(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """The names under each meaning of both."""
    meanings = dict.fromkeys([*one, *other])
    return {meaning: f"{one.get(meaning, '')}, {other.get(meaning, '')}" for meaning in meanings}


def _code(code: str) -> str:
    """An ICD-10 code, or its beginning, as it is compared: without its dot."""
    return code.strip().replace(".", "").upper()


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """The words of `text`, as written and as compared."""
    for match in _TOKEN.finditer(text.lower()):
        yield text[match.start() : match.end()], _singular(match[0])


def _singular(word: str) -> str:
    """`word` without the ending of a plural."""
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _shortened(word: str) -> Iterator[str]:
    """`word`, and it without each of its letters."""
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter changed, added, left out or exchanged makes `one` of `other`."""
    if abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), -1)
    rest, left = one[same:], other[same:]
    exchanged = rest[:2] == left[1::-1] and rest[2:] == left[2:]
    return exchanged or rest[1:] == left[1:] or rest[1:] == left or rest == left[1:]
