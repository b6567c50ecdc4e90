from __future__ import annotations

import pytest

from viewer.model.edtf import parse_edtf
from viewer.model.table_dates import ABOUT_BIT, UNSURE_BIT, UTC_BIT, DateCode, date_text, interval_text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("0000", 1), ("2024", 1), ("2024-06", 2), ("2024-06-25", 3), ("2024-06-25T14", 4), ("2024-06-25T14:30", 5)),
        *(("2024-06-25T14:30:05", 6), ("2024-06-25T14:30:05.5", 7), ("2024-06-25T14:30:05.00", 8)),
        *(("2024-06-25T14:30:05.123", 9), ("2024-06-25T14:30:05.1234", 10), ("9999-12-31T23:59:59.12345", 11)),
        *(("1969-12-31T23:59:59.999999", 12), ("2024-06-25T14:30Z", 5 | UTC_BIT), ("2024-06~", 2 | ABOUT_BIT)),
        *(("2024-06-25?", 3 | UNSURE_BIT), ("2024%", 1 | ABOUT_BIT | UNSURE_BIT)),
        *(("[2024-06-25..2024-07-01]", 13), ("[2024-06-25~..2024-07-01~]", 13 | ABOUT_BIT)),
    ],
)
def test_the_text_is_made_again_from_the_first_instant(text, code):
    assert date_text(parse_edtf(text).earliest_us, code) == text


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        *(("2024-06-25/2024-07-16", (3, 3)), ("2024-11/2024-12", (2, 2)), ("1999/2024-02", (1, 2))),
        *(("2024-06-25T23:59/2024-06-26T00:00", (5, 5)), ("2024-06-25~/2024-07-16~", (3 | ABOUT_BIT, 3 | ABOUT_BIT))),
    ],
)
def test_the_text_of_a_duration_is_made_from_both_ends(text, codes):
    date = parse_edtf(text)
    assert interval_text(date.earliest_us, codes[0], date.latest_us, codes[1]) == text


def test_codes_fit_beside_their_bits():
    assert max(DateCode) < UTC_BIT
