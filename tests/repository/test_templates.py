"""Templates: the shipped ones, and a repository's own, which can do no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.repository import templates
from pmctl.repository.templates import render_postmortem, render_shipped, shipped_names

if TYPE_CHECKING:
    from pathlib import Path


def own(folder: Path, text: str, **values: object) -> str:
    (folder / "own.md").write_text(text, encoding="utf-8")
    return render_postmortem("own.md", folder, values)


def test_the_shipped_ones_have_names() -> None:
    assert "default" in shipped_names()
    assert not any(name.startswith("_") for name in shipped_names())


def test_a_name_and_a_path_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "default").write_text("mine", encoding="utf-8")
    assert render_postmortem("./default", tmp_path, {}) == "mine"
    with pytest.raises(PmctlError, match="is undefined"):
        render_postmortem("default", tmp_path, {})


@pytest.mark.parametrize("name", ["nope", "..", "", "_prompts", "../templates/postmortems/nope", "x" * 5000])
def test_a_template_that_does_not_exist(tmp_path: Path, name: str) -> None:
    with pytest.raises(PmctlError, match="there is no template") as caught:
        render_postmortem(name, tmp_path, {})
    assert caught.value.hint == f"Name a file, or one of: {', '.join(shipped_names())}."


def test_an_own_one_may_use_the_shipped_prompts(tmp_path: Path) -> None:
    text = '{% from "_prompts.j2" import prompt %}{{ prompt("impact", "Impact") }}'
    assert own(tmp_path, text).startswith("<!-- Who could not do what")


def test_values_are_written_for_their_place(tmp_path: Path) -> None:
    assert own(tmp_path, "{{ a | yaml }} {{ a | quoted }} {{ b | shell }}", a='n"o: é', b="it's") == (
        '"n\\"o: é" "n\\"o: é" \'it\'"\'"\'s\''
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n{{ nope }}", "template own.md:2: 'nope' is undefined"),
        ("\n\n{% if %}", "own.md:3: Expected an expression"),
        ("{{ 1 / 0 }}", "template own.md:1 failed: division by zero"),
        ("{{ 1 + 'a' }}", "template own.md:1 failed: unsupported operand"),
        ("{{ known | nofilter }}", "own.md:1: No filter named 'nofilter'"),
        ('{% include "other.md" %}', "template own.md wants other.md, which does not exist"),
        ('{% include "../secret.md" %}', "template own.md wants ../secret.md, which does not exist"),
        ('{% include "own.md" %}', "template own.md includes itself"),
        ("{{ ().__class__.__bases__[0].__subclasses__() }}", "access to attribute '__class__'"),
        ("{{ known.append(1) }}", "access to attribute 'append' of 'list' object is unsafe"),
        ("{% for i in range(10 ** 9) %}{% endfor %}", "failed: Range too big"),
        ("{{ [][5] + 1 }}", "own.md:1: list object has no element 5"),
        ("{{ '\\udcff' | yaml }}", ""),
    ],
)
def test_what_goes_wrong_is_said(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path.parent / "secret.md").write_text("secret", encoding="utf-8")
    with pytest.raises(PmctlError) as caught:
        own(tmp_path, text, known=[1])
    assert message in caught.value.message


def test_what_may_be_used_is_said(tmp_path: Path) -> None:
    with pytest.raises(PmctlError) as caught:
        own(tmp_path, "{{ nope }}", title="x", date="y")
    assert caught.value.hint == "These are defined: date, title."
    with pytest.raises(PmctlError) as caught:
        own(tmp_path, "{{ nope }}")
    assert caught.value.hint is None


def test_an_own_one_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "own.md").write_bytes(b"\xff\xfe")
    with pytest.raises(PmctlError, match=r"template own\.md failed"):
        render_postmortem("own.md", tmp_path, {})


def test_an_own_one_in_other_line_endings(tmp_path: Path) -> None:
    (tmp_path / "own.md").write_bytes(b"{% if 1 %}\r\na\r\n{% endif %}\r\n")
    assert render_postmortem("own.md", tmp_path, {}) == "a\n"


def test_an_installation_without_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmctl.repository.shipped.pmctl.__file__", str(tmp_path / "a" / "b" / "__init__.py"))
    with pytest.raises(PmctlError, match="this installation of pmctl lacks its templates") as caught:
        render_shipped("index/README.md", {})
    assert caught.value.hint == "Install pmctl again."


def test_an_installed_wheel_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "pmctl" / "templates" / "index"
    inside.mkdir(parents=True)
    (inside / "x.j2").write_text("from the wheel", encoding="utf-8")
    monkeypatch.setattr("pmctl.repository.shipped.pmctl.__file__", str(tmp_path / "pmctl" / "__init__.py"))
    assert templates.render_shipped("index/x", {}) == "from the wheel"
