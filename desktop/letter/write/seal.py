"""The seal: the head of the library's trail in a letter's properties.

It tells from which point of the trail the letter came. A trail that was cut short no longer holds
the heads that letters written since carry.
"""

from __future__ import annotations

import io
import re
import zipfile

LARGEST = 100_000
"""Bytes of a Word file's properties."""

_PACKED = b"PK\x03\x04"
_CORE = "docProps/core.xml"
_SEAL = re.compile(rb"determination-desk:([0-9a-f]{64})")


def sealed(head: str) -> str:
    """The seal for a trail whose head is `head`."""
    return f"determination-desk:{head}"


class SealError(ValueError):
    """The file's properties cannot be read; the text says so."""


def read_seal(data: bytes) -> str:
    """The head in the properties of the PDF or Word file `data`; empty where it has none.

    Raises `SealError` where the file is damaged. Nothing is parsed: an archival PDF keeps its
    metadata as plain text.
    """
    if data.startswith(_PACKED):
        data = _properties(data)
    found = _SEAL.search(data)
    return found[1].decode() if found else ""


def _properties(data: bytes) -> bytes:
    """The core properties of a Word file, empty where it has none worth reading."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if _CORE not in package.namelist():
                return b""
            return package.open(_CORE).read(LARGEST)
    except RuntimeError:
        return b""
    except Exception as error:  # zipfile raises errors of every kind for a damaged package
        raise SealError(
            "It is damaged, and so not as it was exported: what is inside cannot be read."
        ) from error
