"""Words with a capital that no list of words has: they may be somebody's name."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from desktop.checks.context.person_names import is_study
from desktop.publication.folding import fold, folded_word
from desktop.publication.hints import SOMEBODY
from desktop.publication.identities import parts
from desktop.publication.places import NamePlace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from desktop.checks.context.references import References
    from desktop.publication.identities import Identity

USUAL = 3000
"""How often the word list must count a word for it to be no name, capital or not."""
NICKNAME = 12_000
"""The same of a short form such as "Mike"."""
_WORD = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-ÞĆČĐŁŚŠŻŽ][^\W\d_]+(?:['’][^\W\d_]{2,})?(?![^\W_]|-[a-z])")
_ANY = re.compile(r"(?<![^\W_])[^\W\d_]{7,}(?![^\W_])")
_OF = re.compile(r"['’]s?$")
_WORDS = re.compile(r"[^\W\d_]+")
_FRONT = re.compile(
    r"(?:neuro|post|pre|sub|electro|over|under|un|non|re|para|inter|intra|multi|anti|micro|hyper|"
    r"hypo|peri|supra|infra|extra|poly|mono|radio|cardio|osteo|arthro|myo|thoraco|lumbo|cervico)"
    r"(?=[a-z]{5})"
)
_ENDINGS = ("s", "es", "ed", "ing", "ly")
_LONG, _LONGEST_ACRONYM = 5, 4
_NEXT = re.compile(r"\s(?:[A-Z]\.\s)?(?P<word>[A-Z][^\W\d_]+)(?![^\W_]|-[a-z])")
_BEFORE = re.compile(r"(?<![^\W_])(?P<word>[A-Z][^\W\d_]+)\s(?:[A-Z]\.\s)?$")


class Familiar:
    """Knows the words of a letter that are no names: English, medicine, `own` words."""

    def __init__(self, references: References, own: Iterable[str]) -> None:
        names, prose = references.language.names, references.language.acronyms
        self._english = references.english()
        listed = (names.eponyms, names.firms, names.trades, names.no_names, names.initials)
        words = (*prose.known, *prose.meanings, *(one for some in listed for one in some))
        texts = (*references.terms.drug_names, *words)
        self._listed = frozenset(_small(" ".join((*texts, *own, references.capitals.public))))
        short = {one for one in names.short_forms if self._english.get(one, 0) < NICKNAME}
        self._people = names.given_names | names.family_names | (short - set(names.ambiguous))
        self._born = frozenset((*names.given, *names.family))
        self._bearable = self._born | frozenset(names.ambiguous)
        self._nobodies = names.nobodies | frozenset(names.no_names)
        self._proper = references.capitals.names - self._listed
        self.knows = lru_cache(32_768)(self._knows)
        self.is_name = lru_cache(32_768)(self._is_name)

    def _knows(self, word: str) -> bool:
        """Whether a list has `word`; without any list each word is known."""
        small = bare(word)
        if small in self._proper:
            return False
        front = _FRONT.match(small)
        parts = {small, small[front.end() if front else 0 :], *small.split("'")}
        return not self._english or any(map(self._has, parts))

    def _has(self, small: str) -> bool:
        """Whether a list has `small`, an ending aside."""
        forms = [small, *(small.removesuffix(end) for end in _ENDINGS if small.endswith(end))]
        return len(small) > 1 and any(one in self._english or one in self._listed for one in forms)

    def is_usual(self, word: str) -> bool:
        """Whether `word` is an everyday one, or the trade's, and nobody's name."""
        small = folded_word(word)
        often = self._english.get(small, 0) >= USUAL
        known = small in self._listed or often
        named = small in self._people or small in self._proper
        return not self._english or (known and not named)

    def lists(self, small: str) -> bool:
        """Whether `small` is a word of the trade, a drug or a namesake."""
        return small in self._listed

    def may_name(self, word: str) -> bool:
        """Whether `word` would be somebody's name where only a name stands."""
        return folded_word(word) in self._bearable or not self.is_usual(word)

    def is_born(self, word: str) -> bool:
        """Whether `word` is a common given or family name, whatever else it is."""
        return word in self._born

    def _is_name(self, word: str) -> bool:
        """Whether `word` is a common name and no sign's, test's or place's."""
        small = bare(word)
        return small in self._people and small not in self._nobodies


def unfamiliar(text: str, familiar: Familiar) -> Iterator[NamePlace]:
    """Each word with a capital that is not known, with the rarer ones next to it."""
    for match in _WORD.finditer(text):
        word = match[0]
        short = len(word) < 4 and word.isupper()
        strange = not short and (familiar.is_name(word) or _is_strange(word, familiar))
        if strange and not is_study(text, match.end()):
            yield NamePlace(*match.span(), SOMEBODY, certain=False)


def neighbors(text: str, found: Sequence[NamePlace], familiar: Familiar) -> Iterator[NamePlace]:
    """The words with a capital before and behind names, where they are no everyday words."""
    names = [one for one in found if one.role == SOMEBODY or not one.role.startswith("[")]
    starts, ends = {one.start for one in names}, {one.end for one in names}
    behind = (_NEXT.match(text, end) for end in ends if end + 1 not in starts)
    before = (
        _BEFORE.search(text, max(start - 24, 0), start) for start in starts if start - 1 not in ends
    )
    for match in itertools.chain(before, behind):
        if match and (familiar.is_name(match["word"]) or not familiar.knows(match["word"])):
            yield NamePlace(*match.span("word"), SOMEBODY, certain=False)


def hidden(text: str, people: Sequence[Identity], familiar: Familiar) -> Iterator[NamePlace]:
    """A longer word that no list has, such as a file's name, with a name inside it."""
    known = ((part, one) for one in people for part in parts(one) if len(part) >= _LONG)
    inner = [(part, one) for part, one in known if not familiar.is_usual(part)]
    for match in _ANY.finditer(text):
        small = folded_word(match[0])
        one = next((one for part, one in inner if part in small and part != small), None)
        if one and not familiar.knows(match[0]):
            yield NamePlace(*match.span(), one.role, certain=False)


def _is_strange(word: str, familiar: Familiar) -> bool:
    return not _is_short(word) and not familiar.knows(word)


def _is_short(word: str) -> bool:
    """Whether a word is too short to ask about, or the letters of an acronym."""
    acronym = len(word) <= _LONGEST_ACRONYM or not re.search("[AEIOUY]", word)
    return len(word) < 3 or (word.isupper() and acronym)


def bare(word: str) -> str:
    """`word` as the lists have it, without the sign of a possessive."""
    return folded_word(_OF.sub("", word) if "'" in word or "’" in word else word)


def _small(text: str) -> list[str]:
    return _WORDS.findall(fold(text).text)
