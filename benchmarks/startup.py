"""What a command costs from the shell: process time of the commands that people wait for.

    python -m benchmarks.startup [--store DIR] [--rounds 5]

Prints the median wall time in seconds of `--help`, `sources` and `ask`, beside that of a bare
Python process, which no command can beat.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent / "passerelle"


def main() -> None:
    """Run each command some times in turn and print the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    store = ["--store", str(arguments.store)] if arguments.store else []
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "passerelle --help": [str(BIN), "--help"],
        "passerelle sources": [str(BIN), "sources", *store],
        "passerelle ask": [str(BIN), "ask", "When did the EPCA enter into force?", *store],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(arguments.rounds):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times[name].append(time.perf_counter() - started)
    for name, values in times.items():
        print(f"{name:<20} {statistics.median(values):6.2f} s")


if __name__ == "__main__":
    main()
