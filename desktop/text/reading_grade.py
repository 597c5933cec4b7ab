"""How hard a text is to read, by the Flesch-Kincaid grade."""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(2048)
def grade(sentences: tuple[str, ...]) -> float:
    """The years of schooling that `sentences` ask for; 0 where there are no words."""
    counts = [_counts(sentence) for sentence in sentences]
    words, syllables = (sum(figures) for figures in zip(*counts, strict=True)) if counts else (0, 0)
    if not words:
        return 0.0
    return 0.39 * words / len(sentences) + 11.8 * syllables / words - 15.59


def hardest(sentences: tuple[str, ...]) -> str:
    """The sentence of the highest grade."""
    return max(sentences, key=lambda sentence: grade((sentence,)))


@lru_cache(8192)
def _counts(sentence: str) -> tuple[int, int]:
    """The words and the syllables of a sentence."""
    words = _WORD.findall(sentence)
    return len(words), sum(map(_syllables, words))


@lru_cache(16384)
def _syllables(word: str) -> int:
    stem = word.lower().removesuffix("e")
    return max(len(_VOWELS.findall(stem)), 1)
