"""What a document on disk is called, from no more of it than that takes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from pmctl.postmortem.frontmatter import find_block
from pmctl.postmortem.model import stem
from pmctl.postmortem.parse import peek_name, plain_id
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.repository.files import list_documents, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pmctl.repository.project import Project

_HEAD = 2048
"""How many bytes of a file are read for its id, which is nearly always in the first line of the front matter."""

_BEGINNING = 16384
"""How many bytes of a file hold nearly all front matter, and the first words of the story."""

_USUAL = re.compile(r"---\nid: ([A-Za-z][\w.-]*|\d[\w.]*-[\w.-]+)\n")
"""How nearly all documents begin: with an id of the plainest form, as `plain_id` finds it."""

_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


def name_at(project: Project, path: str) -> str:
    """Return what the document at `path` is called, without reading more of it than that takes."""
    head = _whole_lines(_first_bytes(f"{project.root}{os.sep}{path}"))
    if head:
        if (usual := _USUAL.match(head)) and "\n---\n" in head:
            return usual[1]
        block = find_block(head)
        if isinstance(block, Problem):
            if block.kind is ProblemKind.MISSING_FRONT_MATTER:
                return stem(path)
        elif claim := plain_id(head, block):
            return claim
    text = read_document(project.root / path, project.root)
    return peek_name(text if isinstance(text, str) else "", path, project.conventions)


def beginnings(project: Project) -> Iterator[tuple[str, bytes]]:
    """Yield the path of every document, relative to the root, and its first bytes; of a link none."""
    for path in list_documents(project.root, project.scope):
        yield path, _first_bytes(f"{project.root}{os.sep}{path}", _BEGINNING)


def _first_bytes(path: str, most: int = _HEAD) -> bytes:
    """Return the beginning of a file; nothing if it cannot be had in the simplest way."""
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            return os.read(descriptor, most)
        finally:
            os.close(descriptor)
    except OSError:
        return b""


def _whole_lines(data: bytes) -> str | None:
    """Return the first lines of a file, those that are there as a whole; None if they are no UTF-8."""
    try:
        return data[: data.rfind(b"\n") + 1].decode() if len(data) == _HEAD else data.decode()
    except UnicodeDecodeError:
        return None
