"""Finds what an exported picture carries inside: the text of its record, and the bytes of a packed dataset.

PNG chunks (ISO/IEC 15948), SVG metadata and PDF streams (ISO 32000-1, 7.5.8), also after another program has saved
the picture again, as far as it kept them. Nothing is unpacked beyond a limit. Knows nothing of what the record says.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct

from viewer.loading.problems import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "mission-timeline"
"""The name of the record: keyword of a PNG text, element of an SVG and of the XMP of a PDF."""
NAMESPACE = "urn:mission-timeline:1"
DATA_ELEMENT = "data"
DATA_CHUNK = b"mtLz"
"""Ancillary, private, safe to copy: other programs may keep it, and need not understand it."""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

_STREAM = re.compile(rb"\bstream\r?\n")
_LENGTH = re.compile(rb"/Length (\d{1,12})\b(?! \d+ R)")
_XMP = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_LONGEST_HEAD = 2_000
_LONGEST_RECORD = 1_000_000


class Parts(Struct, frozen=True):
    """What a picture carries: the text of its record ("" for none), and what may be its dataset, packed."""

    record: str
    data: tuple[bytes, ...]


def find_parts(content: bytes, most_bytes: int) -> Parts | None:
    """Return what a PNG, SVG or PDF carries, None for any other file; at most `most_bytes` are unpacked of a stream.

    Raises DatasetError where the file breaks off or is no whole SVG.
    """
    if content.startswith(PNG_SIGNATURE):
        return _parts_of_png(content)
    if content.startswith(b"%PDF-"):
        return _parts_of_pdf(content, most_bytes)
    if b"<svg" in content[:4_000]:
        return _parts_of_xml(content)
    return None


def _parts_of_png(content: bytes) -> Parts:
    record, data = "", []
    for kind, body in _chunks(content):
        if kind in {b"iTXt", b"tEXt", b"zTXt"} and body.startswith(KEY.encode() + b"\0"):
            record = _png_text(kind, body[len(KEY) + 1 :])
        elif kind == DATA_CHUNK:
            data.append(body)
    return Parts(record, tuple(data))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(PNG_SIGNATURE)
    while True:
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if len(kind) < 4 or at + 12 + length > len(content):
            raise DatasetError("this PNG breaks off", "it was not copied whole: fetch it again")
        yield kind, content[at + 8 : at + 8 + length]
        if kind == b"IEND":
            return
        at += 12 + length


def _png_text(kind: bytes, rest: bytes) -> str:
    """Return the text behind the keyword of a text chunk."""
    if kind == b"tEXt":
        return rest.decode("latin-1")
    if kind == b"zTXt":
        return _inflated(rest[1:], _LONGEST_RECORD).decode("latin-1")
    is_packed, text = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[-1]
    return (_inflated(text, _LONGEST_RECORD) if is_packed else text).decode("utf-8", "replace")


def _parts_of_pdf(content: bytes, most_bytes: int) -> Parts:
    record, data = "", []
    for head, body in _pdf_streams(content):
        if b"/EmbeddedFile" in head:
            data.append(_unpacked(head, body, most_bytes))
        elif b"/Metadata" in head:
            packet = _XMP.search(_unpacked(head, body, _LONGEST_RECORD))
            record = record or (_parts_of_xml(packet[0]).record if packet else "")
    return Parts(record, tuple(data))


def _pdf_streams(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield dictionary and bytes of each stream, in the order of the file."""
    at = 0
    while found := _STREAM.search(content, at):
        start = found.end()
        head = content[max(at, found.start() - _LONGEST_HEAD) : found.start()].rpartition(b" obj")[2]
        said = _LENGTH.search(head)
        end = start + int(said[1]) if said else start
        if not content[end : end + 12].lstrip().startswith(b"endstream"):
            end = content.find(b"endstream", start)
        if end < 0:
            raise DatasetError("this PDF breaks off", "it was not copied whole: fetch it again")
        yield head, content[start:end]
        at = end + len(b"endstream")


def _unpacked(head: bytes, body: bytes, most_bytes: int) -> bytes:
    return _inflated(body, most_bytes) if b"/FlateDecode" in head else body


def _inflated(body: bytes, most_bytes: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(body, most_bytes)
    except zlib.error as error:
        raise DatasetError(f"what this picture carries is damaged: {error}", "fetch the picture again") from error
    if unpacker.unconsumed_tail:
        raise DatasetError(f"what this picture carries unpacks to more than {most_bytes:,} bytes", "it is not read")
    return content


def _parts_of_xml(content: bytes) -> Parts:
    reader = _XmlReader()
    try:
        reader.parser.Parse(content, True)  # this is all of it
    except expat.ExpatError as error:
        raise DatasetError(f"this is no whole SVG: {error}", "fetch it again") from error
    try:
        data = base64.b64decode("".join(reader.texts[DATA_ELEMENT]), validate=False)
    except binascii.Error as error:
        raise DatasetError(f"the data this picture carries is damaged: {error}", "fetch it again") from error
    return Parts("".join(reader.texts[KEY]), (data,) if data else ())


class _XmlReader:
    """Gathers the text of our own two elements; takes no declared entities, so that none can grow."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {KEY: [], DATA_ELEMENT: []}
        self._open: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._take
        self.parser.EntityDeclHandler = self._refuse

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        place, _, plain = name.rpartition(" ")
        self._open = self.texts.get(plain) if place == NAMESPACE else None

    def _end(self, _: str) -> None:
        self._open = None

    def _take(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)

    def _refuse(self, *_: object) -> None:
        raise DatasetError("this SVG declares entities, which can hide anything", "save it without a DOCTYPE")
