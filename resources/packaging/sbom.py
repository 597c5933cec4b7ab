"""The software bill of materials beside the package, as CycloneDX."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from resources.packaging.carried import Carried


def text(version: str, built: dt.datetime, carried: Iterable[Carried], folder: Path) -> str:
    """The bill for the application in `folder`: what it carries, and its files by SHA-256."""
    bom = Bom()
    bom.metadata.timestamp = built
    program = Component(
        type=ComponentType.APPLICATION,
        name="determination-desk",
        version=version,
        licenses=[LicenseFactory().make_from_string("MIT")],
    )
    bom.metadata.component = program
    parts = [_component(one) for one in carried]
    bom.components.update(parts)
    bom.components.update(_file(path, folder) for path in sorted(folder.rglob("*")) if _real(path))
    bom.register_dependency(program, parts)
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _component(one: Carried) -> Component:
    known = LicenseFactory().make_from_string(one.licence)
    return Component(
        type=ComponentType.LIBRARY,
        name=one.name,
        version=one.version,
        bom_ref=f"{one.name}@{one.version}",
        description=one.about or None,
        licenses=[known],
    )


def _real(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _file(path: Path, folder: Path) -> Component:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Component(
        type=ComponentType.FILE,
        name=path.relative_to(folder).as_posix(),
        bom_ref=path.relative_to(folder).as_posix(),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )
