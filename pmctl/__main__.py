"""``pmctl`` and ``python -m pmctl``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from pmctl.cli.boundary import run  # noqa: PLC0415 - it takes long enough to be interrupted
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run())


if __name__ == "__main__":
    main()
