"""Writes problems down: one line each for people and editors, JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from viewer.model.counting import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from viewer.loading.problems import Problem


def as_line(problem: Problem, root: Path | None = None) -> str:
    """Return `file:line: text (hint)`; with `root`, the file's name begins with the dataset's own path."""
    file = problem.file if root is None else str(root / problem.file) if problem.file else str(root)
    place = f"{file}:{problem.line}" if problem.line else file
    kind = "" if problem.is_error else "warning: "
    said = f"{problem.text} ({problem.hint})" if problem.hint else problem.text
    line = f"{place}: {kind}{said}" if place else f"{kind}{said}"
    return "".join(char if char.isprintable() else " " for char in line)


def as_lines(problems: Sequence[Problem], root: Path | None = None) -> str:
    """Return one line for each problem, each ended by LF; "" where there is none."""
    return "".join(f"{as_line(problem, root)}\n" for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """Return a JSON object: `errors` and `warnings` (counts) and `problems`, each with the fields of Problem."""
    errors = sum(problem.is_error for problem in problems)
    whole = {
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [asdict(problem) for problem in problems],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def summary(problems: Sequence[Problem]) -> str:
    """Return the problems counted in words: "2 errors, 1 warning"; "no problems" where there is none."""
    errors = sum(problem.is_error for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    return ", ".join(counted(count, word) for count, word in counts if count) or "no problems"
