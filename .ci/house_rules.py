# ruff: noqa: INP001  a script beside .ci/run, in no package
"""What no linter holds: the length of modules, no waiting by the clock in tests, nothing of one machine in files."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 400

# A class of one letter keeps each pattern from finding itself here.
WAITS = re.compile(r"\bslee[p]\(|qtbot\.wai[t]\(|QTest\.qWai[t]\(|QThread\.m?slee[p]")
MACHINE = re.compile(r"(?<![\w.$}])/(?:wor[k]|roo[t]|hom[e]|tm[p])/\w")
REGISTRY = re.compile(r"pyp[i]\.org|pythonhoste[d]|npmj[s]\.|deb\.debia[n]")


def main() -> int:
    """Write every breach as `file:line: what`, and return 1 if there is one."""
    breaches = [breach for name in tracked_files() for breach in breaches_of(name)]
    sys.stdout.write("".join(f"{breach}\n" for breach in breaches))
    return 1 if breaches else 0


def tracked_files() -> list[str]:
    """Return the names of all files under version control, from the root."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603  our own words
    return [name for name in listed.stdout.split("\0") if name]


def breaches_of(name: str) -> list[str]:
    """Return what is wrong in one file; a file that is no UTF-8 text has no lines to look at."""
    try:
        lines = (ROOT / name).read_text("utf-8").splitlines()
    except (UnicodeDecodeError, FileNotFoundError):
        return []
    rules = [(MACHINE, "a path of one machine"), (REGISTRY, "an address of a package registry")]
    if name.startswith("tests/"):
        rules.append((WAITS, "a test waits by the clock"))
    if name == "requirements.lock":
        rules.append((re.compile(r"://|^--[a-z]"), "an address or a setting in the lock"))
    found = [
        f"{name}:{number}: {what}"
        for number, line in enumerate(lines, 1)
        for pattern, what in rules
        if pattern.search(line)
    ]
    if name.startswith("viewer/") and name.endswith(".py") and len(lines) > LONGEST_MODULE:
        found.append(f"{name}:{len(lines)}: longer than {LONGEST_MODULE} lines")
    return found


if __name__ == "__main__":
    sys.exit(main())
