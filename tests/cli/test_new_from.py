"""``pmctl new --from``: what an incident tool knows need not be typed."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from pmctl.incidents import decoding
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.parse import parse
from pmctl.postmortem.story import timelines_of
from pmctl.repository import exports
from tests.incidents.exports import FIXTURES, NAMES, fixture

if TYPE_CHECKING:
    from pathlib import Path

    from pmctl.postmortem.model import Postmortem
    from tests.cli.conftest import Result, Run

PLAIN = {"title": "Database full", "severity": "P2", "services": ["db"], "started_at": "2026-05-30T09:00:00Z"}


def read(folder: Path, result: Result) -> Postmortem:
    assert result.code == 0, result.err
    path = result.out.strip()
    return parse((folder / path).read_text(encoding="utf-8"), path, Conventions())


def write(folder: Path, data: object, name: str = "export.json") -> str:
    (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return name


@pytest.mark.parametrize("template", ["default", "minimal", "sre"])
@pytest.mark.parametrize("name", NAMES)
def test_only_what_a_person_must_still_write_is_reported(run: Run, tmp_path: Path, name: str, template: str) -> None:
    incident = fixture(name)
    today = (incident.entries[-1].at + timedelta(days=1)).date().isoformat()
    title = () if incident.title else ("Backup failed",)
    result = run("--today", today, "new", *title, "--from", FIXTURES / name, "--template", template, "--no-input")
    document = read(tmp_path, result)
    found = run("--today", today, "check", "--output-format", "concise", "--fail-on", "info").out
    assert {line.split()[1] for line in found.splitlines()} <= {"PM109", "PM203"}
    (timeline,) = timelines_of(document, Conventions())
    assert [entry.at for entry in timeline.entries] == [entry.at.replace(microsecond=0) for entry in incident.entries]
    assert document.record is not None
    kept = {milestone.name: milestone.at for milestone in document.record.milestones}
    for milestone in incident.milestones:
        assert kept[milestone.name] == milestone.at.replace(microsecond=0)


def test_what_is_written_and_what_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text('[people]\njonas = { name = "Jonas Weber" }\n', encoding="utf-8")
    result = run("new", "--from", FIXTURES / "pagerduty.json", "--no-input")
    assert result.err == (
        "From PagerDuty: 5 events, 3 milestones, 2 people\n"
        "What to fill in: `pmctl check postmortems/2026-03-14-checkout-requests-time-out.md`\n"
    )
    text = read(tmp_path, result).text
    for line in (
        "severity: SEV1  # SEV1, SEV2, SEV3, SEV4",
        "date: 2026-03-14  # the day the incident began",
        "services: [checkout-api]",
        "started_at:",
        "detected_at: 2026-03-14T10:04:12Z",
        "acknowledged_at: 2026-03-14T10:07:01Z",
        "resolved_at: 2026-03-14T11:30:40Z",
        'participants: ["@jonas", Mara Lindqvist]',
        "incident: https://shop-example.pagerduty.com/incidents/Q2RLTPGWRWZ6Q5",
        "| 2026-03-14 10:07:01 | Acknowledged by Jonas Weber. |",
        "See also: [Conference call](<https://meet.example.com/inc-4411>)",
    ):
        assert f"\n{line}\n" in text


def test_the_command_line_beats_the_file(run: Run, tmp_path: Path) -> None:
    result = run(
        "new", "Disk full", "--severity", "sev4", "--date", "2026-05-31", "--service", "disk", "--owner", "@jonas",
        "--from", write(tmp_path, PLAIN), "--no-input",
    )  # fmt: skip
    record = read(tmp_path, result).record
    assert record is not None
    assert (record.title, record.severity, record.services, record.owner) == ("Disk full", "SEV4", ("disk",), "@jonas")
    assert (record.id, str(record.date)) == ("2026-05-31-disk-full", "2026-05-31")
    assert [str(milestone.at) for milestone in record.milestones] == ["2026-05-30 09:00:00+00:00"]
    assert "P2" not in result.err


def test_only_what_is_missing_is_asked_for(run: Run, tmp_path: Path) -> None:
    result = run("new", "--from", write(tmp_path, PLAIN), terminal=True)
    assert (result.code, result.out.count("?")) == (0, 0)
    export = write(tmp_path, {**PLAIN, "title": "Disk full", "severity": "ugly", "services": None})
    result = run("new", "--from", export, terminal=True, typed="SEV3\ndisk\n\n")
    record = read(tmp_path, result).record
    assert record is not None
    assert (record.title, record.severity, record.services) == ("Disk full", "SEV3", ("disk",))
    assert "plain JSON says “ugly”, which may be any of SEV1, SEV2, SEV3, SEV4; --severity says which" in " ".join(
        result.err.split()
    )


def test_standard_input(run: Run, tmp_path: Path) -> None:
    result = run("new", "--from", "-", typed=json.dumps(PLAIN))
    record = read(tmp_path, result).record
    assert record is not None
    assert (record.title, record.severity) == ("Database full", "SEV2")
    result = run("new", "--from", "-", typed="")
    assert (result.code, result.err.split("\n")[0]) == (2, "error: standard input is empty")


def test_no_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports.sys, "stdin", None)
    with pytest.raises(Exception, match="there is no standard input"):
        exports.read_standard_input()


def test_times_without_a_zone_are_read_in_the_configured_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text('timezone = "Europe/Oslo"\n', encoding="utf-8")
    export = write(
        tmp_path, {**PLAIN, "started_at": "2026-05-30 00:30", "timeline": [{"at": "2026-05-30 01:00", "event": "x"}]}
    )
    result = run("new", "--from", export)
    document = read(tmp_path, result)
    assert "2 times have no zone, read as Europe/Oslo\n" in result.err
    assert document.record is not None
    assert str(document.record.date) == "2026-05-30"
    assert "\nstarted_at: 2026-05-29T22:30:00Z\n" in document.text
    assert "| 2026-05-29 23:00 | x |" in document.text


def test_how_many_events_are_left_out(run: Run, tmp_path: Path) -> None:
    timeline = [{"at": f"2026-05-30T09:{n:02}:00Z", "event": f"event {n}"} for n in range(60)]
    export = write(tmp_path, {**PLAIN, "timeline": [*timeline, {"at": "2026-05-30T10:00:00Z", "event": "the last"}]})
    result = run("new", "--from", export)
    assert "1 event is left out: a timeline is given 60 at most\n" in result.err
    text = read(tmp_path, result).text
    assert (text.count("| event "), "| event 0 |" in text, "| the last |" in text) == (59, True, True)


def test_what_there_is_to_know_of_an_export(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("time,ev\x1b,event\n2026-05-30T10:00Z,,Full, again\n", encoding="utf-8")
    result = run("new", "Full", "--from", "x.csv", "--dry-run")
    assert "| 2026-05-30 10:00 | Full, again |" in result.out
    assert result.err == (
        "Line 2 has more cells than the first line: the last ones are read as one event\n"
        "What is not read: ev␛\n"
        "From CSV: 1 event\n"
    )
    assert run("--quiet", "new", "Full", "--from", "x.csv", "--dry-run").err == ""


def test_the_slack_workspace_is_a_setting(run: Run, tmp_path: Path) -> None:
    message = {"type": "message", "ts": "1780135200.000100", "text": "Slow", "pinned_to": ["C1"]}
    message |= {"user": "U1", "user_profile": {"real_name": "Mara"}}
    export = write(tmp_path, [message])
    said = run("new", "Slow", "--from", export, "--dry-run")
    assert said.err.startswith("Messages have no links, since the export does not name the workspace: write incidents.")
    (tmp_path / "pmctl.toml").write_text('incidents.slack = "https://shop-example.slack.com/"\n', encoding="utf-8")
    result = run("new", "Slow", "--from", export, "--dry-run")
    assert result.err == "From Slack: 1 event, 1 person\n"
    assert "Mara: “Slow” ([link](<https://shop-example.slack.com/archives/C1/p1780135200000100>))" in result.out


def test_a_template_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text(
        "---\nid: {{ id | yaml }}\ntitle: {{ title | yaml }}\nowner:\n---\n\n## Was geschah wann\n\n## Zeitleiste\n",
        encoding="utf-8",
    )
    export = write(tmp_path, {**PLAIN, "timeline": [{"at": "2026-05-30T09:01:00Z", "event": "x"}]})
    text = read(tmp_path, run("new", "--from", export, "--template", "own.md.j2")).text
    assert "\nowner:\nservices: [db]\nstarted_at: 2026-05-30T09:00:00Z\n---" in text
    assert text.endswith("## Zeitleiste\n\n| Time (UTC) | Event |\n| :- | :- |\n| 2026-05-30 09:01 | x |\n")


def test_a_template_without_a_timeline(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.md.j2").write_text("---\nid: {{ id | yaml }}\n---\n\n# x\n", encoding="utf-8")
    for timeline, said in (
        ([], ""),
        ([{"at": "2026-05-30T09:01:00Z", "event": "x"}], "1 event is left out: there is no Timeline"),
    ):
        export = write(tmp_path, {**PLAIN, "timeline": timeline})
        result = run("new", "--from", export, "--template", "own.md.j2", "--dry-run")
        assert result.code == 0
        assert said in result.err
        assert ("left out" in result.err) == bool(said)


def test_one_day_of_a_channel_brings_the_names_of_its_users(run: Run, tmp_path: Path) -> None:
    folder = FIXTURES / "slack" / "inc-42-checkout-timeouts"
    whole = run("new", "--from", FIXTURES / "slack", "--dry-run").out
    assert "Mara Lindqvist" in whole
    assert run("new", "--from", folder, "--dry-run").out == whole
    assert run("new", "--from", folder / "2026-03-14.json", "--dry-run").out == whole
    alone = tmp_path / "2026-03-14.json"
    alone.write_bytes((folder / "2026-03-14.json").read_bytes())
    assert "U01MARA: “4711" in run("new", "Slow", "--from", alone, "--dry-run").out


def test_what_cannot_be_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "cut.json").write_text('{"incident": {"title": ', encoding="utf-8")
    (tmp_path / "latin.json").write_bytes('{"title": "Störung"}'.encode("latin-1"))
    (tmp_path / "wrong.json").write_text('{"title": [], "started_at": "soon\\u001b[31m"}', encoding="utf-8")
    for source, said in {
        "nothing.json": "error: there is no file nothing.json\nhint: Name what the incident tool exported.\n",
        "empty": "error: empty is no export of Slack\nhint: Name a file, or the folder of a channel of an export.\n",
        "cut.json": "error: cut.json:1:23: the JSON ends too early\nhint: The file is cut off; export it anew.\n",
        "latin.json": "error: latin.json: line 1, byte 14 (0xF6) is not UTF-8\nhint: Save it as UTF-8, for example",
        "x" * 300: f"error: {'x' * 300} cannot be read: File name too long\n",
        "wrong.json": "error: wrong.json: 2 values are not what plain JSON writes\n"
        "       title: expected a text, found a list\n"
        "       started_at: expected a time such as 2026-03-14T09:52:00Z, found “soon␛[31m”\n"
        "hint: Correct them, or leave them out: what is missing is not needed.\n",
    }.items():
        result = run("new", "--from", source, "--no-input")
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(said), result.err
    assert not (tmp_path / "postmortems").exists()
    for module in (exports, decoding):
        monkeypatch.setattr(module, "MAX_BYTES", 1000)
    (tmp_path / "big.json").write_text(" " * 2000, encoding="utf-8")
    (tmp_path / "2026-03-14.json").write_text(" " * 2000, encoding="utf-8")
    assert "error: big.json is larger than" in run("new", "--from", "big.json").err
    assert f"error: what {tmp_path} holds is larger than" in run("new", "--from", tmp_path).err
    assert "error: standard input is larger than" in run("new", "--from", "-", typed=" " * 2000).err


def test_an_empty_source(run: Run) -> None:
    for source in ("", " "):
        result = run("new", "--from", source, "--no-input")
        hint = "Name what the incident tool exported, or - for standard input."
        assert (result.code, result.err) == (2, f"error: --from is empty\nhint: {hint}\n")


def test_a_timeline_that_began_before_the_first_milestone(run: Run, tmp_path: Path) -> None:
    timeline = [{"at": "2026-03-01T23:00:00Z", "event": "first error"}]
    export = write(tmp_path, {"title": "x", "resolved_at": "2026-03-02T12:00:00Z", "timeline": timeline})
    out = run("new", "--from", export, "--dry-run").out
    assert "\nid: 2026-03-01-x\n" in out
    assert "\ndate: 2026-03-01  #" in out
    assert "\nstarted_at:\n" in out


def test_what_people_wrote_is_whole(run: Run, tmp_path: Path) -> None:
    said = " ".join(f"step{n}" for n in range(1_000))
    (tmp_path / "x.csv").write_text(f"Time (UTC),Event,Who\n2026-05-11 21:40,{said},Mara\n", encoding="utf-8")
    assert f"| 2026-05-11 21:40 | {said} (Mara) |" in run("new", "x", "--from", "x.csv", "--dry-run").out
    summary = "Two of five failed.\n\n- eu\n- us\n\n1. one\n2. two\n---\n# Impact"
    export = write(tmp_path, {"title": "y" * 900, "summary": summary})
    result = run("new", "--from", export, "--dry-run")
    assert f"title: {'y' * 900}\n" in result.out
    assert "\n\nTwo of five failed.\n\n- eu\n- us\n\n1. one\n2. two\n\\---\n\\# Impact\n\n## Impact\n" in result.out
    assert result.err == "From plain JSON: no events\n"


def test_a_long_quotation_is_one(run: Run, tmp_path: Path) -> None:
    said = "Ann should have looked, and it was her fault. " * 100
    message = {"type": "message", "ts": "1780135200.000100", "text": said, "user": "U1"}
    run("new", "Slow", "--from", write(tmp_path, [message]), "--no-input")
    assert "PM5" not in run("check", "--output-format", "concise").out


def test_half_a_character(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(r'{"title": "q\ud800", "services": ["a\ud800b"]}', encoding="utf-8")
    document = read(tmp_path, run("new", "--from", "x.json"))
    assert document.record is not None
    assert (document.record.title, document.record.services) == ("q\ufffd", ("a\ufffdb",))


def test_many_people_and_services(run: Run, tmp_path: Path) -> None:
    many = {"participants": [f"p{n}" for n in range(300)], "services": [f"s{n}" for n in range(201)]}
    result = run("new", "--from", write(tmp_path, {"title": "x", **many}), "--dry-run")
    assert result.err == (
        "100 of 300 people are left out: 200 are named at most\n"
        "1 of 201 services are left out: 200 are named at most\n"
        "From plain JSON: 200 people\n"
    )
    assert ("s199]" in result.out, "p199]" in result.out) == (True, True)


def test_a_template_without_front_matter(run: Run, tmp_path: Path) -> None:
    timeline = [{"at": "2026-05-30T09:01:00Z", "event": "x"}]
    export = write(tmp_path, {**PLAIN, "timeline": timeline, "participants": ["Mara"]})
    for text, made in (
        ("# {{ heading }}\n\n## Timeline\n", "# Database full\n\n## Timeline\n\n| Time (UTC) | Event |\n"),
        ("", ""),
    ):
        (tmp_path / "own.md.j2").write_text(text, encoding="utf-8")
        result = run("new", "--from", export, "--template", "own.md.j2", "--dry-run")
        assert result.code == 0
        assert result.out.startswith(made)
        assert "Left out, since the template has no front matter: started_at, participants\n" in result.err
    plain = run("new", "--from", write(tmp_path, {"title": "x"}), "--template", "own.md.j2", "--dry-run")
    assert plain.err == (
        "From plain JSON: no events\nwarning: the template makes no front matter, which leaves out title x\n"
    )


def test_an_export_without_a_title_needs_one(run: Run, tmp_path: Path) -> None:
    result = run("new", "--from", FIXTURES / "plain.csv", "--no-input")
    assert (result.code, result.err.split("\n")[1]) == (2, "error: a postmortem needs a title")


def test_what_is_not_taken_from_several_answers_is_said(run: Run) -> None:
    incident = {"incident": {"incident_number": 7, "title": "Down", "status": "triggered"}}
    note = {"user": {"summary": "Mara"}, "content": "Replica promoted", "created_at": "2026-05-30T09:01:00Z"}
    answers = [incident, {"notes": [note]}, {"alerts\x1b": []}]
    for typed in ("".join(map(json.dumps, answers)), json.dumps(answers)):
        result = run("new", "--from", "-", "--dry-run", "--no-input", typed=typed)
        assert "| 2026-05-30 09:01 | Mara: “Replica promoted” |" in result.out
        assert result.err == (
            "Nothing is taken from answer 3 of 3, which has: alerts␛\nFrom PagerDuty: 1 event, 1 person\n"
        )
    talk = {"messages": [{"type": "message", "ts": "1780135200.000100", "text": "x"}]}
    result = run("new", "--from", "-", "--no-input", typed=json.dumps([incident, talk]))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "error: standard input holds answers of several tools: PagerDuty, and Slack (answer 2)"
    )


def test_times_of_the_day_are_of_the_day_that_is_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("sep=;\nTime (UTC);Event\n23:50;Disk full\n00:10;Mended\n", encoding="utf-8")
    result = run("new", "Full", "--date", "2026-05-30", "--from", "x.csv")
    assert result.err.startswith("2 times have no day, read as of 2026-05-30 to 2026-05-31\nFrom CSV: 2 events\n")
    text = read(tmp_path, result).text
    assert "| 2026-05-30 23:50 | Disk full |\n| 2026-05-31 00:10 | Mended |" in text
    (tmp_path / "more.csv").write_text("Time (UTC),Event\n23:55,Looking\n", encoding="utf-8")
    assert run("timeline", "2026-05-30-full", "--from", "more.csv").code == 0
    assert "| 2026-05-30 23:55 | Looking |" in (tmp_path / result.out.strip()).read_text(encoding="utf-8")
    result = run("new", "Full again", "--from", "x.csv")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: x.csv: 2 values are not what CSV writes\n       line 3, Time (UTC): expected")
    assert "hint: Write the day before each time, or name the day of the incident: --date 2026-03-14." in result.err
    result = run("new", "Full again", "--date", "soon", "--from", "x.csv")
    assert (result.code, result.err.split("\n")[0]) == (2, "error: --date is not a date: soon")


def test_columns_that_are_not_understood(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Wann,Was\n2026-05-30 10:00,x\n", encoding="utf-8")
    result = run("new", "Full", "--from", "x.csv")
    said = "error: x.csv has no column for the time and none for the event: its first line names Wann, Was\nhint: Call"
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(said)


def test_a_group_of_grafanas_without_a_name(run: Run, tmp_path: Path) -> None:
    labels = [{"alertname": "High memory usage", "zone": "us-1"}, {"alertname": "High CPU usage", "zone": "eu-1"}]
    alerts = [
        {"status": "firing", "labels": one, "annotations": {}, "startsAt": f"2026-05-30T09:0{n}:00Z", "fingerprint": n}
        for n, one in enumerate(labels)
    ]
    group = {"orgId": 1, "alerts": alerts, "groupLabels": {}, "title": "[FIRING:2]  (blue)", "state": "alerting"}
    result = run("new", "--from", write(tmp_path, group))
    document = read(tmp_path, result)
    assert document.record is not None
    assert (document.record.title, document.record.services) == ("High memory usage", ())
    assert result.err.startswith(
        "The group of alerts has no name: the title is that of its first alert\nFrom Grafana: 2 events, 1 milestone\n"
    )


def test_alerts_of_two_incidents(run: Run, tmp_path: Path) -> None:
    posted = [
        {"groupKey": "A", "groupLabels": {}, "alerts": [{"status": "firing", "startsAt": f"2026-05-{day}T09:00:00Z"}]}
        for day in (27, 30)
    ]
    result = run("new", "--from", write(tmp_path, posted))
    assert result.code == 2
    assert result.err == (
        "error: the alerts are of 2 incidents, with more than an hour between them\n"
        "       2026-05-27 09:00 UTC: answer 1 (A)\n"
        "       2026-05-30 09:00 UTC: answer 2 (A)\n"
        "hint: Keep only what was posted of one incident, and leave out the other answers.\n"
    )
