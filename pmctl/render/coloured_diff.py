"""A unified diff for a terminal."""

from __future__ import annotations

from rich.text import Text

from pmctl.render.safe import printable_lines

_STYLES = {"---": "bold", "+++": "bold", "@@": "cyan", "-": "red", "+": "green"}


def coloured_diff(diff: str) -> Text:
    """Return `diff` with its lines coloured, and without anything that a terminal would act on."""
    text = Text()
    for line in printable_lines(diff).removesuffix("\n").split("\n"):
        style = next((style for mark, style in _STYLES.items() if line.startswith(mark)), "")
        text.append(f"{line}\n", style)
    text.right_crop(1)
    return text
