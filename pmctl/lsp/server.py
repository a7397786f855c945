"""The server itself: what an editor asks and is told, over standard input and output.

Documents are sent whole with every change: pmctl reads them whole, and what is sent whole cannot drift apart.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from pmctl import __version__
from pmctl.lsp.answers import code_actions, completions, hover
from pmctl.lsp.desk import Desk
from pmctl.lsp.messages import diagnostic
from pmctl.lsp.projects import Projects

if TYPE_CHECKING:
    from asyncio import TimerHandle

PAUSE = 0.25
"""Seconds without a change until a document is checked again."""

TRIGGERS = (" ", ":", "@", "[", ",", '"')
"""What makes an editor ask for completions, besides a letter."""

_WATCHED = ("**/*.{md,markdown,qmd}", "**/pmctl.toml", "**/pyproject.toml")


class Server(LanguageServer):
    """A language server with the documents of one editor.

    Args:
        cwd: where the command was started, or what -C says.
        config: the configuration file to take instead of the closest, relative to that.
        today: the day that ``--today`` names, or None.
    """

    def __init__(self, cwd: Path, config: Path | None, today: str | None) -> None:
        super().__init__("pmctl", __version__, types.TextDocumentSyncKind.Full)
        self._cwd = cwd
        self.desk = Desk(Projects(config and (cwd / config).absolute(), today, self.warn), today, self._report_bug)
        self.has_said_goodbye = False
        self._waiting: dict[str, TimerHandle] = {}
        self._bugs: set[str] = set()

    def warn(self, message: str) -> None:
        """Show a message to whoever uses the editor."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"pmctl: {message}"))

    def get_ready(self) -> None:
        """Take what the editor has said of itself."""
        self.desk.count_in(types.PositionEncodingKind(self.workspace.position_encoding).value)
        roots = [self.workspace.root_uri, *(folder.uri for folder in self.workspace.folders.values())]
        paths = (to_fs_path(uri) for uri in roots if uri)
        self.desk.look_below(Path(os.path.realpath(path)) for path in (*paths, self._cwd) if path)
        if get_capability(self.client_capabilities, "workspace.did_change_watched_files.dynamic_registration"):
            options = types.DidChangeWatchedFilesRegistrationOptions(
                [types.FileSystemWatcher(glob) for glob in _WATCHED]
            )
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self.client_register_capability(
                types.RegistrationParams([types.Registration("pmctl-watch", method, options)])
            )

    def take(self, uri: str) -> None:
        """Take an open document as it is now."""
        path = to_fs_path(uri)
        if path is not None:
            self.desk.put(uri, _real(path), self.workspace.get_text_document(uri).source)

    def check_soon(self, uri: str) -> None:
        """Check a document once nobody has changed it for a moment."""
        self._stop_waiting(uri)
        self._waiting[uri] = asyncio.get_running_loop().call_later(PAUSE, self.check, uri)

    def check(self, uri: str) -> None:
        """Check a document now, and tell what is found."""
        self._stop_waiting(uri)
        try:
            checked = self.desk.checked(uri)
        except Exception as error:  # noqa: BLE001 - the next change may be without it
            self._report_bug("reading", error)
            return
        found = [diagnostic(checked.positions, placed) for placed in checked.placed] if checked else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))

    def check_all(self) -> None:
        """Check all open documents: something on disk has changed."""
        self.desk.disk_changed()
        for uri in self.desk.uris:
            self.check(uri)

    def forget(self, uri: str) -> None:
        """Take leave of a document."""
        self._stop_waiting(uri)
        self.desk.remove(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _stop_waiting(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting:
            waiting.cancel()

    def _report_bug(self, where: str, error: Exception) -> None:
        bug = f"this is a bug in pmctl: {where}: {type(error).__name__}: {error}"
        if bug not in self._bugs:
            self._bugs.add(bug)
            logging.getLogger(__name__).error(bug, exc_info=error)
            self.warn(bug)


def serve(cwd: Path, config: Path | None, today: str | None) -> bool:
    """Serve one editor until it ends or leaves; return whether it has said goodbye. The arguments are `Server`'s."""
    server = Server(cwd, config, today)
    _answer(server)
    # Whatever else may be printed must not get between the messages, nor may closing them close standard output.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, redirect_stdout(sys.stderr), suppress(ValueError):
        server.start_io(sys.stdin.buffer, out)
    return server.has_said_goodbye


def _answer(server: Server) -> None:
    """Let the server answer what it can."""

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        server.get_ready()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.take(params.text_document.uri)
        server.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.take(params.text_document.uri)
        server.check_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: types.DidSaveTextDocumentParams) -> None:
        server.check_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: types.DidChangeWatchedFilesParams) -> None:
        server.check_all()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        return hover(server.desk, params)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    def completed(params: types.CompletionParams) -> types.CompletionList | None:
        return completions(server.desk, params)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]),
    )
    def acted(params: types.CodeActionParams) -> list[types.CodeAction]:
        return code_actions(server.desk, params)

    @server.feature(types.SHUTDOWN)
    def left(_: None) -> None:
        server.has_said_goodbye = True


def _real(path: str) -> Path:
    """Return a path as the project knows it: without links above the file, which itself may be one."""
    folder, name = os.path.split(path)
    return Path(os.path.realpath(folder)) / name
