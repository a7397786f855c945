"""``pmctl rule``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.mark.parametrize("selector", ["PM301", "pm301", " PM301 ", "action-without-owner", "Action-Without-Owner"])
def test_one_rule(run: Run, selector: str) -> None:
    result = run("rule", selector)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("PM301 action-without-owner  error\n")
    for heading in ("Why", "Bad", "Good", "To mend"):
        assert f"\n{heading}" in result.out


def test_a_family_and_several_rules(run: Run) -> None:
    codes = [code for code in RULES if code.startswith("PM70")]
    for arguments in (["PM70"], codes, [*reversed(codes), "duplicate-id"]):
        answer = json.loads(run("rule", *arguments, "-f", "json").out)
        assert [rule["code"] for rule in answer["rules"]] == codes


def test_all_are_listed(run: Run) -> None:
    result = run("rule", "--all")
    assert result.code == 0
    assert [line.split()[:2] for line in result.out.splitlines() if line.startswith("PM")] == [
        [rule.code, rule.name] for rule in RULES.values()
    ]
    table = run("rule", "--all", "-f", "markdown").out.splitlines()
    assert table[:2] == ["| Code | Name | Severity | What it finds |", "| :- | :- | :- | :- |"]
    assert len(table) == len(RULES) + 2


def test_json(run: Run) -> None:
    answer = json.loads(run("rule", "ALL", "-f", "json").out)
    assert answer["schema"] == 1
    assert [rule["code"] for rule in answer["rules"]] == list(RULES)
    for rule in answer["rules"]:
        assert list(rule) == ["code", "name", "severity", "default", "fixable", "summary", "help", "page"]
        assert all(rule[name] for name in ("summary", "help", "page"))


@pytest.mark.parametrize("code", RULES)
def test_every_page_can_be_shown(run: Run, code: str) -> None:
    assert RULES[code].name in run("rule", code).out
    page = run("rule", code, "-f", "markdown").out
    assert page.startswith(f"# {code} {RULES[code].name}\n")
    assert RULES[code].help in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "no rule is named\nhint: `pmctl rule PM301` explains one, `pmctl rule --all` lists all."),
        (["action-without-ownr"], "there is no rule action-without-ownr\nhint: Did you mean action-without-owner?"),
        (
            ["nonsense", "PM301", "\x1b[31m"],
            ("there is no rule nonsense\n       there is no rule ␛[31m\nhint: `pmctl rule --all` lists all rules."),
        ),
        ([""], "there is no rule \nhint: `pmctl rule --all` lists all rules."),
    ],
)
def test_unknown(run: Run, arguments: list[str], message: str) -> None:
    result = run("rule", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"error: {message}\n")


def test_output_file(run: Run, tmp_path: Path) -> None:
    for arguments in (["PM301"], ["--all"], ["PM301", "-f", "json"], ["--all", "-f", "markdown"]):
        assert run("rule", *arguments, "-o", "rule.out").out == ""
        assert (tmp_path / "rule.out").read_text(encoding="utf-8") == run("rule", *arguments).out


def test_it_needs_no_project(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text("nonsense = [\n", encoding="utf-8")
    assert run("rule", "PM301").code == 0


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_width(run: Run, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for arguments in (["PM301"], ["--all"]):
        assert max(map(len, run("rule", *arguments).out.splitlines())) <= max(int(width), 60)
