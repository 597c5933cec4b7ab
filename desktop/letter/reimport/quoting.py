"""How words of a letter are quoted in a sentence to the reader."""

from __future__ import annotations

_AROUND = 3
"""Words that are quoted on either side of what differs."""


def quoted(words: str) -> str:
    """`words` in one line and in quotation marks."""
    return f"“{' '.join(words.split())}”"


def differing(before: str, after: str) -> tuple[str, str]:
    """Of two texts the stretches that differ, with a few words around them."""
    old, new = before.split(), after.split()
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    end = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    first = max(start - _AROUND, 0)
    return _stretch(old, first, len(old) - end), _stretch(new, first, len(new) - end)


def _stretch(words: list[str], first: int, end: int) -> str:
    last = min(end + _AROUND, len(words))
    ahead, behind = "… " if first else "", " …" if last < len(words) else ""
    return f"{ahead}{' '.join(words[first:last])}{behind}"
