"""The bytes of a table as UTF-8 with LF line ends, block by block; which encoding and which delimiter they have.

What is no text at all is refused. Knows nothing of records or columns.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct, field

from viewer.loading.problems import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK_BYTES = 1 << 20
_DELIMITERS = ",;\t|"
_UNWANTED = b"\0\x1e\x1f"
_HEAD_BYTES = 1 << 16
_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEGINNINGS = (
    (b"PK\x03\x04", "is a spreadsheet or a zip", "in a spreadsheet, save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "is a spreadsheet", "open it as one and save the sheet as CSV"),
    (b"PAR1\x15", "is a Parquet file", "give its name the ending .parquet"),
    (b"ARROW1\0\0", "is an Arrow file", "give its name the ending .arrow"),
    (b"\x1f\x8b", "is packed with gzip", "unpack it first"),
    (b"%PDF", "is a PDF", "give its name the ending .pdf if it carries a dataset"),
    (b"\x89PNG", "is a picture", "give its name the ending .png if it carries a dataset"),
    (b"SQLite format 3\0", "is a database", "save the table of it as CSV"),
)
_PLAIN_CONTROLS = b"\t\n\v\f\r\x1a\x1e\x1f\x85"
_OTHER_CONTROLS = bytes(char for char in range(32) if char not in _PLAIN_CONTROLS)
_NO_LETTERS = {"Cc", "Cn", "Co", "Cs"}
_UNDECODED = 0xFFFD  # what stands where bytes are no text
_NAMES = {"cp1252": "Windows-1252", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


class NotUtf8Error(Exception):
    """A text that was taken for UTF-8 turns out to be none."""


class TableText(Struct):
    """The text of an open file. `codec` is that of its byte order mark; without one, UTF-8 until proven otherwise."""

    file: BinaryIO
    codec: str
    mark_bytes: int
    _digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    @classmethod
    def of(cls, file: BinaryIO) -> TableText:
        """Look at the first bytes of a file; raises DatasetError where they are no text."""
        file.seek(0)
        head = file.read(_HEAD_BYTES)
        marked = next(((codec, len(mark)) for mark, codec in _MARKS if head.startswith(mark)), None)
        codec, mark_bytes = marked or (_without_mark(head), 0)
        _refuse_unlike_text(head, codec)
        return cls(file, codec, mark_bytes)

    def as_windows(self) -> TableText:
        """Return the same file as Windows-1252, what most tables are that are not UTF-8."""
        return TableText(self.file, "cp1252", 0)

    @property
    def name(self) -> str:
        """The name people know the encoding by."""
        return _NAMES.get(self.codec, self.codec.upper())

    @property
    def is_guessed(self) -> bool:
        """Whether neither a mark nor the bytes themselves prove the encoding."""
        return self.codec != "utf-8" and not self.mark_bytes

    @property
    def sha256(self) -> str:
        """The hash of all bytes that have been read by `blocks`."""
        return self._digest.hexdigest()

    def blocks(self) -> Iterator[bytes]:
        """Yield the text as UTF-8 with LF line ends, cut anywhere, without NUL and the separators U+001E and U+001F.

        Raises NotUtf8Error; what another encoding cannot read becomes U+FFFD.
        """
        self.file.seek(0)
        self._digest.update(self.file.read(self.mark_bytes))
        decoder = codecs.getincrementaldecoder(self.codec)("strict" if self.codec == "utf-8" else "replace")
        held = b""
        while block := self.file.read(BLOCK_BYTES):
            self._digest.update(block)
            text = held + self._in_utf8(decoder, block)
            held = b"\r" if text.endswith(b"\r") else b""  # half of a CR LF, perhaps
            yield _plain(text.removesuffix(held))
        yield _plain(held + self._in_utf8(decoder, b""))

    def _in_utf8(self, decoder: codecs.IncrementalDecoder, block: bytes) -> bytes:
        """Return one block in UTF-8; b"" is the end of the file."""
        if self.codec != "utf-8":
            return decoder.decode(block, final=not block).encode()
        if block.isascii() and block and not decoder.getstate()[0]:
            return block
        try:
            decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise NotUtf8Error from error
        return block


def _without_mark(head: bytes) -> str:
    """Return the encoding by where its zeros stand: most letters of a table take but one byte of two or four."""
    sample = head[:1000]
    for first, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(sample) > 3 and sample[first::2].count(0) > len(sample) // 3:
            return codec
    return "utf-8"


def _refuse_unlike_text(head: bytes, codec: str) -> None:
    """Raise DatasetError for what is known as something else by its beginning, or is full of control characters."""
    for beginning, is_what, hint in _BEGINNINGS:
        if head.startswith(beginning):
            raise DatasetError(f"this is not a text file: it {is_what}", hint)
    if _is_full_of_controls(head) if codec == "utf-8" else _is_full_of_no_letters(head.decode(codec, "replace")):
        raise DatasetError("this is not a text file", "a table is text: CSV or TSV, one row a line")


def _is_full_of_controls(head: bytes) -> bool:
    """Tell by more than one sign, since some control characters are in many a text."""
    count = len(head) - len(head.translate(None, _OTHER_CONTROLS))
    is_odd = b"\0" in head or not _is_utf8(head)
    return count > (max(4, len(head) // 20) if is_odd else max(200, len(head) // 2))


def _is_full_of_no_letters(text: str) -> bool:
    from unicodedata import category  # noqa: PLC0415  only a table that is not UTF-8 needs it

    odd = [char for char in text[:-1] if category(char) in _NO_LETTERS or ord(char) == _UNDECODED]
    return sum(char not in _PLAIN_CONTROLS.decode("latin-1") for char in odd) > max(4, len(text) // 20)


def _is_utf8(head: bytes) -> bool:
    """Tell whether bytes are UTF-8, cut anywhere at their end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _plain(text: bytes) -> bytes:
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if any(byte in text for byte in (b"\0", b"\x1e", b"\x1f")):
        text = text.translate(None, _UNWANTED)
    return text


def find_delimiter(head: str, likely: str = ",") -> tuple[str, int]:
    """Return the delimiter of a table's first lines, and how many characters its `sep=` line takes (0: it has none).

    That line is honoured; else it is the one that most lines have as often as the first line, quoted text apart.
    """
    said = head[:4].lower() == "sep=" and re.match(r"....([,;\t|:^~!#&])\n", head)
    if said:
        return said[1], said.end()
    unquoted = re.sub(r'"[^"]*"', "", head) if '"' in head else head
    lines = [line for line in unquoted.split("\n", 100)[:100] if line.strip()]
    first, rest = lines[0] if lines else "", lines[1:-1] or lines[1:]  # the last line may be cut

    def score(delimiter: str) -> tuple[float, int, bool]:
        count = first.count(delimiter)
        same = sum(line.count(delimiter) == count for line in rest) / max(1, len(rest))
        return (same if count else -1.0), count, delimiter == likely

    best = max(_DELIMITERS, key=score)
    return (best if best in first else likely), 0
