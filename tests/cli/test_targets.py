"""Reports written to a file: never over a postmortem or the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.story import Story

DOCUMENT = "postmortems/2026-03-14-checkout-timeouts.md"
REPORTS = (
    ("overdue",), ("stats",), ("list",), ("history",), ("action", "list"), ("timeline", "checkout"), ("index",),
    ("adopt", "postmortems", "--dry-run"), ("config", "show"), ("config", "schema"),
)  # fmt: skip


@pytest.mark.parametrize("report", REPORTS, ids=" ".join)
@pytest.mark.parametrize(("target", "what"), [(DOCUMENT, "a document"), ("pmctl.toml", "the configuration")])
def test_what_somebody_wrote_stays(
    run: Run, repository: Story, report: tuple[str, ...], target: str, what: str
) -> None:
    root = repository.checkout()
    (root / "pmctl.toml").write_text("", encoding="utf-8")
    before = (root / target).read_bytes()
    result = run(*report, "-o", target, cwd=root)
    assert (result.code, result.out) == (2, "")
    assert " ".join(result.err.split()).endswith(
        f"error: --output-file would write over {target}, which is {what} hint: Name another file."
    )
    assert (root / target).read_bytes() == before


def test_a_report_may_lie_beside_the_documents(run: Run, repository: Story) -> None:
    root = repository.checkout()
    for _ in range(2):
        assert run("overdue", "-f", "markdown", "-o", "postmortems/overdue.md", cwd=root).code == 0
