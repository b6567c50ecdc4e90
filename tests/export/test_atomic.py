import errno
import os
from pathlib import Path

import pytest

from viewer.export.formats import atomic
from viewer.export.formats.atomic import ExportError, write_file


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def failing(error):
    def fail(*_, **__):
        raise error

    return fail


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path):
    write_file(tmp_path / "out.png", b"picture")
    assert (tmp_path / "out.png").read_bytes() == b"picture"
    assert names(tmp_path) == ["out.png"]


def test_an_older_file_is_replaced_and_keeps_its_permissions(tmp_path):
    target = tmp_path / "out.svg"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_every_new_file_has(tmp_path):
    (tmp_path / "plain").touch()
    write_file(tmp_path / "out.pdf", b"")
    assert (tmp_path / "out.pdf").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_full_disk_leaves_the_older_file_and_no_draft(tmp_path, monkeypatch):
    (tmp_path / "out.png").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "No space left on device")))
    with pytest.raises(ExportError, match="the disk is full"):
        write_file(tmp_path / "out.png", b"new")
    assert (tmp_path / "out.png").read_bytes() == b"old"
    assert names(tmp_path) == ["out.png"]


def test_an_interruption_leaves_no_draft_either(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "replace", failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "out.png", b"new")
    assert names(tmp_path) == []


def test_a_half_written_file_never_has_a_name(tmp_path, monkeypatch):
    try:
        os.close(os.open(tmp_path, os.O_TMPFILE | os.O_WRONLY))
    except (AttributeError, OSError):
        pytest.skip("files without a name are not known here")
    seen = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append(names(tmp_path)))
    write_file(tmp_path / "out.png", b"picture")
    assert seen == [[]]
    assert names(tmp_path) == ["out.png"]


def test_a_disk_without_nameless_files_gets_a_draft_with_a_name(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", failing(OSError(errno.EOPNOTSUPP, "Operation not supported")))
    write_file(tmp_path / "out.png", b"picture")
    assert (tmp_path / "out.png").read_bytes() == b"picture"
    assert names(tmp_path) == ["out.png"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ExportError, match=r"there is no folder .*missing\. Make it first"):
        write_file(tmp_path / "missing" / "out.png", b"")


def test_a_file_in_the_place_of_a_folder_is_said_plainly(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="there is no folder"):
        write_file(tmp_path / "file" / "out.png", b"")


def test_a_folder_is_never_replaced(tmp_path):
    (tmp_path / "out.png").mkdir()
    with pytest.raises(ExportError, match="it is a folder"):
        write_file(tmp_path / "out.png", b"")


def test_a_device_is_never_replaced():
    with pytest.raises(ExportError, match="not an ordinary file"):
        write_file(Path(os.devnull), b"")


def test_a_write_protected_file_is_left_alone(tmp_path, monkeypatch):
    (tmp_path / "out.png").write_bytes(b"old")
    monkeypatch.setattr(atomic.os, "access", lambda *_: False)
    with pytest.raises(ExportError, match="not allowed"):
        write_file(tmp_path / "out.png", b"new")
    assert (tmp_path / "out.png").read_bytes() == b"old"


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real.png").write_bytes(b"old")
    (tmp_path / "link.png").symlink_to(tmp_path / "real.png")
    write_file(tmp_path / "link.png", b"new")
    assert (tmp_path / "link.png").is_symlink()
    assert (tmp_path / "real.png").read_bytes() == b"new"


def test_a_name_too_long_is_said_plainly(tmp_path):
    with pytest.raises(ExportError, match="the name is too long"):
        write_file(tmp_path / ("x" * 300), b"")
