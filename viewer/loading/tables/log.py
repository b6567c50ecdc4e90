"""What is wrong with a table, row by row: counted all, listed up to a thousand. Knows nothing of dates or columns."""

from __future__ import annotations

from viewer.loading.problems import Problem, Severity

MOST_LISTED = 1000


class RowLog:
    """Gathers the problems of one table."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._listed: list[Problem] = []
        self._unlisted = 0

    def error(self, line: int, text: str, hint: str = "") -> None:
        """Note a row that cannot be shown; line 0 is the whole table."""
        self._add(Problem(Severity.ERROR, self.file, line, "", text, hint))

    def warning(self, line: int, text: str, hint: str = "") -> None:
        """Note what the author would want to know."""
        self._add(Problem(Severity.WARNING, self.file, line, "", text, hint))

    def broken_off(self, line: int, text: str, hint: str = "") -> None:
        """Note that much is missing from a line on; listed however many problems there are."""
        self._listed.append(Problem(Severity.ERROR, self.file, line, "", text, hint))

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems in the order of lines, and one that says how many more there are."""
        listed = sorted(self._listed, key=lambda problem: problem.line)
        if self._unlisted:
            text = f"{self._unlisted:,} more problems of this table are not listed"
            listed.append(Problem(Severity.ERROR, self.file, 0, "", text, "mend the first ones and open it again"))
        return tuple(listed)

    def _add(self, problem: Problem) -> None:
        if problem.line and len(self._listed) >= MOST_LISTED:
            self._unlisted += 1
        else:
            self._listed.append(problem)
