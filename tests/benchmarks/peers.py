"""Other ways to the same letter; one that is not installed raises `AbsentError`."""

from __future__ import annotations

import atexit
import html
import io
import shutil
import site
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.letter.model.blocks import Heading, Labels, Letter, plain
from desktop.letter.write import docx
from tests.benchmarks import letters

if TYPE_CHECKING:
    from desktop.cases.case import Case, DisputedItem
    from tests.benchmarks.ours import Work

PORT = "20261"


class AbsentError(Exception):
    """The peer is not installed."""


def docxtpl(pages: int, *, slim: bool = False) -> Work:
    """A Word template with the same wording, filled by docxtpl.

    It is made of python-docx's own document, as docxtpl's users make theirs, or, `slim`, of our
    reference document, which has a tenth of its styles.
    """
    try:
        from docxtpl import DocxTemplate
    except ImportError:
        raise AbsentError("docxtpl is not installed") from None
    template = _word_template(slim=slim)

    def filled(number: int) -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(_words(letters.case(pages, number)), autoescape=True)
        packed = io.BytesIO()
        document.save(packed)
        return packed.getvalue()

    return filled


def weasyprint(pages: int) -> Work:
    """The same letter as HTML, made PDF/UA-1 by WeasyPrint."""
    try:
        import weasyprint as peer
    except (ImportError, OSError):
        raise AbsentError("WeasyPrint or its Pango is not installed") from None

    def made(number: int) -> Any:
        page = peer.HTML(string=_page(letters.letter(pages, number)))
        return page.write_pdf(pdf_variant="pdf/ua-1")

    return made


def libreoffice_cold(pages: int) -> Work:
    """Our Word file, converted by a LibreOffice that starts for it."""
    office = _office()
    folder = Path(tempfile.mkdtemp())
    source = folder / "letter.docx"

    def converted(number: int) -> object:
        source.write_bytes(docx.write(letters.letter(pages, number), letters.pack()))
        return subprocess.run(
            [office, f"-env:UserInstallation=file://{folder}/profile", "--headless",
             "--convert-to", "pdf", "--outdir", folder, source],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip

    converted(0)
    return converted


def libreoffice_warm(pages: int) -> Work:
    """Our Word file, converted by a LibreOffice that unoserver keeps running."""
    _office()
    client = _server()

    def converted(number: int) -> Any:
        made = docx.write(letters.letter(pages, number), letters.pack())
        return client.convert(indata=made, convert_to="pdf")

    return converted


def _office() -> str:
    office = shutil.which("soffice")
    if not office:
        raise AbsentError("LibreOffice is not installed")
    return office


@cache
def _server() -> Any:
    """A client of a running unoserver."""
    try:
        from unoserver.client import UnoClient
    except ImportError:
        raise AbsentError("unoserver is not installed") from None
    with_uno = _python_with_uno()
    server = subprocess.Popen(
        [with_uno, "-m", "unoserver.server", "--port", PORT, "--uno-port", str(int(PORT) + 1)],
        env={"PYTHONPATH": site.getsitepackages()[0], "PATH": "/usr/bin:/bin", "HOME": "/tmp"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    atexit.register(server.terminate)
    client = UnoClient(server="127.0.0.1", port=PORT)
    _await(client)
    return client


def _python_with_uno() -> str:
    python = "/usr/bin/python3"
    tried = [python, "-c", "import uno"]
    if not Path(python).exists() or subprocess.run(tried, capture_output=True).returncode:
        raise AbsentError("the system's Python has no uno module")
    return python


def _await(client: Any) -> None:
    """Waits until the server converts, for at most a minute."""
    probe = docx.write(letters.letter(3, 0), letters.pack())
    until = time.monotonic() + 60
    while True:
        try:
            client.convert(indata=probe, convert_to="pdf")
        except Exception:
            if time.monotonic() > until:
                raise AbsentError("unoserver did not start") from None
            time.sleep(0.5)
        else:
            return


_FIXED = ("method", "credentials.lead", "summary.lead", "issues.lead")


@cache
def _word_template(*, slim: bool) -> bytes:
    """The letter as a template of docxtpl, the fixed wording in it."""
    from docx import Document

    reference = letters.pack().bytes("reference.docx")
    document = Document(io.BytesIO(reference) if slim else None)
    fixed = {block.id: block.text() for block in letters.letter(3, 0).blocks if block.id in _FIXED}
    table = document.add_table(rows=4, cols=4)
    for at, name in enumerate(_HEADER):
        table.cell(at // 2, at % 2 * 2).text = name
        table.cell(at // 2, at % 2 * 2 + 1).text = f"{{{{ {name} }}}}"
    for words in (*fixed.values(), "{{ licensures }}", "{{ specialties }}", "{{ narrative }}"):
        document.add_paragraph(words)
    document.add_paragraph("{%p for item in items %}")
    for name in ("request", "claims_administrator", "reviewer", "rationale"):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(f"{{{{ item.{name} }}}}")
    document.add_paragraph("{%p endfor %}")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


_HEADER = (
    "case_number",
    "date_assigned",
    "date_of_injury",
    "decision_date",
    "ur_denial_date",
    "priority",
    "application_received",
)


def _words(case: Case) -> dict[str, Any]:
    """What the template names, as docxtpl takes it."""
    header = {name: str(getattr(case, name)) for name in _HEADER}
    return header | {
        "licensures": ", ".join(case.reviewer.licensures),
        "specialties": ", ".join(case.reviewer.specialties),
        "narrative": case.summary.narrative,
        "items": [_item(item) for item in case.disputed_items],
    }


def _item(item: DisputedItem) -> dict[str, str]:
    titles = [citation.title for citation in item.reviewer_basis.citations]
    return {
        "request": f"{item.request}: {item.decision}",
        "claims_administrator": "Decision based on Non-MTUS Citation",
        "reviewer": f"Decision based on {', '.join(titles)}",
        "rationale": item.rationale,
    }


def _page(letter: Letter) -> str:
    """The letter as a page of HTML."""
    body = "".join(_element(block) for block in letter.blocks)
    style = "@page{size:letter;margin:1in}body{font:12pt Liberation Serif;text-align:justify}"
    head = f"<title>{html.escape(letter.title)}</title><style>{style}</style>"
    return f'<!doctype html><html lang="{letter.language}"><head>{head}</head><body>{body}</body>'


def _element(block: Any) -> str:
    if isinstance(block, Labels):
        rows = "".join(
            f"<tr><th scope='row'>{html.escape(plain(row.term))}</th>"
            f"<td>{html.escape(plain(row.value))}</td></tr>"
            for row in block.rows
        )
        return f"<table>{rows}</table>"
    tag = f"h{block.level}" if isinstance(block, Heading) else "p"
    return f"<{tag}>{html.escape(block.text())}</{tag}>"
