"""One run of ``adopt``: documents found, read, reported and written, and what is said of them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from pmctl.cli.adopt_days import opened_days, words_of_late
from pmctl.cli.adopt_words import first_of, how_to_live, toml_text
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
    judge,
    refusal_of,
    unused_headings,
    with_headings,
    write_adopted,
)
from pmctl.repository.legacy_files import find_legacy, other_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pmctl.cli.options import OnShallow
    from pmctl.cli.session import Session
    from pmctl.repository.adoption import Adopted, Judged
    from pmctl.repository.project import Project


_MOST_HEADINGS = 8
"""How many headings are named that no section is known for; the others are counted."""

_MANY_FINDINGS = 20
"""With so many left, a person is told how to live with them."""


def read_headings(given: Iterable[str], project: Project) -> dict[str, str]:
    """Return the section's title by heading, of what ``--map`` was given.

    Raises:
        PmctlError: something is not ``HEADING=SECTION``, there is no such section, or a heading is given two of them.
    """
    from pmctl.postmortem.heading_words import fold, plain_words  # noqa: PLC0415 - only for mapped ones

    sections = project.conventions.sections
    headings: dict[str, str] = {}
    seen: dict[str, tuple[str, str]] = {}
    for text in given:
        heading, is_, section = (part.strip() for part in text.rpartition("="))
        if not heading or not is_ or not section:
            raise PmctlError(f"--map {text} names no heading and section", hint='Write --map "Heading=Section".')
        key = sections.key_of(section)
        if key not in sections.titles:
            known = ", ".join(sections.titles.values())
            raise PmctlError(f"there is no section {section}", hint=f"It is one of {known}.")
        earlier, same = seen.setdefault(fold(plain_words(heading)), (key, text))
        if earlier != key:
            raise PmctlError(
                f"--map {same} and --map {text} give one heading two sections", hint="Leave one of the two out."
            )
        headings[heading] = sections.title_of(key)
    return headings


class Adopting:
    """The documents of one run.

    Args:
        session: the run.
        chosen: files and folders.
        headings: which section each of a team's headings means, besides what the configuration says.
        folder: where copies are written, None for in place.
        on_shallow: None, or actions were opened when git's author first added their file: what to do where a shallow
            clone does not know when that was.
    """

    def __init__(
        self,
        session: Session,
        chosen: Sequence[Path],
        *,
        headings: Mapping[str, str],
        folder: Path | None,
        on_shallow: OnShallow | None,
    ) -> None:
        self._session = session
        self._chosen = chosen
        self._headings = headings
        self._project = with_headings(session.project, headings) if headings else session.project
        self._folder = self._project.located(folder) if folder is not None else None
        files = find_legacy(self._project, chosen)
        self._left_out_names = files.left_out
        self._opened = opened_days(session, files.paths, on_shallow) if on_shallow is not None else {}
        found = adopt_files(self._project, files.paths, folder=self._folder, opened=self._opened)
        self._failed = [one for one in found if one.adoption.problem]
        read = [one for one in found if not one.adoption.problem]
        taken = {one.path for one in read if one.adoption.is_postmortem or one.path in files.named}
        self._documents = [one for one in read if one.path in taken and not one.is_empty]
        self._left_out = [one for one in read if one.path not in taken or one.is_empty]
        self._refused: set[Path] = set()

    @property
    def has_failed(self) -> bool:
        """Whether a document could not be read or written."""
        return bool(self._failed or self._refused)

    @cached_property
    def _judged(self) -> Judged:
        documents = [one for one in self._documents if one.path not in self._refused]
        return judge(self._project, (*documents, *self._failed))

    @cached_property
    def _report(self) -> AdoptionReport:
        return AdoptionReport(
            adoptions=[one.adoption for one in self._documents],
            failed=[one.adoption for one in self._failed],
            findings=self._judged.findings,
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
                self._refused.add(one.path)
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
            why = "it is empty" if one.is_empty else "nothing in it says that it is a postmortem"
            self._session.note(f"Left out {self._project.shown(one.adoption.path)}: {why}.")
        if self._left_out_names:
            names = self._shown(map(self._project.relative, self._left_out_names))
            whose = "its name" if len(self._left_out_names) == 1 else "their names"
            self._session.note(f"Left out for {whose}: {names}. Name a file to have it adopted.")
        if not (self._documents or self._left_out or self._failed or self._left_out_names):
            self._session.note(self._why_nothing())
        if late := words_of_late(self._project, self._documents, self._opened):
            self._session.note(late)
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
        names = other_files(self._project, self._chosen)
        if not names:
            return "Nothing to adopt: there is no file in it."
        return (
            f"Nothing to adopt: {self._shown(names)} "
            f"{'is' if len(names) == 1 else 'are'} not taken for postmortems. Name a file to have it adopted."
        )

    def _shown(self, paths: Iterable[str]) -> str:
        return first_of([self._project.shown(path) for path in paths])

    def _say_how_to_live(self) -> None:
        left = sum(self._judged.findings.values()) if "_judged" in self.__dict__ else 0
        if left >= _MANY_FINDINGS:
            others = (*self._left_out_names, *(one.path for one in self._left_out))
            self._session.note(how_to_live(self._project, left, self._judged.undated, others))

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


def _synonyms(headings: Mapping[str, str]) -> str:
    sections: dict[str, list[str]] = {}
    for heading, section in headings.items():
        sections.setdefault(section, []).append(heading)
    lines = (f"{toml_text(section)} = [{', '.join(map(toml_text, names))}]" for section, names in sections.items())
    return "\n".join(["[sections.synonyms]", *lines])
