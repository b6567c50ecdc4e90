"""What to write instead of a text that is not a date in EDTF: forms that people and spreadsheets use, put into EDTF.

A hint never decides: where a text may mean two days, both are named. Only for messages; nothing is read by it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.model.calendar import MONTH_NAMES, civil_from_days, days_from_civil, days_in_month

if TYPE_CHECKING:
    from collections.abc import Callable

GENERAL = "write a day 2024-10-11, a month 2024-10, a year 2024 or a range such as [2024-09-30..2024-10-06]"
_NOTHING = "give at least a year or a range, such as 202X or [2024-06..2024-08]; without a date it cannot be shown"
_NO_DATES = {
    *("n/a", "na", "n.a", "nan", "nat", "none", "null", "nil", "no date", "undated", "missing", "unknown", "not known"),
    *("tbd", "tba", "tbc", "n.d", "s.d", "n. d", "?", "??", "-", "--", "---", "–", "—", "pending", "to be confirmed"),
}
_SERIALS = range(15_000, 75_000)
_SERIAL_ZERO = days_from_civil(1899, 12, 30)
_SECONDS = range(500_000_000, 3_000_000_000)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ABOUT = r"(?:circa|approximately|approx\.?|about|around|roughly|ca\.?|c\.?|~) ?"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_ISO = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?P<clock>,? (?:at )?[0-9]{1,2}[:.h].*|T[0-9].*)?"
_YEAR = r"(?P<year>[0-9]{4})"


def date_hint(text: str) -> str:
    """Return what to write instead of a text, in the imperative; "" where nothing better than GENERAL is known."""
    if text.strip(" .").casefold() in _NO_DATES:
        return _NOTHING
    for form, say in _FORMS:
        if (found := form.fullmatch(text)) and (hint := say(found)):
            return hint
    return ""


def _numbers(found: re.Match[str]) -> str:
    """Hint at the days that two numbers and a year may mean, the day first or the month first."""
    first, second, year = (int(found[part]) for part in ("first", "second", "year"))
    pairs = [(first, second), (second, first)] if first != second else [(first, second)]
    days = [(month, day) for day, month in pairs if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)]
    if not days:
        return "" if max(first, second) > 31 else "there is no such day"
    texts = [f"{year:04}-{month:02}-{day:02}" for month, day in days]
    if len(texts) == 2:
        words = [f"{text} for {day} {MONTH_NAMES[month - 1]}" for text, (month, day) in zip(texts, days, strict=True)]
        return f"write it with hyphens, the year first: {words[0]}, {words[1]}" + _then_time(found)
    return f"write it with hyphens, the year first: {texts[0]}{_then_time(found)}"


def _then_time(found: re.Match[str]) -> str:
    return ', then "T" and the time as 14:30' if found.groupdict().get("clock") else ""


def _year_first(found: re.Match[str]) -> str:
    year, month, day = (int(found[part]) for part in ("year", "month", "day"))
    is_day = 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)
    text = f"{year:04}-{month:02}-{day:02}{_then_time(found)}"
    return f"put hyphens between year, month and day: {text}" if is_day else ""


def _worded(found: re.Match[str]) -> str:
    """Hint at a day, or a month, whose month is a word; at the missing year where there is none."""
    given = found.groupdict()
    month = _month_of(given["month"])
    if not month or int(given.get("day") or 1) not in range(1, 32):
        return ""
    day = f"-{int(given['day']):02}" if given.get("day") else ""
    if given.get("year") is None:
        return f"a date needs its year, such as 2024-{month:02}{day}"
    return f"write {given['year']}-{month:02}{day}{_then_time(found)}"


def _month_of(word: str) -> int:
    names = [name.casefold() for name in MONTH_NAMES]
    word = "sep" if word.casefold() == "sept" else word.casefold()
    return next((number for number, name in enumerate(names, 1) if name.startswith(word)), 0)


def _about(found: re.Match[str]) -> str:
    """Hint at "~" behind what is itself a date, or is hinted at as one."""
    inner = found["rest"]
    text = inner if re.fullmatch(_ISO, inner) else _only(date_hint(inner))
    return f'write "~" after the date for "about": {text}~' if text else ""


def _only(hint: str) -> str:
    """Return the one date that a hint names, or ""."""
    date = re.search(r"(?<![\w.-])(?:Y-[0-9]{5,}|-?[0-9]{3}[0-9X](?:-[0-9]{2}){0,2})(?![\w.])", hint)
    return date[0] if date and " for " not in hint and "such as" not in hint else ""


def _before_christ(found: re.Match[str]) -> str:
    before = int(found["number"].replace(",", "")) - 1
    if before < 0:
        return "there is no year 0 BC"
    text = "0000" if not before else f"-{before:04}" if before < 10_000 else f"Y-{before}"
    return f"write {text}, since 1 BC is the year 0000"


def _after_christ(found: re.Match[str]) -> str:
    return f"write {int(found['number']):04}"


def _span(found: re.Match[str]) -> str:
    first, last = found["first"], found["last"]
    if last <= first:
        return ""
    return f"write {first}/{last} for all of it, [{first}..{last}] for some time in it"


def _season(found: re.Match[str]) -> str:
    return f"write {found['year']}-{_SEASONS[found['season'].casefold()]}"


def _quarter(found: re.Match[str]) -> str:
    return f"write {found['year']}-{32 + int(found['quarter'])}"


def _decade(found: re.Match[str]) -> str:
    return f"a decade is written {re.sub('[^0-9]', '', found[0]).zfill(4)[:3]}X"


def _century(found: re.Match[str]) -> str:
    return f"a century is written {int(found['number']) - 1:02}XX" if int(found["number"]) else ""


def _serial(found: re.Match[str]) -> str:
    """Hint at the day that a spreadsheet counts."""
    number = int(found[1])
    if number not in _SERIALS:
        return ""
    day = "{:04}-{:02}-{:02}".format(*civil_from_days(_SERIAL_ZERO + number))
    return f"as a spreadsheet counts days this is {day}: give its column the format of a date and save it again"


def _seconds(found: re.Match[str]) -> str:
    number = int(found[1])
    if number not in _SECONDS:
        return ""
    day = "{:04}-{:02}-{:02}".format(*civil_from_days(number // 86_400))
    return f"counted from 1970 this is a time on {day}: write it as a date, such as {day}"


def _formatted(words: str) -> Callable[[re.Match[str]], str]:
    """Return a hint that names parts of the text."""
    return lambda found: words.format(**found.groupdict())


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(form, re.IGNORECASE | re.ASCII), say if callable(say) else _formatted(say))
    for form, say in (
        (r"(?P<first>[0-9]{1,2})(?P<s>[./-])(?P<second>[0-9]{1,2})(?P=s)(?P<year>[0-9]{4})\.?" + _CLOCK, _numbers),
        (r"(?P<year>[0-9]{4})(?P<s>[./]?)(?P<month>[0-9]{2})(?P=s)(?P<day>[0-9]{2})" + _CLOCK, _year_first),
        (r"(?P<year>[0-9]{4})(?P<s>[./])(?P<month>[0-9]{1,2})(?P=s)(?P<day>[0-9]{1,2})" + _CLOCK, _year_first),
        (r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2}" + _CLOCK, "write the year first and whole, such as 2024-06-25"),
        (r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}", "write year, month and day with hyphens, such as 2024-10-11"),
        (r"[0-9]{4}/[0-9]{1,2}", "write year and month with a hyphen, such as 2024-06"),
        (r"[0-9]{1,2}[/.][0-9]{4}", "write the year first, and a hyphen, such as 2024-06"),
        (r"[0-9]{8}", "put hyphens between year, month and day, such as 2024-10-11"),
        (_WEEKDAY + _DAY + r"(?: of)?[ .-]{1,2}" + _MONTH + r",?[ -]" + _YEAR + _CLOCK, _worded),
        (_WEEKDAY + _MONTH + r"[ -]" + _DAY + r",?[ -]" + _YEAR + _CLOCK, _worded),
        (_MONTH + r",?[ -]" + _YEAR, _worded),
        (_YEAR + r",?[ -]" + _MONTH + r"(?:[ -]" + _DAY + r")?", _worded),
        (_WEEKDAY + _DAY + r"\.? " + _MONTH, _worded),
        (_WEEKDAY + _MONTH + r"(?: " + _DAY + r")?", _worded),
        (_ABOUT + r"(?P<rest>.*[0-9].*)", _about),
        (_ABOUT + r"[0-9].*", 'write "~" after the date for "about", such as 1950~'),
        (r"(?P<number>[0-9][0-9,]{0,9}) ?(?:b\.? ?c\.?(?: ?e\.?)?|v\. ?chr\.?)", _before_christ),
        (r"(?P<number>[0-9]{1,4}) ?(?:a\.?d\.?|c\.?e\.?)", _after_christ),
        (r"a\.?d\.? ?(?P<number>[0-9]{1,4})", _after_christ),
        (r"(?P<season>spring|summer|autumn|fall|winter),? (?:of )?" + _YEAR, _season),
        (r"q(?P<quarter>[1-4])[ /-]?" + _YEAR, _quarter),
        (_YEAR + r"[ /-]?q(?P<quarter>[1-4])", _quarter),
        (r"(?P<first>[0-9]{4}) ?-{1,2} ?(?P<last>[0-9]{4})", _span),
        (rf"(?P<first>{_ISO}) ?(?:–|—| - |to|until|till) ?(?P<last>{_ISO})", _span),
        (r"(?P<first>[0-9]{4}) or (?P<last>[0-9]{4})", "write [{first},{last}]"),
        (r"before " + _YEAR, "write [..{year}]"),
        (r"after " + _YEAR, "write [{year}..]"),
        (r"(?:since|from) " + _YEAR, "write {year}/.."),
        (r"(?:until|till|up to) " + _YEAR, "write ../{year}"),
        (r"(?:the )?[0-9]{3,4}'?s", _decade),
        (r"(?:the )?(?P<number>[0-9]{1,2})(?:st|nd|rd|th) (?:century|cent\.?|c\.?)", _century),
        (r"[0-9]{1,2}:[0-9]{2}.*", "a time needs its day before it, such as 2024-06-25T14:30"),
        (r".*[0-9] [0-9]{1,2}:.*", 'write "T" between day and time, such as 2024-10-11T14:30'),
        (r"-?[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?", "write month and day with two digits, such as 2024-06-05"),
        (r"([0-9]{5})(?:\.[0-9]+)?", _serial),
        (r"([0-9]{9,10})(?:\.[0-9]+)?", _seconds),
        (r"([0-9]{9,10})[0-9]{3}", _seconds),
        (r"-?[0-9]{5,}", "a year of more than four digits begins with Y, such as Y12000"),
        (r"-?[0-9]{1,3}", "write a year with four digits, such as 0987; a decade is 195X, a century 19XX"),
        (r"[0-9]{1,3}u+|[0-9]{1,3}x+|[0-9-]+[ux]+", 'write "X" for a digit that is not known, such as 195X'),
        (r"[^?~]*(?:[?]~|~[?])", 'write "%" for what is both about and uncertain, such as 2024-06%'),
        (r"y-?[0-9]+(?:e[0-9]+)?", "write Y and E as capital letters and at most 12 digits, such as Y-17E7"),
    )
)
