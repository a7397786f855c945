"""An editor that speaks to ``pmctl lsp``, the real process, as editors do."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    T = TypeVar("T")

PATIENCE = 20.0
"""Seconds after which an answer is given up."""


class Editor:
    """One editor with one server."""

    def __init__(self, folder: Path, *arguments: str, **capabilities: Any) -> None:
        self.folder = folder
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self.registered: list[types.Registration] = []
        self._loop = asyncio.new_event_loop()
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}
        self._client = LanguageClient("tests", "1")
        self._listen()
        command = [sys.executable, "-m", "pmctl", *arguments, "lsp"]
        self._do(self._client.start_io(*command, cwd=folder))
        assert self._client._server is not None
        self.process = self._client._server
        answer = self._do(
            self._client.initialize_async(
                types.InitializeParams(
                    types.ClientCapabilities(**capabilities), process_id=os.getpid(), root_uri=folder.as_uri()
                )
            )
        )
        self.capabilities = answer.capabilities
        self._client.initialized(types.InitializedParams())

    def _listen(self) -> None:
        @self._client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = list(params.diagnostics)
            self._news.set()

        @self._client.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)
            self._news.set()

        @self._client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            self.registered += params.registrations
            self._news.set()

    def _do(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self._loop.run_until_complete(asyncio.wait_for(coroutine, PATIENCE))

    def uri(self, path: str) -> str:
        return (self.folder / path).as_uri()

    def open(self, path: str, text: str) -> list[str]:
        """Open a document with a text, whatever is on disk, and return what is told of it."""
        uri = self.uri(path)
        self._versions[uri] = 1
        self.told.pop(uri, None)
        item = types.TextDocumentItem(uri=uri, language_id="markdown", version=1, text=text)
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return self.found(path)

    def change(self, path: str, text: str) -> None:
        uri = self.uri(path)
        self._versions[uri] += 1
        self.told.pop(uri, None)
        self._client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version=self._versions[uri], uri=uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def save(self, path: str) -> None:
        self.told.clear()
        self._client.text_document_did_save(types.DidSaveTextDocumentParams(self._document(path)))

    def close(self, path: str) -> None:
        self.told.pop(self.uri(path), None)
        self._client.text_document_did_close(types.DidCloseTextDocumentParams(self._document(path)))

    def tell_of_changes(self, *paths: str) -> None:
        """Say that files were changed by somebody else."""
        self.told.clear()
        changes = [types.FileEvent(self.uri(path), types.FileChangeType.Changed) for path in paths]
        self._client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))

    def diagnostics(self, path: str) -> list[types.Diagnostic]:
        """Wait for what is told of a document, unless it was told before."""
        uri = self.uri(path)
        self.wait(lambda: uri in self.told)
        return self.told[uri]

    def found(self, path: str) -> list[str]:
        """Return the codes of what is told of a document, with their lines."""
        return [f"{found.code}:{found.range.start.line + 1}" for found in self.diagnostics(path)]

    def wait(self, is_there: Callable[[], bool]) -> None:
        async def wait() -> None:
            while not is_there():
                self._news.clear()
                await self._news.wait()

        self._do(wait())

    def hover(self, path: str, line: int, character: int) -> types.Hover | None:
        params = types.HoverParams(self._document(path), types.Position(line, character))
        return self._do(self._client.text_document_hover_async(params))

    def complete(self, path: str, line: int, character: int) -> types.CompletionList:
        params = types.CompletionParams(self._document(path), types.Position(line, character))
        answer = self._do(self._client.text_document_completion_async(params))
        assert isinstance(answer, types.CompletionList)
        return answer

    def actions(self, path: str, range_: types.Range, *only: str) -> Sequence[types.CodeAction]:
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(self._document(path), range_, context)
        answer = self._do(self._client.text_document_code_action_async(params))
        return [action for action in answer or () if isinstance(action, types.CodeAction)]

    def leave(self, *, politely: bool = True) -> int:
        """End the server, and return its exit code."""
        if politely:
            self._do(self._client.shutdown_async(None))
        self._client.exit(None)
        code = self._do(self.process.wait())
        self._end()
        return code

    def vanish(self) -> int:
        """Close the server's standard input without a word, as an editor does that crashes."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self._do(self.process.wait())
        self._end()
        return code

    def stderr(self) -> str:
        assert self.process.stderr is not None
        return self._do(self.process.stderr.read()).decode()

    def _end(self) -> None:
        self._do(self._client.stop())

    def end(self) -> None:
        """End the server, whatever has happened."""
        if self.process.returncode is None:
            self.process.kill()
            self._do(self.process.wait())
            self._end()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def _document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(path))


def applied(text: str, action: types.CodeAction) -> str:
    """Apply an action's edit to a text as an editor does, counting in UTF-16."""
    assert action.edit is not None
    assert action.edit.changes is not None
    ((edit,),) = action.edit.changes.values()
    assert isinstance(edit, types.TextEdit)
    return edited(text, edit)


def edited(text: str, edit: types.TextEdit) -> str:
    """Apply an edit as an editor does, counting in UTF-16."""
    start, end = (_offset(text, place) for place in (edit.range.start, edit.range.end))
    return text[:start] + edit.new_text + text[end:]


def _offset(text: str, place: types.Position) -> int:
    lines = text.split("\n")
    before = lines[place.line].encode("utf-16-le")[: 2 * place.character].decode("utf-16-le")
    return sum(len(line) + 1 for line in lines[: place.line]) + len(before)
