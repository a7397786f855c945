"""References to actions completed in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.cli.action_options import complete_references

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["checkout-timeouts/A1", "search-outage/A1"]),
        ("chec", ["checkout-timeouts/A1"]),
        ("search-outage/", ["search-outage/A1"]),
        ("2026-05", ["2026-05-02-search-outage/A1"]),
        ("zzz", []),
    ],
)
def test_what_is_offered(folder: Path, monkeypatch: pytest.MonkeyPatch, typed: str, found: list[str]) -> None:
    (folder / "postmortems/broken.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    (folder / "postmortems/binary.md").write_bytes(b"\x00\xff")
    monkeypatch.chdir(folder)
    assert complete_references(typed) == found


def test_a_configuration_that_is_broken_offers_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "pmctl.toml").write_text("[", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert complete_references("") == []


def test_as_a_shell_asks(folder: Path, run_process: Run) -> None:
    asked = {"_PMCTL_COMPLETE": "complete_bash", "COMP_WORDS": "pmctl action done sea", "COMP_CWORD": "3"}
    assert run_process(cwd=folder, environment=asked).out.strip() == "search-outage/A1"
