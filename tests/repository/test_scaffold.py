"""A new postmortem, made of what is known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from pmctl.errors import PmctlError
from pmctl.postmortem.conventions import Conventions
from pmctl.postmortem.model import Record
from pmctl.postmortem.parse import parse, read_record
from pmctl.repository.project import open_project
from pmctl.repository.scaffold import Draft, draft_path, known_severity, write_draft

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = Draft(
    title="Database full",
    severity="SEV1",
    date=date(2026, 5, 20),
    now=datetime(2026, 5, 20, 9, 5, tzinfo=UTC),
    owner="@mara",
)


def draft(**changes: object) -> Draft:
    values = {name: getattr(DRAFT, name) for name in DRAFT.__slots__} | changes
    return Draft(**values)


def record(made: Draft, folder: Path) -> Record:
    found = read_record(write_draft(made, open_project(folder), heading="x"), "x.md", Conventions())
    assert isinstance(found, Record)
    return found


def test_it_reads_back_without_a_problem(tmp_path: Path) -> None:
    text = write_draft(DRAFT, open_project(tmp_path), heading="Database full")
    document = parse(text, "postmortems/x.md", Conventions())
    assert document.problems == ()
    assert document.record
    assert document.record.problems == ()
    assert [section.name for section in document.sections] == [None, *Conventions().required_sections]
    assert "\n\n\n" not in text
    assert not any(line.endswith(" ") for line in text.splitlines())
    assert text.endswith("\n")


def test_what_nobody_said_is_to_be_filled_in(tmp_path: Path) -> None:
    found = record(draft(severity=None, owner=None), tmp_path)
    assert (found.severity, found.owner, found.team, found.services, found.actions) == ("TODO", "@TODO", None, (), ())


def test_the_kinds_of_promises_take_turns(tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text("[severities]\nSEV1 = { min_actions = 4 }\n", encoding="utf-8")
    found = record(DRAFT, tmp_path)
    assert [action.type for action in found.actions] == ["prevent", "detect", "mitigate", "prevent"]
    assert [action.id for action in found.actions] == ["A1", "A2", "A3", "A4"]


def test_an_example_shows_what_a_promise_looks_like(tmp_path: Path) -> None:
    text = write_draft(draft(severity="SEV4"), open_project(tmp_path), heading="x")
    example = text[text.index("# actions:") : text.index("---\n\n")].replace("# ", "")
    found = read_record(f"---\n{example}---\n", "x.md", Conventions())
    assert isinstance(found, Record)
    assert found.problems == ()
    assert (found.actions[0].id, str(found.actions[0].due)) == ("A1", "2026-06-03")


@pytest.mark.parametrize(("today", "due"), [("2026-06-19", "2026-06-19"), ("2026-06-20", None)])
def test_a_day_that_has_passed_is_left_to_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str, due: str | None
) -> None:
    monkeypatch.setenv("PMCTL_TODAY", today)
    found = record(DRAFT, tmp_path)
    assert [action.due and str(action.due) for action in found.actions] == [due, due]
    assert found.problems == ()
    text = write_draft(DRAFT, open_project(tmp_path), heading="x")
    assert not any(line.endswith(" ") for line in text.splitlines())
    example = write_draft(draft(severity="SEV4"), open_project(tmp_path), heading="x")
    assert "\n#     due:\n" in example


def test_a_template_of_ones_own_has_it_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMCTL_TODAY", "2026-09-01")
    (tmp_path / "own.md").write_text("{{ due }}|{{ actions[0].due }}|{{ due | yaml }}\n", encoding="utf-8")
    assert write_draft(draft(template="own.md"), open_project(tmp_path), heading="x") == "||\n"


@pytest.mark.parametrize(("today", "is_open"), [("2026-05-20", True), ("2026-09-01", False)])
def test_a_template_of_ones_own_may_ask_it_what_a_date_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: str, *, is_open: bool
) -> None:
    monkeypatch.setenv("PMCTL_TODAY", today)
    asked = (
        "due.isoformat()", "due.strftime('%d %b')", "due.year", "due.month", "due.day", "due.ctime()", "due.weekday()",
        "due.replace(day=1)", "(due - date).days", "(date - due).days", "'%s' | format(due)", "'{:%d %b}'.format(due)",
        "due | yaml", "actions[0].due.isoformat()", "due + (date - date)",
    )  # fmt: skip
    told = "|".join(f"{{{{ {one} }}}}" for one in asked)
    (tmp_path / "own.md").write_text(f"{told}|{{% if due < date or due > date %}}x{{% endif %}}\n", encoding="utf-8")
    made = write_draft(draft(template="own.md"), open_project(tmp_path), heading="x").strip().split("|")
    assert [bool(one) for one in made] == [is_open] * (len(asked) + 1)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{date}-{slug}.md", "2026-05-20-database-full.md"),
        ("{year}/{severity}/{slug}.md", "2026/sev1/database-full.md"),
        ("{slug}.qmd", "database-full.qmd"),
    ],
)
def test_where_it_goes(tmp_path: Path, pattern: str, path: str) -> None:
    (tmp_path / "pmctl.toml").write_text(f'filename = "{pattern}"\n', encoding="utf-8")
    project = open_project(tmp_path)
    assert draft_path(DRAFT, project) == project.directory / path


@pytest.mark.parametrize("name", ["sev2", "SEV2"])
def test_a_severity_is_written_as_the_repository_writes_it(name: str) -> None:
    assert known_severity(name, Conventions()) == "SEV2"


def test_an_unknown_severity() -> None:
    with pytest.raises(PmctlError, match="there is no severity bad") as caught:
        known_severity("bad", Conventions())
    assert caught.value.hint == "It is one of SEV1, SEV2, SEV3, SEV4."


def test_the_prompts_speak_of_systems_not_of_people(tmp_path: Path) -> None:
    text = write_draft(DRAFT, open_project(tmp_path), heading="x").casefold()
    for word in ("who caused", "fault", "blame", "mistake", "human error", "should have", "could have", "failed to"):
        assert word not in text
