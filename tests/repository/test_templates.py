"""The shipped templates, and what any template may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader, Environment

from pmctl.errors import PmctlError
from pmctl.repository.templates import environment, render_shipped

if TYPE_CHECKING:
    from pathlib import Path


def filled_in(text: str, **values: object) -> str:
    return environment(Environment, DictLoader({"x": text})).get_template("x").render(values)


def test_values_are_written_for_their_place() -> None:
    assert filled_in("{{ a | yaml }} {{ a | quoted }} {{ b | shell }}", a='n"o: é', b="it's") == (
        '"n\\"o: é" "n\\"o: é" \'it\'"\'"\'s\''
    )


def test_blank_lines() -> None:
    assert filled_in("{{ a | tidy }}", a="\n\na\n\n\n\n\n\nb\nc\n\n") == "a\n\nb\nc"


def test_the_prompts_of_sections() -> None:
    assert filled_in("{{ section_prompt('impact', 'Impact') }}").startswith("<!-- Who could not do what")


def test_blocks_leave_no_lines_behind() -> None:
    assert filled_in("{% if 1 %}\r\na\r\n{% endif %}\r\n") == "a\n"


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
    assert render_shipped("index/x", {}) == "from the wheel"
