"""Numbers in figures and in words, as requests and letters write them."""

from __future__ import annotations

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_ONES + _TEENS)}
_ROUND = {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
TIMES = {"once": 1, "twice": 2, "thrice": 3}
WORDS = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES[1:])})\b)?"
    rf"|{'|'.join(sorted(_VALUES, key=len, reverse=True))})"
)
"""The pattern of a number below a hundred in words: "six", "twenty-four", "thirty two"."""
ADVERBS = "|".join(TIMES)
ALL_WORDS = (*_VALUES, *_ROUND, *TIMES)
"""Each word of which a number consists, or that says how many times."""


def value(words: str) -> int:
    """The number that `words` write, in figures or as `WORDS` or `TIMES` know it."""
    if words.isdecimal():
        return int(words)
    parts = words.casefold().replace("-", " ").split()
    return sum(_VALUES.get(one, 0) + _ROUND.get(one, 0) + TIMES.get(one, 0) for one in parts)
