"""Puts chunks into a finished PNG (ISO/IEC 15948). It knows neither what they mean nor what the picture shows."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from viewer.export.formats.atomic import ExportError

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_CHUNK = 2**31 - 1
_AFTER_HEAD = 33  # the signature and IHDR, which is always first and 13 bytes long
_PERCEPTUAL = b"\0"


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one chunk. Raises ExportError if it is longer than a PNG can have."""
    if len(body) > LONGEST_CHUNK:
        raise ExportError("The data is too large to be carried by a picture. Export it without its data.")
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def png_in_srgb(png: bytes) -> bytes:
    """Return a PNG that says its colours are sRGB."""
    return png[:_AFTER_HEAD] + chunk(b"sRGB", _PERCEPTUAL) + png[_AFTER_HEAD:]


def png_with_texts(png: bytes, texts: Mapping[str, str]) -> bytes:
    """Return a PNG with more texts in front of its pixels, uncompressed: tEXt for ASCII, else iTXt."""
    at = png.index(b"IDAT") - 4
    return png[:at] + b"".join(_text(key, text) for key, text in texts.items()) + png[at:]


def _text(key: str, text: str) -> bytes:
    name, words = key.encode("latin-1"), text.replace("\0", "").encode()
    return chunk(b"tEXt", name + b"\0" + words) if text.isascii() else chunk(b"iTXt", name + b"\0\0\0\0\0" + words)
