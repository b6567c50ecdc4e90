"""The dates of one block of rows: start and end columns, certainty and precision columns together. Knows no files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.loading.tables.dates import DateReader, Dates, read_plain
from viewer.loading.tables.words import Vocabulary
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.columns import SAFE_US, Flag, begin_of, date_flags, finish_of
from viewer.model.patterns import late
from viewer.model.table_dates import ABOUT_BIT, KIND_BITS, UNSURE_BIT, DateCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from viewer.loading.tables.records import Cells
    from viewer.model.dates import UncertainDate

    Times = NDArray[np.int64]

_ABOUT = {"about", "approximate", "approximately", "approx", "circa", "estimated", "~"}
_UNSURE = {"uncertain", "unsure", "possible", "possibly", "probable", "probably", "likely", "low", "?"}
_QUALIFIERS = {ABOUT_BIT: "~", UNSURE_BIT: "?", ABOUT_BIT | UNSURE_BIT: "%"}
_DAY = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEATS_EACH = 512
_MOST_WORDS_OF_DOUBT = 1000
_FIRST_WEEK, _LAST_WEEK = instant_us(0, 1, 4), instant_us(9999, 12, 28)


class BadDate(Struct, frozen=True):
    """A row (in its block) whose date makes no sense, and why."""

    row: int
    text: str


class DatedRows(Struct):
    """The dates of a block of n rows. `holds` marks the rows that have one; the others' values mean nothing.

    `texts` has the rows whose date cannot be made from instants and codes, `far` those that microseconds cannot hold.
    """

    holds: NDArray[np.bool_]
    begin: Times
    finish: Times
    codes: NDArray[np.uint8]
    end_codes: NDArray[np.uint8]
    flags: NDArray[np.uint16]
    core_begin: Times
    core_finish: Times
    texts: dict[int, str]
    far: dict[int, UncertainDate]
    bad: list[BadDate]


class Dating:
    """Turns the date columns of one block after the other into instants. `beat` is called now and then."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self._reader = DateReader()
        self._certainty = Vocabulary(_MOST_WORDS_OF_DOUBT)
        self._beat = beat

    def dated(self, cells: Mapping[str, Cells]) -> DatedRows:
        """Return the dates of a block, from the cells of "date", and of "end" and the like if there are any."""
        start = cells["date"]
        end = cells.get("end")
        plain = read_plain(start)
        rows = _of_plain(plain, read_plain(end) if end else None, end)
        bits = self._doubt(cells.get("certainty"), len(start))
        _qualify(rows, bits)
        for count, row in enumerate(np.flatnonzero(~rows.holds)):
            if count % _BEATS_EACH == 0:
                self._beat()
            self._read_one(rows, int(row), start, end, _QUALIFIERS.get(int(bits[row]), ""))
        if "time_precision" in cells:
            _widen(rows, cells["time_precision"])
        return rows

    def _doubt(self, cells: Cells | None, count: int) -> NDArray[np.uint8]:
        """Return the bits of doubt of each row, from the words of its certainty column."""
        if cells is None:
            return np.zeros(count, dtype=np.uint8)
        codes = self._certainty.encode(cells)
        bits = np.array([_bits_of(word) for word in self._certainty.words], dtype=np.uint8)
        return np.where(codes >= 0, bits[codes], np.uint8(0))

    def _read_one(self, rows: DatedRows, row: int, start: Cells, end: Cells | None, qualifier: str) -> None:
        try:
            date = self._reader.read(start.at(row), end.at(row) if end else "", qualifier)
        except ValueError as error:
            rows.bad.append(BadDate(row, str(error)))
            return
        rows.holds[row] = True
        is_day = _DAY().fullmatch(date.text) is not None
        rows.codes[row] = DateCode.DAY if is_day else DateCode.TEXT
        if not is_day:
            rows.texts[row] = date.text
        rows.flags[row] = date_flags(date)
        if any(abs(edge) > SAFE_US for edge in (date.earliest_us, date.latest_us) if edge is not None):
            rows.far[row] = date
            return
        rows.begin[row], rows.finish[row] = begin_of(date, 1), finish_of(date, 1)
        rows.core_begin[row], rows.core_finish[row] = date.core_us or (0, 0)


def _of_plain(start: Dates, stop: Dates | None, end: Cells | None) -> DatedRows:
    """Return the rows whose start, and end if any, are both plain dates in their order."""
    count = len(start.codes)
    none = np.zeros(count, dtype=np.int64)
    holds = start.codes > 0
    flags = np.where(start.codes & KIND_BITS >= DateCode.DAY, int(Flag.DAY_KNOWN), 0).astype(np.uint16)
    rows = DatedRows(
        *(holds, start.begin, start.finish, start.codes, np.zeros(count, np.uint8), flags, none, none.copy()),
        *({}, {}, []),
    )
    if stop is None or end is None:
        return rows
    has_end = end.lengths > 0
    is_same = has_end & (stop.codes == start.codes) & (stop.begin == start.begin)
    lasts = has_end & ~is_same
    rows.holds &= ~lasts | ((stop.codes > 0) & (start.begin < stop.finish))
    lasts &= rows.holds
    rows.end_codes = np.where(lasts, stop.codes, 0).astype(np.uint8)
    rows.flags = np.where(lasts, int(Flag.DURATION), flags).astype(np.uint16)
    first = np.where(start.codes & KIND_BITS >= DateCode.DAY, start.begin, start.finish)
    last = np.where(stop.codes & KIND_BITS >= DateCode.DAY, stop.finish, stop.begin)
    has_core = lasts & (first < last)
    rows.core_begin, rows.core_finish = np.where(has_core, first, 0), np.where(has_core, last, 0)
    rows.finish = np.where(lasts, stop.finish, start.finish)
    return rows


def _bits_of(said: str) -> int:
    words = set(said.casefold().replace(",", " ").split())
    is_both = "%" in words
    return ABOUT_BIT * (is_both or bool(words & _ABOUT)) | UNSURE_BIT * (is_both or bool(words & _UNSURE))


def _qualify(rows: DatedRows, bits: NDArray[np.uint8]) -> None:
    """Put "about" and "uncertain" to plain dates, at both ends of a duration."""
    if not bits.any():
        return
    doubt = np.where(rows.holds, bits, 0).astype(np.uint8)
    rows.codes |= doubt
    rows.end_codes |= np.where(rows.end_codes, doubt, 0).astype(np.uint8)
    rows.flags[doubt > 0] &= ~np.uint16(Flag.DAY_KNOWN)
    rows.flags |= np.where(doubt & ABOUT_BIT, int(Flag.APPROXIMATE), 0).astype(np.uint16)
    rows.flags |= np.where(doubt & UNSURE_BIT, int(Flag.UNCERTAIN), 0).astype(np.uint16)


def _widen(rows: DatedRows, precision: Cells) -> None:
    """Take ACLED's time_precision at its word: 2 is some day of the week around the date, 3 some day of its month."""
    is_day = rows.holds & (rows.codes & KIND_BITS == DateCode.DAY) & (rows.end_codes == 0)
    says = np.zeros(len(precision), dtype=np.uint8)
    one = precision.lengths == 1
    says[one] = precision.text[precision.starts[one]]
    weeks, months = is_day & (says == ord("2")), is_day & (says == ord("3"))
    weeks &= (rows.begin >= _FIRST_WEEK) & (rows.begin <= _LAST_WEEK)
    rows.begin[weeks] -= 3 * US_PER_DAY
    rows.finish[weeks] += 3 * US_PER_DAY
    month = (rows.begin[months] // US_PER_DAY).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    rows.begin[months] = month.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) * US_PER_DAY
    rows.finish[months] = (month + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) * US_PER_DAY
    for mask, code in ((weeks, DateCode.WEEK), (months, DateCode.MONTH)):
        rows.codes[mask] = (rows.codes[mask] & ~np.uint8(KIND_BITS)) | np.uint8(code)
        rows.flags[mask] &= ~np.uint16(Flag.DAY_KNOWN)
