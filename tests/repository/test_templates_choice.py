"""Which templates there are, and what the configuration says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.repository.config import ConfigurationError, load_configuration
from pmctl.repository.project import open_project
from pmctl.repository.template_choice import Template, choose_template, description_of, known_templates

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
        ("[templates]\nx = 3", "2: templates.x must be text in quotes, not a number"),
        ('templates = "x"', "1: templates must be a table, not 'x'"),
        ("[severities.SEV1]\ntemplate = ['x']", "2: severities.SEV1.template must be text in quotes, not a list"),
        ("[severities.SEV1]\ntemplat = 'x'", "2: severities.SEV1.templat is not a setting; did you mean template?"),
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
    with pytest.raises(PmctlError, match="there is no template x"):
        choose_template(open_project(tmp_path), "x", None)


def test_a_link_that_leads_out_of_the_repository(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / ".pmctl/templates").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (root / ".pmctl/templates/default.md.j2").symlink_to(tmp_path / "secret")
    for said in (None, "default"):
        with pytest.raises(PmctlError, match="the template default lies outside of the repository"):
            choose_template(open_project(root), said, None)


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
