"""Jinja templates that come with pmctl, and what a template may use. A repository's own run in `sandbox`."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined, TemplateRuntimeError, Undefined

from pmctl.postmortem.section_prompts import section_prompt
from pmctl.postmortem.yaml_text import Value, format_value
from pmctl.repository.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    Kind = TypeVar("Kind", bound=Environment)

SUFFIX = ".j2"


class UnknownSectionError(TemplateRuntimeError):
    """A template asks for a section that nobody knows, and gives it no heading.

    Attributes:
        key: of the section.
    """

    def __init__(self, key: str) -> None:
        super().__init__(f"there is no section {key}")
        self.key = key


def render_shipped(name: str, values: Mapping[str, Any]) -> str:
    """Return what the shipped template `name`, such as ``index/index.md``, makes of `values`."""
    path = shipped_folder("templates") / f"{name}{SUFFIX}"
    return environment(Environment, FileSystemLoader(path.parent)).get_template(path.name).render(values)


def environment(kind: type[Kind], loader: BaseLoader) -> Kind:
    """Return what templates are read and filled in with, all of them in the same way."""
    made = kind(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,  # what is made here is Markdown and YAML: each value is escaped for its own place
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # constants are computed where they stand, so that what goes wrong with them has a line
    )
    made.globals |= {"section_prompt": section_prompt, "section_heading": _section_heading}
    made.filters |= {"yaml": _yaml, "quoted": _quoted, "shell": shlex.quote, "tidy": _tidy}
    return made


def _section_heading(key: str, heading: str | None, titles: Mapping[str, str]) -> str:
    """Return the heading of a section: the one that is given, else the one of a section that is known."""
    found = heading or titles.get(key)
    if not found:
        raise UnknownSectionError(str(key))
    return found


def _yaml(value: Value | Undefined) -> str:
    """Return `value` as YAML on one line."""
    if isinstance(value, Undefined):
        return str(value)  # what is undefined says so itself
    is_open_day = not value and hasattr(value, "isoformat")
    return "" if is_open_day else format_value(value)


def _quoted(text: str) -> str:
    """Return `text` in double quotes, as JSON, TOML and YAML read it alike."""
    return json.dumps(text, ensure_ascii=False)


def _tidy(text: str) -> str:
    """Return `text` with no more than one blank line in a place, and none around it."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
