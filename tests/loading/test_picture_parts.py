"""What is found inside a picture: saved again by another program, cut short, or filled with something else."""

from __future__ import annotations

import base64
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.picture_parts import KEY, NAMESPACE, PNG_SIGNATURE, Parts, find_parts
from viewer.loading.problems import DatasetError

MOST = 10_000
RECORD = '{"name": "Größe “α”"}'


def a_chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(*chunks):
    return PNG_SIGNATURE + b"".join(a_chunk(*chunk) for chunk in (*chunks, (b"IEND", b"")))


def an_itxt(text, *, is_packed=False, language=b"", translated=b""):
    body = zlib.compress(text.encode()) if is_packed else text.encode()
    return b"iTXt", KEY.encode() + b"\0" + bytes([is_packed, 0]) + language + b"\0" + translated + b"\0" + body


def an_svg(inner, root="<svg xmlns='http://www.w3.org/2000/svg'>"):
    return f"{root}<metadata>{inner}</metadata></svg>".encode()


def ours(element, text):
    return f'<{element} xmlns="{NAMESPACE}">{text}</{element}>'


def a_pdf(*streams):
    objects = (
        b"%d 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\n" % (number, head, body)
        for number, (head, body) in enumerate(streams, start=1)
    )
    return b"%PDF-1.7\n" + b"".join(objects)


def attached(body, extra=b""):
    return b"/Type /EmbeddedFile /Length %d %s" % (len(body), extra), body


@pytest.mark.parametrize("content", [b"", b"\x89PNG", b"GIF89a", b"<html></html>", b"%PS-Adobe", b"date,title\n"])
def test_any_other_file_is_no_picture_of_ours(content):
    assert find_parts(content, MOST) is None


def test_a_picture_that_carries_nothing_has_empty_parts():
    assert find_parts(a_png(), MOST) == Parts("", ())
    assert find_parts(b"%PDF-1.7\n%%EOF", MOST) == Parts("", ())
    assert find_parts(an_svg(""), MOST) == Parts("", ())


def test_a_record_that_another_program_compressed_is_read():
    assert find_parts(a_png(an_itxt(RECORD, is_packed=True)), MOST).record == RECORD


def test_a_record_with_a_language_and_a_translated_keyword_is_read():
    chunk = an_itxt(RECORD, language=b"fr-CH", translated=b"frise")
    assert find_parts(a_png(chunk), MOST).record == RECORD


def test_texts_of_other_programs_are_passed_over():
    others = (b"tEXt", b"Software\0mission-timeline"), (b"iTXt", KEY.encode() + b"-not\0\0\0\0\0no")
    assert find_parts(a_png(*others, an_itxt(RECORD)), MOST).record == RECORD


def test_every_data_chunk_is_handed_over_in_its_order():
    assert find_parts(a_png((b"mtLz", b"one"), (b"mtLz", b"two")), MOST).data == (b"one", b"two")


def test_what_stands_behind_the_end_of_a_png_is_not_read():
    content = a_png(an_itxt(RECORD)) + a_chunk(b"mtLz", b"smuggled")
    assert find_parts(content, MOST) == Parts(RECORD, ())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_png_cut_anywhere_breaks_off_in_one_sentence(data):
    whole = a_png(an_itxt(RECORD), (b"mtLz", b"packed"))
    cut = data.draw(st.integers(len(PNG_SIGNATURE), len(whole) - 1))
    with pytest.raises(DatasetError, match=r"^this PNG breaks off \(it was not copied whole: fetch it again\)$"):
        find_parts(whole[:cut], MOST)


def test_a_compressed_text_that_is_damaged_says_so():
    chunk = (b"zTXt", KEY.encode() + b"\0\0" + b"no zlib at all")
    with pytest.raises(DatasetError, match=r"carries is damaged: .*fetch the picture again"):
        find_parts(a_png(chunk), MOST)


def test_a_compressed_record_without_end_is_not_unpacked():
    with pytest.raises(DatasetError, match=r"unpacks to more than 1,000,000 bytes"):
        find_parts(a_png(an_itxt("x" * 1_000_001, is_packed=True)), MOST)


def test_a_record_whose_letters_are_broken_is_still_handed_over():
    kind, body = an_itxt("abc")
    assert find_parts(a_png((kind, body + b"\xff")), MOST).record == "abc�"


def test_an_svg_with_a_declaration_and_a_comment_first_is_known():
    content = an_svg(ours(KEY, "{}"), "<?xml version='1.0'?><!-- by hand --><svg xmlns='http://www.w3.org/2000/svg'>")
    assert find_parts(content, MOST).record == "{}"


def test_marks_in_the_record_of_an_svg_come_back_as_they_were():
    assert find_parts(an_svg(ours(KEY, "a &lt; b &amp; “c”<![CDATA[<d>]]>")), MOST).record == "a < b & “c”<d>"


def test_elements_of_our_name_in_another_namespace_are_not_ours():
    foreign = f'<{KEY} xmlns="urn:other">no</{KEY}><data xmlns="urn:other">bm8=</data>'
    assert find_parts(an_svg(foreign), MOST) == Parts("", ())


def test_a_prefix_given_by_another_program_changes_nothing():
    inner = f'<m:{KEY} xmlns:m="{NAMESPACE}">yes</m:{KEY}><m:data xmlns:m="{NAMESPACE}">eWVz</m:data>'
    assert find_parts(an_svg(inner), MOST) == Parts("yes", (b"yes",))


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=300), st.integers(1, 40))
def test_data_of_an_svg_comes_back_however_its_lines_are_broken(body, width):
    text = base64.b64encode(body).decode()
    lines = "\r\n  ".join(text[at : at + width] for at in range(0, len(text), width))
    assert find_parts(an_svg(ours("data", lines)), MOST).data == (body,)


def test_base64_that_is_cut_short_is_damage():
    with pytest.raises(DatasetError, match=r"^the data this picture carries is damaged: .*\(fetch it again\)$"):
        find_parts(an_svg(ours("data", "abcde")), MOST)


def test_a_file_attached_to_a_pdf_is_found_packed_or_not():
    plain, packed = b"the data", zlib.compress(b"more data")
    content = a_pdf(attached(plain), attached(packed, b"/Filter /FlateDecode"))
    assert find_parts(content, MOST).data == (plain, b"more data")


def test_streams_of_a_pdf_that_are_no_attachment_are_passed_over():
    assert find_parts(a_pdf((b"/Type /XObject /Length 5", b"\xff\xd8jpg")), MOST) == Parts("", ())


@pytest.mark.parametrize("length", [b"/Length 3", b"/Length 9999", b"/Length 7 0 R", b""])
def test_a_length_that_is_wrong_or_elsewhere_does_not_cut_a_stream(length):
    content = a_pdf((b"/Type /EmbeddedFile " + length, b"the data"))
    (found,) = find_parts(content, MOST).data
    assert found.rstrip() == b"the data"


def test_data_that_holds_the_word_endstream_is_kept_whole():
    body = b"before\nendstream\nafter"
    assert find_parts(a_pdf(attached(body)), MOST).data == (body,)


def test_the_record_of_a_pdf_stands_in_its_xmp():
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{ours(KEY, "{}")}</x:xmpmeta>'.encode()
    packet = b"<?xpacket begin='' ?>" + xmp + b"<?xpacket end='w'?>"
    assert find_parts(a_pdf((b"/Type /Metadata /Length %d" % len(packet), packet)), MOST).record == "{}"


def test_metadata_of_a_pdf_without_xmp_says_nothing():
    assert find_parts(a_pdf((b"/Type /Metadata /Length 4", b"none")), MOST).record == ""


def test_the_first_of_two_records_in_a_pdf_stays():
    packets = [f'<x:xmpmeta xmlns:x="x">{ours(KEY, text)}</x:xmpmeta>'.encode() for text in ("one", "two")]
    streams = ((b"/Type /Metadata /Length %d" % len(packet), packet) for packet in packets)
    assert find_parts(a_pdf(*streams), MOST).record == "one"


def test_an_attachment_of_exactly_the_limit_is_read_and_one_byte_more_is_not():
    packed = zlib.compress(b"x" * 100)
    content = a_pdf(attached(packed, b"/Filter /FlateDecode"))
    assert find_parts(content, 100).data == (b"x" * 100,)
    with pytest.raises(DatasetError, match=r"more than 99 bytes \(it is not read\)$"):
        find_parts(content, 99)
