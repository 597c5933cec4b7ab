"""What Word and LibreOffice do to a file, done to its XML."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DOCUMENT = "word/document.xml"


def changed(data: bytes, change: Callable[[str], str], part: str = DOCUMENT) -> bytes:
    """The Word file `data` with the XML of one part changed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content = change(content.decode()).encode()
            target.writestr(name, content)
    return packed.getvalue()


def replaced(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """The Word file `data` with words typed over: of each pair the first by the second, once."""

    def typed(xml: str) -> str:
        for old, new in pairs:
            assert old in xml, old
            xml = xml.replace(old, new, 1)
        return xml

    return changed(data, typed)


def without_controls(data: bytes) -> bytes:
    """The Word file `data` as an editor leaves it that knows no content controls."""
    return changed(data, lambda xml: re.sub(
        r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdt>|</?w:sdtContent>", "", xml, flags=re.DOTALL
    ))  # fmt: skip


def without_tags(data: bytes) -> bytes:
    """The Word file `data` as LibreOffice leaves it: titles, but no tags."""
    return changed(data, lambda xml: re.sub(r"<w:tag [^>]*/>", "", xml))


def with_numbers(data: bytes) -> bytes:
    """The Word file `data` as an earlier release tagged it: elements by number, from 0."""
    tag = re.compile(r'(?<=<w:tag w:val=")(\w+)\.[dip](\d+)(?=[."])')
    return changed(data, lambda xml: tag.sub(lambda one: f"{one[1]}.{int(one[2]) - 1}", xml))


def with_split_runs(data: bytes) -> bytes:
    """The Word file `data` with the marks that Word puts into every run it spell-checks."""

    def split(found: re.Match[str]) -> str:
        properties, words = found[1] or "", found[2]
        middle = len(words) // 2
        first, second = words[:middle], words[middle:]
        run = '<w:r w:rsidR="00AB12CD">{}<w:t xml:space="preserve">{}</w:t></w:r>'
        return (
            f'<w:proofErr w:type="spellStart"/>{run.format(properties, first)}'
            f'<w:proofErr w:type="spellEnd"/>'
            f'<w:bookmarkStart w:id="900" w:name="_GoBack"/><w:bookmarkEnd w:id="900"/>'
            f"{run.format(properties, second)}"
        )

    run = re.compile(
        r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: xml:space=\"preserve\")?>"
        r"([^<&]{4,})</w:t></w:r>"
    )
    return changed(data, lambda xml: run.sub(split, xml))


def nested(data: bytes) -> bytes:
    """The Word file `data` with each control inside a group that has no name."""
    group = '<w:sdt><w:sdtPr><w:id w:val="7"/><w:group/></w:sdtPr><w:sdtContent>'
    return changed(data, lambda xml: xml.replace("<w:sdt>", f"{group}<w:sdt>").replace(
        "</w:sdt>", "</w:sdt></w:sdtContent></w:sdt>"
    ))  # fmt: skip


def saved_by_office(data: bytes, folder: Path) -> bytes:
    """The Word file `data` opened and saved by LibreOffice."""
    (folder / "in").mkdir()
    (folder / "in" / "letter.docx").write_bytes(data)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder,
         folder / "in" / "letter.docx"],
        capture_output=True, check=True, timeout=100,
    )  # fmt: skip
    return (folder / "letter.docx").read_bytes()


def printed_by_office(folder: Path) -> Path:
    """The folder of the PDFs that LibreOffice prints of the Word files in `folder`."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", folder / "office", *folder.glob("*.docx")],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return folder / "office"
