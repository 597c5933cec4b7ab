"""The package for Debian and Ubuntu: the program's folder with its places in the desktop."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

from resources.packaging.identity import IDENTITY, MIME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

NAME = "determination-desk"
LINUX = Path(__file__).with_name("linux")
ROOT = Path(__file__).resolve().parents[2]
PLACES = {
    f"{IDENTITY}.desktop": "applications",
    f"{IDENTITY}.metainfo.xml": "metainfo",
    f"{NAME}.xml": "mime/packages",
    "lintian-overrides": f"lintian/overrides/{NAME}",
    "copyright": f"doc/{NAME}/copyright",
}
"""Where the files of the folder `linux` go under ``/usr/share``."""


def make(folder: Path, made: Path, dist: Path, version: str, built: dt.datetime) -> Path:
    """Packs the program in `folder`; `made` has its icons. Gives the package's path."""
    architecture = _told("dpkg", "--print-architecture")
    tree = made / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / "usr/lib" / NAME, symlinks=True)
    share = tree / "usr/share"
    _join_the_desktop(share, made, version, built)
    _documents(share / "doc" / NAME, share / "man/man1", version, built)
    _command(tree / "usr/bin")
    _control(tree, version, architecture)
    _as_debian_wants(tree)
    package = dist / f"{NAME}_{version}_{architecture}.deb"
    stamp = {**os.environ, "SOURCE_DATE_EPOCH": str(int(built.timestamp()))}
    words = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)]
    subprocess.run(words, check=True, env=stamp, stdout=subprocess.DEVNULL)  # noqa: S603
    return package


def _join_the_desktop(share: Path, made: Path, version: str, built: dt.datetime) -> None:
    """Menu entry, file type, store page and icons."""
    for name, place in PLACES.items():
        to = share / place / name if "." in name else share / place
        to.parent.mkdir(parents=True, exist_ok=True)
        words = (LINUX / name).read_text(encoding="utf-8")
        words = words.replace("@VERSION@", version).replace("@DATE@", f"{built:%Y-%m-%d}")
        to.write_text(words, encoding="utf-8")
    icons = share / "icons/hicolor"
    for drawing in (made / "hicolor").rglob("*.png"):
        size = drawing.parent.name
        _copy(drawing, icons / size / _icon_place(drawing.stem, ".png"))
    for drawing in (ROOT / "resources/brand").glob("*.svg"):
        _copy(drawing, icons / "scalable" / _icon_place(drawing.stem, ".svg"))


def _icon_place(stem: str, ending: str) -> str:
    if stem == NAME:
        return f"apps/{IDENTITY}{ending}"
    return f"mimetypes/{MIME.replace('/', '-')}{ending}"


def _documents(doc: Path, man: Path, version: str, built: dt.datetime) -> None:
    """Manual page and change logs, compressed as Debian wants them."""
    words = (LINUX / f"{NAME}.1").read_text(encoding="utf-8")
    words = words.replace("@VERSION@", version).replace("@DATE@", f"{built:%Y-%m-%d}")
    _compressed(man / f"{NAME}.1.gz", words)
    _compressed(doc / "changelog.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    signed = f" -- {_maintainer()}  {format_datetime(built)}"
    entry = f"{NAME} ({version}) stable; urgency=medium\n\n  * Version {version}.\n\n{signed}\n"
    _compressed(doc / "changelog.Debian.gz", entry)


def _compressed(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(words.encode(), 9, mtime=0))


def _command(bin: Path) -> None:
    bin.mkdir(parents=True)
    (bin / NAME).symlink_to(f"../lib/{NAME}/{NAME}")


def _control(tree: Path, version: str, architecture: str) -> None:
    files = [path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    words = (LINUX / "control").read_text(encoding="utf-8")
    facts = {"VERSION": version, "ARCHITECTURE": architecture, "SIZE": str(size)}
    facts["GLIBC"] = glibc(path for path in files if ".so" in path.name)
    for name, fact in facts.items():
        words = words.replace(f"@{name}@", fact)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN/control").write_text(words, encoding="utf-8")
    sums = _told("md5sum", *(str(path.relative_to(tree)) for path in sorted(files)), cwd=tree)
    (tree / "DEBIAN/md5sums").write_text(f"{sums}\n", encoding="utf-8")


def glibc(libraries: Iterable[Path]) -> str:
    """The newest version of the C library that any of `libraries` asks for."""
    wanted = {
        tuple(map(int, found.split(b".")))
        for library in libraries
        for found in re.findall(rb"GLIBC_(\d+\.\d+)\b", library.read_bytes())
    }
    return ".".join(map(str, max(wanted)))


def _as_debian_wants(tree: Path) -> None:
    """Folders and programs for all to enter and start, all else for all to read."""
    for path in tree.rglob("*"):
        if not path.is_symlink():
            starts = path.is_dir() or (path.name == NAME and path.parent.name == NAME)
            path.chmod(0o755 if starts else 0o644)


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


def _maintainer() -> str:
    line = re.search(r"^Maintainer: (.+)$", (LINUX / "control").read_text(encoding="utf-8"), re.M)
    return line[1] if line else ""


def _told(*words: str, cwd: Path | None = None) -> str:
    told = subprocess.run(words, capture_output=True, text=True, check=True, cwd=cwd)  # noqa: S603
    return told.stdout.strip()
