"""Jinja templates: those that come with pmctl, and a repository's own, which run in a sandbox."""

from __future__ import annotations

import json
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pmctl.errors import PmctlError
from pmctl.postmortem.edit import Value, format_value
from pmctl.postmortem.section_prompts import section_prompt
from pmctl.repository.shipped import shipped_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIX = ".j2"


def render_shipped(name: str, values: Mapping[str, Any]) -> str:
    """Return what the shipped template `name`, such as ``index/index.md``, makes of `values`."""
    folder = shipped_folder("templates")
    return _render(_environment(Environment, folder), f"{name}{SUFFIX}", values)


def render_postmortem(template: str, base: Path, values: Mapping[str, Any]) -> str:
    """Return a new postmortem.

    Args:
        template: the name of a shipped template, or a path relative to `base`.
        base: the folder of the configuration.
        values: what the template may use.
    """
    shipped = shipped_folder("templates") / "postmortems"
    if template in shipped_names():
        return _render(_environment(Environment, shipped), f"{template}.md{SUFFIX}", values)
    own = base / template
    if not os.path.isfile(own):  # noqa: PTH113 - pathlib raises where a name is too long for a file
        known = ", ".join(shipped_names())
        raise PmctlError(f"there is no template {template}", hint=f"Name a file, or one of: {known}.")
    return _render(_environment(ImmutableSandboxedEnvironment, own.parent, shipped), own.name, values)


def shipped_names() -> list[str]:
    """Return the names of the shipped postmortem templates."""
    folder = shipped_folder("templates") / "postmortems"
    return sorted(path.name.removesuffix(f".md{SUFFIX}") for path in folder.glob(f"[!_]*.md{SUFFIX}"))


def _environment(kind: type[Environment], *folders: Path) -> Environment:
    environment = kind(
        loader=FileSystemLoader([*folders], encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=False,  # what is made here is Markdown and YAML: each value is escaped for its own place
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["section_prompt"] = section_prompt
    environment.filters["yaml"] = _yaml
    environment.filters["quoted"] = _quoted
    environment.filters["shell"] = shlex.quote
    return environment


def _yaml(value: Value | Undefined) -> str:
    """Return `value` as YAML on one line."""
    return str(value) if isinstance(value, Undefined) else format_value(value)  # what is undefined says so itself


def _quoted(text: str) -> str:
    """Return `text` in double quotes, as JSON, TOML and YAML read it alike."""
    return json.dumps(text, ensure_ascii=False)


def _render(environment: Environment, name: str, values: Mapping[str, Any]) -> str:
    try:
        return environment.get_template(name).render(**values)
    except TemplateSyntaxError as error:
        raise PmctlError(f"template {error.filename or name}:{error.lineno}: {error.message}") from error
    except TemplateNotFound as error:
        raise PmctlError(f"template {name} wants {error.name}, which does not exist") from error
    except UndefinedError as error:
        hint = f"These are defined: {', '.join(sorted(values))}." if values else None
        raise PmctlError(f"template {name}{_line_of(error, name)}: {error.message}", hint=hint) from error
    except (TemplateError, OSError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise PmctlError(f"template {name}{_line_of(error, name)} failed: {error}") from error
    except RecursionError as error:
        raise PmctlError(f"template {name} includes itself") from error


def _line_of(error: BaseException, name: str) -> str:
    """Find the line of the template in the traceback that Jinja rewrites for it."""
    line, frame = None, error.__traceback__
    while frame is not None:
        if Path(frame.tb_frame.f_code.co_filename).name == name:
            line = frame.tb_lineno
        frame = frame.tb_next
    return f":{line}" if line else ""
