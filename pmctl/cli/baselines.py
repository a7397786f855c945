"""``check --baseline`` and ``--write-baseline``: known findings left out, and the file that knows them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from pmctl.errors import PmctlError
from pmctl.render.safe import plural
from pmctl.repository.baseline import is_json, read_baseline, write_baseline
from pmctl.rules.baseline import baseline_of, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from pmctl.cli.session import Session
    from pmctl.repository.checking import Checked
    from pmctl.rules.baseline import Known
    from pmctl.rules.model import Finding


class Remainder(NamedTuple):
    """What a baseline leaves of the findings of a run.

    Attributes:
        reported: those that are shown, and that can fail the run.
        counted: those that the summary is about.
        said: a sentence about the others, to follow the summary.
    """

    reported: Sequence[Finding]
    counted: Sequence[Finding]
    said: str


class Baseline:
    """The baseline of one run.

    Args:
        session: whose project is checked.
        file: whose findings are left out, or None. It is read at once: PmctlError if it cannot be.
        new_file: where to write everything that is found, which is then not reported, besides what the file held
            and was not looked for; with `file`, where to write what is left of that. Or None.
        is_part: whether the run may look for a part only of what the new file held.
    """

    def __init__(self, session: Session, file: Path | None, new_file: Path | None, *, is_part: bool) -> None:
        self._session = session
        self._file = file
        self._new_file = new_file
        self._known = read_baseline(session.cwd / file) if file else self._former(is_part=is_part)
        self._fingerprints = {known.fingerprint for known in self._known if file}

    def holds(self, finding: Finding) -> bool:
        """Return whether a finding stands in the baseline that is used, not only in one that is written anew."""
        return finding.fingerprint in self._fingerprints

    def take_out(self, checked: Checked) -> Remainder:
        """Return what is left of the findings of the run, and write the new baseline if one is asked for."""
        if self._file is None:
            return Remainder((), checked.findings, self._write_all(checked))
        result = compare(checked.findings, self._known, _was_looked_for(self._session, checked))
        sentences = []
        if result.left_out:
            known = plural(result.left_out, "known finding is", "known findings are")
            sentences.append(f"{known} in {self._file}.")
        if self._new_file is not None:
            self._write(result.kept)
            now = f"{self._new_file} now holds {plural(len(result.kept), 'finding')}"
            sentences.append(f"{now}, {result.gone:,} fewer.")
        elif result.gone:
            gone = plural(result.gone, f"finding in {self._file} is", f"findings in {self._file} are")
            it = "it" if result.gone == 1 else "them"
            sentences.append(f"{gone} gone; add --write-baseline {self._file} to forget {it}.")
        return Remainder(result.new, result.new, " ".join(sentences))

    def _former(self, *, is_part: bool) -> tuple[Known, ...]:
        """Return what the file holds that is to be written anew; PmctlError if it is none that can be."""
        if self._new_file is None or not os.path.lexists(self._session.cwd / self._new_file):
            return ()
        try:
            return read_baseline(self._session.cwd / self._new_file)
        except PmctlError as error:
            if is_part or not is_json(self._session.cwd / self._new_file):
                raise
            self._session.warn(f"{error.message}; it is written anew")
            return ()

    def _write_all(self, checked: Checked) -> str:
        found = {finding.fingerprint for finding in checked.findings}
        was_looked_for = _was_looked_for(self._session, checked)
        others = [one for one in self._known if one.fingerprint not in found and not was_looked_for(one)]
        self._write((*baseline_of(checked.findings), *others))
        now = f"{self._new_file} now holds {plural(len(checked.findings) + len(others), 'finding')}"
        return f"{now}, {len(others):,} of which were not looked for." if others else f"{now}."

    def _write(self, baseline: Iterable[Known]) -> None:
        if self._new_file is not None:
            write_baseline(self._session.cwd / self._new_file, baseline)


def _was_looked_for(session: Session, checked: Checked) -> Callable[[Known], bool]:
    """Return what tells whether a finding would have been found: its rule ran over its document, or that is gone."""
    paths: dict[str, bool] = dict.fromkeys(checked.paths, True)
    codes = checked.codes()

    def was_looked_for(known: Known) -> bool:
        if known.path not in paths:
            paths[known.path] = not os.path.lexists(session.project.root / known.path)
        return known.code in codes and paths[known.path]

    return was_looked_for
