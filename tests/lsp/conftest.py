"""Editors that speak to the real language server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.lsp.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Callable[..., Editor]]:
    """Start editors: arguments are pmctl's, keywords are what the editor can do."""
    started: list[Editor] = []

    def start(*arguments: str, **capabilities: Any) -> Editor:
        started.append(Editor(tmp_path.resolve(), *arguments, **capabilities))
        return started[-1]

    yield start
    for one in started:
        one.end()
