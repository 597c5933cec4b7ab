"""A letter as PDF: accessible (PDF/UA-1) and archival (PDF/A-2a) in one file, set by Typst."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import typst

from desktop.letter.compose.compose import LetterError, file_of
from desktop.letter.compose.html import map_lines
from desktop.letter.compose.stylesheet import checked
from desktop.letter.model.blocks import AnyBlock, Letter, Run, Runs
from desktop.letter.model.direction import directed
from desktop.letter.model.outline import printable
from desktop.letter.read.confined import run
from desktop.letter.read.refusal import ReadError
from desktop.letter.write.refusal import refuse_unshown
from desktop.letter.write.stamp import stamp
from desktop.platform import assets
from desktop.records.conversion import shaped

if TYPE_CHECKING:
    from desktop.letter.compose.pack import Pack

Files = dict[str, bytes]
"""What Typst reads, by name."""

SHEET = "letter.typ"
MAIN, DATA = "main.typ", "letter.json"
KNOWN = frozenset({"3d71b4b0ffd628b46f5143802da3ffe5ab938fdea95fded6b4d06de8f80034b1"})
"""The SHA-256 of the program's own style sheets, which are known to end."""
SECONDS = 3
"""Seconds of processor time for a short letter with any other style sheet."""
BYTES_A_SECOND = 50_000
"""The length of a longer letter, which gets more time."""
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
_compilers = threading.local()


class _Sheet(msgspec.Struct):
    """What the style sheet reads."""

    title: str
    letterhead: Runs
    footer: Runs
    seal: str
    blocks: tuple[AnyBlock, ...]


def write(letter: Letter, pack: Pack) -> bytes:
    """The letter's PDF; raises `LetterError`, naming the field, where a character has no shape."""
    refuse_unshown(letter)
    files = prepared(letter, pack)
    if hashlib.sha256(files[MAIN]).hexdigest() in KNOWN:
        return _compiled(files, stamp(letter))
    return _compiled_apart(files, stamp(letter))


# Typst takes files by name, and its types do not say so.
def _compiled(files: Any, at: dt.datetime) -> bytes:
    try:
        made = compiler().compile(files, pdf_standards=STANDARDS, timestamp=at)
    except typst.TypstError as error:
        raise LetterError(f"The PDF cannot be made: {error.message}.") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise LetterError("The PDF cannot be made: its typesetter broke down over it.") from error
    return made if isinstance(made, bytes) else b"".join(made or ())


def _compiled_apart(files: Files, at: dt.datetime) -> bytes:
    """The PDF by a foreign style sheet, in a process that is ended if it takes too long."""
    seconds = SECONDS + len(files[DATA]) / BYTES_A_SECOND
    try:
        fault, made = run(_answer, msgspec.msgpack.encode((files, at)), seconds)
    except ReadError as error:
        raise LetterError(
            f"The template pack is wrong: {SHEET} takes more time or memory than a letter does. "
            "Look in it for what goes on without end."
        ) from error
    if fault:
        raise LetterError(fault)
    return made


def _answer(data: bytes) -> tuple[str, bytes]:
    """What is wrong, or the PDF."""
    files, at = shaped(msgspec.msgpack.decode(data), tuple[Files, dt.datetime])
    try:
        return "", _compiled(files, at)
    except LetterError as error:
        return str(error), b""


def prepared(letter: Letter, pack: Pack) -> Files:
    """The files that Typst reads, by name: the style sheet and the letter."""
    sheet = _Sheet(
        title=letter.title,
        letterhead=_running(letter.letterhead),
        footer=_running(letter.footer),
        seal=letter.seal,
        blocks=tuple(map(_directed, printable(letter.blocks))),
    )
    style = checked(file_of(pack, SHEET), SHEET)
    return {MAIN: style, DATA: msgspec.json.encode(sheet)}


def _running(words: str) -> Runs:
    """The `words` at the head or foot of the pages."""
    return directed((Run(words),)) if words else ()


def _directed(block: AnyBlock) -> AnyBlock:
    return block if block.text().isascii() else map_lines(block, directed)


@cache
def _fonts() -> typst.Fonts:
    folder = assets.resource("fonts")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def compiler() -> typst.Compiler:
    """This thread's compiler: one may not be shared, and a kept one remembers the last letter."""
    if not hasattr(_compilers, "mine"):
        _compilers.mine = typst.Compiler(root=assets.resource("fonts"), font_paths=_fonts())
    mine: typst.Compiler = _compilers.mine
    return mine
