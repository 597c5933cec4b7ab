"""Makes the README's picture of a letter from the sample case: two of its pages, side by side."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

from desktop import assets
from desktop.letter import pdf
from desktop.letter.compose import compose
from desktop.letter.pack import Pack
from desktop.store.files import read_case

PAGES = (0, 2)
SCALE = 1.25
GAP = 16
BACKGROUND = "#d8dbe0"


def main() -> None:
    """Writes ``letter.png`` beside this file."""
    case = read_case(assets.resource("sample.ddcase"))
    pack = Pack(assets.templates(case.program))
    document = pypdfium2.PdfDocument(pdf.write(compose(case, pack, "served"), pack))
    pages = [document[number].render(scale=SCALE).to_pil() for number in PAGES]
    width, height = pages[0].size
    sheet = Image.new("RGB", (len(pages) * (width + GAP) + GAP, height + 2 * GAP), BACKGROUND)
    for place, page in enumerate(pages):
        sheet.paste(page, (GAP + place * (width + GAP), GAP))
    sheet.quantize(32).save(Path(__file__).with_name("letter.png"), optimize=True)


if __name__ == "__main__":
    main()
