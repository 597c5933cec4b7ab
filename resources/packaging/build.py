"""Builds the double-click application for the system that this runs on: `./run app`.

Everything goes into ``dist``: the folder of the program, its archive, the bill of materials and,
where the tools for them are there, the system's own kind of package.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from desktop import __version__
from resources.packaging import carried, deb, icons, pins, sbom

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
MADE = ROOT / "build" / "made"
DIST = ROOT / "dist"
NAME = "determination-desk"
FOLDER = DIST / NAME
COMMAND = FOLDER / (f"{NAME}.exe" if sys.platform == "win32" else NAME)


def main() -> int:
    """Builds, proves and packs the application; the exit status says whether all went well."""
    options = _options()
    differing = pins.differences(HERE / "requirements.txt")
    if differing and options.pinned:
        sys.stderr.write("Not what a release is built from:\n" + "\n".join(differing) + "\n")
        return 1
    packages = carried.packages(ROOT / "pyproject.toml")
    _prepare(packages)
    _freeze()
    packages += _system_libraries(packages)
    _prove()
    if options.folder:
        return 0
    bill = sbom.text(__version__, _built(), packages, FOLDER)
    (DIST / f"{_versioned()}.cdx.json").write_text(bill, encoding="utf-8")
    for made in (_archive(), *_native()):
        _say(f"{made.relative_to(ROOT)}: {_size(made) / 1e6:.0f} MB")
    for line in differing:
        _say(f"Note: {line}, which a release would be built from.")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("./run app", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--pinned", action="store_true", help="refuse to build from other packages than a release"
    )
    parser.add_argument(
        "--folder", action="store_true", help="stop once the program's folder is built and proved"
    )
    return parser.parse_args()


def _prepare(packages: list[carried.Carried]) -> None:
    """Makes what goes into the application and does not stand in the checkout."""
    shutil.rmtree(MADE, ignore_errors=True)
    MADE.mkdir(parents=True)
    icons.make(ROOT / "resources" / "brand", MADE)
    carried.write(packages, MADE / "licences")
    (MADE / "release.toml").write_text(f"date = {_built():%Y-%m-%d}\n", encoding="utf-8")
    numbers = ", ".join([*__version__.split("."), "0"])
    words = (HERE / "windows" / "version.txt").read_text(encoding="utf-8")
    words = words.replace("@NUMBERS@", numbers).replace("@VERSION@", __version__)
    (MADE / "version.txt").write_text(words, encoding="utf-8")


def _freeze() -> None:
    spec = HERE / f"{NAME}.spec"
    places = ["--distpath", str(DIST), "--workpath", str(ROOT / "build" / "work")]
    words = ["--noconfirm", "--log-level", "WARN", *places, str(spec)]
    stamp = str(int(_built().timestamp()))
    environment = {**os.environ, "SOURCE_DATE_EPOCH": stamp, "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-m", "PyInstaller", *words]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)  # noqa: S603


def _system_libraries(packages: list[carried.Carried]) -> list[carried.Carried]:
    """What was taken from this Linux, its licences added to those in the application."""
    if sys.platform != "linux":
        return []
    inside = FOLDER / "_internal"
    names = [file.name for file in inside.glob("lib*.so*") if not file.is_symlink()]
    found = carried.system(names)
    carried.write([*packages, *found], inside / "licences")
    return found


def _prove() -> None:
    """Starts the built program: it opens all that it carries, or the build fails."""
    told = subprocess.run([COMMAND, "self-test"], capture_output=True, text=True, check=False)  # noqa: S603
    if told.returncode:
        bad = [line for line in told.stdout.splitlines() if not line.startswith("ok")]
        raise SystemExit("\n".join(["The built program fails its self-test.", *bad, told.stderr]))
    _say(f"{FOLDER.relative_to(ROOT)}: {_size(FOLDER) / 1e6:.0f} MB, its self-test passes")


def _archive() -> Path:
    """The program's folder as one file, the same bytes for the same files."""
    if sys.platform != "linux":
        return Path(shutil.make_archive(str(DIST / _versioned()), "zip", DIST, NAME))
    path = DIST / f"{_versioned()}.tar.xz"
    with tarfile.open(path, "w:xz", preset=6) as archive:
        archive.add(FOLDER, NAME, filter=_plain)
    return path


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """The entry as nobody's, and as old as the release."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = int(_built().timestamp())
    return entry


def _native() -> list[Path]:
    """The system's own kind of package, where the tool that makes it is there."""
    if sys.platform == "linux" and shutil.which("dpkg-deb"):
        return [deb.make(FOLDER, MADE, DIST, __version__, _built())]
    if sys.platform == "win32" and shutil.which("iscc"):
        script = HERE / "windows" / f"{NAME}.iss"
        subprocess.run(["iscc", "/Q", f"/DVersion={__version__}", script], check=True)  # noqa: S603, S607
        return [DIST / f"{NAME}-{__version__}-setup.exe"]
    if sys.platform == "darwin":
        subprocess.run([HERE / "macos" / "disk-image.sh", __version__], check=True)  # noqa: S603
        return [DIST / f"{NAME}-{__version__}-{platform.machine()}.dmg"]
    return []


def _built() -> dt.datetime:
    """When the release was made: the time of its commit, so that it can be built again."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    if stamp is None:
        asked = ["git", "log", "-1", "--format=%ct"]
        told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        stamp = told.stdout.strip() or str(int((ROOT / "CHANGELOG.md").stat().st_mtime))
    return dt.datetime.fromtimestamp(int(stamp), dt.UTC)


def _versioned() -> str:
    return f"{NAME}-{__version__}-{sys.platform}-{platform.machine().casefold()}"


def _size(path: Path) -> int:
    """The bytes of a file, or of the files in a folder, each counted once."""
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
