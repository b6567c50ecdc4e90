from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest
from builders import a_zip

from viewer.loading.archive import FileRefusedError, Limits, check_name, open_files
from viewer.loading.problems import DatasetError

SMALL = Limits(files=3, file_bytes=100, total_bytes=150, ratio=10, ratio_from_bytes=50)


def test_a_folder_and_the_same_zipped_show_the_same_files(tmp_path):
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "b.toml").write_text("b")
    (tmp_path / "events" / "a.toml").write_text("a")
    packed = a_zip(tmp_path, {"events/b.toml": "b", "events/a.toml": "a", "events/deeper/c.toml": "c"})
    with open_files(tmp_path) as folder, open_files(packed) as zipped:
        assert folder.names_in("events", ".toml") == zipped.names_in("events", ".toml")
        assert folder.read("events/b.toml") == zipped.read("events/b.toml") == b"b"


def test_the_toml_file_itself_opens_the_folder_around_it(tmp_path):
    (tmp_path / "dataset.toml").write_text("here")
    with open_files(tmp_path / "dataset.toml") as files:
        assert files.read("dataset.toml") == b"here"


def test_a_path_to_nothing_says_what_a_dataset_is(tmp_path):
    with pytest.raises(DatasetError, match=r"there is no file or folder .*dataset\.toml"):
        open_files(tmp_path / "nothing")


def test_a_path_with_a_null_byte_is_no_file():
    with pytest.raises(DatasetError):
        open_files(Path("a\x00b"))


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "C:/x", "..", "a\\b", "", "a//b", "a/./b", "a\nb"]
)
def test_a_name_that_leads_out_or_is_no_name_is_refused(name, tmp_path):
    with pytest.raises(FileRefusedError):
        check_name(name)
    with open_files(tmp_path) as files, pytest.raises(FileRefusedError):
        files.read(name)


def test_dots_inside_a_name_are_harmless():
    check_name("sources/article..v2.txt")


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "secret").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "article.txt").symlink_to("../secret")
    with open_files(folder) as files, pytest.raises(FileRefusedError, match="link that leads out"):
        files.read("article.txt")


def test_a_linked_folder_that_leads_out_is_refused(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "sources").symlink_to(tmp_path / "outside")
    with open_files(folder) as files, pytest.raises(FileRefusedError, match="leads out"):
        files.read("sources/a.txt")


def test_the_event_files_of_a_linked_folder_outside_are_not_even_listed(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "private.toml").write_text("")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "events").symlink_to(tmp_path / "outside")
    with open_files(folder) as files, pytest.raises(FileRefusedError, match="leads out"):
        files.names_in("events", ".toml")


def test_a_link_that_stays_inside_is_followed(tmp_path):
    (tmp_path / "real.txt").write_text("words")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with open_files(tmp_path) as files:
        assert files.read("link.txt") == b"words"


def test_a_link_round_to_itself_is_refused(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    with open_files(tmp_path) as files, pytest.raises(FileRefusedError):
        files.read("loop")


def test_a_pipe_is_no_file_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with open_files(tmp_path) as files, pytest.raises(FileRefusedError, match="not an ordinary file"):
        files.read("pipe")


def test_a_file_over_the_limit_is_refused(tmp_path):
    (tmp_path / "big").write_bytes(b"x" * 101)
    with open_files(tmp_path, SMALL) as files, pytest.raises(FileRefusedError, match="larger than"):
        files.read("big")


def test_files_that_together_pass_the_limit_are_refused(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 90)
    (tmp_path / "b").write_bytes(b"x" * 90)
    with open_files(tmp_path, SMALL) as files:
        files.read("a")
        with pytest.raises(FileRefusedError, match="with b the dataset is larger"):
            files.read("b")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = a_zip(tmp_path, {"dataset.toml": b"0" * 20_000_000})
    assert path.stat().st_size < 100_000
    with pytest.raises(DatasetError, match="zip bomb"):
        open_files(path)


def test_a_zip_of_too_many_files_is_refused(tmp_path):
    with pytest.raises(DatasetError, match="more than 3 files"):
        open_files(a_zip(tmp_path, dict.fromkeys("abc", "x")), SMALL)


def test_a_zip_that_unpacks_to_too_much_in_all_is_refused(tmp_path):
    many = {name: os.urandom(90) for name in "ab"}
    with pytest.raises(DatasetError, match="with b the dataset is larger"):
        open_files(a_zip(tmp_path, many), SMALL)


@pytest.mark.parametrize("name", ["../evil.toml", "/etc/evil", "a/../../evil"])
def test_a_zip_with_a_name_that_leads_out_is_refused(tmp_path, name):
    with pytest.raises(DatasetError, match="leads out"):
        open_files(a_zip(tmp_path, {name: "x"}))


def test_a_link_in_a_zip_is_refused(tmp_path):
    link = zipfile.ZipInfo("sources/article.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = a_zip(tmp_path, {})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(DatasetError, match="is a link"):
        open_files(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_in_a_zip_twice_is_refused(tmp_path):
    path = a_zip(tmp_path, {"a": "one"})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("a", "two")
    with pytest.raises(DatasetError, match="twice"):
        open_files(path)


def test_a_file_that_is_no_zip_is_said_to_be_none(tmp_path):
    (tmp_path / "data.mtlz").write_text("hello")
    with pytest.raises(DatasetError, match=r"not a \.mtlz file"):
        open_files(tmp_path / "data.mtlz")


def test_a_damaged_entry_is_refused_when_read(tmp_path):
    path = a_zip(tmp_path, {"a": b"some words that are long enough" * 3})
    content = bytearray(path.read_bytes())
    content[content.index(b"a", 100) + 5] ^= 0xFF
    path.write_bytes(bytes(content))
    with open_files(path) as files, pytest.raises(FileRefusedError, match="damaged"):
        files.read("a")


def test_a_folder_zipped_as_a_whole_says_to_zip_what_is_in_it(tmp_path):
    with open_files(a_zip(tmp_path, {"mine/dataset.toml": "x"})) as files, pytest.raises(FileRefusedError) as refused:
        files.read("dataset.toml")
    assert "it is in mine/: zip what is in that folder" in refused.value.hint


def test_a_zip_that_begins_with_the_mimetype_has_nothing_wrong(tmp_path):
    with open_files(a_zip(tmp_path, {"a": "x"})) as files:
        assert files.faults == ()


@pytest.mark.parametrize("mimetype", [None, "application/epub+zip"])
def test_a_zip_without_the_right_mimetype_opens_and_is_told(tmp_path, mimetype):
    with open_files(a_zip(tmp_path, {"a": "x"}, mimetype)) as files:
        assert files.read("a") == b"x"
        assert "mimetype" in files.faults[0][0]


def test_a_folder_of_too_many_event_files_is_refused(tmp_path):
    (tmp_path / "events").mkdir()
    for number in range(4):
        (tmp_path / "events" / f"{number}.toml").touch()
    with open_files(tmp_path, SMALL) as files, pytest.raises(FileRefusedError, match="more than 3 files"):
        files.names_in("events", ".toml")


def test_an_encrypted_entry_is_refused(tmp_path):
    path = a_zip(tmp_path, {"a": "x"})
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    with pytest.raises(DatasetError, match="encrypted"):
        open_files(path)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path):
    with open_files(a_zip(tmp_path, {"Article.txt": "x"})) as files, pytest.raises(FileRefusedError) as refused:
        files.read("article.txt")
    assert "capitals too" in refused.value.hint
