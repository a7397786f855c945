"""What `init` writes: the configuration explains every setting, and the wiring is all or nothing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest

from pmctl import __version__
from pmctl.errors import PmctlError
from pmctl.repository import setup
from pmctl.repository.config import Configuration, load_configuration, load_settings
from pmctl.repository.settings import SettingsReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RESERVED = {"notify"}
_COLUMN = 44
"""In which every setting is explained."""


def plan(root: Path, directory: str = "postmortems") -> list[setup.SetupFile]:
    return setup.plan(
        root,
        directory=directory,
        index="README.md",
        ci=setup.CiSystem.GITHUB,
        pre_commit=True,
        configuration=root / "pmctl.toml",
    )


@pytest.fixture
def text(tmp_path: Path) -> str:
    return plan(tmp_path)[0].text


def settings_of(text: str) -> str:
    """Return the configuration with every setting uncommented, examples aside."""
    return re.sub(r"^# (?=\S.*=|\[)", "", text, flags=re.MULTILINE)


def with_examples(text: str) -> str:
    return re.sub(r"^#   (?=\S)", "", settings_of(text), flags=re.MULTILINE)


def loaded(text: str, folder: Path) -> Configuration:
    file = folder / "pmctl.toml"
    file.write_text(text, encoding="utf-8")
    found = load_configuration(file)
    assert found.timezone == "UTC"
    return replace(found, file=None, conventions=replace(found.conventions, zone=UTC))  # of which there are two


def test_as_it_is_written_it_says_the_defaults(text: str, tmp_path: Path) -> None:
    assert loaded(text, tmp_path) == Configuration()


def test_uncommented_it_says_the_defaults(text: str, tmp_path: Path) -> None:
    assert len(tomllib.loads(settings_of(text))) > 5
    assert loaded(settings_of(text), tmp_path) == Configuration()


def test_its_examples_can_be_used(text: str, tmp_path: Path) -> None:
    found = loaded(with_examples(text), tmp_path)
    assert found.conventions.people["@mara"].team == "payments"
    assert found.rules.select is not None
    assert found.rules.severity
    assert found.rules.per_file_ignores
    assert found.conventions.status_words == {"final": "published"}
    assert found.conventions.sections.name_of("In short") == "summary"


def test_every_setting_is_there(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    get, problems = SettingsReader._get, SettingsReader.problems

    def listening(reader: SettingsReader, key: str, default: object) -> object:
        asked.add(key)
        return get(reader, key, default)

    def all_known(reader: SettingsReader) -> list[tuple[str, str]]:
        asked.update(reader._known)
        return problems(reader)

    monkeypatch.setattr(SettingsReader, "_get", listening)
    monkeypatch.setattr(SettingsReader, "problems", all_known)
    loaded(with_examples(text), tmp_path)
    assert {"timezone", "per-file-ignores", "blocked", "email", "min_actions", "history"} <= asked
    missing = {key for key in asked - _RESERVED if not re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text)}
    assert not missing


def test_every_setting_is_listed_with_its_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "pmctl.toml"
    file.write_text(with_examples(text), encoding="utf-8")
    written = {setting.key: setting.value for setting in load_settings(file) if setting.line}
    assert written == dict(leaves(tomllib.loads(with_examples(text))))


def leaves(table: dict[str, Any], *above: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, *above, key)
        else:
            yield (*above, key), value


def test_it_is_easy_to_read(text: str) -> None:
    for line in text.splitlines():
        assert len(line) <= 120
        if line.startswith(("#", "directory")) and "  # " in line:
            assert line.index("  # ") + 2 == _COLUMN, line


@pytest.mark.parametrize("directory", ["incidents", 'a "b" c', "Störung 🔥", "it's"])
def test_any_directory_can_be_written(tmp_path: Path, directory: str) -> None:
    assert loaded(plan(tmp_path, directory)[0].text, tmp_path).directory == directory


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pmctl.toml").write_text("# mine\n", encoding="utf-8")
    write_text = setup.write_text

    def failing(path: Path, content: str) -> None:
        if path.name == ".pre-commit-config.yaml":
            raise PmctlError("no space left")
        write_text(path, content)

    monkeypatch.setattr(setup, "write_text", failing)
    with pytest.raises(PmctlError, match="no space left"):
        setup.write(plan(tmp_path), force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["pmctl.toml"]
    assert (tmp_path / "pmctl.toml").read_text(encoding="utf-8") == "# mine\n"


@pytest.mark.parametrize(
    ("origin", "requirement"),
    [
        (None, f"pmctl=={__version__}"),
        ('{"url": "file:///home/mara/pmctl", "dir_info": {}}', None),
        (
            '{"url": "https://git.example.com/pmctl", "vcs_info": {"vcs": "git", "commit_id": "abc"}}',
            "pmctl @ git+https://git.example.com/pmctl@abc",
        ),
        ('{"url": "https://example.com/pmctl.whl", "archive_info": {}}', "pmctl @ https://example.com/pmctl.whl"),
        ("not JSON", None),
    ],
)
def test_where_pmctl_came_from(monkeypatch: pytest.MonkeyPatch, origin: str | None, requirement: str | None) -> None:
    class Installed:
        def read_text(self, name: str) -> str | None:
            assert name == "direct_url.json"
            return origin

    monkeypatch.setattr(setup, "distribution", lambda name: Installed())
    assert setup.own_requirement() == requirement
