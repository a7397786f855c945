"""Documents on the desk: what no editor can show easily."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types

from pmctl.lsp.answers import code_actions
from pmctl.lsp.desk import Desk
from pmctl.lsp.messages import text_edit
from pmctl.lsp.projects import Projects
from pmctl.postmortem.yaml_text import EditError
from pmctl.render.positions import Positions
from pmctl.rules import pm301_action_without_owner, registry
from pmctl.rules.fixing import Mending, mend
from tests.documents import BAD, CLEAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.model import Context, Report

DOCUMENT = "postmortems/2026-03-14-checkout-timeouts.md"
DAY = "2026-06-01"


class Table:
    """A desk with one document on it, and what it has said."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self.bugs: list[str] = []
        self.path = folder / DOCUMENT
        self.path.parent.mkdir()
        self.projects = Projects(None, DAY, self.said.append)
        self.desk = Desk(self.projects, DAY, lambda code, error: self.bugs.append(f"{code}: {error}"))
        self.desk.look_below([folder])

    def found(self, text: str) -> list[str]:
        self.desk.put("a", self.path, text)
        checked = self.desk.checked("a")
        assert checked is not None
        return [placed.finding.code for placed in checked.placed]

    def actions(self, *only: str) -> list[str]:
        everywhere = types.Range(types.Position(0, 0), types.Position(10**6, 0))
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier("a"), everywhere, context)
        return [action.title for action in code_actions(self.desk, params)]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path.resolve())


def _broken(monkeypatch: pytest.MonkeyPatch, module: Any, error: Exception) -> None:
    def check(document: Postmortem, context: Context) -> Iterator[Report]:
        raise error

    rules = {**registry.RULES, module.RULE.code: module.RULE._replace(check=check)}
    monkeypatch.setattr("pmctl.lsp.desk.RULES", rules)


def test_a_bug_in_a_rule_hides_nothing_else(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    _broken(monkeypatch, pm301_action_without_owner, RecursionError("too deep"))
    assert table.found(BAD) == ["PM302"]
    assert table.bugs == ["PM301: too deep"]
    assert table.actions() == ["Ignore PM302 action-without-due here"]


def test_a_fix_that_cannot_be_made_is_not_offered(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    text = CLEAN.replace("status: published", "status: Published")
    assert table.found(text) == ["PM102"]
    assert table.actions("quickfix")[0] == "Write published"

    def refuse(*_: object) -> str:
        raise EditError("no")

    monkeypatch.setattr("pmctl.rules.pm102_invalid_value.set_value", refuse)
    assert table.found(text) == ["PM102"]
    assert table.actions("quickfix") == ["Ignore PM102 invalid-value here"]


def test_a_suppression_parts_nothing(table: Table) -> None:
    comment = "<!-- pmctl: ignore[PM501] -->"
    story = "1. One\n2. The on-call\n   should have noticed.{}\n3. Three"
    text = CLEAN.replace("One request in nine failed.", story)
    assert table.found(text.format("")) == ["PM501"]
    checked = table.desk.checked("a")
    assert checked is not None
    assert checked.ignoring(checked.placed[0].finding) == text.format(f" {comment}")
    assert table.found(text.format(f" {comment}")) == []


def test_of_thousands_of_findings_some_are_worked_on(table: Table) -> None:
    actions = "".join(f"  - id: A{number}\n    title: Alert {number}\n" for number in range(2, 500))
    assert len(table.found(BAD.replace("reviewers", f"{actions}reviewers"))) > 900
    assert len(table.actions()) <= 25
    assert table.found(f"{BAD.replace('published', 'Published')}{'A line. ' * 30_000}")[:1] == ["PM102"]
    assert table.actions() == ["Write published"]
    assert table.actions("source.fixAll") == ["Mend all that is safe to mend"]


def test_what_is_mended_is_worked_out_once(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def count(document: Postmortem, *rest: Any) -> Mending:
        texts.append(document.text)
        return mend(document, *rest)

    monkeypatch.setattr("pmctl.lsp.desk.mend", count)
    text = CLEAN.replace("status: published", "status: Published")
    table.found(text)
    for _ in range(3):
        assert table.actions("source.fixAll") == ["Mend all that is safe to mend"]
        table.desk.disk_changed()
    assert texts == [text]
    (table.path.parent / "2026-03-15-search.md").write_text(CLEAN, encoding="utf-8")
    table.desk.disk_changed()
    table.actions("source.fixAll")
    table.found(f"{text}\n")
    table.actions("source.fixAll")
    assert texts == [text, text, f"{text}\n"]
    assert table.desk.mended("b") is None


def test_projects_are_shared_and_follow_their_configuration(table: Table, tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text("", encoding="utf-8")
    home = table.projects.home_of(table.path)
    assert home is not None
    assert table.projects.home_of(tmp_path.resolve() / "other.md") is home
    assert table.projects.home_of(table.path.parent / "2026" / "new" / "x.md") is home
    (tmp_path / "pmctl.toml").write_text("# more\n", encoding="utf-8")
    again = table.projects.home_of(table.path)
    assert again is not None
    assert again is not home


def test_a_project_that_cannot_be_opened_is_told_once(table: Table, tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text("nonsense = 1", encoding="utf-8")
    assert [table.projects.home_of(table.path) for _ in range(3)] == [None, None, None]
    assert len(table.said) == 1
    (tmp_path / "pmctl.toml").unlink()
    assert table.projects.home_of(table.path) is not None


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\r\nb", "a\nb"), ("a\nb", "a\r\nb"), ("a\r\nb", "ab"), ("\r\n", "\n"), ("\n", ""), ("a\r\nb", "a\r\nc\r\nb")],
)
def test_an_edit_points_between_lines_not_into_their_ends(before: str, after: str) -> None:
    positions = Positions(before)
    edit = text_edit(positions, before, after)
    assert edit is not None
    start, end = (positions.offset(place.line, place.character) for place in (edit.range.start, edit.range.end))
    assert before[:start] + edit.new_text + before[end:] == after
