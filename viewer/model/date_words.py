"""Says dates in plain words, as a careful newspaper writes them: "between 30 Sep and 6 Oct 2024".

The words keep every doubt of the date and add none. Years before 1 are said as BC (astronomical 0 is 1 BC). A zone
is named where the author gave one, with his own clock. English only; knows nothing of drawing.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from viewer.model.calendar import MONTH_NAMES, US_PER_DAY, US_PER_SECOND, civil_from_us, days_in_month, weekday
from viewer.model.dates import DateForm, Edge, Moment, Precision, UncertainDate

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASON_NAMES = ("spring", "summer", "autumn", "winter")

_FIRST_GREGORIAN_YEAR = 1583  # before it people counted weekdays by another calendar
_ORDINALS = ("first", "second", "third", "fourth")
_YEARS_OF = {Precision.DECADE: 10, Precision.CENTURY: 100, Precision.MILLENNIUM: 1000}


class _Style(Struct, frozen=True):
    month_names: tuple[str, ...]
    has_weekday: bool


_SHORT = _Style(tuple(name[:3] for name in MONTH_NAMES), has_weekday=False)
_LONG = _Style(MONTH_NAMES, has_weekday=True)


def in_words(date: UncertainDate) -> str:
    """Return a date in short words: "11 Oct 2024", "about Jun 2024", "10–13 Oct 2024"."""
    return _in_style(date, _SHORT)


def in_long_words(date: UncertainDate) -> str:
    """Return a date with full names, and its weekday where it is one day: "Friday 11 October 2024"."""
    return _in_style(date, _LONG)


def instant_in_words(us: int, precision: Precision) -> str:
    """Return short words for an instant, cut to a precision: "11 Oct 2024", "25 Jun 2024, 14:30", "1950s"."""
    civil = civil_from_us(us)
    if precision < Precision.DAY:
        return f"{_date_words(us, Precision.DAY, _SHORT)}, {_clock(us, _fraction_digits(us), precision)}"
    if precision in _YEARS_OF:
        first = _first_year_of(civil.year, _YEARS_OF[precision])
        return _years_words(first, first + _YEARS_OF[precision] - 1)
    part = {Precision.SEASON: Precision.MONTH}.get(precision, min(precision, Precision.YEAR))
    return _date_words(us, part, _SHORT)


def _in_style(date: UncertainDate, style: _Style) -> str:
    if date.members:
        return _members_words(date, style)
    if date.start is None or date.end is None:
        return _half_words(date, style)
    if date.form is DateForm.POINT or date.start == date.end:
        return _alone(date.start, style)
    names_only = replace(style, has_weekday=False)
    return _pair_words(date.start, date.end, names_only, is_between=date.form is DateForm.ONE_OF)


def _members_words(date: UncertainDate, style: _Style) -> str:
    """Return the parts of a set as a list; a doubt stands in brackets so that commas part members only."""
    names_only = replace(style, has_weekday=False)
    words = [_in_style(member, names_only) for member in date.members]
    words = [f"{said.removesuffix(', uncertain')} (uncertain)" if ", uncertain" in said else said for said in words]
    last_link = " or " if date.form is DateForm.ONE_OF else " and "
    return ", ".join(words[:-1]) + last_link + words[-1]


def _half_words(date: UncertainDate, style: _Style) -> str:
    """Return the words of a date with one end only."""
    names_only = replace(style, has_weekday=False)
    known = date.start or date.end
    if known is None:
        return "date unknown"
    words, doubt = _about(known) + _bare(known, names_only), _doubt(known)
    if date.form is DateForm.ONE_OF:
        return f"{words} or later{doubt}" if date.start else f"by {words}{doubt}"
    if date.start:
        return f"from {words}{doubt}, {'still open' if date.end_edge is Edge.OPEN else 'end unknown'}"
    return f"until {words}{doubt}" + (", start unknown" if date.start_edge is Edge.UNKNOWN else "")


def _alone(moment: Moment, style: _Style) -> str:
    return _about(moment) + _bare(moment, style) + _doubt(moment)


def _about(moment: Moment) -> str:
    return "about " if moment.is_approximate else ""


def _doubt(moment: Moment) -> str:
    return ", uncertain" if moment.is_uncertain else ""


def _pair_words(start: Moment, end: Moment, style: _Style, *, is_between: bool) -> str:
    """Return the words of two ends; what both share (year, month, day, doubt) is said once."""
    if (start.is_approximate, start.is_uncertain) != (end.is_approximate, end.is_uncertain):
        return _unlike_words(start, end, style, is_between=is_between)
    if _is_on_one_day(start, end):
        day, clock = _bare(start, style).rsplit(", ", 1)
        clock_of_end = _bare(end, style).rsplit(", ", 1)[1]
        clock = clock.removesuffix(_zone(start))
        span = f"between {clock} and {clock_of_end}" if is_between else f"{clock}–{clock_of_end}"
        return f"{_about(start)}{day}, {span}{_doubt(start)}"
    if any(mark in _bare(moment, style) for moment in (start, end) for mark in ("between", ", ")):
        return _unlike_words(start, end, style, is_between=is_between)
    first, last = _bare(start, style).split(" "), _bare(end, style).split(" ")
    shared = _shared_tail(first, last)
    own = " ".join(first[: len(first) - shared])
    if not own:
        return _alone(start, style)
    rest = " ".join(last)
    if is_between:
        return f"between {_about(start)}{own} and {rest}{_doubt(start)}"
    dash = "–" if len(last) - shared == 1 == len(first) - shared else " – "
    return f"{_about(start)}{own}{dash}{rest}{_doubt(start)}"


def _unlike_words(start: Moment, end: Moment, style: _Style, *, is_between: bool) -> str:
    """Return the words of two ends that share nothing: each says its own."""
    first, last = (
        _about(moment) + _bare(moment, style) + (" (uncertain)" if moment.is_uncertain else "")
        for moment in (start, end)
    )
    return f"between {first} and {last}" if is_between else f"from {first} to {last}"


def _is_on_one_day(start: Moment, end: Moment) -> bool:
    has_clocks = max(start.precision, end.precision) < Precision.HOUR
    same_zone = start.offset_minutes == end.offset_minutes
    return has_clocks and same_zone and _local(start) // US_PER_DAY == _local(end) // US_PER_DAY


def _shared_tail(first: list[str], last: list[str]) -> int:
    """Return how many words at the end two texts of the same build share."""
    if len(first) != len(last):
        return 0
    shared = 0
    while shared < len(first) and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    return shared


def _bare(moment: Moment, style: _Style) -> str:
    """Return the words of a moment without its qualifiers."""
    if moment.precision < Precision.DAY:
        return _time_words(moment, style)
    if moment.season and moment.precision is Precision.SEASON:
        return f"{_season_name(moment.season)} {_year_name(civil_from_us(moment.earliest_us).year)}"
    first, last = civil_from_us(moment.earliest_us), civil_from_us(moment.latest_us - 1)
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return _date_words(moment.earliest_us, Precision.DAY, style)
    if (
        (first.year, first.month) == (last.year, last.month)
        and first.day == 1
        and last.day == days_in_month(last.year, last.month)
    ):
        return _date_words(moment.earliest_us, Precision.MONTH, style)
    if (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31):
        return _years_words(first.year, last.year)
    return _odd_words(moment, style)


def _odd_words(moment: Moment, style: _Style) -> str:
    """Return the words of a span that is no whole month or years, as unspecified digits can give."""
    first, last = civil_from_us(moment.earliest_us), civil_from_us(moment.latest_us - 1)
    names_only = replace(style, has_weekday=False)
    is_whole_months = first.day == 1 and last.day == days_in_month(last.year, last.month)
    unit = Precision.MONTH if is_whole_months else Precision.DAY
    if moment.precision is Precision.UNKNOWN and first.month == last.month:
        parts = _date_parts(moment.earliest_us, unit, names_only)
        return f"{' '.join(parts[:-1])}, year unknown"
    return _between(*(_date_words(us, unit, names_only) for us in (moment.earliest_us, moment.latest_us - 1)))


def _between(first: str, last: str) -> str:
    words = first.split(" ")
    own = words[: len(words) - _shared_tail(words, last.split(" "))]
    return f"between {' '.join(own)} and {last}"


def _date_words(us: int, precision: Precision, style: _Style) -> str:
    return " ".join(_date_parts(us, precision, style))


def _date_parts(us: int, precision: Precision, style: _Style) -> list[str]:
    """Return weekday, day, month and year of an instant, as many of them as the precision has."""
    civil = civil_from_us(us)
    parts = [_year_name(civil.year)]
    if precision <= Precision.MONTH:
        parts.insert(0, style.month_names[civil.month - 1])
    if precision <= Precision.DAY:
        parts.insert(0, str(civil.day))
        if style.has_weekday and civil.year >= _FIRST_GREGORIAN_YEAR:
            parts.insert(0, WEEKDAY_NAMES[weekday(us // US_PER_DAY)])
    return parts


def _season_name(code: int) -> str:
    if code <= 32:
        return SEASON_NAMES[(code - 21) % 4]
    if code <= 36:
        return f"{_ORDINALS[code - 33]} quarter of"
    if code <= 39:
        return f"{_ORDINALS[code - 37]} third of"
    return f"{_ORDINALS[code - 40]} half of"


def _local(moment: Moment) -> int:
    """Return the earliest instant as the author's clock shows it."""
    return moment.earliest_us + (moment.offset_minutes or 0) * 60 * US_PER_SECOND


def _time_words(moment: Moment, style: _Style) -> str:
    local = _local(moment)
    day = _date_words(local, Precision.DAY, style)
    if moment.precision is Precision.HOUR:
        closing = _clock(local + 3600 * US_PER_SECOND, 0, Precision.MINUTE)
        clock = f"between {_clock(local, 0, Precision.MINUTE)} and {'24:00' if closing == '00:00' else closing}"
    else:
        digits = 7 - len(str(moment.latest_us - moment.earliest_us))
        clock = _clock(local, digits, moment.precision)
    return f"{day}, {clock}{_zone(moment)}"


def _clock(us: int, digits: int, precision: Precision) -> str:
    civil = civil_from_us(us)
    clock = f"{civil.hour:02}:{civil.minute:02}"
    if precision <= Precision.SECOND:
        clock += f":{civil.second:02}"
    if precision <= Precision.MICROSECOND and digits > 0:
        clock += f".{civil.microsecond:06}"[: 1 + digits]
    return clock


def _fraction_digits(us: int) -> int:
    return len(f"{us % US_PER_SECOND:06}".rstrip("0"))


def _zone(moment: Moment) -> str:
    if moment.offset_minutes is None:
        return ""
    if moment.offset_minutes == 0:
        return " UTC"
    hours, minutes = divmod(abs(moment.offset_minutes), 60)
    return f" UTC{'−' if moment.offset_minutes < 0 else '+'}{hours:02}:{minutes:02}"


def _first_year_of(year: int, length: int) -> int:
    """Return the first year of the decade, century or millennium of a year, as EDTF digits group them."""
    if year >= 0:
        return year // length * length
    return -(-year // length * length) - length + 1


def _years_words(first: int, last: int) -> str:
    """Return the words of the years from first to last (inclusive, astronomical)."""
    length = last - first + 1
    if first == last:
        return _year_name(first)
    if (first, last) == (0, 9999):
        return "year unknown"
    if length in {100, 1000} and _first_year_of(first, length) == first:
        number = (first if first >= 0 else -last) // length + 1
        return f"{_ordinal(number)} {'century' if length == 100 else 'millennium'}{' BC' if first < 0 else ''}"
    if length == 10 and first >= 1000 and first % 10 == 0 and first % 100:  # "1900s" would be read as a century
        return f"{first}s"
    return _between(_year_name(first), _year_name(last))


def _ordinal(number: int) -> str:
    tens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if tens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _year_name(year: int) -> str:
    """Return a year as people write it: "2024", "AD 987", "44 BC", "170 million BC", "13.8 billion BC"."""
    if 1000 <= year <= 9999:
        return str(year)
    if abs(year) >= 10**6 and year % 1000 == 0:
        number = _round_name(abs(year))
        return f"{number} BC" if year < 0 else f"AD {number}"
    return f"AD {year:,}" if year > 0 else f"{_counted(1 - year)} BC"


def _counted(number: int) -> str:
    return f"{number:,}" if number > 9999 else str(number)


def _round_name(number: int) -> str:
    """Return a number of whole thousands in millions or billions; the one year that BC is off goes unsaid."""
    if number >= 10**9 and number % 10**6 == 0:
        whole, rest, name = number // 10**9, number % 10**9 // 10**6, "billion"
    else:
        whole, rest, name = number // 10**6, number % 10**6 // 10**3, "million"
    decimals = f".{rest:03}".rstrip("0").rstrip(".")
    return f"{whole:,}{decimals} {name}"
