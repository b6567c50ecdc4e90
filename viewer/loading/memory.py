"""How the C library handles memory that was freed. Imports next to nothing, since a start asks before anything else."""

from functools import cache

_ONCE_FREED = 33_000_000
"""The most bytes after which the GNU C library keeps twice as much at hand (its largest dynamic threshold)."""


@cache
def keep_freed() -> None:
    """Have freed memory kept for what comes next, up to 66 MB; by itself it is given back and asked for page by page.

    The threshold grows when something large is freed for the first time. That is never written to, so it costs
    nothing; a second time it would come from what is kept, and be cleared. Without the GNU C library nothing changes.
    """
    bytes(_ONCE_FREED)
