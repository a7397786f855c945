"""pmctl's reading of front matter for the tools of others that use python-frontmatter."""

from __future__ import annotations

from typing import Any

from frontmatter.default_handlers import YAMLHandler

from pmctl.errors import PmctlError
from pmctl.postmortem.frontmatter import find_block, read_mapping
from pmctl.postmortem.problems import Problem


class FrontMatterError(PmctlError):
    """Front matter that cannot be read, where a library of others asks for it."""


class StrictHandler(YAMLHandler):
    """pmctl's reading of front matter as a handler of python-frontmatter, for other tools that use that library.

    ``frontmatter.load(path, handler=StrictHandler())`` gives the metadata exactly as pmctl sees it, and raises
    `FrontMatterError` where pmctl would report a finding.
    """

    def split(self, text: str) -> tuple[str, str]:
        """Return the front matter and the body; FrontMatterError if there is no complete front matter."""
        block = find_block(text)
        if isinstance(block, Problem):
            raise FrontMatterError(block.message)  # a ValueError would be swallowed by the library
        return text[block.start : block.end], text[block.body :]

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Return the values; FrontMatterError names every problem with its line in the document."""
        mapping, problems = read_mapping(fm, line=2)
        if problems or mapping is None:
            raise FrontMatterError("; ".join(f"line {p.line}: {p.message}" for p in problems))
        return mapping.value
