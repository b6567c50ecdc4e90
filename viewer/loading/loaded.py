"""What a load gives: a dataset and what is wrong with it. Knows nothing of how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from viewer.loading.problems import Problem
    from viewer.model.dataset import Dataset


class Loaded(Struct, frozen=True):
    """A dataset as far as it could be read, and everything that is wrong with it, in the order of the files."""

    dataset: Dataset
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything breaks a promise of the format (warnings do not)."""
        return any(problem.is_error for problem in self.problems)
