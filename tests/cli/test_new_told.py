"""What ``pmctl new`` is told is not lost, whatever its template has a key for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Result, Run

TOLD = ("--service", "search,orders", "--team", "data", "--owner", "@jonas", "--severity", "sev3", "--no-input")


def made(run: Run, folder: Path, keys: str, *told: str) -> Result:
    text = f"---\n{keys}---\n\n# {{{{ heading }}}}\n" if keys else "# {{ heading }}\n\n{{ severity }}, @jonas\n"
    (folder / "own.md.j2").write_text(text, encoding="utf-8")
    return run("new", "Redis - full", *told, "--template", "own.md.j2", "--dry-run")


def test_what_a_template_has_no_key_for(run: Run, tmp_path: Path) -> None:
    result = made(run, tmp_path, "id: {{ id }}\nstatus: draft\nactions: []\n", *TOLD, "--date", "2026-05-30")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "---\nid: 2026-05-30-redis-full\ntitle: Redis - full\nstatus: draft\nseverity: SEV3\ndate: 2026-05-30\n"
        'owner: "@jonas"\nteam: data\nservices: [search, orders]\nactions: []\n---\n\n# Redis - full\n'
    )


def test_what_nobody_said_is_up_to_the_template(run: Run, tmp_path: Path) -> None:
    keys = "title: {{ title }}\n"
    assert made(run, tmp_path, keys).out == "---\ntitle: Redis - full\n---\n\n# Redis - full\n"
    open_owner = made(run, tmp_path, keys, "--owner", "TODO", "--team", " ", "--service", ",")
    assert (open_owner.out, open_owner.err) == ("---\ntitle: Redis - full\n---\n\n# Redis - full\n", "")


@pytest.mark.parametrize(
    ("key", "written", "warning"),
    [
        ("team:  # which?", "team: data  # which?", ""),
        ("team: TBD", "team: data", ""),
        ("team: {{ team }}s", "team: datas", "the template sets team to datas, which leaves out data"),
        ("team: the {{ team | upper }} people", "team: the DATA people", ""),
        ("team: payments", "team: payments", "the template sets team to payments, which leaves out data"),
        ("team: {a: b}", "team: {a: b}", "the template sets team to something else, which leaves out data"),
        ("owner: {{ owner[1:] }}", "owner: jonas", ""),
        ("title: 'INC: {{ title }}'", "title: 'INC: Redis - full'", ""),
        ("severity: {{ severity | lower }}", "severity: sev3", ""),
        ("services: []", "services: [search, orders]", ""),
        ("services: [TODO]", "services: [search, orders]", ""),
        ("services: [mail, orders]", "services: [mail, orders, search]", ""),
        ("services: mail, orders", "services: [mail, orders, search]", ""),
        ("services:\n  - mail", "services:\n  - mail\n  - search\n  - orders", ""),
        ("services: [{a: b}]", "services: [{a: b}]", "the template sets services to something else, which leaves out"),
        ("services: {{ services | yaml }}", "services: [search, orders]", ""),
    ],
)
def test_what_a_template_has_a_key_for(run: Run, tmp_path: Path, key: str, written: str, warning: str) -> None:
    result = made(run, tmp_path, f"{key}\n", *TOLD)
    assert f"\n{written}\n" in result.out
    assert result.err.startswith(f"warning: {warning}") if warning else result.err == ""


def test_without_front_matter_what_the_text_does_not_say_is_lost(run: Run, tmp_path: Path) -> None:
    result = made(run, tmp_path, "", *TOLD)
    assert result.err == (
        "warning: the template makes no front matter, which leaves out team data, services search, services orders\n"
    )


def test_what_an_export_says_is_told_as_well(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.json"
    export.write_text(
        '{"title": "x", "services": ["Search, EU", "orders"], "started_at": "2026-05-30T09:00:00Z"}', encoding="utf-8"
    )
    (tmp_path / "own.md.j2").write_text("---\nid: x\n---\n", encoding="utf-8")
    assert run("new", "--from", export, "--template", "own.md.j2", "--dry-run").out == (
        '---\nid: x\ntitle: x\ndate: 2026-05-30\nservices: ["Search, EU", orders]\n'
        "started_at: 2026-05-30T09:00:00Z\n---\n"
    )
