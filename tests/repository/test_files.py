"""Documents on disk: which files are documents, and how one is written."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pmctl.errors import PmctlError
from pmctl.postmortem.decoding import MAX_BYTES
from pmctl.postmortem.problems import Problem
from pmctl.repository.files import Scope, find_documents, is_document_name, read_document, read_text, write_text

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.md", True),
        ("a.MD", True),
        ("a.markdown", True),
        ("a.qmd", True),
        ("a b.c.md", True),
        ("é.md", True),
        ("a.txt", False),
        ("a", False),
        ("md", False),
        (".md", False),
        (".a.md", False),
        ("_a.md", False),
        ("README.md", False),
        ("readme.Markdown", False),
        ("README-2026.md", True),
        ("a.md~", False),
        ("a.md.orig", False),
    ],
)
def test_names_of_documents(name: str, expected: bool) -> None:
    assert is_document_name(name) is expected


@pytest.mark.parametrize(
    ("directory", "path", "expected"),
    [
        ("postmortems", "postmortems/a.md", True),
        ("postmortems", "postmortems/2026/a.md", True),
        ("postmortems", "postmortems2/a.md", False),
        ("postmortems", "a.md", False),
        ("postmortems", "postmortems/.git/a.md", False),
        ("postmortems", "postmortems/index.md", False),
        ("postmortems", "postmortems/sub/index.md", True),
        (".", "a.md", True),
        (".", "a/b.md", True),
        (".", ".github/a.md", False),
    ],
)
def test_scope(directory: str, path: str, expected: bool) -> None:
    assert Scope(directory=directory, index="postmortems/index.md").accepts(path) is expected


@pytest.mark.parametrize(
    ("glob", "path", "excluded"),
    [
        ("draft.md", "draft.md", True),
        ("draft.md", "2026/draft.md", True),
        ("draft*", "2026/draft-1.md", True),
        ("drafts", "drafts/a.md", True),
        ("drafts/", "drafts/deep/a.md", True),
        ("./drafts", "drafts/a.md", True),
        ("drafts/*", "drafts/a.md", True),
        ("2026/drafts", "2026/drafts/a.md", True),
        ("**/draft.md", "draft.md", True),
        ("**/draft.md", "2026/draft.md", True),
        ("*.markdown", "a.markdown", True),
        ("drafts", "drafts2/a.md", False),
        ("drafts", "2026/drafts/a.md", False),
        ("a.md", "aa.md", False),
        ("A.md", "a.md", False),
        ("[", "[.md", False),
    ],
)
def test_exclude(glob: str, path: str, excluded: bool) -> None:
    assert Scope(directory="postmortems", index="x", exclude=(glob,)).accepts(f"postmortems/{path}") is not excluded


def test_find(tmp_path: Path) -> None:
    for name in (
        "b.md",
        "a/b.md",
        "a.md",
        "a/.hidden/c.md",
        "_draft.md",
        "README.md",
        "index.md",
        "notes.txt",
        "x/y.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "loop").symlink_to(tmp_path)
    scope = Scope(directory=".", index="index.md", exclude=("x",))
    found = find_documents(tmp_path, scope, index=tmp_path / "index.md")
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a/b.md", "a.md", "b.md"]
    assert find_documents(tmp_path / "x", scope, index=tmp_path / "index.md", below="x/") == []


def test_find_in_what_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(PmctlError, match="cannot be read: No such file or directory"):
        find_documents(tmp_path / "nowhere", Scope(directory=".", index=""), index=tmp_path)


def test_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r")
    assert read_document(file, tmp_path) == "\ufeffone\r\ntwo\r"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.mkdir(), "this is no ordinary file"),
        (lambda path: path.symlink_to("nowhere"), "the file is a link that leads nowhere"),
        (lambda path: path.symlink_to(path), "the file is a link that leads nowhere"),
        (lambda path: path.symlink_to("../outside.md"), "the file is a link that leaves the repository"),
        (lambda path: None, "the file cannot be read: No such file or directory"),
        (lambda path: path.write_bytes(b" " * (MAX_BYTES + 1)), "the file is larger than 20 MB"),
        (lambda path: path.write_bytes(b"a\n\xff"), "byte 3 (0xFF) is not UTF-8"),
        pytest.param(getattr(os, "mkfifo", None), "this is no ordinary file", marks=needs_pipes),
    ],
)
def test_read_what_cannot_be_read(tmp_path: Path, make: object, message: str) -> None:
    (tmp_path / "outside.md").touch()
    root = tmp_path / "root"
    root.mkdir()
    make(root / "a.md")  # type: ignore[operator]
    found = read_document(root / "a.md", root)
    assert isinstance(found, Problem)
    assert found.message == message


def test_write(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.md"
    write_text(file, "é\r\n")
    assert file.read_bytes() == "é\r\n".encode()
    file.chmod(0o640)
    write_text(file, "two")
    assert (file.read_text(encoding="utf-8"), stat.S_IMODE(file.stat().st_mode)) == ("two", 0o640)
    assert list(file.parent.iterdir()) == [file]


def test_a_new_file_has_the_permissions_of_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "a", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_what_a_link_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("one", encoding="utf-8")
    (tmp_path / "link").symlink_to("target")
    write_text(tmp_path / "link", "two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text(encoding="utf-8") == "two"


@pytest.mark.parametrize("make", [lambda path: path.mkdir(), lambda path: path.symlink_to(path)])
def test_write_where_nothing_can_be_written(tmp_path: Path, make: object) -> None:
    make(tmp_path / "a")  # type: ignore[operator]
    with pytest.raises(PmctlError, match="a cannot be written: "):
        write_text(tmp_path / "a", "x")
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_a_text_that_is_not_unicode_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one", encoding="utf-8")
    with pytest.raises(PmctlError, match="a cannot be written: "):
        write_text(tmp_path / "a", "\udcff")
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "one"


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a").write_text("one", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PmctlError, match="a cannot be written: No space left on device"):
        write_text(tmp_path / "a", "two")
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]
    assert (tmp_path / "a").read_text(encoding="utf-8") == "one"


@needs_pipes
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(pipe, "é")
        assert os.read(reading, 10) == "é".encode()
    finally:
        os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
def test_a_device_stays_one() -> None:
    before = Path(os.devnull).stat()
    # A pseudo-terminal is a device that may be replaced without harm, if this should ever fail.
    leading, following = os.openpty()
    try:
        device = Path(os.ttyname(following))
        write_text(device, "x")
        assert stat.S_ISCHR(device.stat().st_mode)
        assert os.read(leading, 10) == b"x"
    finally:
        os.close(leading)
        os.close(following)
    assert Path(os.devnull).stat().st_rdev == before.st_rdev


def test_read_text(tmp_path: Path) -> None:
    assert read_text(tmp_path / "none") is None
    (tmp_path / "a").write_bytes(b"one\r\ntwo\r")
    assert read_text(tmp_path / "a") == "one\r\ntwo\r"
    (tmp_path / "b").write_bytes(b"\xff")
    with pytest.raises(PmctlError, match="b is not UTF-8"):
        read_text(tmp_path / "b")
    with pytest.raises(PmctlError, match="cannot be read: it is no ordinary file"):
        read_text(tmp_path)
