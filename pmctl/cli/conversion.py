"""Values of the command line converted without pydantic.

Typer converts every value with pydantic, even one that is absent, and importing that takes as long as all the rest of a
small command. Text, paths, words of an enumeration and what is absent need no more than is here; everything else, and
every mistake, is left to typer, whose messages are the ones that people know.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin


class QuickConversion:
    """A mix-in of typer's commands whose parameters convert plain values themselves."""

    def get_params(self, ctx: Any) -> Any:
        """Return all parameters, the option for help included."""
        parameters = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            if not isinstance(parameter.process_value, _Quick):
                parameter.process_value = _Quick(parameter)
        return parameters


class _Quick:
    """Stands in for the method of one parameter that converts its value."""

    def __init__(self, parameter: Any) -> None:
        self._parameter = parameter
        self._thorough = parameter.process_value
        annotation = parameter.type_descriptor.annotation
        self._is_list = get_origin(annotation) is list
        self._kind: Any = get_args(annotation)[0] if self._is_list else annotation

    def __call__(self, ctx: Any, value: Any) -> Any:
        parameter = self._parameter
        converted = self._convert(value)
        if converted is _NOT_PLAIN or (parameter.required and parameter.value_is_missing(converted)):
            return self._thorough(ctx, value)
        return converted if parameter.callback is None else parameter.callback(ctx, parameter, converted)

    def _convert(self, value: Any) -> Any:
        if value is None or (self._is_list and value in ((), [])):
            return () if self._is_list else None
        if not self._is_list:
            return _one(self._kind, value)
        items = [_one(self._kind, item) for item in value] if isinstance(value, (list, tuple)) else [_NOT_PLAIN]
        return _NOT_PLAIN if _NOT_PLAIN in items else items


_NOT_PLAIN = object()


def _one(kind: Any, value: Any) -> Any:
    if isinstance(value, kind):
        return value
    if isinstance(value, str) and isinstance(kind, type):
        if issubclass(kind, Path):
            return kind(value)
        if issubclass(kind, Enum) and value in {member.value for member in kind}:
            return kind(value)
    return _NOT_PLAIN
