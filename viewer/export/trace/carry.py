"""Puts the record and a packed dataset into a finished picture. Knows the three file formats, not what they show.

PNG: the record as iTXt chunk, the dataset as private chunk "mtLz" that programs may copy unread (ISO/IEC 15948, 5.4).
SVG: the dataset as base64 in <metadata>. PDF: the dataset as an attached file, added by an incremental update
(ISO 32000-1, 7.5.6 and 7.11.4), so that readers list it. The record of SVG and PDF is in their RDF.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from viewer.export.formats.atomic import ExportError
from viewer.export.formats.png_chunks import chunk
from viewer.export.formats.rdf import escape
from viewer.loading.archive import MIMETYPE
from viewer.loading.picture_parts import DATA_CHUNK, DATA_ELEMENT, NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.loading.pack import Packed

_ROOT = re.compile(rb"/Root (\d+) 0 R")
_NAMES = re.compile(rb"/Names (\d+) 0 R\n")
_SIZE = re.compile(rb"/Size (\d+)")


def png_with_data(png: bytes, packed: Packed) -> bytes:
    """Return a PNG that carries a packed dataset behind its pixels."""
    at = png.rindex(b"IEND") - 4
    return png[:at] + chunk(DATA_CHUNK, packed.content) + png[at:]


def svg_with_data(svg: str, packed: Packed) -> str:
    """Return an SVG that carries a packed dataset in its metadata."""
    head, end, rest = svg.partition("</metadata>")
    name = escape(packed.name)
    opening = f'<{DATA_ELEMENT} xmlns="{NAMESPACE}" name="{name}" type="{_media_type(packed)}" encoding="base64">'
    data = base64.encodebytes(packed.content).decode("ascii")
    return f"{head}{opening}\n{data}</{DATA_ELEMENT}>\n{end}{rest}"


def pdf_with_data(pdf: bytes, packed: Packed) -> bytes:
    """Return a PDF with a packed dataset as attached file, of the kind "Source" of the document."""
    table_at = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
    root, size = _ROOT.search(trailer), _SIZE.search(trailer)
    if root is None or size is None:
        raise ExportError("The PDF has no table of its objects. Install the program again.")
    first = int(size[1])
    objects = {
        int(root[1]): _catalogue(pdf, int(root[1]), packed, first),
        first: _file_specification(packed, first + 1),
        first + 1: _embedded_file(packed),
    }
    more = _SIZE.sub(b"/Size %d" % (first + 2), trailer).replace(b">>\n", b"/Prev %d\n>>\n" % table_at, 1)
    return _updated(pdf, objects, more)


def _media_type(packed: Packed) -> str:
    ending = packed.name.lower().rpartition(".")[2]
    return {"mtlz": MIMETYPE, "csv": "text/csv", "tsv": "text/tab-separated-values"}.get(ending, "text/plain")


def _catalogue(pdf: bytes, number: int, packed: Packed, file: int) -> bytes:
    """Return the document's catalogue with the attached file in it; QPdfWriter gives it an empty list of names."""
    body = _object(pdf, number)
    names = _NAMES.search(body)
    if b"/AF " in body or (names and _object(pdf, int(names[1])).split() != [b"<<", b">>"]):
        raise ExportError("The PDF already has attached files. Install the program again.")
    tree = b"/Names << /EmbeddedFiles << /Names [%s %d 0 R] >> >>\n/AF [%d 0 R]\n" % (_hex(packed.name), file, file)
    body = _NAMES.sub(b"", body)
    at = body.rindex(b">>")
    return body[:at] + tree + body[at:]


def _object(pdf: bytes, number: int) -> bytes:
    start = pdf.rindex(b"\n%d 0 obj\n" % number) + len(b"\n%d 0 obj\n" % number)
    return pdf[start : pdf.index(b"endobj", start)]


def _file_specification(packed: Packed, stream: int) -> bytes:
    name = _hex(packed.name)
    words = _hex("The dataset this figure was made from")
    return (
        b"<<\n/Type /Filespec\n/F %s\n/UF %s\n/Desc %s\n/AFRelationship /Source\n/EF << /F %d 0 R /UF %d 0 R >>\n>>\n"
        % (name, name, words, stream, stream)
    )


def _embedded_file(packed: Packed) -> bytes:
    kind = re.sub(rb"[^A-Za-z0-9.-]", lambda odd: b"#%02X" % ord(odd[0]), _media_type(packed).encode())
    size = len(packed.content)
    checksum = hashlib.md5(packed.content, usedforsecurity=False).hexdigest().encode()
    head = b"<<\n/Type /EmbeddedFile\n/Subtype /%s\n/Params << /Size %d /CheckSum <%s> >>\n/Length %d\n>>\n"
    return head % (kind, size, checksum, size) + b"stream\n" + packed.content + b"\nendstream\n"


def _hex(text: str) -> bytes:
    return b"<%s>" % (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode()


def _updated(pdf: bytes, objects: Mapping[int, bytes], trailer: bytes) -> bytes:
    """Return a PDF with objects added or replaced behind its end, and a table of just these."""
    parts, offsets, at = [], {}, len(pdf) + 1
    for number, body in sorted(objects.items()):
        whole = b"%d 0 obj\n%sendobj\n" % (number, body)
        offsets[number] = at
        parts.append(whole)
        at += len(whole)
    sections = [b"%d 1\n%010d 00000 n \n" % (number, offsets[number]) for number in sorted(offsets)]
    table = b"xref\n0 1\n0000000000 65535 f \n" + b"".join(sections) + trailer
    return pdf + b"\n" + b"".join(parts) + table + b"startxref\n%d\n%%%%EOF\n" % at
