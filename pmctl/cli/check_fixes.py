"""``check --fix`` and ``--diff``: documents mended before they are checked, and what was done to them."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Literal

from pmctl.errors import PmctlError
from pmctl.postmortem.parse import parse
from pmctl.postmortem.problems import ProblemKind
from pmctl.render.diff import unified_diff
from pmctl.render.safe import plural
from pmctl.repository.rewriting import rewrite_document
from pmctl.rules.fixing import mend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from pmctl.cli.session import Session
    from pmctl.postmortem.model import Postmortem
    from pmctl.rules.fixing import Mending
    from pmctl.rules.model import Context, Finding, Rule
    from pmctl.rules.selection import RuleSettings


class Mender:
    """Mends the documents of one run.

    Args:
        session: the run.
        into: where what is mended goes: into the files, to standard output (of one document), or nowhere but a diff.
        unsafe: whether fixes count that may change what a document means.
        leave: says of a finding whether it is to be left alone; None leaves none.
    """

    def __init__(
        self,
        session: Session,
        into: Literal["files", "output", "diff"],
        *,
        unsafe: bool,
        leave: Callable[[Finding], bool] | None = None,
    ) -> None:
        self._session = session
        self._into = into
        self._unsafe = unsafe
        self._leave = leave
        self._done: list[tuple[Postmortem, Mending]] = []
        self.failed = False

    def mend(
        self, documents: Iterable[Postmortem], rules: Sequence[Rule], settings: RuleSettings, context: Context
    ) -> list[Postmortem]:
        """Return the documents as they are after everything has been mended that can be.

        One that cannot be written stays as it is; that is said at once, and the others are mended all the same.
        """
        return [self._mended(document, rules, settings, context) for document in documents]

    def say(self) -> None:
        """Say what was done, by document."""
        shown = self._session.project.shown
        for document, mending in self._done:
            codes = Counter(finding.code for finding in mending.mended)
            words = ", ".join(f"{code} ({times})" if times > 1 else code for code, times in sorted(codes.items()))
            self._session.note(f"{shown(document.path)}: {'would mend' if self._into == 'diff' else 'mended'} {words}")
        if self._done:
            findings = plural(sum(len(mending.mended) for _, mending in self._done), "finding")
            mended = "Would mend" if self._into == "diff" else "Mended"
            self._session.note(f"{mended} {findings} in {plural(len(self._done), 'document')}.")

    def give_back(self, typed: Postmortem) -> None:
        """Write the one document that was typed to standard output, as it is now."""
        self._session.write(next((mending.text for _, mending in self._done), typed.text))

    def show_diff(self, file: Path | None) -> bool:
        """Write the difference to standard output, or to `file`; return whether there is any."""
        diff = "".join(unified_diff(document.text, mending.text, document.path) for document, mending in self._done)
        if file is not None or not self._session.console.is_terminal:
            self._session.write(diff, file)
        elif diff:
            from pmctl.render.coloured_diff import coloured_diff  # noqa: PLC0415 - pipes and files need no Rich

            self._session.show(coloured_diff(diff), soft_wrap=True)
        return bool(self._done)

    def _mended(
        self, document: Postmortem, rules: Sequence[Rule], settings: RuleSettings, context: Context
    ) -> Postmortem:
        mending = mend(document, rules, settings, context, unsafe=self._unsafe, leave=self._leave)
        project = self._session.project
        if mending.text == document.text:
            return document
        if self._into == "files":
            if not os.path.lexists(project.root / document.path):  # a sparse checkout leaves it out
                return document
            try:
                rewrite_document(project.root / document.path, project.root, document.text, mending.text)
                self._session.rewritten.append(project.root / document.path)
            except PmctlError as error:
                self.failed = True
                self._session.complain(error)
                return document
        self._done.append((document, mending))
        return parse(mending.text, document.path, context.conventions)


def refuse_unreadable(typed: Postmortem) -> None:
    """PmctlError if what was typed is no text, which could not be given back mended."""
    for problem in typed.problems:
        if problem.kind is ProblemKind.UNREADABLE_FILE:
            raise PmctlError(f"standard input cannot be mended: {problem.message}", hint=problem.help)
