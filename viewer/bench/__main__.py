"""`python -m viewer.bench`: the benchmarks without the rest of the command line."""

from __future__ import annotations

import sys

from viewer.bench.command import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
