"""What a repository's own template may extend, include and import: templates, and no other file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound, TemplateSyntaxError

from pmctl.repository.file_faults import file_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pmctl.repository.own_templates import Request

SUFFIX = ".j2"
_SHIPPED = "pmctl/"
"""How the names of the shipped templates begin where a repository's own could be meant as well."""
_LARGEST_TEMPLATE = 1_000_000


class RefusedTemplateError(TemplateError):
    """Something that is no template, or out of reach, was asked for."""


class EncodingError(TemplateSyntaxError):
    """A template is not UTF-8; it has the line of the first byte that is none."""


class TemplateParts(BaseLoader):
    """Finds the templates in the folder of the one that is filled in and below, in `folders`, and the shipped ones.

    Their names end in .j2, and neither they nor a folder on the way begins with a dot; those that the configuration
    names may be called and lie otherwise. A link is what it leads to.
    """

    def __init__(self, request: Request) -> None:
        folders = dict.fromkeys((request.path.parent, *request.folders))
        self._folders = tuple(Path(os.path.normpath(folder)) for folder in folders)
        self._real_folders = tuple(Path(os.path.realpath(folder)) for folder in folders)
        self._named = {**request.named, request.path.name: request.path}
        self._real_named = {Path(os.path.realpath(path)) for path in self._named.values()}
        self._shipped = request.shipped
        self._shipped_names = {path.name for path in request.shipped.glob(f"*{SUFFIX}")}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, and its path.

        Raises:
            TemplateNotFound: there is none of that name.
            RefusedTemplateError: it is none that may be used.
            EncodingError: it is not UTF-8.
        """
        del environment
        path = self._find(template)
        data = path.read_bytes()
        try:
            text = data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            what = f"byte 0x{data[error.start]:02X} is not UTF-8"
            raise EncodingError(what, line, template, str(path)) from error
        if len(text) > _LARGEST_TEMPLATE:
            raise TemplateError(f"it has more than {_LARGEST_TEMPLATE:,} characters")
        return text, str(path), lambda: True

    def meant(self, name: str, parent: str) -> str:
        """Return what the template `parent` means by `name`: own ones come first, shipped ones mean only each other.

        A template that extends one of its own name means the shipped one.
        """
        is_own = name not in self._shipped_names or (name != parent and any(map(os.path.lexists, self._places(name))))
        return name if is_own and not parent.startswith(_SHIPPED) else f"{_SHIPPED}{name}"

    def list_templates(self) -> list[str]:
        """Return names of templates, for a guess at what is meant: not those in folders below."""
        beside = {path.name for folder in self._folders for path in folder.glob(f"[!.]*{SUFFIX}")}
        return sorted(beside | self._named.keys() | self._shipped_names)

    def _places(self, name: str) -> Iterator[Path]:
        """Yield where an own template of that name may be, in the order in which the places count."""
        if name in self._named:
            yield self._named[name]
        for folder in self._folders:
            yield Path(os.path.normpath(folder / name))

    def _find(self, name: str) -> Path:
        """Return where a template is."""
        inner = name.removeprefix(_SHIPPED)
        if inner != name and inner in self._shipped_names:
            return self._shipped / inner
        faults = []
        for path in self._places(name) if "\0" not in name else ():
            fault = self._fault(path)
            if fault:
                faults.append(fault)
            elif os.path.isfile(path):  # noqa: PTH113 - pathlib raises where a name is too long for a file
                return path
        if faults:
            raise RefusedTemplateError(f"the template {name} {faults[0]}")
        raise TemplateNotFound(name)

    def _fault(self, path: Path) -> str | None:
        """Return why what may be at `path` is no template to be used; None if it is one, or if nothing is there.

        Of what lies elsewhere, nobody is told whether it is there.
        """
        real = Path(os.path.realpath(path))
        if real not in self._real_named:
            if not any(path.is_relative_to(folder) for folder in self._folders):
                return "lies outside of the folders that templates are taken from"
            if not any(_is_seen(path, folder) for folder in self._folders):
                return "is hidden: its name, or that of a folder, begins with a dot"
            if not any(_is_seen(real, folder) for folder in self._real_folders):
                return "is a link that leads out of the folders that templates are taken from"
            if os.path.lexists(path) and {path.suffix, real.suffix} != {SUFFIX}:
                return f"cannot be used: its name does not end in {SUFFIX}, nor does the configuration name it"
        return file_fault(path)


def _is_seen(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) and not any(part.startswith(".") for part in path.relative_to(folder).parts)
