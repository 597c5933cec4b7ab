"""Makes the list of diagnosis codes anew: `python resources/packaging/diagnosis_codes.py`.

The list is that of the National Center for Health Statistics, a work of the United States
Government and so free of copyright; the package simple-icd-10-cm (`pip install simple-icd-10-cm`)
carries it. Only codes that a claim may bear are taken, and no chapter that no disputed treatment
belongs to. When the package brings a newer release, put its dates into icd-10-cm.toml.
"""

from __future__ import annotations

import lzma
from pathlib import Path

import simple_icd_10_cm as icd

LIST = Path(__file__).parents[1] / "coding" / "icd-10-cm.txt.xz"
LEFT_OUT = "OPVWXY"
"""Pregnancy, perinatal conditions, external causes."""


def main() -> None:
    """Writes a code and its title on each line, in the order of the codes."""
    codes = [
        code
        for code in icd.get_all_codes(with_dots=True)
        if icd.is_leaf(code) and code[0] not in LEFT_OUT
    ]
    lines = "".join(f"{code}\t{icd.get_description(code)}\n" for code in sorted(codes))
    LIST.write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
