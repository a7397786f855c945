"""Which templates there are, and what the configuration says of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.repository.config import ConfigurationError, load_configuration
from pmctl.repository.project import open_project
from pmctl.repository.template_choice import (
    Template,
    choose_template,
    configured_templates,
    description_of,
    known_templates,
    list_templates,
    own_folders,
)

if TYPE_CHECKING:
    from pathlib import Path


def configured(folder: Path, text: str) -> Path:
    file = folder / "pmctl.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_what_is_configured(tmp_path: Path) -> None:
    found = load_configuration(
        configured(
            tmp_path,
            '[severities]\nnames = ["a", "b"]\na.template = "sre"\n[templates]\nx = "x.md"\n'
            '[sections]\nrequired = ["Kurzfassung", "Summary", "Our own", "Ursachen", "Impact on users", "Impact"]\n',
        )
    )
    assert found.severity_templates == {"a": "sre"}
    assert found.templates == {"x": "x.md"}
    assert found.section_titles == {"summary": "Kurzfassung", "root-causes": "Ursachen"}
    nothing = load_configuration(None)
    assert (dict(nothing.templates), dict(nothing.severity_templates), dict(nothing.section_titles)) == ({}, {}, {})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[templates]\nx = 3", "2:5: templates.x must be text in quotes, not a number"),
        ('templates = "x"', "1:13: templates must be a table, not 'x'"),
        ("[severities.SEV1]\ntemplate = ['x']", "2:12: severities.SEV1.template must be text in quotes, not a list"),
        ("[severities.SEV1]\ntemplat = 'x'", "2:1: severities.SEV1.templat is not a setting; did you mean template?"),
    ],
)
def test_what_is_configured_wrongly(tmp_path: Path, text: str, problem: str) -> None:
    file = configured(tmp_path, text)
    with pytest.raises(ConfigurationError) as caught:
        load_configuration(file)
    assert caught.value.message == f"{file}:{problem}"


def test_of_two_with_one_name_the_configured_one_counts(tmp_path: Path) -> None:
    configured(tmp_path, '[templates]\nsre = "a.md"\nown = "b.md"\n')
    folder = tmp_path / ".pmctl" / "templates"
    folder.mkdir(parents=True)
    for name in ("own", "minimal", "_part"):
        (folder / f"{name}.md.j2").write_text("", encoding="utf-8")
    found = known_templates(open_project(tmp_path))
    assert list(found)[:3] == ["sre", "own", "minimal"]
    own = {
        name: template.path.relative_to(tmp_path).as_posix()
        for name, template in found.items()
        if name in list(found)[:3]
    }
    assert own == {"sre": "a.md", "own": "b.md", "minimal": ".pmctl/templates/minimal.md.j2"}
    assert all(template.is_shipped for template in list(found.values())[3:])


def test_a_folder_is_no_template(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    with pytest.raises(PmctlError, match="the template x is a folder"):
        choose_template(open_project(tmp_path), "x", None)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A repository's folder of templates; in it a folder, a pipe, and links that lead nowhere and to what git keeps."""
    folder = tmp_path / "root/.pmctl/templates"
    folder.mkdir(parents=True)
    (tmp_path / "root/.git").mkdir()
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "root/.git/config").write_text("{# secret #}", encoding="utf-8")
    (tmp_path / "root/.env").write_text("{# secret #}", encoding="utf-8")
    (folder / "folder.md.j2").mkdir()
    (folder / ".hidden.md.j2").write_text("", encoding="utf-8")
    os.mkfifo(folder / "pipe.md.j2")
    for name, target in {
        "default": tmp_path / "secret",
        "nowhere": folder / "nothing",
        "git": tmp_path / "root/.git/config",
        "env": tmp_path / "root/.env",
    }.items():
        (folder / f"{name}.md.j2").symlink_to(target)
    return folder


FAULTS = {
    "default": "lies outside of the repository",
    "env": "is hidden",
    "folder": "is a folder",
    "git": "is hidden",
    "nowhere": "is a link that leads nowhere",
    "pipe": "is no ordinary file",
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_what_is_no_template_is_said(own: Path) -> None:
    project = open_project(own.parent.parent)
    (own / "fine.md.j2").write_text("{# Fine. #}", encoding="utf-8")
    usable = "fine, customer-facing, data-loss, five-whys, minimal, near-miss, security, sre"
    for name, fault in FAULTS.items():
        for said in (None, name) if name == "default" else (name,):
            with pytest.raises(PmctlError) as caught:
                choose_template(project, said, None)
            assert caught.value.message == f"the template {name} (.pmctl/templates/{name}.md.j2) {fault}"
            assert caught.value.hint in {
                f"Name a file, or one of: {usable}.",
                "Only --template takes a file from elsewhere.",
            }
    templates, faults = list_templates(project)
    assert faults == tuple(f"the template .pmctl/templates/{name}.md.j2 {fault}" for name, fault in FAULTS.items())
    assert templates[0].description == "Fine."
    assert all(template.is_shipped and template.name != "default" for template in templates[1:])


@pytest.mark.parametrize("path", [".git/config", ".env", "link.md", "nothing.md", "../secret"])
def test_what_a_setting_may_not_name(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    (root / ".git").mkdir(parents=True)
    for secret in (root / ".git/config", root / ".env", tmp_path / "secret"):
        secret.write_text("{# secret #}", encoding="utf-8")
    (root / "link.md").symlink_to(root / ".git/config")
    configured(root, f'template = "{path}"\ntemplates.own = "{path}"\n')
    project = open_project(root)
    assert configured_templates(project) == {}
    for said in (None, "own"):
        with pytest.raises(PmctlError):
            choose_template(project, said, None)
    templates, faults = list_templates(project)
    assert [(template.exists, template.description) for template in templates[:2]] == [(False, "")] * 2
    assert len(faults) == 2


def test_what_the_configuration_calls_its_templates(tmp_path: Path) -> None:
    configured(tmp_path, 'template = "a.md"\n[severities.SEV1]\ntemplate = "sre"\n[templates]\nown = "t/../b.md"\n')
    for name in ("a.md", "b.md", "own", "sre.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "t").mkdir()
    found = configured_templates(open_project(tmp_path))
    assert found == {"a.md": tmp_path / "a.md", "own": tmp_path / "b.md", "t/../b.md": tmp_path / "b.md"}


def test_the_folder_of_own_ones_may_not_lead_elsewhere(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / ".pmctl").mkdir(parents=True)
    assert own_folders(open_project(root)) == (root / ".pmctl/templates",)
    (root / ".pmctl/templates").symlink_to(tmp_path)
    assert own_folders(open_project(root)) == ()


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("{# One line. #}\n", "One line."),
        ("{#- Two\n   lines. -#}", "Two lines."),
        ("{# The first.\n\nThe second. #}", "The first."),
        ("\ufeff{# Marked. #}", "Marked."),
        ("{# never closed", "never closed"),
        ("---\n{# Not the first. #}", ""),
        ("", ""),
        ("{##}", ""),
        ("{# " + "x" * 9999, "x" * 4093),
    ],
)
def test_what_a_template_says_of_itself(tmp_path: Path, text: str, description: str) -> None:
    path = tmp_path / "x"
    path.write_text(text, encoding="utf-8")
    assert description_of(Template(name="x", path=path)) == description


def test_one_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    assert description_of(Template(name="x", path=tmp_path)) == ""
    (tmp_path / "x").write_bytes(b"{# \xff #}")
    assert description_of(Template(name="x", path=tmp_path / "x")) == "\ufffd"
