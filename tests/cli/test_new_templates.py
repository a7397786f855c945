"""``pmctl new --template``: each template in a fresh repository, and a repository's own."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

SHIPPED = ["customer-facing", "data-loss", "default", "five-whys", "minimal", "near-miss", "security", "sre"]
_PROMPT = re.compile(r"<!--(?! ?/?pmctl:).*?-->", re.DOTALL)
ANSWERS = {
    "TODO: what is true once this is done": "Alert when the disk of a database is 80 % full",
    "severity: TODO": "severity: SEV3",
    "@TODO": "@jonas",
    "TODO": "A limit of the pool was left at its default",
}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def codes(run: Run, *arguments: str) -> set[str]:
    """Return the codes of all findings."""
    return {line.split()[1] for line in run("check", "-f", "concise", "--fail-on", "info", *arguments).out.splitlines()}


def fill_in(path: Path) -> None:
    """Answer every question as a person would, and write the table anew."""
    text = _PROMPT.sub("The disk of the database was full from 09:52 to 10:41 UTC.", path.read_text(encoding="utf-8"))
    for asked, said in ANSWERS.items():
        text = text.replace(asked, said)
    path.write_text(text, encoding="utf-8")


def test_the_shipped_ones(run: Run) -> None:
    listed = json.loads(run("config", "templates", "-f", "json").out)["templates"]
    assert [template["name"] for template in listed] == SHIPPED


@pytest.mark.parametrize("severity", ["SEV1", "SEV4", None])
@pytest.mark.parametrize("template", SHIPPED)
def test_what_a_person_must_answer_and_nothing_else(
    run: Run, tmp_path: Path, template: str, severity: str | None
) -> None:
    arguments = ["--severity", severity] if severity else []
    result = run("new", "Database full", "--template", template, *arguments, "--no-input")
    assert (result.code, result.out) == (0, "postmortems/2026-06-01-database-full.md\n")
    path = tmp_path / result.out.strip()
    assert codes(run) == {"PM203"} | ({"PM109"} if severity != "SEV4" else set())
    fill_in(path)
    assert run("check", "--fix").code == 0
    assert codes(run) == set()
    assert codes(run, "--select", "PM206") == set()


@pytest.mark.parametrize("template", SHIPPED)
def test_every_section_that_is_required_is_there_once(run: Run, template: str) -> None:
    text = run("new", "Database full", "--template", template, "--severity", "SEV2", "--dry-run").out
    document = parse(text, "postmortems/x.md", Conventions())
    names = [section.name for section in document.sections if section.name]
    assert len(set(names)) == len(names)
    assert set(names) >= set(Conventions().required_sections)
    assert document.problems == ()
    assert document.record
    assert document.record.problems == ()
    assert "\n\n\n" not in text
    assert not any(line.endswith(" ") for line in text.splitlines())
    assert text.endswith("\n")


@pytest.mark.parametrize("template", SHIPPED)
def test_what_the_repository_requires_besides(run: Run, tmp_path: Path, template: str) -> None:
    required = ["Zusammenfassung", "What we *owe*", "Impact", "Maßnahmen"]
    write(tmp_path, "pmctl.toml", f"[sections]\nrequired = {required}\n")
    result = run("new", "x", "--template", template, "--severity", "SEV4", "--no-input")
    text = (tmp_path / result.out.strip()).read_text(encoding="utf-8")
    assert codes(run) == {"PM203"}
    assert text.count("\n## Zusammenfassung\n") == 1
    assert text.index("\n## What we *owe*\n") < text.index("\n## Maßnahmen\n")
    assert "\n## Summary\n" not in text
    assert text.endswith("<!-- /pmctl:actions -->\n") or template == "sre"


def test_where_no_actions_are_required_the_rest_still_comes(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "pmctl.toml", '[sections]\nrequired = ["Customer news"]\n')
    text = run("new", "x", "--dry-run").out
    assert text.endswith("\n# x\n\n## Customer news\n\n<!-- What should a reader know about customer news? -->\n")


@pytest.mark.parametrize("template", SHIPPED)
def test_it_asks_about_systems_and_decisions(run: Run, template: str) -> None:
    text = run("new", "x", "--severity", "SEV1", "--template", template, "--dry-run").out
    for word in ("fault", "mistake", "human error", "should have", "could have", "failed to", "careless", "blame"):
        assert not re.search(rf"\b{word}", text.casefold())


def test_the_minimal_one_is_a_screenful(run: Run) -> None:
    for severity, lines in (("SEV4", 40), ("SEV1", 50)):
        text = run("new", "x", "--severity", severity, "--owner", "@mara", "--template", "minimal", "--dry-run").out
        assert text.count("\n") <= lines
        assert max(map(len, text.splitlines())) <= 80


def test_five_whys_are_counted(run: Run, tmp_path: Path) -> None:
    result = run("new", "x", "--severity", "SEV4", "--template", "five-whys", "--no-input")
    path = tmp_path / result.out.strip()
    fill_in(path)
    assert codes(run, "--select", "PM206") == set()
    path.write_text(re.sub(r"(?m)^5\..*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert codes(run, "--select", "PM206") == {"PM206"}


def test_a_new_key_comes_into_all_of_them(run: Run) -> None:
    for template in SHIPPED:
        text = run("new", "x", "--severity", "SEV1", "--team", "data", "--template", template, "--dry-run").out
        assert "\nteam: data\nservices: []\nstarted_at:\n" in text
        assert ("\n    priority: P1\n" in text) == (template != "minimal")


# A repository's own


def test_one_at_a_path(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        "short.md",
        "---\ntitle: {{ title | yaml }}\nseverity: {{ severity }}\n---\n\n# {{ heading }}\n"
        "{{ now[:10] }} {{ actions | length }}\n",
    )
    result = run("new", "A [b]", "--template", "short.md", "--severity", "SEV1", "--dry-run")
    assert result.out == "---\ntitle: A [b]\nseverity: SEV1\n---\n\n# A \\[b\\]\n2026-06-01 2\n"


def test_one_outside_of_the_repository_only_where_somebody_says_so(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    outside = write(tmp_path, "outside.md", '{% include "part.md.j2" %}')
    write(tmp_path, "part.md.j2", "{{ title }}\n")
    assert run("new", "x", "--template", "../outside.md", "--dry-run", cwd=root).out == "x\n"
    assert run("new", "x", "--template", outside, "--dry-run", cwd=root).out == "x\n"
    for text in (
        'template = "../outside.md"',
        f'template = "{outside.as_posix()}"',
        'template = "own"\ntemplates.own = "../outside.md"',
        'template = "link"\ntemplates.link = "link.md"',
    ):
        write(root, "pmctl.toml", text)
        (root / "link.md").unlink(missing_ok=True)
        (root / "link.md").symlink_to(outside)
        result = run("new", "x", "--dry-run", cwd=root)
        assert result.code == 2
        assert "lies outside of the repository\nhint: Only --template takes a file from elsewhere.\n" in result.err


def test_configured_ones_lie_beside_the_configuration(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "pmctl.toml", 'template = "t/mine.md"\n[templates]\nshort = "t/short.md"\n')
    write(tmp_path, "t/mine.md", '{% include "part.md.j2" %}')
    write(tmp_path, "t/part.md.j2", "{% include 'short.md' %}")
    write(tmp_path, "t/short.md", "short {{ title }}\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir()
    assert run("new", "x", "--dry-run", cwd=tmp_path / "below").out == "short x\n"
    assert run("new", "x", "--template", "short", "--dry-run", cwd=tmp_path / "below").out == "short x\n"


def test_own_ones_come_first_and_extend_the_shipped_ones(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        ".pmctl/templates/default.md.j2",
        '{# Ours. #}\n{% extends "default.md.j2" %}\n{% block keys %}\nchange:\n{% endblock %}\n'
        '{% block story %}\n{{ super() }}\n{% call section("cost", "What it cost") %}\nIn money?\n{% endcall %}\n\n'
        "{% endblock %}\n",
    )
    text = run("new", "x", "--severity", "SEV4", "--dry-run").out
    assert "\ncauses: []  # contributing factors, such as config-change\nchange:\nactions: []\n" in text
    assert text.endswith("<!-- /pmctl:actions -->\n\n## What it cost\n\n<!-- In money? -->\n")
    assert run("new", "x", "--severity", "SEV4", "--no-input").code == 0
    assert codes(run) == {"PM203"}


def test_the_severity_chooses(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        "pmctl.toml",
        'template = "minimal"\n[severities.SEV1]\ntemplate = "customer-facing"\n[severities.SEV2]\ntemplate = "t.md"\n',
    )
    write(tmp_path, "t.md", "t\n")
    assert "## What customers saw" in run("new", "x", "--severity", "sev1", "--dry-run").out.replace("###", "##")
    assert run("new", "x", "--severity", "SEV2", "--dry-run").out == "t\n"
    assert "detected_at" not in run("new", "x", "--severity", "SEV3", "--dry-run").out
    assert "detected_at" not in run("new", "x", "--dry-run").out
    assert "### Eradication" in run("new", "x", "--severity", "SEV1", "--template", "security", "--dry-run").out


@pytest.mark.parametrize(
    ("configuration", "arguments", "message"),
    [
        ("", ["--template", "securty"], "there is no template securty\nhint: Did you mean security? Name a file, or"),
        ("", ["--template", "zzz"], "there is no template zzz\nhint: Name a file, or one of: customer-facing, data"),
        ("", ["--template", "x" * 5000], "there is no template xxx"),
        ("", ["--template", ""], "the template  is a folder\n"),
        ("", ["--template", "_base"], "there is no template _base\n"),
        ("", ["--template", "."], "the template . is a folder\n"),
        ('template = "nope"', [], "there is no template nope, which template names\nhint: Name a file"),
        (
            '[severities.SEV1]\ntemplate = "customer-faced"',
            ["--severity", "SEV1"],
            "there is no template customer-faced, which severities.SEV1.template names\nhint: Did you mean customer-f",
        ),
        ('[templates]\na = "b.md"', ["--template", "a"], "there is no template b.md, which templates.a names\nhint: "),
    ],
)
def test_one_that_does_not_exist(
    run: Run, tmp_path: Path, configuration: str, arguments: list[str], message: str
) -> None:
    write(tmp_path, "pmctl.toml", configuration)
    result = run("new", "x", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")
    assert not (tmp_path / "postmortems").exists()


def test_one_that_fails(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ".pmctl/templates/bad.md.j2", "---\ntitle: x\n---\n{{ titel }}\n")
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir()
    result = run("new", "x", "--template", "bad", cwd=tmp_path / "below")
    assert result.code == 2
    assert result.err.startswith("error: template ../.pmctl/templates/bad.md.j2:4: 'titel' is undefined\n")
    assert "hint: Did you mean title? These are defined: actions, date, detections, due, heading, id," in result.err
    assert not (tmp_path / "postmortems").exists()


@pytest.mark.parametrize("template", [name for name in SHIPPED if name != "default"])
def test_a_key_of_ones_own_comes_into_each(run: Run, tmp_path: Path, template: str) -> None:
    blocks = "{% block keys %}\nchange: 4711\n{% endblock %}\n"
    write(tmp_path, "own.md.j2", f'{{% extends "{template}.md.j2" %}}\n{blocks}')
    assert "\nchange: 4711\n" in run("new", "x", "--template", "own.md.j2", "--dry-run").out


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("{{ section('impct') }}", "4: there is no section impct", "Did you mean impact? A section of your own needs"),
        ("{{ section('zzz') }}", "4: there is no section zzz", "A section of your own needs a heading: section(KEY,"),
        ("{% call section('impct') %}x{% endcall %}", "4: there is no section impct", "Did you mean impact? A section"),
    ],
)
def test_a_section_that_nobody_knows(run: Run, tmp_path: Path, text: str, message: str, hint: str) -> None:
    story = f"{{% block story %}}\n\n{text}\n{{% endblock %}}"
    write(tmp_path, "own.md.j2", f'{{% extends "default.md.j2" %}}\n{story}')
    result = run("new", "x", "--template", "own.md.j2")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: template own.md.j2:{message}\nhint: {hint}")
    titled = text.replace("')", "', 'Numbers')")
    write(tmp_path, "own.md.j2", f'{{% extends "default.md.j2" %}}\n{story.replace(text, titled)}')
    assert "\n## Numbers\n" in run("new", "x", "--template", "own.md.j2", "--dry-run").out


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        (
            "---\nid: x\nbad: [\n---\n",
            3,
            "a bracket is opened and never closed",
            "Close it: [] There, line 2 is `id: x`, line 3 is `bad: [`.",
        ),
        (
            "---\nid: x\nid: \x1by\n---\n",
            3,
            "the character U+001B is not allowed in YAML",
            "Delete the character; it is usually invisible. There, line 2 is `id: x`, line 3 is `id: ␛y`.",
        ),
        (
            "\n---\nid: x\n---\n",
            1,
            "the front matter does not start on the first line",
            "Move the front matter to the very first line; nothing may stand before its ---.",
        ),
        (
            "---\nid: x\n",
            1,
            "the front matter is never closed",
            "Put a line of three hyphens (---) after the last key of the front matter. There, line 1 is `---`.",
        ),
    ],
)
def test_one_whose_front_matter_cannot_be_read(
    run: Run, tmp_path: Path, text: str, line: int, message: str, hint: str
) -> None:
    write(tmp_path, "own.md.j2", text)
    for more in ((), ("--dry-run",)):
        result = run("new", "x", "--template", "own.md.j2", *more)
        assert (result.code, result.out) == (2, "")
        said = f"error: template own.md.j2: line {line} of what it makes cannot be read: {message}\nhint: {hint}\n"
        assert result.err == said
    assert not (tmp_path / "postmortems").exists()


def test_what_stands_on_standard_error_does_not_decide(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "own.md.j2", "{{ title }}\n")
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    result = run("new", "x", "--template", "own.md.j2", "--dry-run")
    assert (result.code, result.out) == (0, "x\n")


def test_one_that_is_not_utf_8(run: Run, tmp_path: Path) -> None:
    part = write(tmp_path, "part.md.j2", "")
    part.write_bytes("a\nb\nStörung\n".encode("latin-1"))
    write(tmp_path, "own.md.j2", '\n\n\n{% include "part.md.j2" %}')
    write(tmp_path, "child.md.j2", '{% extends "part.md.j2" %}')
    for template in ("part.md.j2", "own.md.j2", "child.md.j2"):
        result = run("new", "x", "--template", template)
        assert (result.code, result.out) == (2, "")
        assert result.err == "error: template part.md.j2:3: byte 0xF6 is not UTF-8\nhint: Save it as UTF-8.\n"


def test_what_git_keeps_is_not_for_templates(run: Run, tmp_path: Path) -> None:
    write(tmp_path, ".git/config", "token = secret\n")
    write(tmp_path, ".pmctl/templates/own.md.j2", '{% include "../../.git/config" %}')
    for template in ("own", ".pmctl/templates/own.md.j2"):
        result = run("new", "x", "--template", template, "--dry-run")
        assert (result.code, result.out) == (2, "")
        assert "secret" not in result.err
        assert "own.md.j2:1: the template ../../.git/config lies outside of the folders" in result.err


def test_hostile_words_of_a_template(run: Run, tmp_path: Path) -> None:
    write(tmp_path, "bad.md", "{{ {}['\x1b[31m'] + 1 }}")
    result = run("new", "x", "--template", "bad.md")
    assert result.code == 2
    assert "\x1b" not in result.err
