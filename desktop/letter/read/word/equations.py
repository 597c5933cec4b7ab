"""An equation of Word in one line of words: (a)/(b), a^b, √(a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.letter.read.word.namespaces import M

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element as Element


def linear(element: Element) -> str:
    """The words of the equation, or of the part of one, that `element` is."""
    if element.tag == f"{M}t":
        return element.text or ""
    shape = _SHAPES.get(element.tag)
    return shape(element) if shape else "".join(map(linear, element))


def _part(element: Element, name: str) -> str:
    found = element.find(f"{M}{name}")
    return linear(found) if found is not None else ""


def _grouped(words: str) -> str:
    """`words`, in parentheses where they are more than one number or name."""
    return words if words.replace(".", "").isalnum() else f"({words})"


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _raised(element: Element) -> str:
    return f"{_part(element, 'e')}^{_grouped(_part(element, 'sup'))}"


def _lowered(element: Element) -> str:
    return f"{_part(element, 'e')}_{_grouped(_part(element, 'sub'))}"


def _both(element: Element) -> str:
    return f"{_lowered(element)}^{_grouped(_part(element, 'sup'))}"


def _root(element: Element) -> str:
    return f"{_part(element, 'deg')}√({_part(element, 'e')})"


def _bracketed(element: Element) -> str:
    return f"({', '.join(linear(one) for one in element.findall(f'{M}e'))})"


_SHAPES: dict[str, Callable[[Element], str]] = {
    f"{M}f": _fraction,
    f"{M}sSup": _raised,
    f"{M}sSub": _lowered,
    f"{M}sSubSup": _both,
    f"{M}rad": _root,
    f"{M}d": _bracketed,
}
