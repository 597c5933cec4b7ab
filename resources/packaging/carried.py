"""What the application carries of others: each package with its version, licence and texts."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEXTS = Path(__file__).with_name("texts")
WITHOUT_TEXT = {
    "PySide6_Essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "sqlcipher3": ("SQLCipher.txt",),
}
"""Licence texts that a package asks for and does not bring."""
SYSTEM_DOCUMENTS = Path("/usr/share/doc")


class Carried(NamedTuple):
    """A package inside the application."""

    name: str
    version: str
    licence: str
    about: str
    texts: tuple[Path, ...]


def packages(project: Path) -> list[Carried]:
    """The Python packages that the program needs here, and Python, by name."""
    declared = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    found = {one.metadata["Name"]: one for one in _needed(declared)}
    return [_python(), *(_carried(found[name]) for name in sorted(found, key=str.casefold))]


def system(libraries: Iterable[str]) -> list[Carried]:
    """The Debian packages from which the shared `libraries` were taken, each known by its name."""
    if not shutil.which("dpkg-query"):
        return []
    names = {name for library in libraries if (name := _debian_package(library))}
    return [_debian(name) for name in sorted(names)]


def write(packages: Iterable[Carried], to: Path) -> None:
    """Writes the licence texts into the folder `to`, and a table of them that people can read."""
    to.mkdir(parents=True, exist_ok=True)
    rows = []
    for one in packages:
        rows.append(f"| {one.name} | {one.version} | {one.licence} |")
        for number, text in enumerate(one.texts, start=1):
            name = f"{one.name}-{number}.txt" if len(one.texts) > 1 else f"{one.name}.txt"
            (to / name).write_text(_read(text), encoding="utf-8")
    head = "# What Determination Desk carries\n\n| package | version | licence |\n|---|---|---|\n"
    (to / "README.md").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")


def _read(text: Path) -> str:
    """A licence's words; an old one may be in Latin 1."""
    data = text.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _needed(declared: Iterable[str]) -> Iterator[metadata.Distribution]:
    """The distributions that satisfy `declared` on this system, and what those need."""
    asked = [Requirement(line) for line in declared]
    seen = set()
    while asked:
        one = asked.pop()
        if (one.name, *sorted(one.extras)) in seen:
            continue
        seen.add((one.name, *sorted(one.extras)))
        distribution = metadata.distribution(one.name)
        yield distribution
        inner = map(Requirement, distribution.requires or ())
        asked += [need for need in inner if _applies(need, one.extras)]


def _applies(need: Requirement, extras: Iterable[str]) -> bool:
    if need.marker is None:
        return True
    return any(need.marker.evaluate({"extra": extra}) for extra in (*extras, ""))


def _carried(one: metadata.Distribution) -> Carried:
    name = one.metadata["Name"]
    own = (Path(str(one.locate_file(file))) for file in one.files or () if _is_licence(file))
    texts = (*sorted(own), *(TEXTS / text for text in WITHOUT_TEXT.get(name, ())))
    if not texts:
        raise SystemExit(f"{name} brings no licence text: add one to {TEXTS}.")
    return Carried(name, one.version, _licence(one), one.metadata["Summary"] or "", texts)


def _is_licence(file: metadata.PackagePath) -> bool:
    words = ("licen", "copying", "notice")
    inside = any(part.endswith(".dist-info") for part in file.parts)
    return inside and any(word in part.casefold() for part in file.parts[1:] for word in words)


def _licence(one: metadata.Distribution) -> str:
    told = one.metadata.get("License-Expression") or one.metadata.get("License")
    if told:
        return str(told).splitlines()[0]
    classes = one.metadata.get_all("Classifier") or ()
    named = (line.rpartition(" :: ")[2] for line in classes if line.startswith("License ::"))
    return next(named, "see its text")


def _python() -> Carried:
    folder = Path(sysconfig.get_path("stdlib"))
    version = sysconfig.get_config_var("py_version")
    places = (folder / "LICENSE.txt", folder.parent / "LICENSE.txt")
    texts = tuple(text for text in places if text.exists())[:1]
    return Carried("Python", version, "PSF-2.0", "The language and its library", texts)


def _debian_package(library: str) -> str:
    """The package that owns a shared library of this name; empty where Debian knows of none."""
    asked = ["dpkg-query", "--search", f"*/{library}"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603
    return told.stdout.split(":")[0]


def _debian(name: str) -> Carried:
    asked = ["dpkg-query", "--show", "--showformat=${Version}", name]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603
    text = SYSTEM_DOCUMENTS / name / "copyright"
    texts = (text,) if text.exists() else ()
    return Carried(name, told.stdout.strip(), "see its text", "A library of Debian", texts)
