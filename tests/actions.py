"""Made-up documents with actions that tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.documents import GOOD

if TYPE_CHECKING:
    from pathlib import Path

NAME = "2026-03-14-checkout-timeouts"
REF = "checkout-timeouts/A1"
TABLE = (
    "<!-- pmctl:actions -->\n| ID | Action | Owner | Due | Status |\n| :- | :- | :- | :- | :- |\n"
    "| A1 | Alert when pool saturation stays above 80 % for 5 minutes | @jonas | 2026-04-10 | open |\n"
    "<!-- /pmctl:actions -->\n"
)
SHOWN = GOOD.replace("One, in the record above.\n", TABLE).replace("opens", "makes")
"""The document with the table of its one action."""

OTHER = SHOWN.replace(NAME, "2026-05-02-search-outage").replace("date: 2026-03-14", "date: 2026-05-02")


def write_documents(root: Path) -> Path:
    """Write two postmortems, each with an open action A1 that was due on 2026-04-10, and return their folder."""
    folder = root / "postmortems"
    folder.mkdir()
    (folder / f"{NAME}.md").write_text(SHOWN, encoding="utf-8")
    (folder / "2026-05-02-search-outage.md").write_text(OTHER, encoding="utf-8")
    return folder


def text_of(documents: Path, name: str = NAME) -> str:
    """Return what a document holds, line endings as they are."""
    return (documents / f"{name}.md").read_bytes().decode()
