"""A letter as PDF: accessible (PDF/UA-1) and archival (PDF/A-2a) in one file, set by Typst."""

from __future__ import annotations

import threading
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import typst

from desktop import assets
from desktop.domain.case import Case
from desktop.domain.question import describe
from desktop.letter.blocks import AnyBlock, Letter, runs
from desktop.letter.compose import LetterError
from desktop.letter.outline import printable
from desktop.letter.stamp import stamp

if TYPE_CHECKING:
    from desktop.letter.pack import Pack

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_compilers = threading.local()


class _Sheet(msgspec.Struct):
    """What the style sheet reads."""

    title: str
    letterhead: str
    footer: str
    seal: str
    blocks: tuple[AnyBlock, ...]


def write(letter: Letter, pack: Pack) -> bytes:
    """The letter's PDF; raises `LetterError`, naming the field, where a character has no shape."""
    _refuse_right_to_left(letter)
    files = prepared(letter, pack)
    try:
        made = compiler().compile(files, pdf_standards=STANDARDS, timestamp=stamp(letter))
    except typst.TypstError as error:
        raise _named(error, letter) from error
    return made if isinstance(made, bytes) else b"".join(made or ())


def prepared(letter: Letter, pack: Pack) -> Any:
    """The files that Typst reads, by name: the style sheet and the letter."""
    sheet = _Sheet(
        title=letter.title,
        letterhead=letter.letterhead,
        footer=letter.footer,
        seal=letter.seal,
        blocks=tuple(printable(letter.blocks)),
    )
    return {"main.typ": pack.bytes("letter.typ"), "letter.json": msgspec.json.encode(sheet)}


@cache
def _fonts() -> typst.Fonts:
    folder = assets.resource("fonts")
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def compiler() -> typst.Compiler:
    """This thread's compiler: one may not be shared, and a kept one remembers the last letter."""
    if not hasattr(_compilers, "mine"):
        _compilers.mine = typst.Compiler(root=assets.resource("fonts"), font_paths=_fonts())
    mine: typst.Compiler = _compilers.mine
    return mine


def _refuse_right_to_left(letter: Letter) -> None:
    """Typst's PDF writer breaks down, with a Rust backtrace, over right-to-left words."""
    for run in runs(letter):
        if not run.text.isascii():
            for char in run.text:
                if unicodedata.bidirectional(char) in ("R", "AL"):
                    raise _unshowable(char, run.path)


def _named(error: typst.TypstError, letter: Letter) -> LetterError:
    """Typst's refusal as a sentence that names the field, where a character is at fault."""
    for run in runs(letter):
        fault = next((char for char in run.text if _is_named(char, error.message)), "")
        if fault:
            return _unshowable(fault, run.path)
    return LetterError(f"The PDF cannot be made: {error.message}.")


def _unshowable(char: str, path: str) -> LetterError:
    field = describe(Case, path) if path else "The letter's own wording"
    return LetterError(
        f"{field} has a character that the letter's fonts cannot show: "
        f"“{char}” (U+{ord(char):04X}). Replace it or leave it out.",
        path,
    )


def _is_named(char: str, message: str) -> bool:
    """Whether Typst's `message` is about `char`, which it may give by its code."""
    return not char.isascii() and (char in message or f"{{{ord(char):x}}}" in message)
