"""The index made and compared: what ``index``, ``init`` and ``demo`` have in common."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.postmortem.edit import has_block, replace_block
from pmctl.postmortem.model import Unreadable
from pmctl.render.catalogue import index_markdown
from pmctl.reports.catalogue import catalogue
from pmctl.repository.files import read_text, write_text
from pmctl.repository.templates import render_shipped

if TYPE_CHECKING:
    from pmctl.ledger.model import Ledger
    from pmctl.reports.catalogue import Catalogue
    from pmctl.repository.project import Project

BLOCK = "index"


def read_catalogue(project: Project, ledger: Ledger | None = None) -> tuple[Catalogue, list[Unreadable]]:
    """Return the catalogue of all documents, and those whose record cannot be read."""
    documents = project.postmortems()
    unreadable = [Unreadable(path=d.path, problems=d.problems) for d in documents if d.record is None]
    return catalogue(documents, project.conventions, ledger=ledger), unreadable


def with_room(page: str) -> str:
    """Return a page of somebody else's with the markers of the index at its end, unless it has them."""
    if has_block(page, BLOCK):
        return page
    newline = "\r\n" if "\r\n" in page else "\n"
    lines = [page.rstrip("\r\n"), "", f"<!-- pmctl:{BLOCK} -->", f"<!-- /pmctl:{BLOCK} -->", ""]
    return newline.join(lines)


def updated_index(project: Project, block: str) -> tuple[str | None, str]:
    """Return the index's file as it is, None if there is none, and as it would be with `block` between its markers."""
    old = read_text(project.index_path)
    base = render_shipped("index/README.md", {}) if old is None else old
    if not has_block(base, BLOCK):
        raise PmctlError(
            f"{project.shown(project.relative(project.index_path))} has no place for the index",
            hint=f"Add two lines where it belongs: <!-- pmctl:{BLOCK} --> and <!-- /pmctl:{BLOCK} -->.",
        )
    return old, replace_block(base, BLOCK, block)


def write_index(project: Project, *, make_room: bool) -> str:
    """Bring the index of the documents' own facts up to date; return its path as a person in the folder types it.

    Args:
        project: whose index it is.
        make_room: whether a page without a place for the index is given one at its end.
    """
    block = index_markdown(read_catalogue(project)[0], project.relative(project.index_path))
    page = read_text(project.index_path)
    if make_room and page is not None:
        new = replace_block(with_room(page), BLOCK, block)
    else:
        page, new = updated_index(project, block)
    if page != new:
        write_text(project.index_path, new)
    return project.shown(project.relative(project.index_path))


def diff(old: str, new: str, path: str) -> str:
    """Return what would change, as a unified diff."""
    lines = list(
        unified_diff(old.splitlines(), new.splitlines(), f"{path} (as it is)", f"{path} (as it would be)", lineterm="")
    )
    return "".join(f"{line}\n" for line in lines or [f"{path}: only line endings would change"])
