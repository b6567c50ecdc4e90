"""`python -m viewer` and the installed command: the command line, with a missing system library said in words.

Knows no command. `viewer.cli` is imported late, because importing it may already need such a library.
"""

from __future__ import annotations

import importlib
import sys

from viewer.bootstrap import WRONG_USE, library_in_words
from viewer.environment import say


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; None means the arguments of this process."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        code: int = importlib.import_module("viewer.cli").main(given)
    except ImportError as error:
        sentence = library_in_words(error)
        if sentence is None:
            raise
        say(sentence)
        return WRONG_USE
    return code


if __name__ == "__main__":
    sys.exit(main())
