"""``pmctl config``, and what every group of commands has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pmctl.repository.config import load_configuration
from pmctl.repository.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Run

EVERYTHING = """\
directory = "./docs/x/"
timezone = "Europe/Oslo"
exclude = [
  "a-*",
]
[sections]
required = ["What happened", "Customer news", "Root causes"]
synonyms."Root causes" = ["Größe \\u2028 \\u202e"]
[severities]
names = ["critical", "Very bad", "1.5"]
critical = { draft_within = 1 }
[severities."1.5"]
min_actions = 3
template = "our own"
[templates]
"our own" = "t/own.md.j2"
[priorities]
now = 3
later = { due_within = 50 }
[statuses]
published = ["Final word"]
[people]
mara = {}
"@jo.nas" = { name = "Jo \\"x\\" [bold]" }
[rules]
select = ["ALL"]
[rules.severity]
PM3 = "info"
[rules.per-file-ignores]
"2019-*.md" = ["PM2"]
[rules.since]
PM5 = 2026-01-31
vague-action = "2026-02-01"
[index]
"""


def configure(folder: Path, text: str, name: str = "pmctl.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


# show


def test_the_defaults(run: Run, golden: Callable[[str, str], None]) -> None:
    result = run("config", "show")
    assert (result.code, result.err) == (0, "")
    golden("config/defaults.toml", result.out)


@pytest.mark.parametrize("text", ["", EVERYTHING, "directory = '.'\n[people]\n[index]\n[rules]\nsince = 2026-01-31\n"])
def test_what_is_shown_is_a_configuration_that_says_the_same(run: Run, tmp_path: Path, text: str) -> None:
    file = configure(tmp_path, text)
    result = run("config", "show")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"# {file}\n")
    copy = configure(tmp_path, result.out, "copy.toml")
    assert replace(load_configuration(copy), file=file) == load_configuration(file)


def test_it_says_where_each_value_comes_from(run: Run, tmp_path: Path) -> None:
    configure(tmp_path, EVERYTHING)
    places = {}
    for line in run("config", "show").out.splitlines():
        setting, _, place = line.rpartition("  # ")
        places[setting.partition(" = ")[0].strip()] = place
    lines = EVERYTHING.splitlines()
    for setting, text in (
        ("directory", 'directory = "./docs/x/"'), ("exclude", "exclude = ["), ("synonyms.\"Root causes\"", "synonyms."),
        ("critical.draft_within", "critical = {"), ('"1.5".min_actions', "min_actions = 3"), ("now", "now = 3"),
        ('"@jo.nas".name', '"@jo.nas"'), ('per-file-ignores."2019-*.md"', '"2019-*.md"'), ("mara", "mara = {}"),
    ):  # fmt: skip
        (number,) = (number for number, line in enumerate(lines, 1) if line.startswith(text))
        assert places[setting] == f"pmctl.toml:{number}"
    for setting in ("filename", "critical.min_actions", '"Very bad".draft_within', "file"):
        assert places[setting] == "default"


def test_in_a_project_file_of_others(run: Run, tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n[tool.pmctl]\ndirectory = "a"\n[tool.pmctl.people]\nmara.team = "b"\n'
    configure(tmp_path, text, "pyproject.toml")
    out = run("config", "show").out
    assert 'directory = "a"                             # pyproject.toml:4\n' in out
    assert 'mara.team = "b"                             # pyproject.toml:6\n' in out


def test_json(run: Run, tmp_path: Path) -> None:
    file = configure(tmp_path, EVERYTHING)
    result = json.loads(run("config", "show", "-f", "json").out)
    assert (result["schema"], result["file"]) == (1, str(file))
    values = {setting["key"]: (setting["value"], setting["line"]) for setting in result["settings"]}
    assert values["directory"] == ("./docs/x/", 1)
    assert values["exclude"] == (["a-*"], 3)
    assert values['severities."Very bad".draft_within'] == (14, None)
    assert values["statuses.draft"] == ([], None)
    assert values["sections.required"][0] == ["What happened", "Customer news", "Root causes"]
    file.unlink()
    assert json.loads(run("config", "show", "-f", "json").out)["file"] is None


def test_hostile_words(run: Run, tmp_path: Path) -> None:
    configure(tmp_path, '[people]\n"@\\u001b[31m" = { name = "[red]\\u202e\\u0007\\u007f" }\n')
    out = run("config", "show", terminal=True).out
    assert not {"\x07", "\x7f", "\u202e"} & set(out)
    assert "[red]" in out
    assert tomllib.loads(run("config", "show").out)["people"] == {"@\x1b[31m": {"name": "[red]\u202e\x07\x7f"}}


def test_long_lines_are_not_broken(run: Run, tmp_path: Path) -> None:
    configure(tmp_path, f"exclude = {['x' * 90, 'y' * 90]}\n")
    for terminal in (False, True):
        assert "x" * 90 + '", "' + "y" * 90 in run("config", "show", terminal=terminal, cwd=tmp_path).out


def test_output_files(run: Run, tmp_path: Path) -> None:
    for arguments in (["show"], ["show", "-f", "json"], ["schema"], ["templates"], ["templates", "-f", "json"]):
        assert run("config", *arguments, "-o", "x.out").out == ""
        assert (tmp_path / "x.out").read_text(encoding="utf-8") == run("config", *arguments).out


@pytest.mark.parametrize("command", ["show", "path", "schema", "templates"])
def test_a_configuration_that_cannot_be_used(run: Run, tmp_path: Path, command: str) -> None:
    file = configure(tmp_path, "directry = 3\n[rules]\nselect = ['PM999']\n")
    result = run("config", command)
    assert (result.code, result.out) == (2, "")
    assert f"{file}:1:1: directry is not a setting; did you mean directory?" in result.err
    assert f"{file}:3:10: rules.select must name rules" in result.err


def test_many_people_are_shown_quickly(run: Run, tmp_path: Path) -> None:
    people = "".join(f'"@p{n}" = {{ name = "P {n}", team = "t{n}" }}\n' for n in range(2000))
    configure(tmp_path, f"[people]\n{people}")
    assert '\n"@p1999".team = "t1999"                     # pmctl.toml:2001\n' in run("config", "show").out


# path


def test_path(run: Run, tmp_path: Path) -> None:
    result = run("config", "path")
    assert (result.code, result.out) == (0, "")
    assert result.err == "There is no configuration file: every setting has its default.\n"
    assert run("config", "path", "-q").err == ""
    file = configure(tmp_path, "")
    (tmp_path / "a" / "b").mkdir(parents=True)
    for arguments in (
        ["config", "path"],
        ["-C", "a/b", "config", "path"],
        ["config", "path", "--config", "pmctl.toml"],
    ):
        assert run(*arguments).out.strip() == str(file)


# schema


def schema_of(run: Run, *arguments: str | Path) -> Any:
    result = run("config", "schema", *arguments)
    assert (result.code, result.err) == (0, "")
    schema = json.loads(result.out)
    Draft202012Validator.check_schema(schema)
    return schema


def front_matter(text: str) -> Any:
    return yaml.safe_load(text.split("---\n")[1])


def test_the_schema_is_stable(run: Run, golden: Callable[[str, str], None]) -> None:
    result = run("config", "schema")
    golden("config/front-matter.schema.json", result.out)
    assert (result.code, result.err) == (0, "")
    schema = json.loads(result.out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(schema)[:4] == ["$schema", "$id", "title", "description"]


def test_every_example_passes(run: Run) -> None:
    """One of them is there to show what a document is told that is no YAML."""
    demo = shipped_folder("examples") / "demo" / "files"
    validator = Draft202012Validator(schema_of(run, "-C", demo))
    said = {}
    for path in sorted((demo / "postmortems").glob("*.md")):
        try:
            values = front_matter(path.read_text(encoding="utf-8"))
        except yaml.YAMLError:
            continue
        said[path.name] = [error.message for error in validator.iter_errors(values)]
    assert len(said) >= 10
    assert {name: errors for name, errors in said.items() if errors} == {}


@pytest.mark.parametrize("severity", ["SEV1", "SEV2", "SEV4"])
def test_a_new_postmortem_passes(run: Run, tmp_path: Path, severity: str) -> None:
    path = run("new", "Database full: no: yes", "--severity", severity, "--owner", "@mara", "--no-input").out.strip()
    values = front_matter((tmp_path / path).read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema_of(run)).iter_errors(values)] == []


def test_it_follows_the_configuration(run: Run, tmp_path: Path) -> None:
    configure(tmp_path, EVERYTHING)
    schema = schema_of(run)["properties"]
    assert schema["severity"]["enum"] == ["critical", "Very bad", "1.5", 1.5]
    assert "final-word" in schema["status"]["anyOf"][0]["enum"]
    assert schema["actions"]["items"]["properties"]["priority"]["enum"] == ["now", "later", None]


def test_it_needs_no_documents_and_no_git(run: Run) -> None:
    assert schema_of(run)["type"] == "object"


# templates


TEMPLATES = """\
template = "t/by-path.md"
[severities]
SEV1 = { template = "customer-facing" }
SEV2 = { template = "customer-facing" }
SEV3 = { template = "gone.md" }
[templates]
short = "t/short.md.j2"
"""


def test_the_shipped_templates_have_a_line_each(run: Run) -> None:
    result = run("config", "templates")
    lines = result.out.splitlines()
    assert (result.code, result.err, len(lines)) == (0, "", 8)
    assert lines[2] == "default          Any incident: a question for each required section. [default]"
    assert max(map(len, lines)) <= 80


def test_own_templates_come_first(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    configure(tmp_path, TEMPLATES)
    for name, text in {
        "t/by-path.md": "{#- Of all kinds,\n  [red]ours[/red].\n\nMore of it. -#}\n",
        "t/short.md.j2": "no comment",
        ".pmctl/templates/minimal.md.j2": "{# Ours. #}",
        ".pmctl/templates/_part.md.j2": "",
        ".pmctl/templates/notes.txt": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir()
    result = run("config", "templates", cwd=tmp_path / "below")
    assert result.err == "warning: there is no template ../gone.md\n"
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert lines[:5] == [
        "t/by-path.md Of all kinds, [red]ours[/red]. (../t/by-path.md) [default]",
        "gone.md (../gone.md) [SEV3]",
        "short (../t/short.md.j2)",
        "minimal Ours. (../.pmctl/templates/minimal.md.j2)",
        "customer-facing Customers noticed: what they saw, were told, and are owed. [SEV1, SEV2]",
    ]
    assert len(lines) == 11


def test_templates_as_json(run: Run, tmp_path: Path) -> None:
    configure(tmp_path, TEMPLATES)
    result = json.loads(run("config", "templates", "-f", "json").out)
    assert result["schema"] == 1
    found = {template["name"]: template for template in result["templates"]}
    assert found["short"] == {
        "name": "short",
        "path": "t/short.md.j2",
        "shipped": False,
        "exists": False,
        "description": None,
        "used_for": [],
    }
    shipped = found["customer-facing"]
    assert (shipped["shipped"], shipped["exists"], shipped["used_for"]) == (True, True, ["SEV1", "SEV2"])
    assert shipped["path"] == str(shipped_folder("templates") / "postmortems" / "customer-facing.md.j2")


# The group


def test_the_group_without_a_word_is_its_help(run: Run) -> None:
    for arguments, code in ((["config"], 2), (["config", "-h"], 0), (["config", "--help"], 0)):
        result = run(*arguments)
        assert (result.code, result.err) == (code, "")
        assert "Usage: pmctl config [OPTIONS] COMMAND" in result.out
        assert "Show the configuration" in result.out
        for word in ("show", "path", "schema", "templates", "--color"):
            assert word in result.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["-C", "a", "config", "path"],
        ["config", "-C", "a", "path"],
        ["config", "path", "-C", "a"],
        ["-C", "b", "config", "-C", "b", "path", "-C", "a"],
        ["-C", "b", "config", "-C", "a", "path"],
    ],
)
def test_options_of_all_commands_stand_anywhere(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    file = configure(tmp_path / "a", "")
    result = run(*arguments)
    assert (result.code, result.out, result.err) == (0, f"{file}\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["config", "pth"], "no such command 'pth'. Did you mean 'path'?\nhint: `pmctl config --help` shows"),
        (["config", "show", "more"], "got unexpected extra argument(s) (more)\nhint: `pmctl config show --help` shows"),
        (["config", "--output-fil"], "no such option: --output-fil\nhint: `pmctl config --help` shows"),
        (["config", "schema", "--output-fil"], "no such option: --output-fil\nhint: Did you mean --output-file? "),
        (["confg"], "no such command 'confg'. Did you mean 'config'?\nhint: `pmctl --help` shows"),
    ],
)  # fmt: skip
def test_usage(run: Run, arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")


def test_version_of_a_group(run: Run) -> None:
    for arguments in (["config", "--version"], ["config", "show", "--version"]):
        result = run(*arguments)
        assert result.code == 0
        assert result.out.startswith("pmctl ")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("pmctl config ", {"show", "path", "schema", "templates"}),
        ("pmctl config show --output-fo", {"--output-format"}),
    ],
)
def test_completion_imports_little(typed: str, offered: set[str]) -> None:
    program = (
        "import sys\nfrom pmctl.cli.boundary import run\nrun([])\n"
        "print(sorted({'git', 'jinja2', 'yaml', 'frontmatter'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=False,
        env={
            **os.environ,
            "SHELL": "/bin/bash",
            "_PMCTL_COMPLETE": "complete_bash",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(typed.count(" ")),
        },
    )
    assert done.stderr.decode() == "[]\n"
    assert set(done.stdout.decode().split()) == offered


def test_the_group_is_not_imported_for_another_command() -> None:
    program = (
        "import sys\nfrom pmctl.cli.boundary import run\nrun(['--version'])\n"
        "print([name for name in sys.modules if name.startswith('pmctl.cli.config')])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stdout.decode().splitlines()[1:] == ["[]"]
