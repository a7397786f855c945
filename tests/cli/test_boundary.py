"""Exit codes, streams, and the options that all commands have."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pmctl import __version__
from pmctl.cli import boundary, check_command
from pmctl.errors import PmctlError

if TYPE_CHECKING:
    from tests.cli.conftest import Run

USAGE_HINT = "hint: `pmctl --help` shows how it is used.\n"
FULL = Path("/dev/full")


@pytest.mark.parametrize(
    "arguments", [["--version"], ["check", "--version"], ["--version", "check"], ["-q", "--version"]]
)
def test_version_before_and_after_the_command(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out, result.err) == (0, f"pmctl {__version__}\n", "")


@pytest.mark.parametrize(
    "arguments", [["-h"], ["--help"], ["check", "-h"], ["rule", "--help"], ["-q", "overdue", "-h"]]
)
def test_help_is_data(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.err) == (0, "")
    assert "Usage: pmctl" in result.out
    for option in ("-C", "--config", "--today", "--color", "--quiet", "--verbose", "--version"):
        assert option in result.out


def test_no_command_shows_the_help_and_fails(run: Run) -> None:
    result = run()
    assert result.code == 2
    assert "Usage: pmctl" in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "error: no such command 'chek'. Did you mean 'check'?\n" + USAGE_HINT),
        (["frobnicate"], "error: no such command 'frobnicate'\n" + USAGE_HINT),
        (["--bogus"], "error: no such option: --bogus\n" + USAGE_HINT),
        (
            ["check", "--selct", "PM3"],
            "error: no such option: --selct\nhint: Did you mean --select? `pmctl check --help` shows how it is used.\n",
        ),
        (["-C"], "error: option '-C' requires an argument\n" + USAGE_HINT),
        (
            ["check", "-f", "xml"],
            (
                "error: invalid value for '--output-format' / '-f': 'xml' is not one of "
                "'text', 'concise', 'json', 'json-lines', 'markdown', 'github', 'gitlab', 'azure', 'sarif', "
                "'junit', 'checkstyle', 'rdjson'\nhint: `pmctl check --help` shows how it is used.\n"
            ),
        ),
        (
            ["--color", "sometimes", "check"],
            "error: invalid value for '--color': 'sometimes' is not one of 'auto', 'always', 'never'\n" + USAGE_HINT,
        ),
        (
            ["check", "--\x1b[31m"],
            "error: no such option: --\\x1b[31m\nhint: `pmctl check --help` shows how it is used.\n",
        ),
        (["check", "\x1b[31m"], "error: there is no file or folder ␛[31m\nhint: Check the spelling of the path.\n"),
    ],
)
def test_usage(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.code, result.out, result.err) == (2, "", message)


@pytest.mark.parametrize("given", ["soon", "2026-02-30", "", "2026-06-01T00:00:00Z"])
def test_today_is_a_date(run: Run, folder: Path, given: str) -> None:
    for arguments in (["--today", given, "check"], ["check", "--today", given]):
        result = run(*arguments, cwd=folder)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"error: --today is not a date: {given}\nhint: Write it as YYYY-MM-DD")


def test_pmctl_today_is_a_date(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMCTL_TODAY", "tomorrow")
    assert run("check", cwd=folder).err.startswith("error: PMCTL_TODAY is not a date: tomorrow\n")
    assert run("check", "--today", "2026-06-01", cwd=folder).code == 1


def test_an_option_after_the_command_wins(run: Run, folder: Path) -> None:
    assert run("-C", "nowhere", "check", "-C", folder).code == 1
    assert run("--today", "never", "check", "--today", "2026-06-01", cwd=folder).code == 1
    assert "\x1b[" in run("--color", "never", "check", "--color", "always", cwd=folder).out


def test_directory(run: Run, folder: Path) -> None:
    assert run("-C", folder, "check").out == run("check", cwd=folder).out
    assert run("check", "-C", folder / "postmortems" / "..").out == run("check", cwd=folder).out
    assert run("-C", folder / "postmortems" / "x", "check").err == (
        f"error: there is no folder {folder / 'postmortems' / 'x'}\n"
    )
    below = run("check", "-f", "concise", "2026-05-02-search-outage.md", "-C", folder / "postmortems")
    assert below.out.startswith("2026-05-02-search-outage.md:11:5: PM301 ")


def test_dots_lead_out_of_the_project(run: Run, folder: Path) -> None:
    (folder / "pmctl.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert run("check", cwd=folder).code == 2
    assert run("check", "-C", "..", cwd=folder).code == 0


def test_configuration_file(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "pmctl.toml").write_text("nonsense = 1\n", encoding="utf-8")
    other = folder / "other.toml"
    other.write_text('[rules]\nignore = ["PM302"]\n', encoding="utf-8")
    for arguments in (["--config", "other.toml", "check"], ["check", "--config", str(other)]):
        result = run(*arguments, cwd=folder)
        assert (result.code, result.err) == (1, "1 error in 1 of 2 documents.\n")
    assert run("check", "--config", "none.toml", cwd=folder).err == "error: there is no configuration file none.toml\n"
    assert "cannot be read: it is no ordinary file" in run("check", "--config", ".", cwd=folder).err


def test_quiet_leaves_the_data(run: Run, folder: Path) -> None:
    for arguments in (["-q", "check"], ["check", "--quiet"]):
        result = run(*arguments, cwd=folder)
        assert (result.code, result.err) == (1, "")
        assert result.out == run("check", cwd=folder).out


def test_verbose_is_known_everywhere(run: Run, folder: Path) -> None:
    assert run("-v", "check", cwd=folder).out == run("check", "--verbose", cwd=folder).out


@pytest.mark.parametrize(
    ("option", "environment", "coloured"),
    [
        (None, {}, False),
        (None, {"FORCE_COLOR": "1"}, True),
        (None, {"FORCE_COLOR": ""}, False),
        (None, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("auto", {"FORCE_COLOR": "1"}, True),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(
    run: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    option: str | None,
    environment: dict[str, str],
    coloured: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = run("check", *(["--color", option] if option else []), cwd=folder)
    assert ("\x1b[" in result.out) is coloured
    assert "\x1b" not in result.err


@pytest.mark.parametrize(("variable", "coloured"), [(None, True), ("NO_COLOR", False)])
def test_colour_of_a_terminal(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None, coloured: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    if variable:
        monkeypatch.setenv(variable, "1")
    assert ("\x1b[" in run("check", cwd=folder, terminal=True).out) is coloured


def test_machine_formats_have_no_colour(run: Run, folder: Path) -> None:
    for format_ in ("json", "github"):
        assert "\x1b" not in run("check", "-f", format_, "--color", "always", cwd=folder).out


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_lines_of_findings_are_as_long_as_they_are(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    out = run("check", cwd=folder).out
    assert '  = help: Name the one person who promises it, such as owner: "@mara", or set status: proposed.\n' in out


def test_an_expected_failure(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PmctlError("one\ntwo \x1b[31m", hint="three")

    monkeypatch.setattr(check_command, "show_findings", lambda *_, **__: fail())
    result = run("check", cwd=folder)
    assert (result.code, result.out, result.err) == (2, "", "error: one\n       two ␛[31m\nhint: three\n")


def test_a_bug_is_confessed_once(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_command, "show_findings", lambda *_, **__: {}["\x1b"])
    result = run("check", cwd=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: this is a bug in pmctl: KeyError at test_boundary.py:")
    assert "Traceback" not in result.err
    assert "\x1b" not in result.err
    monkeypatch.setenv("PMCTL_TRACEBACK", "1")
    assert "Traceback (most recent call last)" in run("check", cwd=folder).err


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, EOFError])
def test_interrupted(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise interruption

    monkeypatch.setattr(check_command, "show_findings", interrupt)
    result = run("check", cwd=folder)
    assert (result.code, result.out, result.err.strip()) == (130, "", "")


def test_interrupted_while_it_starts() -> None:
    program = textwrap.dedent(
        """
        import builtins, sys
        import pmctl.__main__
        real = builtins.__import__
        def interrupted(name, *arguments, **more):
            if name == "pmctl.cli.boundary":
                raise KeyboardInterrupt
            return real(name, *arguments, **more)
        builtins.__import__ = interrupted
        pmctl.__main__.main()
        """
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_interrupted_by_the_keyboard(folder: Path) -> None:
    actions = "".join(f"  - id: A{number}\n    title: Alert earlier\n" for number in range(500))
    document = f"---\nid: long\nactions:\n{actions}---\n"
    (folder / "postmortems" / "long.md").write_text(document, encoding="utf-8")
    command = [sys.executable, "-m", "pmctl", "check"]
    # A job in the background is started with interruptions ignored, and hands that on to its children.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed,  # noqa: PLW1509 - no threads
    ) as process:
        assert process.stdout
        process.stdout.read(1)  # more than a pipe holds is on its way, so it waits for a reader
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err) == (130, b"")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check"], 1),
        (["check", "-f", "json"], 1),
        (["check", "--exit-zero"], 0),
        (["rule", "ALL"], 0),
        (["--help"], 0),
        (["check", "--help"], 0),
        (["--version"], 0),
    ],
)
def test_broken_pipe_is_silent(folder: Path, arguments: list[str], code: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pmctl", *arguments, "-q"][: -1 if "--help" in arguments else None],
            cwd=folder,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (code, b"")


def test_nobody_listens_at_all(folder: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        for arguments, code in ((["check"], 1), (["chek"], 2), (["overdue"], 2)):
            command = [sys.executable, "-m", "pmctl", *arguments]
            assert subprocess.run(command, cwd=folder, stdout=writing, stderr=writing, check=False).returncode == code
    finally:
        os.close(writing)


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams(folder: Path, redirection: str) -> None:
    command = f'exec "{sys.executable}" -m pmctl check {redirection}'
    done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"bug" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [["check"], ["check", "-f", "json"], ["rule", "--all"]])
def test_a_full_disk(folder: Path, arguments: list[str]) -> None:
    with FULL.open("w") as full:
        command = [sys.executable, "-m", "pmctl", *arguments]
        done = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"error: standard output cannot be used: No space left on device\n")


@pytest.mark.parametrize("arguments", [["check"], ["rule", "PM301"], ["rule", "--all"], ["--help"], ["list"]])
def test_a_stream_that_knows_only_ascii(run_process: Run, folder: Path, arguments: list[str]) -> None:
    path = folder / "postmortems" / "2026-05-02-search-outage.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Alert", "titel: Älert 漢字 🚒"), encoding="utf-8")
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = run_process(*arguments, cwd=folder, encoding="ascii", environment=environment)
    assert result.code in {0, 1}
    assert "bug" not in result.err


def test_json_survives_a_stream_that_knows_only_ascii(run_process: Run, folder: Path) -> None:
    path = folder / "postmortems" / "2026-05-02-search-outage.md"
    path.write_text(path.read_text(encoding="utf-8").replace("SEV2", "Größe 🚒"), encoding="utf-8")
    result = run_process("check", "-f", "json", cwd=folder, encoding="ascii")
    messages = [finding["message"] for finding in json.loads(result.out)["findings"]]
    assert "severity cannot be Größe 🚒" in messages


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--version"], {}),
        (["--show-completion"], {}),
        ([], {"_PMCTL_COMPLETE": "complete_bash", "COMP_WORDS": "pmctl ch", "COMP_CWORD": "1"}),
        ([], {"_PMCTL_COMPLETE": "complete_bash", "COMP_WORDS": "pmctl check --se", "COMP_CWORD": "2"}),
        ([], {"_PMCTL_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "pmctl overdue --o"}),
    ],
)
def test_what_is_quick_imports_little(arguments: list[str], environment: dict[str, str]) -> None:
    program = textwrap.dedent(
        f"""
        import sys
        from pmctl.cli.boundary import run
        code = run({arguments!r})
        slow = {{"git", "jinja2", "yaml", "frontmatter"}}
        print(code, sorted(slow & set(sys.modules)), file=sys.stderr)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        env={**os.environ, "SHELL": "/bin/bash", **environment},
    )
    assert done.stderr.decode() == "0 []\n"
    assert done.stdout.strip()


def test_exit_codes_are_explained() -> None:
    assert set(boundary.EXIT_CODES) == {0, 1, 2, 130}
