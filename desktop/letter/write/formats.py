"""The forms that a letter can be written in, each by the ending of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.letter.write.refusal import refuse_unshown

if TYPE_CHECKING:
    from desktop.letter.compose.pack import Pack
    from desktop.letter.model.blocks import Letter

FORMATS = ("docx", "pdf", "txt")


def write(letter: Letter, pack: Pack, form: str) -> bytes:
    """The `letter` as a file of the `form`, one of `FORMATS`; its writer is loaded when asked.

    Raises `LetterError` where one of the forms cannot be: a letter has all of them or none.
    """
    refuse_unshown(letter)
    if form == "docx":
        from desktop.letter.write import docx

        return docx.write(letter, pack)
    if form == "pdf":
        from desktop.letter.write import pdf

        return pdf.write(letter, pack)
    from desktop.letter.write import plain_text

    return plain_text.write(letter)
