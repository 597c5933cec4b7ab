"""Telephone numbers, mail and web addresses, and where somebody lives, in any shape."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from desktop.publication.places import NamePlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.publication.capital_sense import CapitalSense

PHONE, MAIL = "[telephone number removed]", "[e-mail address removed]"
WEB, ADDRESS = "[web address removed]", "[address removed]"
_PHONES = re.compile(
    r"(?<![\w/-])\+\d{1,3}(?:[ .-]?\(?\d{1,4}\)?){2,6}(?!\w)"
    r"|(?<![\w/.-])\(?\d{3}\)?[ .‑–-]{0,2}[/ .‑–-][ .‑–-]{0,2}\d{3}[ .‑–-]?\d{4}(?![\w-])"
    r"|(?<![\w/.-])\(?\d{3}\)?[ .-]{0,2}\d{3}[ .‑–-]\d{4}(?![\w-])"
    r"|(?<![\w/.-])(?:\d[ .‑–-]{1,3}){9}\d(?![\w-])"
    r"|(?<![\w/.-])\d{3}[.-]\d{3}[.-]\d{4}\s?(?:x|ext\.?)\s?\d{1,5}(?!\w)"
    r"|(?<=[a-z.,:#] )(?<![\w/.-])\d{3}[ .‑–-]\d{4}(?![\w/-])(?!\.\d)"
)
_CALLED = re.compile(
    r"\b(?i:call(?:ed)?|phone|telephone|tel|cell|mobile|fax(?:ed)?|text(?:ed)?|number|"
    r"reached? \w+ at|ext(?:ension)?|x)\b[^\n\d]{0,16}$"
)
_MAILS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,64}(?:\s?\.\s?[\w-]{1,64}){1,4}"
    r"|(?<![\w@])@[A-Za-z_]\w{2,30}(?!\w)"
    r"|(?<![\w.+-])[\w.+-]{2,64} ?[(\[]?\bat\b[)\]]? ?[\w-]{2,64} ?[(\[]?\b(?:dot|DOT)\b[)\]]?"
    r" ?\w{2,10}"
)
_WEB = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|info|io|us|co|example|health)\b"
    r"(?:/\S*)?"
)
_SIDE = r"(?:(?:[NSEW]|NE|NW|SE|SW)\.?|North|South|East|West)"
_STREET = (
    r"(?i:streets?|st|ave?|avenue|boulevard|blvd|road|rd|drive|dr|lane|ln|way|court|ct|place|pl|"
    r"parkway|pkwy|highway|hwy|circle|cir|terrace|ter|trail|trl|loop|square|sq|alley|plaza)"
)
_BEHIND = (
    r",?\s(?i:apt|apartment|unit|suite|ste|space|spc|bldg|building|#)\.?\s?#?[A-Z]?\d{0,5}[A-Z]?\b"
)
_HOUSE = re.compile(
    rf"(?<![\w/.$-])\d{{1,5}}[A-Z]?(?:-\d{{1,4}})?\s(?:{_SIDE}\s)?"
    r"(?P<street>(?:[A-Z][a-z]+\.?|de|la|del|los|las)(?:\s[A-Z][a-z]+){0,2}|"
    r"\d{1,3}(?:st|nd|rd|th)\b)"
    rf"(?:\s{_STREET}\b\.?)?(?:{_BEHIND})?"
)
_SMALL = re.compile(
    rf"(?<![\w/.$-])\d{{1,5}}\s(?:(?i:{_SIDE})\s)?[A-Za-z]{{3,20}}(?:\s[A-Za-z]{{3,20}})?\s"
    r"(?i:st|ave?|avenue|boulevard|blvd|rd|lane|ln|ct|pkwy|hwy|cir)\b\.?(?!\s\d)"
)
_ROUTE = re.compile(
    r"(?<![\w/.-])\d{1,5}\s(?:(?:Old|State|County|US|N|S|E|W)\s)?"
    r"(?:Route|Highway|Hwy|Interstate|Road|Rte|CR|SR)\s\d{1,4}\b"
)
_BOX = re.compile(
    r"(?i)\b(?:P(?:ost)?\.?\s?O(?:ffice)?\.?\s?(?:Box|Drawer)|rural route)\s#?\d{1,6}\b"
)
_ZIP = re.compile(
    r"(?P<city>\b[A-Z][a-z]+(?: [A-Z][a-z]+)?),?\s(?P<state>(?:CA|Calif\.?|California),?\s)?"
    r"\d{5}(?:-\d{4})?(?![\w/-])(?!\.\d)"
)
_FLAT = re.compile(
    r"\b(?:Apt|Apartment|Spc|Space|Trailer)\.?\s?(?:(?:No|no)\.?\s?)?#?\d{1,4}[A-Z]?\b"
)
_POINT = re.compile(r"(?<![\w.])-?\d{1,3}\.\d{4,}\s?,\s?-?\d{1,3}\.\d{4,}(?!\w)")
"""Degrees of latitude and longitude."""
_HOST = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d)")
_LIVES = re.compile(
    r"\b(?i:lives?|living|lived|resid\w+|address(?: is|:)?|moved|located|home|house|mails?|"
    r"send|sent|deliver\w*|visit)\b[^.\n]{0,24}$"
)


def reached(text: str, sense: CapitalSense) -> Iterator[NamePlace]:
    """By which numbers and addresses somebody is reached."""
    for match in _PHONES.finditer(text):
        digits = sum(map(str.isdigit, match[0]))
        if (
            digits > 7
            or match[0].startswith("555")
            or _CALLED.search(text, max(match.start() - 40, 0), match.start())
        ):
            yield NamePlace(*match.span(), PHONE, certain=digits > 9)
    for match in _MAILS.finditer(text):
        yield NamePlace(*match.span(), MAIL, certain=True)
    for match in itertools.chain(_WEB.finditer(text), _HOST.finditer(text)):
        yield NamePlace(*match.span(), WEB, certain=False)
    yield from _homes(text, sense)


def _homes(text: str, sense: CapitalSense) -> Iterator[NamePlace]:
    """Where somebody lives: asked, for a street may be called by any word."""
    plain = (pattern.finditer(text) for pattern in (_SMALL, _ROUTE, _BOX, _FLAT, _POINT))
    streets = (one for one in _HOUSE.finditer(text) if _is_street(text, one, sense))
    cities = (one for one in _ZIP.finditer(text) if _is_city(one, sense))
    for match in itertools.chain(streets, cities, *plain):
        yield NamePlace(*match.span(), ADDRESS, certain=False)


def _is_city(match: re.Match[str], sense: CapitalSense) -> bool:
    """Whether five digits stand behind a state or a place, and no word of the letter's own."""
    return bool(match["state"]) or not all(map(sense.is_expected, match["city"].split()))


def _is_street(text: str, match: re.Match[str], sense: CapitalSense) -> bool:
    """Whether words behind a number are a street's name and no count of things."""
    words = match["street"].rstrip(".").split()
    if words[0][0].isdigit():
        return _LIVES.search(text, max(match.start() - 40, 0), match.start()) is not None
    return not all(map(sense.is_expected, words))
