"""The wiring of CI: what `init` writes and what docs/ci.md shows is what each service reads, and its shell runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.documents import BAD, CLEAN, SEARCH
from tests.readme import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
SCHEMAS = {
    "GitHub Actions": "github-workflows",
    "GitLab": "gitlab-ci",
    "Azure Pipelines": "azure-pipelines",
    "Buildkite": "buildkite",
}
ODD = "Störungen [alt] 'a' \"b\""
needs_bash = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="has no bash of its own")


def block(heading: str, language: str) -> str:
    """The first block of code in that language below that heading of the page."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)[1]  # type: ignore[index]


def check_schema(name: str, *files: Path) -> None:
    """Hold files against the schema that the service publishes."""
    pytest.importorskip("check_jsonschema")
    options = ["--builtin-schema", f"vendor.{name}"]
    if name in {"gitlab-ci", "azure-pipelines"}:
        options += ["--data-transform", name]
    command = [sys.executable, "-m", "check_jsonschema", *options, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_action() -> None:
    check_schema("github-actions", ROOT / "action.yml")


@pytest.mark.parametrize("heading", SCHEMAS)
def test_what_the_page_shows(tmp_path: Path, heading: str) -> None:
    check_schema(SCHEMAS[heading], write(tmp_path / "shown.yml", block(heading, "yaml")))


def test_the_workflows(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("init", "--ci", "github", "--directory", ODD, "--no-input").code == 0
    mine = ROOT / ".github" / "workflows" / "ci.yml"
    check_schema("github-workflows", tmp_path / ".github" / "workflows" / "postmortems.yml", mine)


def test_the_jobs_of_gitlab(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("init", "--ci", "gitlab", "--directory", ODD, "--no-input").code == 0
    jobs = tmp_path / ".gitlab" / "postmortems.gitlab-ci.yml"
    check_schema("gitlab-ci", jobs, tmp_path / ".gitlab-ci.yml", write(tmp_path / "component.yml", component()))
    found = yaml.safe_load(jobs.read_text(encoding="utf-8"))
    # To GitLab, ** alone is * and does not go into folders.
    assert found["postmortems:check"]["rules"][0]["changes"] == [f"{ODD}/**/*", "pmctl.toml"]


def component(**inputs: str) -> str:
    """The component as GitLab fills it in."""
    spec, body = (ROOT / "templates" / "check.yml").read_text(encoding="utf-8").split("\n---\n")
    values = {name: given.get("default") for name, given in yaml.safe_load(spec)["spec"]["inputs"].items()}
    values |= {"requirement": "pmctl @ git+https://git.example.com/you/pmctl", **inputs}
    assert set(re.findall(r"inputs\.(\w+)", body)) == set(values)
    return re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: str(values[match[1]]), body)


def test_the_component_is_what_init_writes(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("init", "--ci", "gitlab", "--no-input", "--install-from", "pmctl").code == 0
    written = yaml.safe_load((tmp_path / ".gitlab" / "postmortems.gitlab-ci.yml").read_text(encoding="utf-8"))
    published = yaml.safe_load(component())
    for job in ("postmortems:check", "postmortems:report"):
        assert published[job]["script"][0].rstrip() == written[job]["script"][0]
        assert [rule["if"] for rule in published[job]["rules"]] == [rule["if"] for rule in written[job]["rules"]]
        documents, configuration = written[job]["rules"][0]["changes"]
        # The component cannot know which of the two a repository has, nor in which folder.
        anywhere = [f"**/{name}" for name in (configuration, "pyproject.toml")]
        assert published[job]["rules"][0]["changes"] == [documents, *anywhere]
    assert published["postmortems:report"]["artifacts"] == written["postmortems:report"]["artifacts"]
    assert published[".pmctl"]["variables"] == written[".pmctl"]["variables"]


def test_the_hooks_of_the_page(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    shown = write(tmp_path / "config.yaml", block("pre-commit", "yaml"))
    for what, file in (("config", shown), ("manifest", ROOT / ".pre-commit-hooks.yaml")):
        command = [sys.executable, "-m", "pre_commit", f"validate-{what}", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stdout
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    wanted = yaml.safe_load(shown.read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert {hook["id"] for hook in wanted} <= {hook["id"] for hook in hooks}


# The shell of the page

PYTHON3 = """#!/bin/sh
mkdir -p .pmctl/bin
printf '#!/bin/sh\\necho pip "$@" >> log\\n' > .pmctl/bin/pip
printf '#!/bin/sh\\necho pmctl "$@" >> log\\necho found > pmctl.md\\nexit "$CODE"\\n' > .pmctl/bin/pmctl
chmod +x .pmctl/bin/*
"""
AGENT = '#!/bin/sh\necho buildkite-agent "$@" "$(cat)" >> log\n'


def run_script(folder: Path, script: str, code: int) -> tuple[int, list[str]]:
    """Run a script of the page where pmctl exits with `code`; return its own exit code, and what it called."""
    for name, text in {"python3": PYTHON3, "buildkite-agent": AGENT, "git": "#!/bin/sh\necho git $* >> log\n"}.items():
        write(folder / "bin" / name, text).chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "CODE": str(code),
        "PMCTL_REQUIREMENT": "pmctl @ git+https://git.example.com/you/pmctl",
        "TARGET": "release",
    }
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, check=False)
    calls = (folder / "log").read_text(encoding="utf-8").splitlines()
    assert calls.pop(0) == "pip install --quiet pmctl @ git+https://git.example.com/you/pmctl"
    return done.returncode, calls


@needs_bash
@pytest.mark.parametrize(("code", "is_shown"), [(0, True), (1, True), (2, False)])
def test_the_script_for_buildkite(tmp_path: Path, code: int, is_shown: bool) -> None:
    check = "pmctl check --changed --output-format markdown --output-file pmctl.md"
    shown = ["buildkite-agent annotate --context pmctl found"] if is_shown else []
    assert run_script(tmp_path, block("Buildkite", "sh"), code) == (code, [check, *shown])


@needs_bash
@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_script_for_anything_else(tmp_path: Path, code: int) -> None:
    check = "pmctl check --changed --base FETCH_HEAD --output-format junit --output-file pmctl.xml"
    calls = ["git fetch --quiet origin release", check]
    assert run_script(tmp_path, block("Anything else", "sh"), code) == (code, calls)


@needs_bash
def test_a_hook_without_pre_commit(tmp_path: Path) -> None:
    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])}
        command = ["git", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    git("init", "--quiet")
    write(tmp_path / ".git" / "hooks" / "pre-commit", block("pre-commit", "sh")).chmod(0o755)
    document = write(tmp_path / "postmortems" / "of checkout" / "2026-03-14-checkout-timeouts.md", BAD)
    write(tmp_path / "postmortems" / "README.md", "# Ours\n")
    git("add", "--all")
    write(tmp_path / "postmortems" / "2026-05-02-search-outage.md", SEARCH)
    refused = git("commit", "--message", "One")
    assert refused.returncode != 0
    assert "2 errors in 1 of 1 document." in refused.stderr
    document.write_text(CLEAN, encoding="utf-8")
    assert git("commit", "--all", "--message", "One").returncode == 0
    assert git("rm", "--quiet", str(document)).returncode == 0
    assert git("commit", "--message", "Two").returncode == 0
