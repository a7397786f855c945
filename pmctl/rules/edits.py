"""The edits that fixes are made of. What makes them is imported with the first one: most checks make none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmctl.postmortem.conventions import Conventions
    from pmctl.postmortem.edit import Path, Value


def add_key_first(text: str, path: Path, value: Value) -> str:
    """Return `text` with a new key before all others of its mapping, as `pmctl.postmortem.edit` adds it."""
    from pmctl.postmortem import edit  # noqa: PLC0415

    return _alone(text, path, lambda part, where: edit.add_key_first(part, where, value))


def rename_key(text: str, path: Path, new: str) -> str:
    """Return `text` with the key at `path` called `new`, as `pmctl.postmortem.edit` renames it."""
    from pmctl.postmortem import edit  # noqa: PLC0415

    return _alone(text, path, lambda part, where: edit.rename_key(part, where, new))


def set_value(text: str, path: Path, value: Value) -> str:
    """Return `text` with `value` at `path`, as `pmctl.postmortem.edit` sets it."""
    from pmctl.postmortem import edit  # noqa: PLC0415

    return _alone(text, path, lambda part, where: edit.set_value(part, where, value))


def take_in_comment(text: str, path: Path) -> str:
    """Return `text` with the comment behind the value at `path` made part of it, as `pmctl.postmortem.edit` does."""
    from pmctl.postmortem import edit  # noqa: PLC0415

    return _alone(text, path, edit.take_in_comment)


def with_section(text: str, path: str, key: str, conventions: Conventions) -> str:
    """Return the text of the document at `path` with a section, as `pmctl.rules.new_section` adds it."""
    from pmctl.rules import new_section  # noqa: PLC0415

    return new_section.with_section(text, path, key, conventions)


def _alone(text: str, path: Path, make: Callable[[str, Path], str]) -> str:
    from pmctl.postmortem.excerpt import edit_alone  # noqa: PLC0415

    return edit_alone(text, path, make)
