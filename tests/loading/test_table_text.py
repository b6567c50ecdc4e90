from __future__ import annotations

import hashlib
import io

import pytest

from viewer.loading.tables import text as table_text
from viewer.loading.tables.text import NotUtf8Error, TableText, find_delimiter


def text_of(content, monkeypatch, block_bytes=1000):
    monkeypatch.setattr(table_text, "BLOCK_BYTES", block_bytes)
    text = TableText.of(io.BytesIO(content))
    return b"".join(text.blocks()).decode()


@pytest.mark.parametrize("block_bytes", [1, 2, 3, 1000])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_line_ends_become_line_feeds_wherever_blocks_are_cut(monkeypatch, codec, block_bytes):
    assert text_of("a\r\né\rb\nc\r".encode(codec), monkeypatch, block_bytes) == "a\né\nb\nc\n"


def test_nuls_and_separators_of_information_are_left_out(monkeypatch):
    assert text_of(b"a\0b\x1ec\x1fd", monkeypatch) == "abcd"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_sixteen_bits_are_known_without_a_mark_and_said_to_be_guessed(codec):
    text = TableText.of(io.BytesIO("date,title\n".encode(codec)))
    assert (text.codec, text.is_guessed) == (codec, True)


def test_a_mark_is_proof():
    assert not TableText.of(io.BytesIO("a".encode("utf-16"))).is_guessed


@pytest.mark.parametrize("content", [b"M\xfcller", b"abc\xc3"])
def test_what_is_no_utf8_is_found_out_and_read_as_windows(content):
    text = TableText.of(io.BytesIO(content))
    with pytest.raises(NotUtf8Error):
        list(text.blocks())
    again = text.as_windows()
    assert b"".join(again.blocks()).decode() == content.decode("cp1252")
    assert (again.name, again.is_guessed) == ("Windows-1252", True)


def test_the_hash_is_over_the_bytes_as_they_are(monkeypatch):
    content = "\ufeffa\r\n".encode()
    text = TableText.of(io.BytesIO(content))
    list(text.blocks())
    assert text.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        *(("a,b\n1,2\n", ","), ("a;b\n1,5;2,5\n", ";"), ("a\tb\n1, 2\t3\n", "\t"), ("a|b\n1|2\n", "|")),
        *(('a;b\n"1,2,3";4\n', ";"), ("date;title, long\n1;2\n3;4\n", ";"), ("date\n2024\n", ","), ("", ",")),
    ],
)
def test_the_delimiter_is_the_one_that_is_there_equally_often(head, delimiter):
    assert find_delimiter(head) == (delimiter, 0)


def test_between_equals_the_likely_delimiter_wins():
    assert find_delimiter("a,b\tc\n1,2\t3\n", likely="\t")[0] == "\t"


def test_a_sep_line_is_obeyed_and_skipped():
    assert find_delimiter("sep=;\na,b\n") == (";", 6)
    assert find_delimiter("SEP=^\na,b\n") == ("^", 6)


def test_a_sep_line_of_nonsense_is_a_line_like_any_other():
    assert find_delimiter('sep="\na,b\n')[1] == 0
