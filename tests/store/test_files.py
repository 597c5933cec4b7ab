"""Files: a sentence for each failure, and a file whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
import stat
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import cli
from desktop.store.files import files
from desktop.store.files.files import (
    FileError,
    find,
    make_folder,
    read_case,
    safe_name,
    write_atomically,
)

resource = pytest.importorskip("resource") if os.name == "posix" else None
posix = pytest.mark.skipif(os.name != "posix", reason="Windows has other permissions and devices")


def test_a_case_is_read(sample_file):
    assert read_case(sample_file).case_number == "CM26-0104417"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a case"),
        (b"\x00\xff\xfe", "not a case"),
        (b"[1, 2]", "a case begins with"),
        (b'{"format": "determination-desk.case", "version": 1, "sex": 2}', '"sex"'),
    ],
)
def test_what_is_no_case_is_refused_with_a_sentence(tmp_path, content, reason):
    file = tmp_path / "odd.ddcase"
    file.write_bytes(content)
    with pytest.raises(FileError, match=reason) as refusal:
        read_case(file)
    assert str(refusal.value).endswith(".")


def test_a_missing_file_and_a_folder_are_named_as_such(tmp_path):
    with pytest.raises(FileError, match="There is no such file"):
        read_case(tmp_path / "none.ddcase")
    with pytest.raises(FileError, match="It is a folder"):
        read_case(tmp_path)


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    with pytest.raises(FileError, match="no file name can"):
        read_case(tmp_path / "a\0b")


@posix
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError, match="a device or a pipe"):
        read_case(tmp_path / "pipe")


def test_a_file_is_read_no_further_than_its_limit(tmp_path):
    (tmp_path / "big").write_bytes(b"x" * 11)
    assert files.read(tmp_path / "big", 11) == b"x" * 11
    with pytest.raises(FileError, match="larger than 1e-05 MB"):
        files.read(tmp_path / "big", 10)


@posix
def test_a_written_file_is_for_its_owner_alone(tmp_path):
    write_atomically(tmp_path / "letter.pdf", b"words")
    assert (tmp_path / "letter.pdf").read_bytes() == b"words"
    assert stat.S_IMODE((tmp_path / "letter.pdf").stat().st_mode) == 0o600


@posix
def test_a_write_that_fails_halfway_leaves_the_old_file_and_no_remains(tmp_path):
    letter = tmp_path / "letter.pdf"
    write_atomically(letter, b"old")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    kept = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limit[1]))
    try:
        with pytest.raises(FileError, match="larger than the disk allows"):
            write_atomically(letter, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, kept)
    assert letter.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [letter]


def test_a_folder_in_the_way_is_named(tmp_path):
    (tmp_path / "letter.pdf").mkdir()
    with pytest.raises(FileError, match="There is a folder where a file is needed"):
        write_atomically(tmp_path / "letter.pdf", b"words")
    assert [file.name for file in tmp_path.iterdir()] == ["letter.pdf"]


def test_a_missing_folder_is_made_and_a_file_in_its_place_is_named(tmp_path):
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="There is a file where a folder is needed"):
        make_folder(tmp_path / "file" / "b")
    with pytest.raises(FileError, match="There is a file where a folder is needed"):
        make_folder(tmp_path / "file")


@posix
def test_a_device_without_names_is_refused():
    with pytest.raises(FileError):
        write_atomically(files.Path("/proc/letter.pdf"), b"words")


def test_every_known_reason_is_one_sentence():
    for code, reason in files._REASONS.items():
        assert code in errno.errorcode or code == -1
        assert reason.endswith(".")


def test_a_folder_gives_its_cases_in_order_each_once(tmp_path):
    names = ["b.ddcase", "a.ddcase", "below/c.ddcase", "letter.pdf"]
    (tmp_path / "below").mkdir()
    for name in names:
        (tmp_path / name).touch()
    found = [file.name for file in find([tmp_path / "b.ddcase", tmp_path])]
    assert found == ["b.ddcase", "a.ddcase", "c.ddcase"]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("CM26-0104417", "CM26-0104417"),
        ("../../etc/passwd", "etc_passwd"),
        ("a/b\\c:d", "a_b_c_d"),
        ("", "stem"),
        (" .. ", "stem"),
        ("CON", "CON_"),
        ("nul.txt", "nul_.txt"),
        ("NUL.tar.gz", "NUL_.tar.gz"),
        ("CONIN$", "CONIN_"),
        ("conout.x", "conout_.x"),
        ("COM¹", "COM¹_"),
        ("lpt3.", "lpt3_"),
        ("aux .x", "aux_.x"),
        ("com10", "com10"),
        ("contra", "contra"),
        ("Số 7", "Số_7"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_case_number_becomes_a_safe_name(number, name):
    assert safe_name(number, "stem") == name


@given(st.text(), st.text())
def test_no_number_leads_out_of_the_folder(number, stem):
    name = safe_name(number, stem)
    assert name
    assert not set(name) & set('/\\:*?"<>|' + string.whitespace)
    assert name.isprintable()
    assert name[0] not in ".-"
    assert os.path.basename(name) == name not in {".", ".."}  # noqa: PTH119


@given(st.text(), st.sampled_from(["", ".", " ", ".pdf", ".tar.gz", "$", "¹"]))
def test_no_name_is_a_device_with_any_ending(words, more):
    devices = {"con", "prn", "aux", "nul", "conin$", "conout$"}
    devices |= {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
    for number in (words, *(device + more + words for device in devices)):
        name = safe_name(number, "stem")
        for file in (name, f"{name}.pdf"):
            assert file.split(".")[0].rstrip(" ").casefold() not in devices
            assert not file.endswith((".", " "))
            assert len(file.encode()) <= 255


def test_a_folder_without_end_is_not_looked_through(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(files, "MOST_LOOKED_AT", 5)
    for at in range(5):
        (tmp_path / f"{at}.ddcase").write_bytes(b"")
    assert len(list(find([tmp_path]))) == 5
    (tmp_path / "inside").mkdir()
    with pytest.raises(FileError, match="holds more than 5 files"):
        list(find([tmp_path]))
    out = str(tmp_path / "out")
    for words in (["check"], ["render", "--to", "txt", "--out", out], ["import", "--out", out]):
        assert cli.main([*words, str(tmp_path)]) == 1
        assert capsys.readouterr().err.startswith(f"The folder “{tmp_path}” holds more than 5")
