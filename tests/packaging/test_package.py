"""What is packed, what is said of it, and how it joins a desktop."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import subprocess
import tomllib
from importlib.util import find_spec

import pytest
from packaging.requirements import Requirement

import desktop
from desktop.cli import COMMANDS
from desktop.ui.shell import qt
from resources.packaging import carried, contents, deb, icons, identity, pins
from tests.conftest import ROOT

PACKAGING = ROOT / "resources" / "packaging"
LINUX = PACKAGING / "linux"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MARK = (0xFF, 0xCF, 0x3F, 255)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The icons in every form."""
    folder = tmp_path_factory.mktemp("made")
    icons.make(ROOT / "resources" / "brand", folder)
    return folder


def test_the_icon_is_drawn_for_every_size_and_system(made):
    for drawing in ("determination-desk", "case-file"):
        for size in icons.SIZES:
            assert (made / f"hicolor/{size}x{size}/{drawing}.png").exists()
        assert (made / f"{drawing}.ico").read_bytes()[:4] == b"\0\0\1\0"
        assert (made / f"{drawing}.icns").read_bytes()[:4] == b"icns"


def test_at_sixteen_pixels_the_marked_passage_and_the_paper_fall_on_whole_pixels():
    small = icons.picture(ROOT / "resources/brand/determination-desk.svg", 16).convert("RGBA")
    assert {small.getpixel((4, row)) for row in (6, 7, 8)} == {MARK}
    assert small.getpixel((4, 5)) == small.getpixel((4, 9)) == (255, 255, 255, 255)
    assert small.getpixel((0, 0))[3] < 128


def test_the_program_is_packed_with_all_its_files_and_without_those_of_its_makers(made):
    (made / "licences").mkdir(exist_ok=True)
    packed = {source.removeprefix(f"{ROOT}/") for source, _ in contents.data(ROOT, made)}
    letter, help = "templates/california-imr/letter.html.jinja", "resources/help/1-first-case.md"
    assert {letter, help, "resources/fonts/LICENSE", "resources/sample.ddcase"} <= packed
    assert {"CHANGELOG.md", "LICENSE"} <= packed
    assert not [name for name in packed if name.endswith(".py") or "/packaging/" in name]


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qminimal.dll", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("PySide6/Qt/plugins/imageformats/libqsvg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqtiff.so", False),
        ("libcups.so.2", False),
        ("libxcb-cursor.so.0", True),
    ],
)
def test_only_what_is_never_used_is_left_out(name, packed):
    assert contents.wanted(name) is packed


def test_whatever_the_program_needs_is_carried_with_its_licence():
    found = carried.packages(ROOT / "pyproject.toml")
    packages = {one.name.casefold().replace("_", "-"): one for one in found}
    for line in PROJECT["dependencies"]:
        assert packages[Requirement(line).name.casefold()].texts
    assert "python" in packages
    assert not any("GPL" in one.licence and "LGPL" not in one.licence for one in packages.values())


def test_the_licences_are_listed_and_lie_beside_the_list(tmp_path):
    packages = carried.packages(ROOT / "pyproject.toml")
    carried.write(packages, tmp_path)
    listed = (tmp_path / "README.md").read_text(encoding="utf-8")
    for one in packages:
        assert f"| {one.name} | {one.version} |" in listed
        assert list(tmp_path.glob(f"{one.name}*.txt"))


def test_a_release_is_built_from_named_packages_with_their_hashes_and_from_nowhere_in_particular():
    words = (PACKAGING / "requirements.txt").read_text(encoding="utf-8")
    lines = [line.partition(" ")[0] for line in words.splitlines() if "==" in line]
    named = dict(line.split("==") for line in lines)
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["app"], *extras["dev"]]
    for one in map(Requirement, wanted):
        assert one.specifier.contains(named[one.name.casefold()]), one
    for block in re.split(r"\n(?=\S)", words.split("--no-emit-index-url\n")[1].strip()):
        assert "--hash=sha256:" in block
    assert "://" not in words


def test_what_differs_from_a_release_is_named(tmp_path):
    (tmp_path / "pins.txt").write_text(
        "# pins\njinja2==0.1 \\\n    --hash=sha256:00\nnone-such==1\n"
    )
    told = pins.differences(tmp_path / "pins.txt")
    assert [line.split(":")[0] for line in told] == ["jinja2", "none-such"]
    assert told[1].startswith("none-such: missing here")


def test_the_bill_names_every_package_and_every_file(tmp_path):
    pytest.importorskip("cyclonedx", reason="the extra “app” is not installed")
    from resources.packaging import sbom

    (tmp_path / "program").write_text("x")
    packages = carried.packages(ROOT / "pyproject.toml")
    moment = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    bill = json.loads(sbom.text("1.2.3", moment, packages, tmp_path))
    parts = {one["name"]: one for one in bill["components"]}
    assert bill["bomFormat"] == "CycloneDX"
    assert {one.name for one in packages} | {"program"} == set(parts)
    assert parts["program"]["hashes"][0]["alg"] == "SHA-256"


def test_what_is_loaded_by_name_is_there_to_be_packed():
    assert all(map(find_spec, contents.LOADED_BY_NAME))
    assert len(contents.LOADED_BY_NAME) > len(COMMANDS)


def test_the_manual_page_tells_of_every_command():
    page = (LINUX / "determination-desk.1").read_text(encoding="utf-8").replace("\\-", "-")
    for command in COMMANDS:
        assert re.search(rf"^\.(B|BI|BR) {re.escape(command)}\b", page, re.MULTILINE), command


def test_program_and_desktop_know_it_by_the_same_name():
    entry = (LINUX / f"{identity.IDENTITY}.desktop").read_text(encoding="utf-8")
    assert qt.DESKTOP_FILE == identity.IDENTITY
    assert f"MimeType={identity.MIME};" in entry
    assert identity.MIME in (LINUX / "determination-desk.xml").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="dpkg-deb is not there")
def test_a_debian_package_holds_the_program_and_its_places(made, tmp_path):
    program = tmp_path / "determination-desk"
    program.mkdir()
    shutil.copy(shutil.which("true"), program / "determination-desk")
    (program / "lib.so").write_bytes(b"GLIBC_2.17\0GLIBC_2.4\0")
    moment = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    package = deb.make(program, made, tmp_path, desktop.__version__, moment)
    told = subprocess.run(
        ["dpkg-deb", "--contents", package], capture_output=True, text=True
    ).stdout
    for place in ("/usr/bin/determination-desk -> ../lib/determination-desk/determination-desk",
                  f"/usr/share/applications/{identity.IDENTITY}.desktop",
                  "/usr/share/mime/packages/determination-desk.xml",
                  f"/usr/share/icons/hicolor/16x16/apps/{identity.IDENTITY}.png",
                  "/usr/share/man/man1/determination-desk.1.gz",
                  f"/usr/share/metainfo/{identity.IDENTITY}.metainfo.xml"):  # fmt: skip
        assert place in told
    facts = subprocess.run(["dpkg-deb", "--field", package], capture_output=True, text=True).stdout
    assert "libc6 (>= 2.17)" in facts
    assert "@" not in facts.replace("authors@determination-desk.invalid", "")


@pytest.mark.parametrize(
    "words",
    [
        ("desktop-file-validate", f"{identity.IDENTITY}.desktop"),
        ("appstreamcli", "validate", "--no-net", f"{identity.IDENTITY}.metainfo.xml"),
    ],
    ids=lambda words: words[0],
)
def test_the_desktop_accepts_what_is_said_of_the_program(words, tmp_path):
    if not shutil.which(words[0]):
        pytest.skip(f"{words[0]} is not there")
    filled = (LINUX / words[-1]).read_text(encoding="utf-8")
    filled = filled.replace("@VERSION@", "1.0.0").replace("@DATE@", "2026-01-02")
    (tmp_path / words[-1]).write_text(filled, encoding="utf-8")
    told = subprocess.run([*words[:-1], tmp_path / words[-1]], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
