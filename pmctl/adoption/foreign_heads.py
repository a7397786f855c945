"""Front matter of TOML and JSON, as Hugo, Zola, Eleventy and Middleman have it, put into YAML."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from pmctl.adoption.toml import TOMLDecodeError, yaml_of, yaml_text
from pmctl.postmortem.patterns import lazy_pattern
from pmctl.postmortem.problems import Problem, ProblemKind
from pmctl.postmortem.yaml_text import EditError

if TYPE_CHECKING:
    from collections.abc import Callable

_OPEN: Final = lazy_pattern(
    r"(?P<fence>\+\+\+|---|;;;)[ \t]*(?P<kind>json|toml|ya?ml)?[ \t]*(?P<ending>\r?\n)", re.IGNORECASE
)
_KINDS: Final = {"+++": "toml", ";;;": "json"}
_KEYS: Final = lazy_pattern(r"\{\s*(?:\"[^\"\n]{0,200}\"\s*:|\}[ \t]*(?:\r?\n|$))")
_LINE: Final = lazy_pattern(r"line (\d+)")


class Converted(NamedTuple):
    """A document with its front matter in YAML.

    Attributes:
        text: the whole document.
        body_line: the line that the body began on before, counted from 1.
    """

    text: str
    body_line: int


class _Written(float):
    """A number with a point, which stays as it is written."""

    _text: str

    def __new__(cls, text: str) -> _Written:
        number = super().__new__(cls, text)
        number._text = text
        return number

    def __repr__(self) -> str:
        return self._text


def with_yaml(text: str) -> Converted | Problem | None:
    """Return a document with its front matter of another language in YAML; None if it has none.

    It is TOML between ``+++``, JSON between ``;;;`` or in braces, or what is named behind the hyphens: ``---json``.
    """
    start = int(text.startswith("\ufeff"))
    if text.startswith("{", start):
        return _in_braces(text, start)
    opened = _OPEN.match(text, start)
    kind = (opened["kind"] or _KINDS.get(opened["fence"], "")).lower() if opened else ""
    if opened is None or not kind:
        return None
    closed = re.compile(rf"^{re.escape(opened['fence'])}[ \t]*\r?$", re.MULTILINE).search(text, opened.end())
    if closed is None:
        return None
    read = {"toml": _toml, "json": _json}.get(kind, _yaml)
    yaml = read(text[opened.end() : closed.start()].replace("\r\n", "\n"), 2)
    return yaml if isinstance(yaml, Problem) else _converted(text, start, yaml, closed.end(), opened["ending"])


def _in_braces(text: str, start: int) -> Converted | Problem | None:
    if not _KEYS.match(text, start):
        return None
    first = text.find("\n") + 1
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        end = len(text)
    last = text.find("\n", end)
    behind = text[end : last if last >= 0 else len(text)]
    if behind.strip():  # An object with words behind it is a part of the story.
        return None
    yaml = _json(text[start:end], 1)
    ending = "\r\n" if text[:first].endswith("\r\n") else "\n"
    return yaml if isinstance(yaml, Problem) else _converted(text, start, yaml, end + len(behind.rstrip("\r")), ending)


def _converted(text: str, start: int, yaml: str, end: int, ending: str) -> Converted:
    head = f"---\n{yaml}---".replace("\n", ending)
    return Converted(text[:start] + head + text[end:], text.count("\n", 0, end) + 2)


def _yaml(source: str, _: int) -> str:
    return source


def _toml(source: str, first: int) -> str | Problem:
    def line_of(error: Exception) -> int:
        found = _LINE.search(str(error))
        return int(found[1]) + first - 1 if found else 1

    return _told("TOML", lambda: yaml_of(source), line_of, lambda error: str(error).partition(" (at")[0])


def _json(source: str, first: int) -> str | Problem:
    whole = source if source.lstrip().startswith("{") else f"{{{source}}}"

    def line_of(error: Exception) -> int:
        return error.lineno + first - 1 if isinstance(error, json.JSONDecodeError) else 1

    def read() -> str:
        values = json.loads(whole, parse_float=_Written, parse_constant=_refuse, object_pairs_hook=_keys)
        return yaml_text(values)

    return _told("JSON", read, line_of, lambda error: getattr(error, "msg", str(error)))


def _told(
    language: str, read: Callable[[], str], line_of: Callable[[Exception], int], words_of: Callable[[Exception], str]
) -> str | Problem:
    """Return what is read, or a problem that says where it cannot be."""
    try:
        return read()
    except RecursionError:
        line, words = 1, "nested too deeply"
    except EditError as error:
        line, words = 1, error.message
    except (ValueError, TOMLDecodeError) as error:
        line, words = line_of(error), words_of(error)
    words = words[:1].lower() + words[1:]
    message = f"the front matter is no valid {language}: {words}"
    return Problem(kind=ProblemKind.INVALID_YAML, message=message, line=line, help="Mend the front matter.")


def _refuse(word: str) -> float:
    raise ValueError(f"the value {word} is none of JSON")


def _keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(name for name in names if names.count(name) > 1)} stands twice")
    return values
