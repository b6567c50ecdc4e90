"""A dataset packed into one piece: what goes in, under which name, and what is said where that cannot be done."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from builders import EVENT, HEADER, WORDS, a_folder, a_source_table
from figures import a_png, a_record
from msgspec.structs import replace

from viewer.loading.archive import Limits
from viewer.loading.load import load
from viewer.loading.pack import pack
from viewer.loading.pictures import read_picture, unpacked
from viewer.loading.problems import DatasetError


def zipped(packed):
    return zipfile.ZipFile(io.BytesIO(packed.content))


def a_picture_of(tmp_path, packed, record=None):
    path = tmp_path / "figure.png"
    path.write_bytes(a_png(record or a_record(packed), packed))
    return path


def test_only_the_files_of_the_dataset_are_packed(tmp_path):
    folder = a_folder(tmp_path, HEADER + a_source_table() + EVENT, sources={"article": WORDS})
    (folder / "private.txt").write_text("my notes")
    (folder / ".hidden").write_text("more")
    assert zipped(pack(folder)).namelist() == ["mimetype", "dataset.toml", "sources/article.txt"]


def test_what_is_packed_says_its_type_first_and_is_not_compressed(tmp_path):
    archive = zipped(pack(a_folder(tmp_path)))
    assert archive.infolist()[0].filename == "mimetype"
    assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_no_time_of_making_is_packed(tmp_path):
    assert {entry.date_time for entry in zipped(pack(a_folder(tmp_path))).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_packing_what_was_packed_changes_nothing(tmp_path):
    once = pack(a_folder(tmp_path))
    path = tmp_path / once.name
    path.write_bytes(once.content)
    assert pack(path) == once


def test_a_table_is_packed_byte_for_byte(tmp_path):
    path = tmp_path / "Deeds.TSV"
    path.write_bytes(b"\xef\xbb\xbfdate\ttitle\r\n2024\tA\r\n")
    packed = pack(path)
    assert (packed.name, packed.content) == ("Deeds.TSV", path.read_bytes())
    assert packed.dataset_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_table_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(DatasetError, match=r"^there is no file or folder “"):
        pack(tmp_path / "gone.csv")


def test_a_table_beyond_the_limit_is_not_packed(tmp_path):
    path = tmp_path / "long.csv"
    path.write_bytes(b"x" * 11)
    assert pack(path, Limits(total_bytes=11)).content == b"x" * 11
    with pytest.raises(DatasetError, match=r"^“long\.csv” is larger than 0 MB$"):
        pack(path, Limits(total_bytes=10))


def test_a_picture_without_data_cannot_be_packed(tmp_path):
    path = tmp_path / "bare.png"
    path.write_bytes(a_png(a_record(), None))
    with pytest.raises(DatasetError, match=r"^“bare\.png” carries no data, only its picture \(export it again with"):
        pack(path)


def test_a_picture_that_is_not_there_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DatasetError, match=r"^“gone\.png” cannot be read: No such file or directory$"):
        read_picture(Path("gone.png"))


def test_what_is_unpacked_is_gone_again_behind_the_block(tmp_path):
    packed = pack(a_folder(tmp_path))
    with unpacked(read_picture(a_picture_of(tmp_path, packed))) as place:
        assert place.read_bytes() == packed.content
        assert place.name == "dataset.mtlz"
    assert not place.exists()


def test_nothing_is_unpacked_of_a_picture_without_data(tmp_path):
    path = tmp_path / "bare.png"
    path.write_bytes(a_png(a_record(), None))
    with pytest.raises(DatasetError, match="carries no data"), unpacked(read_picture(path)):
        pass


def test_the_right_one_of_two_parts_is_taken_by_its_hash(tmp_path):
    packed = pack(a_folder(tmp_path))
    path = a_picture_of(tmp_path, packed)
    other = a_png(a_record(packed), replace(packed, content=b"other"))
    chunk = other[other.index(b"mtLz") - 4 : other.index(b"IEND") - 4]
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"mtLz") - 4] + chunk + content[content.index(b"mtLz") - 4 :])
    assert read_picture(path).packed == packed.content


@pytest.mark.parametrize("span", ["", "5", "9/5", "5/5", "a/b", "5/9/12", "0x5/9", f"{'9' * 41}/{'9' * 42}"])
def test_a_span_that_makes_no_sense_is_no_span(tmp_path, span):
    packed = pack(a_folder(tmp_path))
    picture = read_picture(a_picture_of(tmp_path, packed, a_record(packed, view={"span_us": span})))
    assert picture.span_us is None


def test_a_span_before_the_first_year_is_kept(tmp_path):
    packed = pack(a_folder(tmp_path))
    record = a_record(packed, view={"span_us": f"-{10**20}/-5"})
    assert load(a_picture_of(tmp_path, packed, record)).dataset.view_us == (-(10**20), -5)


@pytest.mark.parametrize("hidden", ["main", 5, None, {"main": True}, [5, None]])
def test_hidden_layers_that_are_no_list_of_names_hide_nothing(tmp_path, hidden):
    packed = pack(a_folder(tmp_path))
    record = a_record(packed, filter={"hidden_layers": hidden})
    assert read_picture(a_picture_of(tmp_path, packed, record)).hidden_layers == frozenset()
