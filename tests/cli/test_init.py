"""``pmctl init``: a repository set up, and nothing of anybody's overwritten."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from pmctl.repository import setup
from pmctl.repository.config import load_configuration

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

NEXT = 'Next: `pmctl new "What happened"` after an incident, then `pmctl check`.\n'


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """An empty repository; what marks it is enough for what does not ask git."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_in_an_empty_repository(run: Run, repo: Path) -> None:
    result = run("init", "--no-input")
    assert (result.code, result.out) == (0, "")
    assert result.err == f"Wrote pmctl.toml.\nWrote postmortems/README.md.\n{NEXT}"
    assert files(repo) == ["pmctl.toml", "postmortems/README.md"]
    assert "No postmortems yet." in (repo / "postmortems/README.md").read_text(encoding="utf-8")
    assert run("index", "--check").code == 0


def test_the_way_from_init_to_check(run: Run, repo: Path) -> None:
    assert run("init", "--no-input").code == 0
    assert run("new", "Database full", "--severity", "SEV2", "--no-input").code == 0
    result = run("check", "--output-format", "concise")
    assert result.code == 1
    assert {line.split()[1] for line in result.out.splitlines()} == {"PM109", "PM203"}


def test_nothing_is_asked_without_a_terminal(run: Run, repo: Path) -> None:
    result = run("init", typed="elsewhere\ngithub\ny\n")
    assert result.code == 0
    assert "Where" not in result.err
    assert files(repo) == ["pmctl.toml", "postmortems/README.md"]


def test_nothing_is_asked_with_no_input(run: Run, repo: Path) -> None:
    assert "Where" not in run("init", "--no-input", terminal=True).err
    assert files(repo) == ["pmctl.toml", "postmortems/README.md"]


def test_on_a_terminal_it_asks(run: Run, repo: Path) -> None:
    result = run("init", terminal=True, typed="docs/incidents\nforgejo\nGitHub\ny\n")
    assert result.code == 0
    assert "There is no wiring for forgejo; say github, gitlab or none." in result.err
    assert files(repo) == [
        ".github/workflows/postmortems.yml",
        ".pre-commit-config.yaml",
        "docs/incidents/README.md",
        "pmctl.toml",
    ]
    assert load_configuration(repo / "pmctl.toml").directory == "docs/incidents"


def test_on_a_terminal_return_takes_the_defaults(run: Run, repo: Path) -> None:
    assert run("init", terminal=True, typed="\n\n\n").code == 0
    assert files(repo) == ["pmctl.toml", "postmortems/README.md"]


def test_on_a_terminal_only_what_is_missing_is_asked(run: Run, repo: Path) -> None:
    result = run("init", "--directory", "pm", "--ci", "gitlab", "--pre-commit", terminal=True)
    assert (result.code, result.out) == (0, "")
    assert "[" not in result.err.replace("[index]", "")


def test_an_end_of_input_on_a_terminal_writes_nothing(run: Run, repo: Path) -> None:
    assert run("init", terminal=True, typed="docs\n").code == 130
    assert files(repo) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no pty")
def test_on_a_real_terminal(repo: Path) -> None:
    import pty

    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child is another program
        os.chdir(repo)
        os.execv(sys.executable, [sys.executable, "-m", "pmctl", "init"])
    os.write(terminal, b"incidents\nnone\nn\n")
    said = b""
    while True:
        try:
            said += (chunk := os.read(terminal, 4096))
        except OSError:  # how Linux tells that the other side has ended
            break
        if not chunk:
            break
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, said.decode()
    assert b"Where do postmortems live [postmortems]:" in said
    assert files(repo) == ["incidents/README.md", "pmctl.toml"]


def test_outside_git_it_says_so(run: Run, tmp_path: Path) -> None:
    result = run("init", "--no-input")
    assert result.code == 0
    assert "This is no git repository yet: `git init` makes it one" in result.err


@pytest.mark.parametrize("directory", [".", "./", "docs//incidents/", "docs\\incidents", "Störungen [alt] 'a'"])
def test_a_directory(run: Run, repo: Path, directory: str) -> None:
    arguments = ["--directory", directory, "--ci", "github", "--pre-commit", "--no-input"]
    assert run("init", *arguments).code == 0
    wanted = load_configuration(repo / "pmctl.toml").directory
    assert (repo / wanted / "README.md").is_file()
    prefix = "" if wanted == "." else f"{wanted}/"
    workflow = yaml.safe_load((repo / ".github/workflows/postmortems.yml").read_text(encoding="utf-8"))
    assert workflow[True]["pull_request"]["paths"] == [f"{prefix}**", "pmctl.toml"]
    assert run("new", "x", "--no-input", "--date", "2026-05-01").out == f"{prefix}2026-05-01-x.md\n"


@pytest.mark.parametrize("directory", ["..", "../x", "/tmp/x", "a/../../b", "C:\\x", "a\nb", "a\x1b[31mb"])
def test_a_directory_elsewhere(run: Run, repo: Path, directory: str) -> None:
    result = run("init", "--no-input", "--directory", directory)
    assert result.code == 2
    assert "does not lie below this folder" in result.err
    assert "\x1b" not in result.err
    assert files(repo) == []


@pytest.mark.parametrize("directory", ["taken", "taken/below"])
def test_a_directory_that_is_a_file(run: Run, repo: Path, directory: str) -> None:
    (repo / "taken").write_text("x", encoding="utf-8")
    result = run("init", "--no-input", "--directory", directory)
    assert result.code == 2
    assert result.err.startswith(f"error: {directory} is not a folder\n")
    assert files(repo) == ["taken"]


def test_a_folder_that_does_not_exist(run: Run, tmp_path: Path) -> None:
    result = run("-C", "nowhere", "init", "--no-input")
    assert result.code == 2
    assert result.err == f"error: there is no folder {tmp_path / 'nowhere'}\n"


def test_github(run: Run, repo: Path) -> None:
    assert run("init", "--ci", "github", "--no-input").code == 0
    text = (repo / ".github/workflows/postmortems.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert set(workflow["jobs"]) == {"check", "index", "overdue"}
    steps = {name: [step.get("run") for step in job["steps"]] for name, job in workflow["jobs"].items()}
    assert steps["check"][-2:] == ["pmctl check --changed --output-format github", "pmctl index --check"]
    assert "pmctl index" in steps["index"]
    assert steps["overdue"][-1] == 'pmctl overdue --within 7d --output-format markdown >> "$GITHUB_STEP_SUMMARY"'
    depths = [job["steps"][0].get("with", {}).get("fetch-depth") for job in workflow["jobs"].values()]
    assert depths == [0, 0, 0]
    assert workflow["permissions"] == {"contents": "read"}
    assert text.endswith("\n")


def test_gitlab(run: Run, repo: Path) -> None:
    assert run("init", "--ci", "gitlab", "--no-input").code == 0
    include = yaml.safe_load((repo / ".gitlab-ci.yml").read_text(encoding="utf-8"))["include"]
    jobs = yaml.safe_load((repo / include[0]["local"].lstrip("/")).read_text(encoding="utf-8"))
    assert jobs["postmortems:check"]["script"] == ["pmctl check --changed", "pmctl index --check"]
    assert jobs["postmortems:report"]["artifacts"]["reports"]["codequality"] in jobs["postmortems:report"]["script"][0]
    assert jobs["postmortems:overdue"]["script"] == ["pmctl overdue --within 7d"]
    assert jobs[".pmctl"]["variables"] == {"GIT_DEPTH": 0}


def test_pre_commit(run: Run, repo: Path) -> None:
    assert run("init", "--pre-commit", "--no-input").code == 0
    hook = yaml.safe_load((repo / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    assert (hook["entry"], hook["files"]) == ("pmctl check --force-exclude", r"^postmortems/.+\.(?i:markdown|md|qmd)$")


def test_in_a_folder_of_a_repository(run: Run, repo: Path) -> None:
    below = repo / "services" / "shop 1"
    below.mkdir(parents=True)
    wanted = ("--ci", "github", "--pre-commit", "--install-from", "pmctl==9.9")
    result = run("init", *wanted, "--no-input", cwd=below)
    assert result.code == 0
    assert result.err == (
        "Wrote pmctl.toml.\nWrote ../../.github/workflows/postmortems.yml.\nWrote ../../.pre-commit-config.yaml.\n"
        f"Wrote postmortems/README.md.\n{NEXT}"
    )
    workflow = yaml.safe_load((repo / ".github/workflows/postmortems.yml").read_text(encoding="utf-8"))
    assert workflow[True]["push"]["paths"] == ["services/shop 1/postmortems/**", "services/shop 1/pmctl.toml"]
    hook = yaml.safe_load((repo / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    assert hook["entry"] == "pmctl check --force-exclude --config 'services/shop 1/pmctl.toml'"
    assert hook["files"] == r"^services/shop\ 1/postmortems/.+\.(?i:markdown|md|qmd)$"
    assert (hook["language"], hook["additional_dependencies"]) == ("python", ["pmctl==9.9"])
    assert {"run": "pip install pmctl==9.9"} in workflow["jobs"]["check"]["steps"]

    assert run("new", "x", "--no-input", "--severity", "SEV4", cwd=below).code == 0
    in_ci = run("index", "--check", "--config", "services/shop 1/pmctl.toml", cwd=repo)
    assert in_ci.code == 1
    assert "services/shop 1/postmortems/README.md is stale" in in_ci.err


def test_wiring_is_added_to_a_repository_that_is_set_up(run: Run, repo: Path) -> None:
    mine = 'directory = "incidents"\n\n[people]\n"@mara" = { team = "payments" }\n'
    (repo / "pmctl.toml").write_text(mine, encoding="utf-8")
    assert run("init", "--ci", "github", "--no-input").code == 0
    assert (repo / "pmctl.toml").read_text(encoding="utf-8") == mine
    workflow = yaml.safe_load((repo / ".github/workflows/postmortems.yml").read_text(encoding="utf-8"))
    assert workflow[True]["push"]["paths"] == ["incidents/**", "pmctl.toml"]
    again = run("init", "--no-input")
    assert again.code == 2
    assert again.err.startswith("error: pmctl.toml exists already\nhint: Nothing was written. ")
    assert run("init", "--directory", "elsewhere", "--ci", "gitlab", "--no-input").code == 2


def test_nothing_is_written_into_a_bare_repository(run: Run, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)
    before = files(bare)
    result = run("init", "--no-input", cwd=bare)
    assert result.code == 2
    assert "bare repository" in result.err
    assert files(bare) == before


@pytest.mark.parametrize("taken", [".github/workflows/postmortems.yml"])
def test_all_or_nothing(run: Run, repo: Path, taken: str) -> None:
    (repo / taken).parent.mkdir(parents=True, exist_ok=True)
    (repo / taken).write_text("# mine\n", encoding="utf-8")
    result = run("init", "--ci", "github", "--pre-commit", "--no-input")
    assert result.code == 2
    assert result.err == f"error: {repo / taken} exists already\nhint: Nothing was written. --force overwrites.\n"
    assert files(repo) == [taken]


def test_force_overwrites(run: Run, repo: Path) -> None:
    (repo / "pmctl.toml").write_text("broken = ", encoding="utf-8")
    result = run("init", "--no-input", "--force")
    assert result.code == 0
    assert load_configuration(repo / "pmctl.toml").directory == "postmortems"


def test_what_other_tools_share_is_left_alone(run: Run, repo: Path) -> None:
    shared = {".gitlab-ci.yml": "stages: [test]\n", ".pre-commit-config.yaml": "repos: []\n"}
    for name, text in shared.items():
        (repo / name).write_text(text, encoding="utf-8")
    result = run("init", "--ci", "gitlab", "--pre-commit", "--no-input", "--force")
    assert result.code == 0
    assert {name: (repo / name).read_text(encoding="utf-8") for name in shared} == shared
    assert (
        "\n.gitlab-ci.yml exists and was left alone. Add to it:\n\n"
        "  include:\n    - local: /.gitlab/postmortems.gitlab-ci.yml\n"
    ) in result.err
    assert ".pre-commit-config.yaml exists and was left alone. Add to it:\n\n    - repo: local\n" in result.err


def test_what_was_added_already_is_not_asked_for_again(run: Run, repo: Path) -> None:
    arguments = ("init", "--ci", "gitlab", "--pre-commit", "--no-input", "--force")
    assert run(*arguments).code == 0
    assert "left alone" not in run(*arguments).err


def test_a_page_with_markers_keeps_its_words(run: Run, repo: Path) -> None:
    page = repo / "postmortems" / "README.md"
    page.parent.mkdir()
    page.write_text("# Ours\n\n<!-- pmctl:index -->\n<!-- /pmctl:index -->\n\nMore.\n", encoding="utf-8")
    assert run("init", "--no-input").code == 0
    assert page.read_text(encoding="utf-8") == (
        "# Ours\n\n<!-- pmctl:index -->\nNo postmortems yet.\n<!-- /pmctl:index -->\n\nMore.\n"
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_page_without_markers_is_given_them_at_its_end(run: Run, repo: Path, newline: str) -> None:
    page = repo / "postmortems" / "README.md"
    page.parent.mkdir()
    page.write_bytes(f"# Ours{newline}".encode())
    assert run("init", "--no-input").code == 0
    lines = ["# Ours", "", "<!-- pmctl:index -->", "No postmortems yet.", "<!-- /pmctl:index -->", ""]
    assert page.read_bytes().decode() == newline.join(lines)
    assert run("index", "--check").code == 0


def test_beside_another_configuration(run: Run, repo: Path) -> None:
    (repo / "pyproject.toml").write_text('[tool.pmctl]\ndirectory = "incidents"\n', encoding="utf-8")
    result = run("init", "--no-input")
    assert result.code == 2
    assert result.err.startswith("error: pyproject.toml configures pmctl already\nhint: Nothing was written.")
    assert files(repo) == ["pyproject.toml"]
    assert run("init", "--no-input", "--force").code == 0


def test_documents_that_are_there_already_are_in_the_first_index(run: Run, folder: Path) -> None:
    assert run("init", "--no-input", cwd=folder).code == 0
    assert "checkout-timeouts.md" in (folder / "postmortems" / "README.md").read_text(encoding="utf-8")


def test_quiet(run: Run, repo: Path) -> None:
    assert run("init", "--no-input", "-q").err == ""


def test_what_only_this_machine_knows_is_left_to_a_variable_of_the_ci(
    run: Run, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "own_requirement", lambda: None)
    result = run("init", "--ci", "github", "--pre-commit", "--no-input")
    assert "set the CI variable PMCTL_REQUIREMENT to what pip installs pmctl from" in result.err
    workflow = yaml.safe_load((repo / ".github/workflows/postmortems.yml").read_text(encoding="utf-8"))
    assert workflow["env"] == {"PMCTL_REQUIREMENT": "${{ vars.PMCTL_REQUIREMENT }}"}
    installs = [
        step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "pip" in step.get("run", "")
    ]
    assert set(installs) == {'pip install "${PMCTL_REQUIREMENT:?says what pip installs pmctl from}"'}
    hook = yaml.safe_load((repo / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"][0]
    assert hook["language"] == "system"
