"""A pack is made one's own, as a folder or as one file, and used for the call that names it."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import stat
import subprocess
import sys
import zipfile

import pytest

import desktop
from desktop.app.packs import own_packs
from desktop.cli import main
from desktop.programs import pack_archive
from desktop.programs.pack_archive import PackFileError
from tests.conftest import ROOT
from tests.programs.bare_copy import CASE

BARE = ROOT / "tests" / "programs" / "bare"
WRONG = {"letter.typ": "0" * 64}
FACTS = (BARE / "program.toml").read_bytes()


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The folder of the own packs."""
    monkeypatch.setenv(desktop.PACKS, str(tmp_path / "own"))
    return tmp_path / "own"


def packed(folder, stem="", **further):
    """The files of `folder` and `further` ones as a ZIP file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.writestr(stem + file.name, file.read_bytes())
        for name, words in further.items():
            archive.writestr(stem + name, words)
    return data.getvalue()


def manifest(version="2.0", **changed):
    hashes = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in BARE.iterdir()}
    lines = [f'"{name}" = "{digest}"' for name, digest in (hashes | changed).items()]
    return "\n".join([f'version = "{version}"', 'by = "Quiet River"', "[hashes]", *lines])


def test_a_pack_is_added_as_a_folder_and_replaced_by_one_file(own, tmp_path, capsys):
    assert main(["programs", "add", str(BARE)]) == 0
    assert capsys.readouterr().out.startswith("bare, version 1.0, is in")
    file = tmp_path / "bare.zip"
    file.write_bytes(packed(BARE, "bare-main/", **{"manifest.toml": manifest()}))
    assert main(["programs", "check", str(file)]) == 0
    assert main(["programs", "add", str(file)]) == 0
    said = capsys.readouterr().out
    assert "bare, version 2.0, is in" in said
    assert "It replaces bare, version 1.0." in said
    assert pack_archive.read(own / "bare").files["program.toml"] == FACTS
    assert sorted(one.name for one in own.iterdir()) == [".lock", "bare"]


def test_a_pack_that_fails_is_named_with_file_line_and_field_and_the_old_one_stays(
    own, tmp_path, capsys
):
    assert main(["programs", "add", str(BARE)]) == 0
    wrong = shutil.copytree(BARE, tmp_path / "wrong")
    text = (wrong / "fields.toml").read_text("utf-8")
    (wrong / "fields.toml").write_text(text.replace('"plan_code"', '"case_number"', 1), "utf-8")
    assert main(["programs", "add", str(wrong)]) == 1
    said = capsys.readouterr().err
    assert 'fields.toml, line 17, key "fields.3.name": there is a field "case_number"' in said
    assert "Nothing was added." in said
    assert b"case_number" not in (own / "bare" / "fields.toml").read_bytes()[:600]


def test_an_own_pack_is_taken_away(own, capsys):
    assert main(["programs", "remove", "bare"]) == 1
    main(["programs", "add", str(BARE)])
    assert main(["programs", "remove", "bare"]) == 0
    assert main(["programs", "remove", "../own"]) == 1
    assert [one.name for one in own.iterdir()] == [".lock"]
    assert "There is no own pack" in capsys.readouterr().err


def test_what_a_killed_program_left_is_put_back(own):
    pack = pack_archive.read(BARE)
    own_packs.add(pack)
    (own / "bare").rename(own / ".bare.before")
    (own / ".bare.0123.new").mkdir()
    before = own_packs.add(pack)
    assert before is not None
    assert before.version == "1.0"
    assert sorted(one.name for one in own.iterdir()) == [".lock", "bare"]


def test_a_disk_that_refuses_leaves_the_old_pack(own, monkeypatch):
    own_packs.add(pack_archive.read(BARE))
    full = pack_archive.PackFiles("bare", "3", {"a" * 300: b"x"})
    with pytest.raises(ValueError, match="longer than the disk allows"):
        own_packs.add(full)
    assert pack_archive.read(own / "bare").version == "1.0"
    assert sorted(one.name for one in own.iterdir()) == [".lock", "bare"]


def link(archive):
    entry = zipfile.ZipInfo("letter.jinja")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/hostname")


@pytest.mark.parametrize(
    ("add", "told"),
    [
        (lambda a: a.writestr("../outside", "x"), "leads out of the pack"),
        (lambda a: a.writestr("/etc/outside", "x"), "leads out of the pack"),
        (lambda a: a.writestr("C:\\outside", "x"), "leads out of the pack"),
        (lambda a: a.writestr("deep/er/file", "x"), "no folders"),
        (lambda a: a.writestr("PROGRAM.toml", "x"), "the same name twice"),
        (lambda a: a.writestr("program.toml", "x"), "the same name twice"),
        (lambda a: a.writestr("con.jinja", "x"), "can have this name"),
        (lambda a: a.writestr("line\nbreak", "x"), "can have this name"),
        (lambda a: a.writestr("a" * 200, "x"), "can have this name"),
        (link, "a link or a device"),
        (lambda a: a.writestr("large", bytes(20_000_001)), "larger than 20 MB"),
        (lambda a: [a.writestr(f"f{at}", bytes(18_000_000)) for at in range(3)], "50 MB together"),
        (lambda a: [a.writestr(f"f{at}", "") for at in range(501)], "more than 500 files"),
        (lambda a: [a.writestr(f"f{at}", "") for at in range(2_500)], "more than 500 files"),
        (lambda a: a.writestr("manifest.toml", manifest(**WRONG)), "letter.typ"),
        (lambda a: a.writestr("manifest.toml", manifest(none="0" * 64)), "no such file"),
        (lambda a: a.writestr("manifest.toml", "version = 2"), 'line 1, key "version"'),
    ],
    ids=range(17),
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_that_wants_more_is_refused(own, tmp_path, capsys, add, told):
    data = io.BytesIO(packed(BARE))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        add(archive)
    (tmp_path / "bare.zip").write_bytes(data.getvalue())
    assert main(["programs", "add", str(tmp_path / "bare.zip")]) == 1
    said = capsys.readouterr().err
    assert told in said
    assert "unexpected" not in said
    assert not own.exists()


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + bytes(50), packed(BARE)[:-200]])
def test_what_is_no_archive_is_refused(tmp_path, data):
    (tmp_path / "bare.zip").write_bytes(data)
    with pytest.raises(PackFileError, match="no pack"):
        pack_archive.read(tmp_path / "bare.zip")


@pytest.mark.parametrize("flags", [b"\x00\x00", b"\x00\x08"])
def test_a_name_that_is_not_utf_8_is_refused(tmp_path, flags):
    name = "caf\u00e9"
    data = packed(BARE, **{name: "x"}).replace(name.encode(), b"caf\xe9\xe9")
    at = data.rindex(b"caf\xe9\xe9") - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    (tmp_path / "bare.zip").write_bytes(data[: at + 8] + flags + data[at + 10 :])
    with pytest.raises(PackFileError, match="not UTF-8"):
        pack_archive.read(tmp_path / "bare.zip")


def test_a_damaged_archive_is_refused(tmp_path):
    data = packed(BARE)
    (tmp_path / "bare.zip").write_bytes(data[:100] + bytes(200) + data[300:])
    with pytest.raises(PackFileError, match="damaged"):
        pack_archive.read(tmp_path / "bare.zip")


def test_a_folder_with_a_link_in_it_is_refused(tmp_path):
    pack = shutil.copytree(BARE, tmp_path / "bare")
    (pack / "more.jinja").symlink_to(pack / "letter.html.jinja")
    with pytest.raises(PackFileError, match=r"more\.jinja: it is a link"):
        pack_archive.read(pack)


def called(folder, *words, own=""):
    return subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        cwd=ROOT,
        env=os.environ | {desktop.PACKS: str(own or folder / "none")},
        capture_output=True,
        text=True,
        timeout=100,
    )


@pytest.fixture
def case(tmp_path):
    """A case of the bare program, in a file."""
    file = tmp_path / "case.ddcase"
    file.write_text(CASE.replace('"version": 1,', '"version": 1, "program": "bare",'), "utf-8")
    return file


@pytest.mark.parametrize("form", ["folder", "file", "own"])
def test_a_case_finds_its_pack(tmp_path, case, form):
    pack, own, out = BARE, "", tmp_path / "out"
    if form == "file":
        pack = tmp_path / "any name.zip"
        pack.write_bytes(packed(BARE, "anything/"))
    elif form == "own":
        own = shutil.copytree(BARE, tmp_path / "own" / "bare").parent
    given = () if own else ("--pack", str(pack))
    forms = ("--to", "docx,txt", "--out", str(out))
    done = called(tmp_path, "render", str(case), *forms, *given, own=own)
    assert done.returncode == 0, done.stderr
    assert "Plan code: QR-7" in (out / "QR-0001.txt").read_text("utf-8")
    done = called(tmp_path, "check", str(case), *given, own=own)
    assert "prose.doubled" in done.stdout, done.stderr
    words = (str(out / "QR-0001.docx"), "--out", str(tmp_path / "back"))
    which = given or ("--program", "bare")
    done = called(tmp_path, "import", *words, *which, own=own)
    assert '"plan_code": "QR-7"' in (tmp_path / "back" / "QR-0001.ddcase").read_text("utf-8")
    done = called(tmp_path, "schema", *which, own=own)
    assert '"Plan code"' in done.stdout, done.stderr


def test_a_pack_for_one_call_is_for_its_own_cases(tmp_path, case):
    sample = str(ROOT / "resources" / "sample.ddcase")
    out = str(tmp_path / "out")
    done = called(tmp_path, "render", sample, str(case), "--out", out, "--pack", str(BARE))
    assert done.returncode == 1
    assert "the pack that --pack names is of “bare”" in done.stderr
    assert (tmp_path / "out" / "QR-0001.pdf").exists()
    done = called(tmp_path, "check", sample, "--pack", str(tmp_path / "none"))
    assert (done.returncode, "there is no such file or folder" in done.stderr) == (2, True)


def test_a_case_whose_pack_is_not_here_is_told_how_to_get_it(tmp_path, case):
    before = case.read_bytes()
    done = called(tmp_path, "check", str(case))
    assert done.returncode == 1
    assert "The case is of the review program “bare”, whose template pack is not" in done.stderr
    assert "determination-desk programs add PACK" in done.stderr
    assert case.read_bytes() == before
