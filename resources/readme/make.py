"""Makes the README's pictures: two pages of the sample's letter, and three of ``./run screens``."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import pdf
from desktop.platform import assets
from desktop.store.files.files import read_case

PAGES = (0, 2)
SCALE = 1.25
GAP = 16
BACKGROUND = "#d8dbe0"
HERE = Path(__file__).parent
SCREENS = HERE.parents[1] / "screens"
SHOWN = {"item-light": "item", "worklist-light": "worklist", "rationale-dark": "rationale"}
COLOURS = 256
"""Of a picture of the window: the rare ones too, for they mean something; a third of the size."""
NONE = Image.Dither.NONE


def main() -> None:
    """Writes the pictures beside this file; those of the window where they were taken."""
    write_letter()
    for taken, name in SHOWN.items():
        if (SCREENS / f"{taken}.png").exists():
            window = Image.open(SCREENS / f"{taken}.png").convert("RGB")
            small = window.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=NONE)
            small.save(HERE / f"{name}.png", optimize=True)


def write_letter() -> None:
    """Writes ``letter.png``."""
    case = read_case(assets.resource("sample.ddcase"))
    pack = Pack(assets.templates(case.program))
    document = pypdfium2.PdfDocument(pdf.write(compose(case, pack, "served"), pack))
    pages = [document[number].render(scale=SCALE).to_pil() for number in PAGES]
    width, height = pages[0].size
    sheet = Image.new("RGB", (len(pages) * (width + GAP) + GAP, height + 2 * GAP), BACKGROUND)
    for place, page in enumerate(pages):
        sheet.paste(page, (GAP + place * (width + GAP), GAP))
    sheet.quantize(32).save(HERE / "letter.png", optimize=True)


if __name__ == "__main__":
    main()
