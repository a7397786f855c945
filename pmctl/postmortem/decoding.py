"""Bytes to text: what a file holds, or why it holds none that could be read."""

from __future__ import annotations

from pmctl.postmortem.problems import Problem, ProblemKind

MAX_BYTES = 20_000_000
"""The largest document that is read. Far beyond any postmortem, and still quick to refuse."""


def decode(data: bytes) -> str | Problem:
    """Return the text of a file, or say why it has none. A byte order mark and all line endings are kept."""
    if len(data) > MAX_BYTES:
        return unreadable_file(
            f"the file is larger than {MAX_BYTES // 1_000_000} MB",
            "Move logs and other attachments out of the document and link to them.",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            return unreadable_file("the file is binary, not text", "Save the document as Markdown text in UTF-8.")
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8")
        return unreadable_file(
            f"byte {error.start + 1:,} (0x{data[error.start]:02X}) is not UTF-8",
            "Save the file as UTF-8.",
            line=data.count(b"\n", 0, error.start) + 1,
            column=len(before) + 1,
        )
    if "\0" in text:
        return unreadable_file("the file is binary, not text", "Save the document as Markdown text in UTF-8.")
    return text


def unreadable_file(message: str, help_: str, *, line: int = 1, column: int = 1) -> Problem:
    """Return the problem of a file that has no text, at the place from which on it has none."""
    return Problem(kind=ProblemKind.UNREADABLE_FILE, message=message, line=line, column=column, help=help_)
