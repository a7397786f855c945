"""Somebody is named whom the repository does not know.

## Why

A promise of `@maar` is nobody's: she is not reminded, it is not in `--owner @mara`, and no team answers for it. Where a
repository says in `[people]` who there is, a name that is not among them is misspelt, or is missing there.

People may be called by their handle, with or without its @, by their whole name or by their e-mail address, in any
case, and with an aside in parentheses. A team that one of them is in may own an action, and may be among the authors,
reviewers and participants; the postmortem itself is owned by a person. An action that is only `proposed` may be
anybody's. Those who have left stay in `[people]`, since old documents name them.

## Bad

```toml pmctl.toml
[people]
"@mara" = { name = "Mara Lindqvist", team = "payments" }
"@jonas" = { name = "Jonas Berg" }
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
owner: "@maar"
reviewers: ["@jonas", "@mara", Zoe]
---
```

## Good

```toml pmctl.toml
[people]
"@mara" = { name = "Mara Lindqvist", team = "payments" }
"@jonas" = { name = "Jonas Berg" }
```

```markdown postmortems/2026-03-14-checkout-timeouts.md
---
owner: "@mara"
reviewers: [Jonas Berg]
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: payments
    status: open
---
```

## Options

`[people]` says whom the repository knows; without it, nobody is unknown.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from pmctl.postmortem.nodes import Scalar, Sequence
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.promises import promises
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pmctl.postmortem.model import Postmortem, Record
    from pmctl.postmortem.nodes import Node

_ONE = ("owner", "incident_commander", "facilitator", "scribe")
_MANY = ("authors", "reviewers", "participants")

_LONGEST = 200
"""Beyond this many characters a text is a story, and nobody's name."""

_CLOSE = 0.7
"""How alike a name must be to be the one that was meant, from 0 to 1: @maar is, @tomas for @jonas is not."""

_GUESSES = 20
"""For how many names of a document it is worth the time to look for who was meant."""

_ASIDE = lazy_pattern(r"\([^()]*\)")
_AND = lazy_pattern(r"\s*[,;&/+\n]\s*|\s+and\s+")
_ADDRESS = lazy_pattern(r"[^\s,;<>()@]*@[^\s,;<>()@]+")
_PUNCTUATION = ".:/&+"


class _Directory(NamedTuple):
    """Whom a repository knows.

    Attributes:
        words: all that somebody is called by, folded, with the handle.
        teams: folded, with the name as it is written.
        hints: what somebody may have meant: also the parts of names, and what stands before the @ of an address.
    """

    words: Mapping[str, str]
    teams: Mapping[str, str]
    hints: Mapping[str, str]

    def knows(self, name: str, *, may_be_team: bool) -> bool:
        """Return whether somebody, or a team where it may be one, is called so: payments, @payments, @org/payments."""
        folded = _fold(name)
        return folded in self.words or (may_be_team and folded.rpartition("/")[2] in self.teams)


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report everybody with a part in the postmortem, or a promise, whom `[people]` does not know."""
    record = document.record
    if record is None or not context.conventions.people:
        return
    found = 0
    for what, node, may_be_team in _roles(record):
        for scalar, name in _strangers(node, context, may_be_team=may_be_team):
            found += 1
            help_ = _guess(name, context, may_be_team=may_be_team) if found <= _GUESSES else None
            yield report_at(scalar, f"{what} {shorten(name)} is not in [people]", help_)


def _roles(record: Record) -> Iterator[tuple[str, Node | None, bool]]:
    """Yield every part that somebody has: what it is called, who has it, and whether it may be a team."""
    for key in _ONE:
        yield key.replace("_", " "), record.fields.get(key), False
    for key in _MANY:
        yield key.removesuffix("s"), record.fields.get(key), True
    for action, fields in promises(record):
        yield f"action {action.label}: owner", fields.get("owner"), True


def _strangers(node: Node | None, context: Context, *, may_be_team: bool) -> Iterator[tuple[Scalar, str]]:
    for scalar in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(scalar, Scalar) or scalar.value is None or len(scalar.text) > _LONGEST:
            continue
        text = scalar.text.strip()
        if text and text not in context.conventions.people and not is_placeholder(text):
            for name in _unknown(text, _directory(context), may_be_team=may_be_team):
                yield scalar, name


def _unknown(text: str, directory: _Directory, *, may_be_team: bool) -> list[str]:
    """Return who is named and not known. Addresses beside a name say who is meant; of mere names, each is somebody."""
    is_known = partial(directory.knows, may_be_team=may_be_team)
    bare = _ASIDE.sub(" ", text)
    if addresses := _ADDRESS.findall(bare) or _ADDRESS.findall(text):
        return [address for found in addresses if not is_known(address := found.strip(_PUNCTUATION))]
    names = [name for part in _AND.split(bare) if (name := part.strip())]
    if is_known(bare) or is_known(" ".join(reversed(names))):
        return []
    unknown = [name for name in names if not is_known(name)]
    return [text] if len(unknown) == len(names) else unknown


@lru_cache(maxsize=1)
def _directory(context: Context) -> _Directory:
    words: dict[str, str] = {}
    teams: dict[str, str] = {}
    hints: dict[str, str] = {}
    for handle, person in context.conventions.people.items():
        called = [_fold(word) for word in (handle, person.name, person.email) if word]
        words |= dict.fromkeys(called, handle)
        for part in (*called, *_fold(person.name or "").split(), _fold(person.email or "").partition("@")[0]):
            hints.setdefault(part, handle)
        if person.team:
            teams[_fold(person.team)] = person.team
    return _Directory(words=words, teams=teams, hints={**hints, **words})


@lru_cache(maxsize=1024)
def _guess(name: str, context: Context, *, may_be_team: bool) -> str | None:
    directory = _directory(context)
    if _fold(name) in directory.teams:
        return f"{shorten(name)} is a team; name one person of it."
    hints = {**directory.hints, **directory.teams} if may_be_team else directory.hints
    close = get_close_matches(_fold(name), hints, n=1, cutoff=_CLOSE)
    return f"Did you mean {hints[close[0]]}?" if close else None


def _fold(name: str) -> str:
    return " ".join(name.split()).removeprefix("@").casefold()


RULE = Rule(
    code="PM107",
    name="unknown-person",
    severity=FindingSeverity.WARNING,
    help="Correct the name, or add the person to [people] in the configuration.",
    page=__doc__,
    check=check,
)
