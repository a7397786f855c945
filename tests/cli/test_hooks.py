"""The hooks of pre-commit: which files of a commit they check, and whether a bad one is kept out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from pmctl.repository.files import SUFFIXES
from tests.documents import BAD, CLEAN, SEARCH
from tests.readme import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

MANIFEST: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
HOOKS = {hook["id"]: hook for hook in MANIFEST}
DOCUMENT = "postmortems/2026-03-14-checkout-timeouts.md"


def init_hook(run: Run, folder: Path) -> dict[str, Any]:
    """The hook that `init` writes."""
    assert run("init", "--pre-commit", "--no-input", "--install-from", "pmctl", cwd=folder).code == 0
    configuration = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hook: dict[str, Any] = configuration["repos"][0]["hooks"][0]
    return hook


# Which files


@pytest.mark.parametrize(
    ("path", "checked"),
    [
        ("postmortems/2026/a.md", True),
        ("postmortems/NOTES.MD", True),
        ("postmortems/README.md", False),
        ("postmortems/2026/readme.markdown", False),
        ("postmortems/INDEX.md", False),
        ("postmortems/_draft.md", False),
        ("postmortems/.hidden.md", False),
        ("postmortems/.obsidian/a.md", False),
        ("postmortems/graph.svg", False),
        ("postmortems/templates/a.md", False),
        ("services/shop/postmortems/a.md", True),
        ("services/shop/postmortems/README.md", False),
        ("services/shop/postmortems/templates/a.md", True),
        ("../outside.md", True),
        ("../README.md", False),
    ],
)
def test_force_exclude(run: Run, tmp_path: Path, path: str, checked: bool) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "pmctl.toml").write_text('exclude = ["templates"]\n[index]\nfile = "INDEX.md"\n', encoding="utf-8")
    (root / path).write_text(BAD, encoding="utf-8")
    assert run("check", path, cwd=root).code == 1
    result = run("check", "--force-exclude", path, cwd=root)
    assert result.code == int(checked), result
    assert checked or result.err.startswith("No documents were found")


def test_force_exclude_does_not_change_what_a_folder_holds(run: Run, folder: Path) -> None:
    for chosen in ([], ["postmortems"], ["."]):
        assert run("check", "--force-exclude", *chosen, cwd=folder) == run("check", *chosen, cwd=folder)


def test_a_path_that_does_not_exist_is_said_all_the_same(run: Run, folder: Path) -> None:
    assert run("check", "--force-exclude", "README.md", cwd=folder).code == 2


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_the_pattern_knows_every_extension(suffix: str) -> None:
    pattern = re.compile(HOOKS["pmctl-check"]["files"])
    for path in (f"postmortems/a{suffix}", f"a/postmortems/2026/b{suffix.upper()}"):
        assert pattern.search(path)
    for path in (
        f"our-postmortems/a{suffix}",
        f"postmortems{suffix}",
        "postmortems/a.svg",
        f"postmortems/a{suffix}.bak",
    ):
        assert not pattern.search(path)


@pytest.mark.parametrize("hook", MANIFEST, ids=lambda hook: hook["id"])
def test_every_entry_is_a_command(run: Run, hook: dict[str, Any]) -> None:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "pmctl"
    assert run(*arguments, "--help").code == 0


def test_what_init_writes_is_the_same_hook(run: Run, tmp_path: Path) -> None:
    written, published = init_hook(run, tmp_path), HOOKS["pmctl-check"]
    assert written.pop("additional_dependencies") == ["pmctl"]
    assert written.pop("files") == published["files"].replace("(^|/)", "^")
    assert written == {key: value for key, value in published.items() if key not in {"files", "description"}}


# With pre-commit itself, but for the installation, which needs a network


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository that is set up for pmctl."""
    pytest.importorskip("pre_commit")
    root = tmp_path / "clone"
    (root / "postmortems").mkdir(parents=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    return root


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    scripts = sysconfig.get_path("scripts")
    return subprocess.run(
        ["git", *arguments],
        cwd=root,
        env={**os.environ, "PATH": os.pathsep.join([scripts, os.environ["PATH"]])},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def install(root: Path, *hooks: dict[str, Any]) -> None:
    """Let a commit run the hooks with the pmctl of these tests."""
    here = [{**hook, "language": "system", "additional_dependencies": []} for hook in hooks]
    text = yaml.safe_dump({"repos": [{"repo": "local", "hooks": here}]})
    (root / ".pre-commit-config.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=root, capture_output=True, check=False)
    assert done.returncode == 0, done


def commit(root: Path) -> subprocess.CompletedProcess[str]:
    git(root, "add", "--all")
    return git(root, "commit", "--message", "Postmortem")


@pytest.mark.parametrize("source", ["pmctl-check", "pmctl-check-all", "init"])
def test_a_bad_postmortem_is_kept_out_and_the_mended_one_passes(run: Run, clone: Path, source: str) -> None:
    install(clone, init_hook(run, clone) if source == "init" else HOOKS[source])
    (clone / "postmortems" / "README.md").write_text("# Ours\n", encoding="utf-8")
    (clone / DOCUMENT).write_text(BAD, encoding="utf-8")
    refused = commit(clone)
    assert refused.returncode == 1
    assert f"{DOCUMENT}:11:5: PM301 action A1 has no owner" in refused.stderr
    assert "README.md" not in refused.stderr
    (clone / DOCUMENT).write_text(CLEAN, encoding="utf-8")
    passed = commit(clone)
    assert passed.returncode == 0, passed.stderr


def test_what_is_not_part_of_the_commit_keeps_nobody_out(clone: Path) -> None:
    install(clone, HOOKS["pmctl-check"])
    (clone / DOCUMENT).write_text(CLEAN, encoding="utf-8")
    git(clone, "add", "--all")
    (clone / DOCUMENT).write_text(BAD, encoding="utf-8")
    (clone / "postmortems" / "2026-05-02-search-outage.md").write_text(SEARCH, encoding="utf-8")
    done = git(clone, "commit", "--message", "Postmortem")
    assert done.returncode == 0, done.stderr
    assert (clone / DOCUMENT).read_text(encoding="utf-8") == BAD


def test_a_stale_index_is_written_and_the_commit_made_again(run: Run, clone: Path) -> None:
    assert run("init", "--no-input", cwd=clone).code == 0
    install(clone, HOOKS["pmctl-index"])
    (clone / DOCUMENT).write_text(CLEAN, encoding="utf-8")
    assert commit(clone).returncode == 1
    assert commit(clone).returncode == 0
    assert run("index", "--check", cwd=clone).code == 0
