"""Documents written again by a command that has read them before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.repository import rewriting
from pmctl.repository.files import write_text
from pmctl.repository.rewriting import Rewriting, rewrite_document, rewrite_documents

if TYPE_CHECKING:
    from pathlib import Path


def test_a_document_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one\r\n")
    rewrite_document(path, tmp_path, "one\r\n", "two\r\n")
    assert path.read_bytes() == b"two\r\n"


def test_one_that_has_changed_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("newer", encoding="utf-8")
    with pytest.raises(PmctlError, match="has changed in the meantime"):
        rewrite_document(path, tmp_path, "one", "two")
    assert path.read_text(encoding="utf-8") == "newer"


def test_one_that_nobody_may_write_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one", encoding="utf-8")
    path.chmod(0o444)
    with pytest.raises(PmctlError, match="is read-only"):
        rewrite_document(path, tmp_path, "one", "two")
    assert path.read_text(encoding="utf-8") == "one"


def test_one_that_is_gone_is_not_written_anew(tmp_path: Path) -> None:
    with pytest.raises(PmctlError, match="cannot be written"):
        rewrite_document(tmp_path / "a.md", tmp_path, "one", "two")
    assert list(tmp_path.iterdir()) == []


def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("one", encoding="utf-8")
    path.chmod(0o604)
    rewrite_document(path, tmp_path, "one", "two")
    assert path.stat().st_mode & 0o777 == 0o604


def test_several_are_written(tmp_path: Path) -> None:
    documents = [Rewriting(tmp_path / name, "one", f"two {name}") for name in ("a.md", "b.md")]
    for document in documents:
        document.path.write_text("one", encoding="utf-8")
    rewrite_documents(documents, tmp_path)
    assert [document.path.read_text(encoding="utf-8") for document in documents] == ["two a.md", "two b.md"]


def test_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    documents = [Rewriting(tmp_path / name, "one", "two") for name in ("a.md", "b.md", "c.md")]
    for document in documents:
        document.path.write_text("one", encoding="utf-8")
    documents[2].path.write_text("newer", encoding="utf-8")
    with pytest.raises(PmctlError, match="has changed in the meantime"):
        rewrite_documents(documents, tmp_path)
    assert [document.path.read_text(encoding="utf-8") for document in documents] == ["one", "one", "newer"]


def test_those_before_a_failure_are_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [Rewriting(tmp_path / name, "one", "two") for name in ("a.md", "b.md")]
    for document in documents:
        document.path.write_text("one", encoding="utf-8")

    def write_all_but_b(path: Path, text: str) -> None:
        if path.name == "b.md":
            raise KeyboardInterrupt
        write_text(path, text)

    monkeypatch.setattr(rewriting, "write_text", write_all_but_b)
    with pytest.raises(KeyboardInterrupt):
        rewrite_documents(documents, tmp_path)
    assert [document.path.read_text(encoding="utf-8") for document in documents] == ["one", "one"]
