"""Names handed to git while somebody still looks for more, and the objects that it gives for them."""

from __future__ import annotations

import threading
from typing import IO, TYPE_CHECKING

from pmctl.repository.git_errors import lost

if TYPE_CHECKING:
    from collections.abc import Iterable


class Feeder(threading.Thread):
    """Writes names to git as they come, so that git and whoever finds the names work at the same time."""

    def __init__(self, stdin: IO[bytes], names: Iterable[str]) -> None:
        super().__init__(daemon=True)
        self._stdin = stdin
        self._names = names
        self._fed: list[str] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        """Write all names; a reader that has stopped is no error of ours, and says why."""
        try:
            with self._stdin as stdin:
                for name in self._names:
                    self._fed.append(name)
                    stdin.write(f"{name}\n".encode("ascii"))
        except (BrokenPipeError, ValueError):
            return
        except BaseException as error:  # noqa: BLE001 - raised again where it can be handled
            self._error = error

    def finish(self) -> list[str]:
        """Wait until there are no more names; return them all, or raise what finding them raised."""
        self.join()
        if self._error:
            raise self._error
        return self._fed


def read_blob(stdout: IO[bytes], header: list[bytes]) -> tuple[str, bytes]:
    """Return the name and the content of the object that `header` announces."""
    name = header[0].decode("ascii", "replace")
    size = int(header[2]) if len(header) == 3 else 0
    data = stdout.read(size + 1)  # the content, and a newline after it
    if len(header) != 3 or len(data) <= size:
        raise lost(name)
    return name, data[:-1]
