"""Where a key of the front matter goes that is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pmctl.postmortem.edit import add_key, add_key_first, set_value
from pmctl.postmortem.model import MILESTONES
from pmctl.postmortem.opened import open_document

if TYPE_CHECKING:
    from pmctl.postmortem.yaml_text import Value

KEY_ORDER: Final = (
    "id", "title", "status", "severity", "date", "owner", "team", "services", *MILESTONES, "incident_commander",
    "participants", "detection", "causes", "incident", "related",
)  # fmt: skip
"""In which order a record tells what is known of an incident when its postmortem begins."""


def set_in_order(text: str, key: str, value: Value) -> str:
    """Return `text` with `value` at `key`, one of `KEY_ORDER`.

    A key that is not there follows the nearest of those that come before it in that order; if there is none, it is the
    first.

    Raises:
        EditError: the front matter cannot be read, or `value` cannot be written.
    """
    keys = open_document(text).mapping.entries
    if key in keys:
        return set_value(text, (key,), value)
    before = KEY_ORDER[: KEY_ORDER.index(key)]
    after = next((known for known in reversed(before) if known in keys), None)
    if after is None and keys:
        return add_key_first(text, (key,), value)
    return add_key(text, (key,), value, after=after)
