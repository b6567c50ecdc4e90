from __future__ import annotations

import hashlib
import zipfile

import pytest
from builders import EVENT, HEADER, WORDS, a_folder, a_source_table

from viewer.loading.archive import MIMETYPE, Limits
from viewer.loading.problems import DatasetError
from viewer.loading.reader import read


def refusal(tmp_path, toml):
    with pytest.raises(DatasetError) as refused:
        read(a_folder(tmp_path, toml))
    return refused.value.problem


def test_a_folder_without_a_dataset_file_is_refused(tmp_path):
    with pytest.raises(DatasetError, match=r"there is no file dataset\.toml"):
        read(tmp_path)


def test_event_files_follow_in_name_order(tmp_path):
    raw = read(a_folder(tmp_path, events={"b": EVENT, "a": EVENT}))
    assert [file.name for file in raw.files] == ["dataset.toml", "events/a.toml", "events/b.toml"]


def test_broken_toml_is_refused_with_its_line(tmp_path):
    problem = refusal(tmp_path, HEADER + "x = = 1\n")
    assert (problem.file, problem.line) == ("dataset.toml", 5)
    assert "not TOML at character 5" in problem.text


def test_curly_quotes_get_a_hint(tmp_path):
    problem = refusal(tmp_path, HEADER + "version = “1.0”\n")
    assert problem.line == 5
    assert "straight quotes" in problem.hint


def test_text_without_quotes_gets_a_hint(tmp_path):
    assert "straight quotes" in refusal(tmp_path, "title = Haiti\n").hint


def test_a_backslash_in_quotes_gets_a_hint(tmp_path):
    assert "'''" in refusal(tmp_path, 'title = "C:\\path"\n').hint


def test_a_key_that_stands_twice_is_refused_with_the_second_line(tmp_path):
    problem = refusal(tmp_path, HEADER + EVENT + 'title = "again"\n')
    assert problem.line == 11
    assert "event[0].title" in problem.text


@pytest.mark.parametrize("value", ["[" * 5000 + "]" * 5000, "1" * 5000])
def test_toml_that_python_cannot_hold_is_refused(tmp_path, value):
    assert refusal(tmp_path, f"x = {value}\n").file == "dataset.toml"


def test_a_newer_major_format_is_refused_in_a_plain_sentence(tmp_path):
    problem = refusal(tmp_path, '# first\nformat = "mission-timeline/2"\n')
    assert problem.text == "this dataset is in format 2; this program reads format 1"
    assert problem.line == 2
    assert "newer version" in problem.hint


def test_a_newer_minor_format_is_read(tmp_path):
    assert read(a_folder(tmp_path, HEADER.replace("/1", "/1.4"))).files


def test_another_format_is_refused(tmp_path):
    assert "mission-timeline/1" in refusal(tmp_path, 'format = "timeline-json"\n').hint


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path):
    plain = read(a_folder(tmp_path / "plain", HEADER + EVENT, {"article": WORDS}))
    windows = (HEADER + EVENT).replace("\n", "\r\n").encode("utf-8-sig")
    other = read(a_folder(tmp_path / "windows", windows, {"article": WORDS}))
    assert other.files[0].tables == plain.files[0].tables
    assert other.files[0].positions == plain.files[0].positions


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_dataset_file_in_another_encoding_is_refused(tmp_path, encoding):
    problem = refusal(tmp_path, '# one\ntitle = "Pont-Sondé"\n'.encode(encoding))
    assert "UTF-8" in problem.text + problem.hint
    assert problem.line == (2 if encoding == "cp1252" else 1)


def test_a_wrong_byte_is_named_with_its_offset(tmp_path):
    assert "byte 0xE9 at offset 9" in refusal(tmp_path, b'title = "\xe9"').text


def test_a_source_loses_its_byte_order_mark_and_keeps_the_hash_of_its_bytes(tmp_path):
    content = "one\r\ntwo\r".encode("utf-8-sig")
    raw = read(a_folder(tmp_path, HEADER + a_source_table(), {"article": content}))
    text = raw.texts["sources/article.txt"]
    assert text.text == "one\ntwo\n"
    assert text.sha256 == hashlib.sha256(content).hexdigest()


def test_a_source_of_fifty_megabytes_is_read(tmp_path):
    content = WORDS.encode() + b"\n" + b"All is quiet on this line of the text.\n" * 1_300_000
    raw = read(a_folder(tmp_path, HEADER + a_source_table(), {"article": content}))
    text = raw.texts["sources/article.txt"].text
    assert text is not None
    assert len(text) == len(content) > 50_000_000


def test_a_source_over_the_limit_is_named_and_the_rest_is_read(tmp_path):
    folder = a_folder(tmp_path, HEADER + a_source_table(), {"article": b"x" * 2000})
    text = read(folder, Limits(file_bytes=1000)).texts["sources/article.txt"]
    assert (text.text, "larger than" in text.refusal) == (None, True)


def test_one_broken_event_file_leaves_the_others(tmp_path):
    raw = read(a_folder(tmp_path, events={"a": "x = = 1", "b": EVENT, "c": b"\xff"}))
    assert [file.name for file in raw.files] == ["dataset.toml", "events/b.toml"]
    assert [problem.file for problem in raw.problems] == ["events/a.toml", "events/c.toml"]


def test_a_folder_and_the_same_zipped_have_one_hash(tmp_path):
    folder = a_folder(tmp_path, HEADER + a_source_table(), {"article": WORDS}, {"more": EVENT})
    (folder / "README").write_text("no part of the dataset")
    packed = tmp_path / "packed.mtlz"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        for name in ("sources/article.txt", "events/more.toml", "dataset.toml"):
            archive.write(folder / name, name)
    assert read(packed).sha256 == read(folder).sha256
    assert read(packed).problems == ()


def test_a_changed_letter_anywhere_changes_the_hash_of_the_dataset(tmp_path):
    hashes = {
        read(a_folder(tmp_path / str(number), HEADER + a_source_table() + extra, {"article": text}, events)).sha256
        for number, (extra, text, events) in enumerate(
            [("", WORDS, {}), ("#", WORDS, {}), ("", WORDS + ".", {}), ("", WORDS, {"a": ""}), ("", WORDS, {"b": ""})]
        )
    }
    assert len(hashes) == 5


def test_a_zip_without_a_mimetype_is_read_and_reported(tmp_path):
    packed = tmp_path / "packed.mtlz"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("dataset.toml", HEADER)
    assert "mimetype" in read(packed).problems[0].text


def test_an_events_folder_linked_from_outside_is_reported_and_the_rest_is_read(tmp_path):
    folder = a_folder(tmp_path)
    (tmp_path / "outside").mkdir()
    (folder / "events").symlink_to(tmp_path / "outside")
    raw = read(folder)
    assert [file.name for file in raw.files] == ["dataset.toml"]
    assert "leads out" in raw.problems[0].text


def test_an_event_file_linked_from_outside_is_reported(tmp_path):
    folder = a_folder(tmp_path, events={"a": EVENT})
    (tmp_path / "private.toml").write_text(EVENT)
    (folder / "events" / "b.toml").symlink_to(tmp_path / "private.toml")
    raw = read(folder)
    assert [file.name for file in raw.files] == ["dataset.toml", "events/a.toml"]
    assert raw.problems[0].file == "events/b.toml"
