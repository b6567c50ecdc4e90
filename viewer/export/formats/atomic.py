"""Puts a finished file in its place, whole or not at all. It must not know what is in the file."""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO


class ExportError(Exception):
    """A picture could not be made or written; the text is a sentence for the person who asked for it."""


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`, replacing an older file only when every byte is safely on the disk.

    A link is followed. On failure the older file is as it was and nothing else is left behind. Raises ExportError.
    """
    try:
        target = path.resolve()
        _refuse_what_is_no_file(target)
        _replace(target, data)
    except OSError as error:
        raise ExportError(_sentence(path, error)) from error


def _refuse_what_is_no_file(target: Path) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, "it is not an ordinary file")
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "is write-protected")


def _replace(target: Path, data: bytes) -> None:
    draft = target.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        _write_draft(draft, data)
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _write_draft(draft: Path, data: bytes) -> None:
    """Write a draft that gets its name only when every byte is on the disk: killed half-way, it leaves nothing."""
    try:
        number = os.open(draft.parent, os.O_TMPFILE | os.O_WRONLY, 0o666)
        with os.fdopen(number, "wb") as file:
            _write_through(file, data)
            # a number of a folder, though not needed here, is what makes Python follow the link to the nameless file
            os.link(f"/proc/self/fd/{number}", draft, src_dir_fd=number)
    except (AttributeError, OSError):  # not on this system, or not on this disk
        with draft.open("xb") as file:
            _write_through(file, data)


def _write_through(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _sentence(path: Path, error: OSError) -> str:
    folder = path.parent
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            reason = f"there is no folder {folder}. Make it first, or choose another place."
        case errno.EISDIR:
            reason = "it is a folder. Give the name of a file."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            reason = "writing there is not allowed. Choose another place or change its permissions."
        case errno.ENOSPC | errno.EDQUOT:
            reason = "the disk is full. Free some space, or choose another place."
        case errno.ENAMETOOLONG:
            reason = "the name is too long. Choose a shorter one."
        case _:
            reason = f"{error.strerror or error}. Choose another place."
    return f"Cannot write {path}: {reason}"
