"""An action, or the postmortem itself, has more than one owner.

## Why

Where two own a promise, each can believe that the other keeps it. One person promises, and is the one who is asked;
others may do the work, and a team is one owner.

Several are: a list of two or more; two handles or e-mail addresses in one text; "Mara and Jonas"; three or more names
with commas between them. One is: `@org/team-a`, "Mara Lindqvist (@mara)", "@mara (for @jonas)". Where mere names could
mean one thing, they count as one: "Lindqvist, Mara" may be a surname first, "Research and Development" is a department,
"Platform/Infra" a team. People whom the repository knows are always told apart. A `proposed` action is an idea, and may
have as many friends as it likes.

## Bad

```markdown
---
owner: [Mara, Jonas]
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas, @mara"
    status: open
---
```

## Good

```markdown
---
owner: "@mara"
participants: ["@mara", "@jonas"]
actions:
  - id: A1
    title: Alert when the connection pool is nearly full
    owner: "@jonas"
    note: "@mara reviews it"
    status: open
  - id: A2
    title: Order larger hosts
    owner: Research and Development
    status: open
---
```

## Options

`[people]` names the people whom the repository knows.

## Source

Google, "Site Reliability Engineering", chapter 15, and the PagerDuty postmortem guide: every action item has one owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmctl.postmortem.nodes import Scalar, Sequence
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.placeholders import is_placeholder
from pmctl.rules.model import Context, FindingSeverity, Report, Rule, report_at
from pmctl.rules.names import may_be_a_name
from pmctl.rules.promises import promises
from pmctl.rules.values import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.model import Postmortem
    from pmctl.postmortem.nodes import Node

_LONGEST = 500
"""Beyond this many characters a text is a story, and nobody's name."""

_ASIDE = lazy_pattern(r"\([^()]*\)")
_EMAIL = lazy_pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = lazy_pattern(r"(?<![\w.+-])@[\w-]+(?:[./][\w-]+)*")
_ONE = lazy_pattern(r"[\w.-]*@?[\w.-]*")
_AND = r"\s+(?:and|und|et|og|och|oraz|y|/)\s+"
_LIST = lazy_pattern(rf"\s*[,;\n]\s*(?:and\s+)?|{_AND}|\s*[&+]\s*")
_CERTAIN = lazy_pattern(rf";|{_AND}")
_ANY = lazy_pattern(rf"{_LIST.pattern}|\s*/\s*")


def check(document: Postmortem, context: Context) -> Iterator[Report]:
    """Report every owner, of the postmortem or of a promised action, that is more than one."""
    if document.record is None:
        return
    yield from _check_owner(document.record.fields.get("owner"), "the postmortem", "participants", context.conventions)
    for action, fields in promises(document.record):
        yield from _check_owner(fields.get("owner"), f"action {action.label}", "its note", context.conventions)


def _check_owner(node: Node | None, what: str, others: str, conventions: Conventions) -> Iterator[Report]:
    owners = _owners(node, conventions)
    if node is not None and len(owners) > 1:
        yield report_at(
            node,
            f"{what} has several owners: {shorten(', '.join(owners))}",
            f"Keep the one who promises it; the others go to {others}.",
        )


def _owners(node: Node | None, conventions: Conventions) -> list[str]:
    """Return who is named; of a text that may be one name, nobody."""
    if isinstance(node, Sequence):
        texts = [item.text.strip() for item in node.items if isinstance(item, Scalar) and item.value is not None]
        found = _distinct(text for text in texts if text and not is_placeholder(text))
        return found if len(found) != 1 else _named_in(found[0], conventions)
    return _named_in(node.text, conventions) if isinstance(node, Scalar) else []


def _named_in(text: str, conventions: Conventions) -> list[str]:
    if len(text) > _LONGEST or _ONE.fullmatch(text):
        return []
    said = _ASIDE.sub(" ", text)
    addresses = _distinct(_EMAIL.findall(said))
    handles = _distinct(_HANDLE.findall(_EMAIL.sub(" ", said)))
    if len(addresses) > 1 or len(handles) > 1:
        return max(handles, addresses, key=len)
    parts = [part.strip() for part in _ANY.split(said) if part.strip()]
    known = [handle for part in parts if (handle := _known(part, conventions))]
    if len(known) == len(parts):
        return _distinct(known)
    parts = _distinct(part.strip() for part in _LIST.split(said) if part.strip())
    certain = bool(addresses or handles) or len(parts) > 2 or _CERTAIN.search(said) is not None
    if certain and all(_may_be_a_person(part) for part in parts) and not _is_a_team(text, conventions):
        return parts
    return []


def _may_be_a_person(part: str) -> bool:
    return bool(_HANDLE.search(part) or _EMAIL.search(part)) or may_be_a_name(part)


def _known(part: str, conventions: Conventions) -> str | None:
    """Return the handle of the person whose handle, with or without its @, name or first name `part` is."""
    folded = part.casefold()
    for handle, person in conventions.people.items():
        name = (person.name or "").casefold()
        if folded in {handle.casefold(), handle.casefold().removeprefix("@"), name, name.partition(" ")[0]}:
            return handle
    return None


def _is_a_team(text: str, conventions: Conventions) -> bool:
    return text.strip().casefold() in {(person.team or "").casefold() for person in conventions.people.values()}


def _distinct(names: Iterable[str]) -> list[str]:
    """Return the names without those that are another one in other words: @mara is mara@example.com."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name.casefold().removeprefix("@").partition("@")[0], name)
    return list(found.values())


RULE = Rule(
    code="PM310",
    name="several-owners",
    severity=FindingSeverity.ERROR,
    help="Keep the one who promises it; the others are participants, or belong in a note.",
    page=__doc__,
    check=check,
)
