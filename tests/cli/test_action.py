"""The GitHub action: its steps, run as a runner runs them, with inputs that try to be more than words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.documents import BAD
from tests.readme import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="has no bash of its own")

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
DEFAULTS = {name: given["default"] for name, given in ACTION["inputs"].items()}
PROGRAM = """#!/bin/sh
printf '%s\\n' "$@" > "$ARGUMENTS"
exec "$REAL_PYTHON" -m pmctl "$@"
"""
PYTHON = """#!/bin/sh
case "$2" in
  venv) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  pip) for from; do :; done && printf '%s' "$from" > "$ARGUMENTS" && touch "${0%/*}/pmctl" "${0%/*}/activate" ;;
esac
"""


def executable(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


class Runner:
    """A runner: it puts inputs in their places, and starts bash as GitHub's documentation says."""

    def __init__(self, folder: Path) -> None:
        self.workspace = folder / "work space"
        self.arguments = folder / "arguments"
        self.summary = folder / "summary"
        self.temporary = folder / "runner's temp"
        for created in (self.workspace / "postmortems", self.temporary):
            created.mkdir(parents=True)
        executable(folder / "bin" / "pmctl", PROGRAM)
        self.environment = {
            **os.environ,
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "ARGUMENTS": str(self.arguments),
            "REAL_PYTHON": sys.executable,
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_PATH": str(folder / "path"),
            "RUNNER_TEMP": str(self.temporary),
        }

    def step(
        self, number: int, outputs: dict[str, str] | None = None, /, **inputs: str
    ) -> subprocess.CompletedProcess[str]:
        values = {f"inputs.{name.replace('_', '-')}": value for name, value in {**DEFAULTS, **inputs}.items()}
        values |= outputs or {}

        def filled(text: str) -> str:
            return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: values[match[1]], text)

        step = STEPS[number]
        assert step["shell"] == "bash"
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", filled(step["run"])],
            cwd=self.workspace / filled(step.get("working-directory", ".")),
            env={**self.environment, **{name: filled(value) for name, value in step["env"].items()}},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        return self.step(-1, **inputs)

    def given(self) -> list[str]:
        """What pmctl was started with."""
        return self.arguments.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_no_input_stands_in_a_script() -> None:
    assert [step["run"] for step in STEPS if "${{" in step.get("run", "")] == []


def test_a_bad_postmortem_fails_the_step(runner: Runner) -> None:
    (runner.workspace / "postmortems" / "a.md").write_text(BAD, encoding="utf-8")
    done = runner.check()
    assert done.returncode == 1
    assert "::error " in done.stdout
    assert "PM301" in runner.summary.read_text(encoding="utf-8")
    assert runner.given() == ["check", "--output-format", "github", "--fail-on", "error", "--"]


def test_nothing_to_check(runner: Runner) -> None:
    assert runner.check().returncode == 0


def test_paths_are_one_a_line(runner: Runner) -> None:
    (runner.workspace / "post mortems").mkdir()
    (runner.workspace / "post mortems" / "a b.md").write_text(BAD, encoding="utf-8")
    (runner.workspace / "-f").mkdir()
    done = runner.check(paths="post mortems/a b.md\r\n\n-f\n", output_format="concise")
    assert done.stdout.startswith("post mortems/a b.md:")
    assert runner.given()[-3:] == ["--", "post mortems/a b.md", "-f"]


@pytest.mark.parametrize(("args", "given"), [("--select PM3\n  --ignore PM301", ["PM3", "PM301"]), ("*", ["*"])])
def test_more_options(runner: Runner, args: str, given: list[str]) -> None:
    runner.check(args=args)
    assert [word for word in runner.given()[5:-1] if not word.startswith("--")] == given


@pytest.mark.parametrize(
    ("changed", "event", "is_given"),
    [("auto", "", False), ("auto", "main", True), ("true", "", True), ("false", "main", False)],
)
def test_changed(runner: Runner, changed: str, event: str, is_given: bool) -> None:
    runner.environment["GITHUB_BASE_REF"] = event
    runner.check(changed=changed)
    assert ("--changed" in runner.given()) == is_given


def test_a_word_that_changed_does_not_know(runner: Runner) -> None:
    done = runner.check(changed="yes")
    assert (done.returncode, done.stdout) == (2, "::error::changed is auto, true or false\n")
    assert not runner.arguments.exists()


@pytest.mark.parametrize("name", ["paths", "changed", "fail_on", "output_format", "args"])
@pytest.mark.parametrize("attack", ['"; touch hacked; "$(touch it)', "'; touch hacked; '`touch it`"])
def test_an_input_is_never_a_command(runner: Runner, name: str, attack: str) -> None:
    runner.check(**{name: attack})
    assert [path.name for path in runner.workspace.iterdir()] == ["postmortems"]


def test_a_working_directory(runner: Runner) -> None:
    (runner.workspace / "the shop" / "postmortems").mkdir(parents=True)
    (runner.workspace / "the shop" / "postmortems" / "a.md").write_text(BAD, encoding="utf-8")
    assert runner.check(working_directory="the shop").returncode == 1
    assert runner.check().returncode == 0


def test_pmctl_is_installed_from_the_checkout_of_the_action(runner: Runner, tmp_path: Path) -> None:
    runner.environment["GITHUB_ACTION_PATH"] = "/actions/the pmctl/v1"
    python = executable(tmp_path / "tool cache" / "python", PYTHON)
    done = runner.step(1, {"steps.python.outputs.python-path": str(python)})
    assert done.returncode == 0, done.stderr
    assert runner.arguments.read_text(encoding="utf-8") == "/actions/the pmctl/v1"
    added = runner.temporary / "pmctl" / "bin"
    assert (tmp_path / "path").read_text(encoding="utf-8") == f"{added}\n"
    assert [path.name for path in added.iterdir()] == ["pmctl"]  # no Python, which would be that of later steps
