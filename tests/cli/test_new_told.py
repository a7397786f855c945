"""What ``pmctl new`` is told is not lost, whatever its template has a key for."""

from __future__ import annotations

import json
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
        ("team: {{ team | upper }}", "team: DATA", ""),
        (
            "team: data-platform",
            "team: data-platform",
            "the template sets team to data-platform, which leaves out data",
        ),
        ("team: payments | data", "team: data", ""),
        ("team: SRE/Platform", "team: SRE/Platform", "the template sets team to SRE/Platform, which leaves out data"),
        ("severity: SEV1 | SEV2 | SEV3", "severity: SEV3", ""),
        ("severity: SEV1/SEV2/SEV3", "severity: SEV3", ""),
        ("severity: SEV1 or SEV2", "severity: SEV3", ""),
        ('severity: "SEV1, SEV2"', 'severity: "SEV3"', ""),
        ("severity: SEV1", "severity: SEV1", "the template sets severity to SEV1, which leaves out SEV3"),
        ('owner: "@jonas.weber"', 'owner: "@jonas.weber"', "the template sets owner to @jonas.weber, which leaves out"),
        ('owner: "@mara or @zoe"', 'owner: "@jonas"', ""),
        ("title: A or B", "title: A or B", "the template sets title to A or B, which leaves out Redis - full"),
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


EXPORT = {
    "title": "x", "detection": "customer", "incident_commander": "Mara", "participants": ["Mara", "@legal"],
    "incident": "https://tracker.example.com/7", "started_at": "2026-05-30T09:00:00Z",
}  # fmt: skip


def test_what_a_template_says_beats_an_export(run: Run, tmp_path: Path) -> None:
    (tmp_path / "export.json").write_text(json.dumps(EXPORT), encoding="utf-8")
    keys = (
        'id: x\ntitle: x\ndate: 2026-05-30\nstarted_at: TODO\nincident_commander: "@duty"\n'
        'participants: ["@support", "@legal"]\ndetection: alert\nincident:  # where?\n'
    )
    (tmp_path / "own.md.j2").write_text(f"---\n{keys}---\n", encoding="utf-8")
    result = run("new", "--from", "export.json", "--template", "own.md.j2", "--dry-run")
    assert result.out == (
        '---\nid: x\ntitle: x\ndate: 2026-05-30\nstarted_at: 2026-05-30T09:00:00Z\nincident_commander: "@duty"\n'
        'participants: ["@support", "@legal", Mara]\ndetection: alert\n'
        "incident: https://tracker.example.com/7  # where?\n---\n"
    )
    assert result.err == (
        "From plain JSON: no events, 1 milestone, 2 people\n"
        "warning: the template sets incident_commander to @duty, which leaves out Mara\n"
        "warning: the template sets detection to alert, which leaves out customer\n"
    ).replace("no events, ", "")
    keys = "id: x\ntitle: x\ndetection: alert/customer\n"
    (tmp_path / "own.md.j2").write_text(f"---\n{keys}---\n", encoding="utf-8")
    result = run("new", "--from", "export.json", "--template", "own.md.j2", "--dry-run")
    assert "\ndetection: customer\n" in result.out


def test_the_day_the_owner_and_the_team_of_an_export(run: Run, tmp_path: Path) -> None:
    told = {
        "title": "x",
        "date": "2026-05-29",
        "owner": "Jonas Weber",
        "team": "data",
        "started_at": "2026-05-30T09:00Z",
    }
    (tmp_path / "pmctl.toml").write_text('[people]\njonas = { name = "Jonas Weber" }\n', encoding="utf-8")
    (tmp_path / "export.json").write_text(json.dumps(told), encoding="utf-8")
    out = run("new", "--from", "export.json", "--dry-run").out
    for line in ("id: 2026-05-29-x", "date: 2026-05-29  #", 'owner: "@jonas"  #', "team: data"):
        assert f"\n{line}" in out
    options = ("--date", "2026-05-28", "--owner", "@mara", "--team", "web")
    out = run("new", "--from", "export.json", "--dry-run", *options).out
    for line in ("date: 2026-05-28  #", 'owner: "@mara"  #', "team: web"):
        assert f"\n{line}" in out
    (tmp_path / "export.json").write_text(json.dumps({**told, "owner": "TBD"}), encoding="utf-8")
    result = run("new", "--from", "export.json", "--dry-run", "--no-input")
    assert (result.code, "plain JSON names nobody as the owner: TBD\n" in result.err) == (0, True)


def test_a_timeline_whose_zone_may_be_meant_for_another_time(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Time (UTC),Event\n2026-07-14 10:00,x\n", encoding="utf-8")
    (tmp_path / "own.md").write_text("# x\n\n## Timeline (CET)\n\n| Time | Event |\n|-|-|\n", encoding="utf-8")
    result = run("new", "x", "--from", "x.csv", "--template", "own.md", "--dry-run")
    assert "\n| 2026-07-14 10:00 UTC | x |\n" in result.out
    assert "The times of the timeline are in UTC: CET may be meant for another time on that day\n" in result.err
