"""Measure `pmctl overdue`, `pmctl check` and `pmctl new`, and print a table of ratios.

Every repository is made anew with ``git fast-import``; each figure is a median of several runs of whole processes, and
each ratio compares two medians of this run on this machine. Other tools are compared where they are on the PATH.
``--quick`` makes everything ten times smaller.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import check, history, writing

PARTS = {"history": history.report, "check": check.report, "writing": writing.report}


def main() -> None:
    """Make the repositories, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them by default")
    parser.add_argument("--quick", action="store_true", help="ten times smaller")
    parser.add_argument("--runs", type=int, default=3, help="of each measurement (default 3)")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    print(f"{'Measured':72} {'pmctl':>9} {'compared':>9} {'ratio':>7} {'memory':>8}")
    with tempfile.TemporaryDirectory(prefix="pmctl-benchmark-") as folder:
        for part in options.parts or PARTS:
            for told in PARTS[part](Path(folder), 10 if options.quick else 1, options.runs):
                print(told, flush=True)


if __name__ == "__main__":
    main()
