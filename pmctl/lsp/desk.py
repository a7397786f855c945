"""The documents that somebody has open in an editor, as they stand there, saved or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.decoding import decode
from pmctl.postmortem.parse import parse, peek_name
from pmctl.render.positions import Positions
from pmctl.reports.completion import Known, complete
from pmctl.repository import clock
from pmctl.rules.engine import check_document
from pmctl.rules.fixing import mend
from pmctl.rules.ignoring import ignore
from pmctl.rules.model import Context
from pmctl.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from pmctl.lsp.projects import Home, Projects
    from pmctl.postmortem.model import Postmortem
    from pmctl.reports.completion import Completion
    from pmctl.rules.model import Finding, Rule
    from pmctl.rules.selection import RuleSettings


class Placed(NamedTuple):
    """A finding, and where it stands: the offset of the first character, and behind the last."""

    finding: Finding
    start: int
    end: int


class Checked(NamedTuple):
    """A document as it was checked, with all that it was checked by."""

    home: Home
    text: str
    document: Postmortem
    rules: Sequence[Rule]
    settings: RuleSettings
    context: Context
    placed: tuple[Placed, ...]
    positions: Positions

    def between(self, start: int, end: int) -> Iterator[Placed]:
        """Yield the findings that touch a part of the text."""
        return (placed for placed in self.placed if placed.start <= end and start <= placed.end)

    def is_judged_like(self, other: Checked) -> bool:
        """Return whether the same is known about the text as when it was checked another time."""
        mine, others = self.context, other.context
        is_known = (mine.today, mine.names, self.rules) == (others.today, others.names, other.rules)
        return is_known and self.home is other.home

    def mended(self) -> str:
        """Return the text with all mended that can be, safely."""
        return mend(self.document, self.rules, self.settings, self.context).text

    def ignoring(self, finding: Finding) -> str | None:
        """Return the text with a comment that suppresses a finding, or None."""
        return ignore(self.document, finding, self.rules, self.settings, self.context)


@dataclass(slots=True)
class _Open:
    """One open document."""

    path: Path
    text: str
    positions: Positions
    checked: Checked | None = None
    mended: tuple[Checked, str] | None = None


class Desk:
    """All open documents.

    Args:
        projects: that they may lie in.
        today: the day that ``--today`` names, or None.
        report_bug: told what a rule has raised.
    """

    def __init__(self, projects: Projects, today: str | None, report_bug: Callable[[str, Exception], None]) -> None:
        self._projects = projects
        self._today = today
        self._report_bug = report_bug
        self._encoding = "utf-16"
        self._open: dict[str, _Open] = {}

    def count_in(self, encoding: str) -> None:
        """Count columns in the code units of an encoding, one of `positions.ENCODINGS`."""
        self._encoding = encoding

    def look_below(self, folders: Iterable[Path]) -> None:
        """Know the folders that the editor has open: see `Projects.look_below`."""
        self._projects.look_below(folders)

    @property
    def uris(self) -> tuple[str, ...]:
        """What the editor calls the open documents."""
        return tuple(self._open)

    def put(self, uri: str, path: Path, text: str) -> None:
        """Take a document, or what has become of it."""
        self._open[uri] = _Open(path, text, Positions(text, self._encoding))

    def remove(self, uri: str) -> None:
        """Take a document away; on disk it is what it is."""
        self._open.pop(uri, None)

    def disk_changed(self) -> None:
        """Check again, when it is asked for: other documents may have other names."""
        self._projects.forget()
        for opened in self._open.values():
            opened.checked = None

    def checked(self, uri: str) -> Checked | None:
        """Return an open document as it is checked now; None if it is none of its project's."""
        home = self._home(uri)
        if home is None:
            return None
        opened = self._open[uri]
        if opened.checked is None or opened.checked.home is not home:
            opened.checked = self._check(opened, home)
        return opened.checked

    def mended(self, uri: str) -> str | None:
        """Return the text of an open document with all mended that can be, safely; it is worked out once."""
        checked = self.checked(uri)
        if checked is None:
            return None
        opened = self._open[uri]
        if opened.mended is None or not opened.mended[0].is_judged_like(checked):
            opened.mended = checked, checked.mended()
        return opened.mended[1]

    def complete(self, uri: str, line: int, character: int) -> tuple[list[Completion], bool, Positions] | None:
        """Return what could be written at a place of a document, whether that is all, and the document's places."""
        home = self._home(uri)
        if home is None:
            return None
        opened = self._open[uri]
        path, conventions = home.project.relative(opened.path), home.project.conventions
        known = Known(
            conventions=conventions,
            names=self._names(home),
            handles=lambda: home.handles,
            own_name=peek_name(opened.text, path, conventions),
            found=frozenset(placed.finding.code for placed in opened.checked.placed) if opened.checked else (),
        )
        found, is_all = complete(opened.text, opened.positions.offset(line, character), known)
        return found, is_all, opened.positions

    def _home(self, uri: str) -> Home | None:
        """Return the project whose document an open one is."""
        opened = self._open.get(uri)
        home = self._projects.home_of(opened.path) if opened else None
        if not opened or not home or not home.project.scope.accepts(home.project.relative(opened.path)):
            return None
        return home

    def _names(self, home: Home) -> dict[str, tuple[str, ...]]:
        """Return the paths of a project's documents by their names, those of open ones as they are there."""
        project = home.project
        by_path = dict(home.names)
        for opened in self._open.values():
            path = project.relative(opened.path)
            if project.scope.accepts(path):
                by_path[path] = peek_name(opened.text, path, project.conventions)
        names: dict[str, list[str]] = {}
        for path, name in by_path.items():
            names.setdefault(name, []).append(path)
        return {name: tuple(sorted(paths)) for name, paths in names.items()}

    def _check(self, opened: _Open, home: Home) -> Checked:
        project = home.project
        source = decode(opened.text.encode("utf-8", "surrogatepass"))
        document = parse(source, project.relative(opened.path), project.conventions)
        context = Context(
            conventions=project.conventions,
            today=clock.today(self._today, project.conventions.zone),
            names=self._names(home),
        )
        checked = Checked(
            home=home,
            text=opened.text,
            document=document,
            rules=project.rules.chosen(RULES),
            settings=project.rules,
            context=context,
            placed=(),
            positions=opened.positions,
        )
        rules, findings = self._findings(checked)
        return checked._replace(rules=rules, placed=tuple(_place(checked, finding) for finding in findings))

    def _findings(self, checked: Checked) -> tuple[Sequence[Rule], list[Finding]]:
        """Return what is found, and by which rules: a bug in one of them must not hide what others find."""
        try:
            return checked.rules, _findings(checked)
        except Exception:  # noqa: BLE001 - it is told below
            rules = [rule for rule in checked.rules if self._works(rule, checked)]
            return rules, _findings(checked._replace(rules=rules))

    def _works(self, rule: Rule, checked: Checked) -> bool:
        try:
            _findings(checked._replace(rules=[rule]))
        except Exception as error:  # noqa: BLE001 - whatever it is
            self._report_bug(rule.code, error)
            return False
        return True


def _findings(checked: Checked) -> list[Finding]:
    return list(check_document(checked.document, checked.rules, checked.settings, checked.context))


def _place(checked: Checked, finding: Finding) -> Placed:
    start = checked.positions.offset_of(finding.line, finding.column)
    end = checked.positions.offset_of(finding.end_line, finding.end_column)
    return Placed(finding, start, max(start, end))
