"""The folders that come with pmctl: ``templates`` and ``examples``."""

from __future__ import annotations

from pathlib import Path

import pmctl
from pmctl.errors import PmctlError


def shipped_folder(name: str) -> Path:
    """Return the folder `name`: in an installed wheel inside the package, in an editable install beside it."""
    package = Path(pmctl.__file__).resolve().parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise PmctlError(f"this installation of pmctl lacks its {name}", hint="Install pmctl again.")
