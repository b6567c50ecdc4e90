"""The one entry: `python3 main.py`, from a fresh clone as well.

This file alone is read by every Python from 3.6 on, so that one too old is told so in words; it must stay that plain.
"""

import sys

OLDEST = (3, 11)
TOO_OLD = (
    "Mission Timeline needs Python 3.11 or newer, and this is Python {}.{}. "
    "Start it with a newer one, for example: python3.11 main.py (Debian 12: sudo apt install python3 python3-venv)\n"
)


def main() -> int:
    """Make the environment if there is none, then run the command line; return the exit code."""
    if sys.version_info[:2] < OLDEST:
        sys.stderr.write(TOO_OLD.format(*sys.version_info[:2]))
        return 2
    # Not at the top: an older Python could not read these modules.
    from viewer import __main__, bootstrap  # noqa: PLC0415  see above

    code = bootstrap.prepare(sys.argv[1:])
    return __main__.main(sys.argv[1:]) if code is None else code


if __name__ == "__main__":
    sys.exit(main())
