"""What a document on disk is called, from no more of it than that takes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pmctl.postmortem.frontmatter import Block, find_block
from pmctl.postmortem.model import stem
from pmctl.postmortem.parse import peek_name, plain_id
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.repository.files import read_document

if TYPE_CHECKING:
    from pmctl.repository.project import Project

_HEAD = 2048
"""How many bytes of a file are read for its id, which is nearly always in the first line of the front matter."""

_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


def name_at(project: Project, path: str) -> str:
    """Return what the document at `path` is called, without reading more of it than that takes."""
    head = _head(f"{project.root}{os.sep}{path}")
    if head is not None:
        block = _plain_block(head) or find_block(head)
        if isinstance(block, Problem):
            if block.kind is ProblemKind.MISSING_FRONT_MATTER:
                return stem(path)
        elif claim := plain_id(head, block):
            return claim
    text = read_document(project.root / path, project.root)
    return peek_name(text if isinstance(text, str) else "", path, project.conventions)


def _plain_block(head: str) -> Block | None:
    """Return where front matter stands that is written as nearly all is; ten thousand of these are soon found."""
    end = head.find("\n---\n", 3) if head.startswith("---\n") else -1
    if end < 0 or head.find("\n...", 3, end) >= 0 or head.find("\n---", 3, end) >= 0:
        return None
    return Block(start=4, end=end + 1, body=end + 5, line=2, body_line=head.count("\n", 0, end + 5) + 1)


def _head(path: str) -> str | None:
    """Return the first whole lines of a file; None if they cannot be had in the simplest way."""
    try:
        descriptor = os.open(path, _FLAGS)
        try:
            data = os.read(descriptor, _HEAD)
        finally:
            os.close(descriptor)
        return data[: data.rfind(b"\n") + 1].decode() if len(data) == _HEAD else data.decode()
    except (OSError, UnicodeDecodeError):
        return None
