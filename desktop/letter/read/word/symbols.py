"""Characters of symbol fonts, and raised and lowered ones, as the characters that they look like.

Only characters that the letters' fonts have.
"""

from __future__ import annotations

_SYMBOL = {
    0x2D: "−",
    0xA0: "€", 0xA1: "ϒ", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA6: "ƒ", 0xA7: "♣",
    0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC7: "∩",
    0xD2: "®",
    0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD8: "¬",
    0xDB: "⇔", 0xE0: "◊", 0xE2: "®", 0xE3: "©",
    0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
"""The font Symbol, without its letters and what is the same in every font."""
_GREEK = dict(zip(b"ABGDEZHQIKLMNXOPRSTUFCYW", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", strict=True)) | dict(
    zip(b"abgdezhqiklmnxoprVstufcywJjv", "αβγδεζηθικλμνξοπρςστυφχψωϑϕϖ", strict=True)
)
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x76: "•", 0x77: "•", 0x9E: "•", 0x9F: "•",
    0xA7: "▪", 0xA8: "□", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→",
    0xF3: "⇔",
}  # fmt: skip
_SAME = {ord(char): char for char in " !#%&()+,./0123456789:;<=>?[]_{|}~"}
_FONTS = {"symbol": _SAME | _GREEK | _SYMBOL, "wingdings": _WINGDINGS}
PRIVATE = 0xF000
"""Word moves the characters of a symbol font here."""
_RAISED = str.maketrans("123456789n", "¹²³⁴⁵⁶⁷⁸⁹ⁿ")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def symbol(font: str, code: int) -> str:
    """The character that `font` shows for `code`; empty where it is not known."""
    known = _FONTS.get(font.casefold())
    if known is None:
        return "" if PRIVATE <= code <= PRIVATE + 0xFF else chr(code)
    return known.get(code - PRIVATE if code >= PRIVATE else code, "")


def raised(words: str) -> str:
    """`words` in raised characters; empty where one of them has none."""
    return _shifted(words, _RAISED)


def lowered(words: str) -> str:
    """`words` in lowered characters; empty where one of them has none."""
    return _shifted(words, _LOWERED)


def _shifted(words: str, table: dict[int, int]) -> str:
    return words.translate(table) if all(ord(char) in table for char in words) else ""
