"""An exported picture as a way back: reading its record and what it carries, within limits."""

from __future__ import annotations

import hashlib
import json
import zlib

import pytest
from builders import EVENT, HEADER, a_folder
from figures import a_png, a_record, an_svg
from msgspec.structs import replace

from viewer.loading.archive import Limits
from viewer.loading.load import load
from viewer.loading.pack import pack
from viewer.loading.pictures import read_picture
from viewer.loading.problems import DatasetError
from viewer.model.filters import shown_layers
from viewer.model.opening import first_filter

TABLE = "date,title,lane\n2024-06,First,One\n2024-07-02,Second,Two\n"


@pytest.fixture
def packed(tmp_path):
    return pack(a_folder(tmp_path))


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_packing_gives_the_same_bytes_and_the_hash_of_the_dataset(tmp_path):
    folder = a_folder(tmp_path, events={"more": EVENT.replace('"a"', '"b"')})
    one, two = pack(folder), pack(folder / "dataset.toml")
    assert one == two
    assert one.dataset_sha256 == load(folder).dataset.sha256
    assert one.name == "dataset.mtlz"


def test_a_packed_dataset_loads_as_the_folder_does(tmp_path, packed):
    loaded = load(written(tmp_path, "again.mtlz", packed.content))
    assert (loaded.dataset.sha256, loaded.problems) == (packed.dataset_sha256, ())


@pytest.mark.parametrize("make", [a_png, an_svg])
def test_a_picture_with_its_data_opens_as_that_dataset(tmp_path, packed, make):
    ending = make.__name__.rpartition("_")[2]
    path = written(tmp_path, f"figure.{ending}", make(a_record(packed), packed))
    loaded = load(path)
    assert loaded.dataset.sha256 == packed.dataset_sha256
    assert loaded.dataset.view_us == (5, 900)


def test_the_layers_that_were_not_drawn_are_hidden_again(tmp_path):
    layers = '[[layer]]\nid = "one"\ntitle = "One"\n[[layer]]\nid = "two"\ntitle = "Two"\n'
    packed = pack(a_folder(tmp_path, HEADER + layers + EVENT))
    for hidden in ({"hidden_layers": ["one"]}, {"hidden_layers": ["one"], "of a newer version": 1}):
        record = a_record(packed, filter=hidden)
        dataset = load(written(tmp_path, "figure.png", a_png(record, packed))).dataset
        assert shown_layers(dataset, first_filter(dataset)) == {"two"}


def test_a_table_rides_along_under_its_own_name(tmp_path):
    table = tmp_path / "deeds.csv"
    table.write_text(TABLE)
    packed = pack(table)
    dataset = load(written(tmp_path, "figure.png", a_png(a_record(packed), packed))).dataset
    assert (dataset.id, len(dataset), dataset.sha256) == ("deeds", 2, load(table).dataset.sha256)


def test_packing_a_picture_gives_what_it_carries(tmp_path, packed):
    path = written(tmp_path, "figure.png", a_png(a_record(packed), packed))
    assert pack(path) == packed


@pytest.mark.parametrize("kind", [b"iTXt", b"tEXt", b"zTXt"])
def test_the_record_is_found_in_whichever_text_chunk_another_program_put_it(tmp_path, packed, kind):
    path = written(tmp_path, "figure.png", a_png(a_record(packed), None, kind))
    assert read_picture(path).text("dataset", "id") == "test"


def test_a_picture_without_data_says_how_to_get_one_with(tmp_path, packed):
    path = written(tmp_path, "figure.png", a_png(a_record(None), None))
    with pytest.raises(DatasetError, match=r"carries no data.*--embed"):
        load(path)


def test_data_that_another_program_dropped_is_said_to_be_gone(tmp_path, packed):
    path = written(tmp_path, "figure.png", a_png(a_record(packed), None))
    with pytest.raises(DatasetError, match="taken out of it"):
        load(path)


def test_data_with_another_hash_than_the_record_names_is_refused(tmp_path, packed):
    changed = replace(packed, content=packed.content.replace(b"An event", b"An Event"))
    path = written(tmp_path, "figure.svg", an_svg(a_record(packed), changed))
    with pytest.raises(DatasetError, match="damaged"):
        load(path)


@pytest.mark.parametrize("name", ["../up.mtlz", "a/b.mtlz", "C:x.mtlz", "x.toml", "", "x.png"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, packed, name):
    record = a_record(replace(packed, name=name))
    with pytest.raises(DatasetError, match="no usable file name"):
        load(written(tmp_path, "figure.png", a_png(record, packed)))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.png", b"hello", "not a PNG, SVG or PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\xffIDAT", "breaks off"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>", "no whole SVG"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "does not say that it is a timeline"),
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>", "declares entities"),
        ("a.pdf", b"%PDF-1.4\n1 0 obj\n<< /Length 99 >>\nstream\nabc", "breaks off"),
    ],
)
def test_a_file_that_is_no_whole_picture_of_ours_is_one_sentence(tmp_path, name, content, said):
    with pytest.raises(DatasetError, match=said):
        read_picture(written(tmp_path, name, content))


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "other/1"}', "[" * 100_000])
def test_a_damaged_record_is_refused(tmp_path, text):
    with pytest.raises(DatasetError, match="damaged"):
        read_picture(written(tmp_path, "a.png", a_png(text, None)))


def test_a_newer_record_asks_for_a_newer_program(tmp_path):
    text = json.dumps({"format": "mission-timeline-figure/2"})
    with pytest.raises(DatasetError, match="newer version"):
        read_picture(written(tmp_path, "a.png", a_png(text, None)))


def test_a_stream_that_unpacks_without_end_is_not_read(tmp_path):
    bomb = zlib.compress(bytes(3_000_000))
    head = b"%%PDF-1.4\n1 0 obj\n<< /Type /EmbeddedFile /Filter /FlateDecode /Length %d >>\nstream\n" % len(bomb)
    path = written(tmp_path, "a.pdf", head + bomb + b"\nendstream\nendobj\n")
    with pytest.raises(DatasetError, match="more than 1,000,000"):
        read_picture(path, Limits(total_bytes=1_000_000))


def test_a_file_beyond_the_limit_is_not_read(tmp_path, packed):
    path = written(tmp_path, "figure.png", a_png(a_record(packed), packed))
    with pytest.raises(DatasetError, match="larger than"):
        read_picture(path, Limits(total_bytes=100))


def test_the_same_hash_is_named_for_what_is_carried(packed):
    assert json.loads(a_record(packed))["embedded"]["sha256"] == hashlib.sha256(packed.content).hexdigest()


def test_a_picture_that_is_not_there_is_named_however_long_its_path_is(tmp_path):
    with pytest.raises(DatasetError, match=r"“figure\.png” cannot be read: No such file"):
        read_picture(tmp_path / ("a" * 80) / "figure.png")
