"""Who is named in a project's documents by a handle."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from pmctl.postmortem.frontmatter import Block, find_block
from pmctl.repository.files import list_documents, read_document

if TYPE_CHECKING:
    from pmctl.repository.project import Project


def handles_of(project: Project) -> list[str]:
    """Return the handles in the front matter of all documents, with their @; those that are named often come first."""
    found: Counter[str] = Counter()
    for path in list_documents(project.root, project.scope):
        text = read_document(project.root / path, project.root)
        block = find_block(text) if isinstance(text, str) else None
        if isinstance(text, str) and isinstance(block, Block):
            found.update(_handle().findall(text, block.start, block.end))
    return sorted(found, key=lambda handle: (-found[handle], handle))


@cache
def _handle() -> re.Pattern[str]:
    # In quotes, or in a list in quotes: an @ elsewhere may be anything, such as an address.
    return re.compile(r"""(?<=["'])@[\w][\w./-]*+(?=["'])""")
