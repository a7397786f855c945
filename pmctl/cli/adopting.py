"""One run of ``adopt``: documents found, read, reported and written, and what is said of them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from pmctl.errors import PmctlError
from pmctl.render.adoption import (
    AdoptionReport,
    adoption_json,
    adoption_markdown,
    adoption_text,
    renamed_diff,
    summary_lines,
)
from pmctl.render.safe import plural
from pmctl.repository.adoption import (
    adopt_files,
    count_findings,
    find_legacy,
    left_out,
    refusal_of,
    unused_headings,
    with_headings,
    write_adopted,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pmctl.cli.session import Session
    from pmctl.repository.adoption import Adopted
    from pmctl.repository.project import Project


_MOST_HEADINGS = 8
"""How many headings are named that no section is known for; the others are counted."""

_MOST_FILES = 5
_MANY_FINDINGS = 20
"""With so many left, a person is told how to live with them."""


def read_headings(given: Iterable[str], project: Project) -> dict[str, str]:
    """Return the section's title by heading, of what ``--map`` was given.

    Raises:
        PmctlError: something is not ``HEADING=SECTION``, or there is no such section.
    """
    sections = project.conventions.sections
    headings = {}
    for text in given:
        heading, is_, section = (part.strip() for part in text.rpartition("="))
        if not heading or not is_ or not section:
            raise PmctlError(f"--map {text} names no heading and section", hint='Write --map "Heading=Section".')
        key = sections.key_of(section)
        if key not in sections.titles:
            known = ", ".join(sections.titles.values())
            raise PmctlError(f"there is no section {section}", hint=f"It is one of {known}.")
        headings[heading] = sections.title_of(key)
    return headings


class Adopting:
    """The documents of one run.

    Args:
        session: the run.
        chosen: files and folders.
        headings: which section each of a team's headings means, besides what the configuration says.
        folder: where copies are written, None for in place.
        author_date: whether actions were opened when git's author first added their file.
    """

    def __init__(
        self,
        session: Session,
        chosen: Sequence[Path],
        *,
        headings: Mapping[str, str],
        folder: Path | None,
        author_date: bool,
    ) -> None:
        self._session = session
        self._chosen = chosen
        self._headings = headings
        self._project = with_headings(session.project, headings) if headings else session.project
        self._folder = self._project.located(folder) if folder is not None else None
        files = find_legacy(self._project, chosen)
        self._templates = files.templates
        found = adopt_files(self._project, files.paths, folder=self._folder, author_dates=author_date)
        self._failed = [one for one in found if one.adoption.problem]
        read = [one for one in found if not one.adoption.problem]
        self._documents = [one for one in read if one.adoption.is_postmortem or one.path in files.named]
        self._left_out = [one for one in read if not (one.adoption.is_postmortem or one.path in files.named)]
        self._refused = False

    @property
    def has_failed(self) -> bool:
        """Whether a document could not be read or written."""
        return bool(self._failed) or self._refused

    @cached_property
    def _report(self) -> AdoptionReport:
        return AdoptionReport(
            adoptions=[one.adoption for one in self._documents],
            failed=[one.adoption for one in self._failed],
            findings=count_findings(self._project, self._documents),
        )

    def report(self, format_: str, file: Path | None, *, is_short: bool = False) -> None:
        """Show what was found; with `is_short` only the sums."""
        session = self._session
        if format_ == "json":
            session.write(adoption_json(self._report), file)
        elif format_ == "markdown":
            session.write(adoption_markdown(self._report), file)
        elif is_short:
            session.write("".join(f"{line}\n" for line in summary_lines(self._report)), file)
        else:
            lines = list(adoption_text(self._report, self._project.shown, verbose=session.options.verbose))
            session.write(session.capture(*lines), file) if file else session.show(*lines)

    def show_diff(self, file: Path | None, *, rename: bool) -> None:
        """Write the difference that --write would make to standard output, or to `file`; say what it would refuse."""
        parts = []
        for one in self._documents:
            error = refusal_of(self._project, one, folder=None, rename=rename) if self._folder is None else None
            if error is not None:
                self._session.complain(error)
                continue
            adoption = one.adoption
            new = adoption.path if self._folder else self._project.relative(one.target)
            parts.append(renamed_diff(adoption.before, adoption.after, adoption.path, new))
        diff = "".join(parts)
        if file is not None or not self._session.console.is_terminal:
            self._session.write(diff, file)
        elif diff:
            from pmctl.render.coloured_diff import coloured_diff  # noqa: PLC0415 - pipes and files need no Rich

            self._session.show(coloured_diff(diff), soft_wrap=True)

    def write(self, *, in_place: bool, rename: bool, force: bool) -> None:
        """Write every document that can be written; what cannot is said at once, and the others are written.

        Raises:
            PmctlError: both in place and into a folder is asked for.
        """
        if in_place and self._folder is not None:
            raise PmctlError("--write and --output do not go together", hint="Leave one of them out.")
        written, same = [], 0
        for one in self._documents:
            try:
                if write_adopted(self._project, one, folder=self._folder, rename=rename, force=force):
                    written.append(one)
                else:
                    same += 1
            except PmctlError as error:
                self._refused = True
                self._session.complain(error)
        rest = f"; {same:,} had nothing to change" if same else ""
        self._session.note(f"Wrote {len(written):,} of {plural(len(self._documents), 'document')}{rest}.")
        self._say_where(written)

    def say(self, *, writes: bool) -> None:
        """Say what was not read, what was left out, and which lines of configuration the documents need."""
        for one in self._failed:
            problem = one.adoption.problem
            if problem is not None:
                path = self._project.shown(one.adoption.path)
                self._session.complain(PmctlError(f"{path}:{problem.line}: {problem.message}", hint=problem.help))
        for one in self._left_out:
            self._session.note(
                f"Left out {self._project.shown(one.adoption.path)}: nothing in it says that it is a postmortem."
            )
        if self._templates:
            names = _first_of([self._project.shown(self._project.relative(path)) for path in self._templates])
            self._session.note(f"Left out for its name, as a template: {names}. Name a file to have it adopted.")
        if not (self._documents or self._left_out or self._failed or self._templates):
            self._session.note(self._why_nothing())
        strange = Counter(heading for one in self._documents for heading in one.adoption.strange)
        if strange:
            named = ", ".join(f"“{heading}” ({count})" for heading, count in strange.most_common(_MOST_HEADINGS))
            more = f" and {len(strange) - _MOST_HEADINGS} more" if len(strange) > _MOST_HEADINGS else ""
            hint = "--map HEADING=SECTION says which section one is."
            self._session.note(f"Headings of no known section: {named}{more}. {hint}")
        for heading, meant in unused_headings((*self._documents, *self._left_out), self._headings).items():
            hint = f"hint: Is “{meant}” meant?" if meant else "hint: Headings are compared without case and numbering."
            self._session.warn(f"--map {heading}: no document has a heading of these words\n{hint}")
        if self._headings and writes:
            self._session.note(f"Put this into pmctl.toml:\n{_synonyms(self._headings)}")
        self._say_how_to_live()

    def _why_nothing(self) -> str:
        names = left_out(self._project, self._chosen)
        if not names:
            return "Nothing to adopt: there is no file in it."
        return (
            f"Nothing to adopt: {_first_of(names)} "
            f"{'is' if len(names) == 1 else 'are'} not taken for postmortems. Name a file to have it adopted."
        )

    def _say_how_to_live(self) -> None:
        left = sum(self._report.findings.values()) if "_report" in self.__dict__ else 0
        if left >= _MANY_FINDINGS:
            self._session.note(
                f"Nobody needs to mend {left:,} findings at once. Either of these lets `pmctl check` pass:\n"
                f"  [rules] since = {self._project.today} in pmctl.toml   # checks what happens from now on\n"
                "  pmctl check --write-baseline known.json   # then: pmctl check --baseline known.json"
            )

    def _say_where(self, written: Sequence[Adopted]) -> None:
        project = self._project
        outside = [one for one in written if not project.scope.accepts(project.relative(one.target))]
        if outside:
            folders = dict.fromkeys(project.shown(project.relative(one.target.parent)) for one in outside)
            other = "write copies with --output" if self._folder is None else "write them there with --output"
            self._session.warn(
                f"{plural(len(outside), 'document')} will not be found in {project.configuration.directory}: those in "
                f"{', '.join(folders)}\nhint: Set `directory` in pmctl.toml, or {other}."
            )


def _first_of(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST_FILES:,} more" if len(names) > _MOST_FILES else ""
    return f"{', '.join(names[:_MOST_FILES])}{more}"


def _synonyms(headings: Mapping[str, str]) -> str:
    sections: dict[str, list[str]] = {}
    for heading, section in headings.items():
        sections.setdefault(section, []).append(heading)
    lines = (f"{_toml(section)} = [{', '.join(map(_toml, names))}]" for section, names in sections.items())
    return "\n".join(["[sections.synonyms]", *lines])


def _toml(text: str) -> str:
    from json import dumps  # noqa: PLC0415 - only where a heading is mapped

    return dumps(text, ensure_ascii=False)  # a basic string of TOML is one of JSON
