"""Files of every kind that the program reads, and what accidents make of them.

``DETERMINATION_DESK_MUTATIONS=2000`` makes so many of each kind instead of a few.
"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

from desktop.cases import case_file
from desktop.letter.compose.compose import compose
from desktop.letter.compose.pack import Pack
from desktop.letter.write import docx, pdf, plain_text
from desktop.platform import assets
from tests import invented
from tests.mutations import mutated, mutated_package

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = int(os.environ.get("DETERMINATION_DESK_MUTATIONS", "40"))
TABLE = (
    "caseNumber,systemDateIso,injuredWorkerLastName,claimNumber,treatmentRequested\n"
    'CM26-0000001,05/04/2026,Sample,0012345,"MRI, lumbar"\n'
    "CM26-0000002,05/05/2026,Núñez,WC-17,Acupuncture\n"
)
SETTINGS = '{"levels": {"prose.placeholder": "off", "prose.doubled": "error"}}'


def letters() -> dict[str, bytes]:
    """An invented letter as text, PDF and Word file."""
    pack = Pack(assets.templates("california-imr"))
    served, published = (compose(invented.case(3), pack, name) for name in ("served", "published"))
    return {
        "txt": plain_text.write(served),
        "pdf": pdf.write(published, pack),
        "docx": docx.write(served, pack),
    }


def files() -> dict[str, bytes]:
    """A file of each kind, by its ending."""
    guideline = next(assets.resource("guidelines").rglob("*.toml"))
    return {
        **letters(),
        "csv": TABLE.encode(),
        "ddcase": case_file.dumps(invented.case(3)),
        "toml": guideline.read_bytes(),
        "json": SETTINGS.encode(),
    }


def damaged(kind: str, data: bytes) -> Iterator[bytes]:
    """`data` after accidents of every kind."""
    others = list(files().values())
    for seed in range(TIMES):
        luck = random.Random(f"{kind} {seed}")
        packed = data.startswith(b"PK") and luck.random() < 0.8
        yield (mutated_package if packed else mutated)(data, luck, luck.choice(others))
