"""``pmctl`` and ``python -m pmctl``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit code.

    What a command reads it needs to its end, and then the system takes all of it back: to look for garbage, again and
    again among ever more values, would take a fifth of the time.
    """
    gc.disable()
    try:
        from pmctl.cli.boundary import run  # noqa: PLC0415 - it takes long enough to be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    code = run()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
