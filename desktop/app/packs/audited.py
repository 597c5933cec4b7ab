"""All statements of the reference works, as the audit sees them, with who read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.app import reference_works
from desktop.guidelines.upkeep.audit import with_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.guidelines.catalog import GuidelineCatalog
    from desktop.guidelines.upkeep.audit import Audit, AuditedFact
    from desktop.guidelines.upkeep.read_marks import ReadMarks


def facts(catalog: GuidelineCatalog, audit: Audit, marks: ReadMarks) -> list[AuditedFact]:
    """The editions, the guidelines of `catalog` with their criteria, and the legal facts."""
    return list(with_marks(_facts(catalog, audit), marks))


def _facts(catalog: GuidelineCatalog, audit: Audit) -> Iterator[AuditedFact]:
    yield from audit.editions(reference_works.citations().works, reference_works.timetable())
    yield from audit.guidelines(catalog)
    programs = reference_works.programs()
    for program in filter(None, map(programs.known, programs.ids)):
        yield from audit.program(program)
