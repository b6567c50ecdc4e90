"""Pictures of one pixel that carry a record and a dataset, written by hand: for tests that read them."""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from html import escape


def a_record(packed=None, **rest):
    """The text of a record about a dataset "test"."""
    sha256 = packed.dataset_sha256 if packed else "ab" * 32
    record = {
        "format": "mission-timeline-figure/1",
        "dataset": {"id": "test", "sha256": sha256},
        "view": {"span_us": "5/900"},
        "embedded": packed and {"name": packed.name, "sha256": hashlib.sha256(packed.content).hexdigest()},
    }
    return json.dumps(record | rest)


def a_png(record, packed, kind=b"iTXt"):
    body = {b"iTXt": b"\0\0\0\0" + record.encode(), b"tEXt": record.encode()}
    body |= {b"zTXt": b"\0" + zlib.compress(record.encode())}
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (kind, b"mission-timeline\0" + body[kind])]
    parts += [(b"IDAT", zlib.compress(b"\0\0"))]
    parts += [(b"mtLz", packed.content)] if packed else []
    chunks = (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in [*parts, (b"IEND", b"")]
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def an_svg(record, packed):
    ours = 'xmlns="urn:mission-timeline:1"'
    data = f"<data {ours}>{base64.encodebytes(packed.content).decode()}</data>" if packed else ""
    said = f"<mission-timeline {ours}>{escape(record)}</mission-timeline>"
    return f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{said}{data}</metadata></svg>'.encode()
