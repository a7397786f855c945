"""Every test runs as nobody, at no place, on no day: HOME, git, zone, colour and width are fixed."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_UNWANTED = (
    "GIT_",
    "PMCTL_",
    "CI",
    "GITHUB_",
    "GITLAB_",
    "NO_COLOR",
    "FORCE_COLOR",
    "PAGER",
    "VISUAL",
    "EDITOR",
    "TERM",
)


@pytest.fixture(autouse=True)
def isolated(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Forbid a test to see the real HOME, the user's git configuration, the machine's zone or its terminal."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(_UNWANTED):
            monkeypatch.delenv(name)
    for name, value in {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"),
        "GIT_CEILING_DIRECTORIES": str(tmp_path_factory.getbasetemp()),
        "GIT_AUTHOR_NAME": "Mara Lindqvist",
        "GIT_AUTHOR_EMAIL": "mara@example.com",
        "GIT_COMMITTER_NAME": "Mara Lindqvist",
        "GIT_COMMITTER_EMAIL": "mara@example.com",
        "TZ": "UTC",
        "COLUMNS": "80",
        "TERM": "dumb",
        "PMCTL_TODAY": "2026-06-01",
    }.items():
        monkeypatch.setenv(name, value)
    (home / ".gitconfig").write_text("[user]\n\tname = Mara Lindqvist\n\temail = mara@example.com\n", encoding="utf-8")
    if hasattr(time, "tzset"):
        time.tzset()
    return home
