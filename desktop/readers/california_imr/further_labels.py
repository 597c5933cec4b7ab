"""Labels of the template that belong to further fields: those that no part of a letter is read for.

A letter that was made before its template had such a label reads as it did.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from desktop.letter.compose.labels import labels
from desktop.letter.read.values import value
from desktop.readers.california_imr.outline import LetterPart
from desktop.readers.california_imr.served import is_read_elsewhere
from desktop.records import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.cases.case import Case
    from desktop.letter.compose.labels import FieldLabel
    from desktop.letter.compose.pack import Pack
    from desktop.programs.program import Program

_ITEM = re.compile(r"item\.(\d+)(?=$|\.)")
_FIRST = re.compile(r"disputed_items\.0(?=\.)")


class LabelledValue(NamedTuple):
    """What stands behind a label, and the field that it belongs to."""

    path: str
    label: str
    words: str


class SeparatedParts(NamedTuple):
    """A letter's parts, and what its further labels say."""

    whole: list[LetterPart]
    """All words of the letter."""
    usual: list[LetterPart]
    """The words without the lines of further labels."""
    values: tuple[LabelledValue, ...]


class FurtherLabels(NamedTuple):
    """The further labels of a template: those of its header, and those of other blocks."""

    header: tuple[FieldLabel, ...]
    """All labels of the header, in its order."""
    beside: tuple[FieldLabel, ...]

    def of_header(self, words: str) -> tuple[str, tuple[LabelledValue, ...]]:
        """The `words` of a header without its further labels, and what stands behind them."""
        found: list[LabelledValue] = []
        for one in self.header:
            if not is_read_elsewhere(one.path):
                words = _taken(words, one, self.header, found)
        return words, tuple(found)

    def apart(self, parts: list[LetterPart]) -> SeparatedParts:
        """`parts`, with the lines of further labels in the blocks to which they belong."""
        found: list[LabelledValue] = []
        whole: list[LetterPart] = []
        usual: list[LetterPart] = []
        for part in parts:
            before = len(found)
            for piece in _cut(part, self.beside, found):
                usual += () if len(found) > before else (piece,)
                before = len(found)
                _join(whole, piece)
        return SeparatedParts(whole, usual, tuple(found))

    def usual_header(self, values: dict[str, str]) -> str:
        """The header of these `values` as the template has it, a label a line."""
        known = (one for one in self.header if one.path in values or is_read_elsewhere(one.path))
        return "\n".join(f"{one.label} {values.get(one.path, '')}" for one in known)


def of(pack: Pack) -> FurtherLabels:
    """The further labels of the pack's published letter."""
    known = labels(pack, "published")
    header = tuple(one for one in known if one.block == "header")
    in_blocks = (one for one in known if one.block != "header" and not is_read_elsewhere(one.path))
    return FurtherLabels(header, tuple(in_blocks))


def with_values(case: Case, found: tuple[LabelledValue, ...], program: Program) -> Case:
    """`case` with what was `found` behind further labels, as far as it is of the fields' kinds."""
    for one in found:
        with suppress(ValueError, LookupError):
            case = paths.put(
                case,
                one.path,
                value(one.path, one.words, type(case), program.id, program.date_format),
            )
    return case


def _taken(
    words: str, one: FieldLabel, all_labels: tuple[FieldLabel, ...], found: list[LabelledValue]
) -> str:
    """`words` without the label `one` and its value, which a line's end or the next label ends."""
    ends = "|".join(_pattern(other.label) for other in all_labels)
    sign = re.compile(
        rf"(?<!\w)(?P<label>{_pattern(one.label)})\s*(?P<value>.*?)\s*(?=$|(?<!\w)(?:{ends}))",
        re.MULTILINE,
    )
    match = sign.search(words)
    if match is None:
        return words
    found.append(LabelledValue(one.path, match["label"], match["value"]))
    return f"{words[: match.start()].rstrip()}\n{words[match.end() :].lstrip()}".strip()


def _cut(
    part: LetterPart, labels: tuple[FieldLabel, ...], found: list[LabelledValue]
) -> Iterator[LetterPart]:
    """The pieces of `part`: each line with a further label, and what stands between."""
    here: list[str] = []
    item = _ITEM.match(part.place)
    for line in part.words.splitlines():
        match, one = _labelled(line, labels)
        if match is None or one is None or (_ITEM.match(one.block) and not item):
            here.append(line)
            continue
        yield from _piece(part.place, here)
        here = []
        number = int(item[1]) if item else 1
        path = _FIRST.sub(f"disputed_items.{number - 1}", one.path)
        found.append(LabelledValue(path, one.label, line[match.end() :].strip()))
        yield LetterPart(_ITEM.sub(f"item.{number}", one.block), line)
    yield from _piece(part.place, here)


def _piece(place: str, lines: list[str]) -> Iterator[LetterPart]:
    if lines:
        yield LetterPart(place, "\n".join(lines))


def _join(parts: list[LetterPart], piece: LetterPart) -> None:
    """Adds `piece` to `parts`, to the last of them where it is of the same block."""
    if parts and piece.place and parts[-1].place == piece.place:
        parts[-1] = LetterPart(piece.place, f"{parts[-1].words}\n{piece.words}")
    else:
        parts.append(piece)


def _labelled(
    line: str, labels: tuple[FieldLabel, ...]
) -> tuple[re.Match[str] | None, FieldLabel | None]:
    for one in labels:
        match = re.match(_pattern(one.label), line)
        if match:
            return match, one
    return None, None


def _pattern(label: str) -> str:
    """The `label` with any white space between its words and before its colon."""
    words = r"\s+".join(map(re.escape, label.rstrip(": ").split()))
    return rf"{words}\s?:"
