"""The names of WordprocessingML's elements, strict and transitional alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_SCHEMAS = "http://schemas.openxmlformats.org"
W = f"{{{_SCHEMAS}/wordprocessingml/2006/main}}"
M = f"{{{_SCHEMAS}/officeDocument/2006/math}}"
FALLBACK = f"{{{_SCHEMAS}/markup-compatibility/2006}}Fallback"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml)/")
_OFF = ("0", "false", "off")


def transitional(part: bytes) -> bytes:
    """`part` with the names that strict OOXML has for its elements as all other files have them."""
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)


def names(*words: str) -> frozenset[str]:
    """The elements of these names."""
    return frozenset(f"{W}{word}" for word in words)


def is_on(properties: Element | None, name: str) -> bool:
    """Whether `properties` turn `name` on; saying it is enough, and it can be said to be off."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val") not in _OFF


def value(properties: Element | None, name: str) -> str:
    """What `properties` say of `name`; empty where nothing."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""


def inside(element: Element, name: str) -> Iterator[Element]:
    """The elements of this name in `element`, without fallbacks for old programs."""
    for found in element.iter(f"{W}{name}"):
        if not any(one.tag == FALLBACK for one in found.iterancestors()):
            yield found
