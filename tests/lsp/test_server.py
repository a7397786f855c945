"""``pmctl lsp`` as an editor sees it: a real client and the real process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from lsprotocol import types

from pmctl.cli.boundary import FAILED, FINDINGS, FINE
from tests.documents import BAD, CLEAN
from tests.lsp.editor import applied, edited

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lsp.editor import Editor

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pygls")  # those of Python 3.14

DOCUMENT = "postmortems/2026-03-14-checkout-timeouts.md"
OTHER = "postmortems/2026-05-02-search-outage.md"
WHOLE = types.Range(types.Position(0, 0), types.Position(1000, 0))
UNQUOTED = CLEAN.replace('owner: "@mara"', "owner: @mara")


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n")


def at(text: str, part: str) -> tuple[int, int]:
    before = text[: text.index(part)]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def test_from_the_first_to_the_last_word(editor: Callable[..., Editor]) -> None:
    one = editor()
    assert one.open(DOCUMENT, UNQUOTED) == ["PM004:7"]
    (found,) = one.diagnostics(DOCUMENT)
    assert (found.source, found.severity) == ("pmctl", types.DiagnosticSeverity.Error)
    assert found.range == types.Range(types.Position(6, 7), types.Position(6, 12))
    assert found.message.startswith("a value that starts with @ must be in quotes\nPut it in quotes")
    quote = one.actions(DOCUMENT, found.range)[0]
    assert (quote.title, quote.is_preferred, quote.kind) == ("Put it in quotes", True, "quickfix")
    one.change(DOCUMENT, applied(UNQUOTED, quote))
    assert applied(UNQUOTED, quote) == CLEAN
    assert one.found(DOCUMENT) == []
    one.close(DOCUMENT)
    assert one.diagnostics(DOCUMENT) == []
    assert one.leave() == FINE
    assert one.stderr() == ""


def test_what_is_typed_counts_not_what_is_saved(editor: Callable[..., Editor], tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / DOCUMENT).write_text(CLEAN, encoding="utf-8")
    one = editor()
    assert one.open(DOCUMENT, BAD) == ["PM301:11", "PM302:11"]
    for word in ("d", "dr", "dra"):  # only what is there after a pause is checked
        one.change(DOCUMENT, CLEAN.replace("status: published", f"status: {word}"))
    assert "PM102:4" in one.found(DOCUMENT)
    assert one.diagnostics(DOCUMENT)[0].message.startswith("status cannot be dra\n")


def test_severities_and_suppressions_are_the_project_s(editor: Callable[..., Editor], tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text(
        '[rules]\nignore = ["PM302"]\n[rules.severity]\nPM301 = "info"\n[rules.per-file-ignores]\n"*old*" = ["ALL"]\n',
        encoding="utf-8",
    )
    one = editor()
    assert one.open(DOCUMENT, BAD) == ["PM301:11"]
    assert one.diagnostics(DOCUMENT)[0].severity is types.DiagnosticSeverity.Information
    assert one.open("postmortems/2020-01-01-old.md", BAD) == []
    assert one.open(OTHER, BAD.replace("  - id: A1", "  - id: A1  # pmctl: ignore[PM301]"))[-1].startswith("PM701")


def test_other_files_are_left_alone(editor: Callable[..., Editor]) -> None:
    one = editor()
    for path in ("README.md", "docs/notes.md", "postmortems/README.md", "postmortems/notes.txt"):
        assert one.open(path, BAD) == []
        assert one.hover(path, 0, 0) is None
        assert one.actions(path, WHOLE) == []


def test_a_document_that_is_not_on_any_disk(editor: Callable[..., Editor]) -> None:
    one = editor()
    item = types.TextDocumentItem(uri="untitled:Untitled-1", language_id="markdown", version=1, text=BAD)
    one._client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    assert one.open(DOCUMENT, CLEAN) == []
    assert one.told["untitled:Untitled-1"] == []
    assert one.leave() == FINE


def test_columns_in_the_editor_s_units(editor: Callable[..., Editor]) -> None:
    text = CLEAN.replace("title: Checkout", "title: 🚒🚒 Checkout").replace("## Summary\n", "## 🚒 Summary\n")
    text = text.replace("One request in nine", "🚒 The on-call should have noticed; one request in nine")
    columns = {}
    for encoding in ("utf-16", "utf-8", "utf-32"):
        one = editor(general=types.GeneralClientCapabilities(position_encodings=[encoding]))
        assert one.capabilities.position_encoding == encoding
        assert one.open(DOCUMENT, text) == [f"PM501:{line_of(text, 'on-call') + 1}"]
        columns[encoding] = one.diagnostics(DOCUMENT)[0].range.start.character
        place = one.diagnostics(DOCUMENT)[0].range.start
        assert one.hover(DOCUMENT, place.line, place.character) is not None
    start = columns["utf-32"]
    assert columns == {"utf-32": start, "utf-16": start + 1, "utf-8": start + 3}


def test_hover(editor: Callable[..., Editor]) -> None:
    text = BAD.replace("## Summary", "<!-- pmctl: ignore[human-error, PM5] -->\n## Summary")
    one = editor()
    one.open(DOCUMENT, text)

    def says(part: str) -> str:
        answer = one.hover(DOCUMENT, *at(text, part))
        assert answer is not None
        assert isinstance(answer.contents, types.MarkupContent)
        assert answer.contents.kind is types.MarkupKind.Markdown
        return answer.contents.value

    assert says("severity").startswith("**severity** (required)\n\nHow bad the incident was.\n\nOne of: SEV1, SEV2")
    assert says("priority").startswith("**priority**\n\nHow urgent it is.\n\nOne of: P0")
    in_action = says("id: A1")
    assert in_action.startswith("**id** (required of a promise)")
    assert "### PM301 action-without-owner" in in_action
    assert "#### Bad" in in_action
    assert says("human-error").startswith("### PM502 human-error")
    assert says("PM5]").startswith("| Code | Name")
    assert one.hover(DOCUMENT, line_of(text, "The driver was rolled"), 0) is None


def test_completions(editor: Callable[..., Editor], tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / OTHER).write_text(CLEAN.replace("checkout-timeouts", "search-outage"), encoding="utf-8")
    text = CLEAN.replace('owner: "@mara"', "owner: ").replace("team: payments", "related: [sea]")
    one = editor()
    one.open(DOCUMENT, text)
    line = line_of(text, "owner: ")
    offered = one.complete(DOCUMENT, line, len("owner: "))
    assert [item.label for item in offered.items] == ["@jonas", "@mara", "@noor", "@tomas"]
    assert isinstance(offered.items[1].text_edit, types.TextEdit)
    assert edited(text, offered.items[1].text_edit) == text.replace("owner: \n", 'owner: "@mara"\n')
    line, column = at(text, "]\nservices")
    offered = one.complete(DOCUMENT, line, column)
    assert [(item.label, item.detail) for item in offered.items] == [("2026-03-14-search-outage", OTHER)]
    assert [item.label for item in one.complete(DOCUMENT, line_of(text, "Checkout answered"), 3).items] == []


def test_mend_all(editor: Callable[..., Editor]) -> None:
    text = BAD.replace("status: published", "status: Published").replace("  - id: A1\n    title", "  - title")
    one = editor()
    one.open(DOCUMENT, text)
    everything = one.actions(DOCUMENT, WHOLE)
    assert everything[-1].title == "Mend all that is safe to mend"
    nowhere = types.Range(types.Position(30, 0), types.Position(30, 0))
    for kinds in (["source"], ["source.fixAll"], ["source.fixAll.pmctl"]):
        (action,) = one.actions(DOCUMENT, nowhere, *kinds)
        assert action.kind == "source.fixAll.pmctl"
        assert applied(text, action) == text.replace("Published", "published").replace(
            "  - title", "  - id: A1\n    title"
        )
    assert one.actions(DOCUMENT, WHOLE, "refactor") == []
    assert {action.kind for action in one.actions(DOCUMENT, WHOLE, "quickfix")} == {types.CodeActionKind.QuickFix}


def test_ignore_here(editor: Callable[..., Editor]) -> None:
    one = editor()
    one.open(DOCUMENT, BAD)
    place = one.diagnostics(DOCUMENT)[0].range
    titles = [action.title for action in one.actions(DOCUMENT, place)]
    assert titles == ["Ignore PM301 action-without-owner here", "Ignore PM302 action-without-due here"]
    one.change(DOCUMENT, applied(BAD, one.actions(DOCUMENT, place)[0]))
    assert one.found(DOCUMENT) == ["PM302:11"]


def test_names_of_other_documents(editor: Callable[..., Editor], tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    other = CLEAN.replace("checkout-timeouts", "search-outage").replace("2026-03-14", "2026-05-02")
    related = CLEAN.replace("team: payments", "related: [2026-05-02-search-outage]")
    one = editor()
    assert one.open(DOCUMENT, related) == ["PM702:8"]
    (tmp_path / OTHER).write_text(other, encoding="utf-8")
    one.tell_of_changes(OTHER)
    assert one.found(DOCUMENT) == []
    one.open(OTHER, other.replace("id: 2026-05-02-search-outage", "id: 2026-05-02-searches"))
    one.save(OTHER)  # it is open, so what it is called there counts
    assert one.found(DOCUMENT) == ["PM702:8"]
    one.close(OTHER)
    one.save(DOCUMENT)
    assert one.found(DOCUMENT) == []


def test_watching_is_asked_for_where_it_can_be(editor: Callable[..., Editor]) -> None:
    watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
    one = editor(workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watching))
    one.wait(lambda: bool(one.registered))
    assert [registration.method for registration in one.registered] == ["workspace/didChangeWatchedFiles"]
    assert one.leave() == FINE


def test_a_configuration_while_it_is_written(editor: Callable[..., Editor], tmp_path: Path) -> None:
    file = tmp_path / "pmctl.toml"
    one = editor()
    assert one.open(DOCUMENT, BAD) == ["PM301:11", "PM302:11"]
    file.write_text("[rules]\nignore = [", encoding="utf-8")
    one.change(DOCUMENT, BAD)
    assert one.found(DOCUMENT) == ["PM301:11", "PM302:11"]
    assert len(one.messages) == 1
    assert "not valid TOML" in one.messages[0]
    file.write_text('[rules]\nignore = ["PM302"]', encoding="utf-8")
    one.change(DOCUMENT, BAD)
    assert one.found(DOCUMENT) == ["PM301:11"]


def test_a_configuration_that_is_named_and_a_day(editor: Callable[..., Editor], tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('directory = "reviews"', encoding="utf-8")
    one = editor("--config", "ours.toml", "--today", "2026-03-01")
    assert one.open("reviews/2026-03-14-checkout-timeouts.md", CLEAN) == ["PM106:6"]


def test_a_broken_configuration_from_the_start(editor: Callable[..., Editor], tmp_path: Path) -> None:
    (tmp_path / "pmctl.toml").write_text("nonsense = 1", encoding="utf-8")
    one = editor()
    assert one.open(DOCUMENT, BAD) == []
    assert "nonsense is not a setting" in one.messages[0]
    assert one.leave() == FINE


def test_any_text(editor: Callable[..., Editor]) -> None:
    one = editor()
    for text in ("", "\ud800", "\0", "---", "---\n", "\r\r\r", "---\n[" + "[" * 50_000, "a" * 100_000):
        one.open(DOCUMENT, text)
        for line in (0, 1, 5):
            one.hover(DOCUMENT, line, 3)
            one.complete(DOCUMENT, line, 3)
        one.actions(DOCUMENT, WHOLE)
    assert one.messages == []
    assert one.leave() == FINE
    assert one.stderr() == ""


def test_requests_about_nothing(editor: Callable[..., Editor]) -> None:
    one = editor()
    assert one.hover(DOCUMENT, 0, 0) is None
    assert one.actions(DOCUMENT, WHOLE) == []
    one.save(DOCUMENT)
    assert one.open(DOCUMENT, CLEAN) == []
    assert one.hover(DOCUMENT, 10_000, 10_000) is None
    assert one.leave() == FINE


def test_an_editor_that_leaves_without_a_word(editor: Callable[..., Editor]) -> None:
    one = editor()
    one.open(DOCUMENT, CLEAN)
    assert one.vanish() == FINDINGS
    assert editor().leave(politely=False) == FINDINGS


def test_without_pygls(tmp_path: Path) -> None:
    (tmp_path / "pygls").mkdir()
    (tmp_path / "pygls" / "__init__.py").write_text("raise ModuleNotFoundError(name='pygls')", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "pmctl", "lsp"], capture_output=True, text=True, env=environment, check=False
    )
    assert (done.returncode, done.stdout) == (FAILED, "")
    assert done.stderr == "error: the language server needs pygls\nhint: Run `pip install 'pmctl[lsp]'`.\n"


def test_nothing_heavy_is_loaded_for_other_commands() -> None:
    code = (
        "import sys, pmctl.cli.lsp_command, pmctl.cli.app; print({'pygls', 'lsprotocol', 'asyncio'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
