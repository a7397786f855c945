"""Commits in the form that ``git fast-import`` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmctl.repository.demo import DemoCommit


def fast_import_stream(commits: Sequence[DemoCommit]) -> bytes:
    """Return what `git fast-import` reads to create `commits`; the author of each is its committer."""
    blobs: dict[bytes, int] = {}
    lines = [b"feature done\n"]
    for number, commit in enumerate(commits):
        before = commits[commit.parents[0]].files if commit.parents else {}
        changed = {path: content for path, content in commit.files.items() if before.get(path) != content}
        for content in changed.values():
            if content not in blobs:
                blobs[content] = len(commits) + len(blobs) + 1
                lines.append(b"blob\nmark :%d\n%s" % (blobs[content], _data(content)))
        lines.append(_commit_header(commit, mark=number + 1))
        lines += [b"D %s\n" % _quoted(path) for path in sorted(before.keys() - commit.files.keys())]
        lines += [b"M 100644 :%d %s\n" % (blobs[content], _quoted(path)) for path, content in changed.items()]
    lines.append(b"done\n")
    return b"".join(lines)


def _commit_header(commit: DemoCommit, *, mark: int) -> bytes:
    person = commit.author
    who = f"{person.name} <{person.email}> {int(commit.date.timestamp())} {commit.date:%z}"
    header = f"commit refs/heads/{commit.branch}\nmark :{mark}\nauthor {who}\ncommitter {who}\n"
    words = ("from", *["merge"] * len(commit.parents))
    parents = "".join(f"{word} :{parent + 1}\n" for word, parent in zip(words, commit.parents, strict=False))
    return header.encode() + _data(f"{commit.message}\n".encode()) + parents.encode()


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _quoted(path: str) -> bytes:
    escaped = path.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
    return f'"{escaped}"'.encode()
