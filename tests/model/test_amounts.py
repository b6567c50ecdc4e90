"""Amounts keep their bound: in reading, in words, in sums, differences and shares."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.amounts import Amount, AmountError, Comparison, Lean, Limit, exactly, parse_amount

KINDS = ["", "about ", "over ", "at least ", "at least about ", "just over ", "nearly ", "under ", "at most "]
amounts = st.builds(
    lambda kind, number: parse_amount(f"{kind}{number:,}"), st.sampled_from(KINDS), st.integers(1, 99_999)
)


def computed(amount):
    return Amount(amount.low, amount.high, unit=amount.unit).in_words()


@pytest.mark.parametrize(
    ("text", "canonical", "symbol", "lean"),
    [
        ("1,000", "1,000", "1,000", "exact"),
        ("exactly 600", "600", "600", "exact"),
        ("about 400", "about 400", "≈ 400", "about"),
        ("roughly 430", "about 430", "≈ 430", "about"),
        ("around 430", "about 430", "≈ 430", "about"),
        ("some 500", "about 500", "≈ 500", "about"),
        ("over 2,900", "over 2,900", "> 2,900", "more"),
        ("More than 2900", "over 2,900", "> 2,900", "more"),
        ("at least 1,900", "at least 1,900", "≥ 1,900", "more"),
        ("a minimum of ten", "at least 10", "≥ 10", "more"),
        ("nearly 400", "nearly 400", "< 400", "less"),
        ("almost 400", "nearly 400", "< 400", "less"),
        ("just over 400", "just over 400", "> 400", "more"),
        ("under 1,000", "under 1,000", "< 1,000", "less"),
        ("fewer than 30", "under 30", "< 30", "less"),
        ("less than 30", "under 30", "< 30", "less"),
        ("at most 30", "at most 30", "≤ 30", "less"),
        ("up to 2,000", "at most 2,000", "≤ 2,000", "less"),
        ("over five million", "over 5,000,000", "> 5,000,000", "more"),
        ("5.4 million", "5,400,000", "5,400,000", "exact"),
        ("54 to 65", "54 to 65", "54–65", "range"),
        ("54–65", "54 to 65", "54–65", "range"),
        ("about 10 to 20", "about 10 to 20", "≈ 10–20", "range"),
        ("over 10 and at most about 20", "over 10 and at most about 20", "> 10, ≤ ≈ 20", "range"),
        ("nearly 50 %", "nearly 50 %", "< 50 %", "less"),
        ("48 per cent", "48 %", "48 %", "exact"),
        ("unspecified", "not stated", "?", "unknown"),
    ],
)
def test_an_authors_amount_is_read_with_its_bound(text, canonical, symbol, lean):
    amount = parse_amount(text)
    assert (computed(amount), amount.symbol(), amount.lean) == (canonical, symbol, lean)
    assert amount.in_words() == text


@pytest.mark.parametrize(
    "text", ["", " ", "lots", "2,90", "12,3456", "over", "over over 4", "20 to 10", "10 to over 20"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(AmountError):
        parse_amount(text)


@pytest.mark.parametrize("text", ["under 3 to 9", "-5", "٤٠٠", "400 men", "4 hundreds", "9" * 5000, "1e9", "½"])
def test_what_only_looks_like_an_amount_is_refused(text):
    with pytest.raises(AmountError):
        parse_amount(text)


def test_a_refusal_says_what_to_write():
    with pytest.raises(AmountError, match="“lots” is not an amount: write a number such as 2,900"):
        parse_amount("lots")


def test_over_2900_minus_roughly_430_is_at_least_about_2470():
    assert (parse_amount("over 2,900") - parse_amount("roughly 430")).in_words() == "at least about 2,470"


def test_roughly_430_minus_over_400_is_at_most_about_30():
    assert (parse_amount("roughly 430") - parse_amount("over 400")).in_words() == "at most about 30"


def test_roughly_430_of_over_2900_is_at_most_about_15_percent():
    share = parse_amount("roughly 430").share_of(parse_amount("over 2,900"))
    assert (share.in_words(), share.symbol()) == ("at most about 15 %", "≤ ≈ 15 %")
    assert share.high.value == Fraction(43_000, 2_900)


@pytest.mark.parametrize(
    ("sum_of", "words"),
    [
        (("1,000", "at least 1,900"), "at least 2,900"),
        (("over 400", "600"), "over 1,000"),
        (("about 400", "600"), "about 1,000"),
        (("about 400", "over 30"), "at least about 430"),
        (("nearly 400", "30"), "nearly 430"),
        (("10 to 20", "over 5"), "over 15"),
        (("over 5", "under 5"), "not stated"),
        (("10 to 20", "1 to 2"), "11 to 22"),
    ],
)
def test_sums_keep_the_doubt(sum_of, words):
    assert (parse_amount(sum_of[0]) + parse_amount(sum_of[1])).in_words() == words


@pytest.mark.parametrize(
    ("whole", "part", "words"),
    [
        ("1,000", "over 400", "under 600"),
        ("1,000", "about 400", "about 600"),
        ("1,000", "nearly 400", "just over 600"),
        ("1,000", "at least 400", "at most 600"),
        ("at least 1,900", "at most 30", "at least 1,870"),
        ("400", "500", "−100"),
        ("over 2,900", "over 400", "not stated"),
    ],
)
def test_differences_keep_the_doubt(whole, part, words):
    assert (parse_amount(whole) - parse_amount(part)).in_words() == words


@pytest.mark.parametrize(
    ("part", "total", "words"),
    [
        ("400", "1,000", "40 %"),
        ("430", "2,900", "about 15 %"),
        ("over 400", "1,000", "over 40 %"),
        ("nearly 400", "1,000", "nearly 40 %"),
        ("over 100", "300", "over 33 %"),
        ("under 100", "300", "under 34 %"),
        ("at most about 30", "at least 1,900", "at most about 1.6 %"),
        ("26", "1,900", "about 1.4 %"),
        ("10 to 20", "30", "33 to 67 %"),
        ("1 to 2", "1,000 to 2,000", "0.05 to 0.2 %"),
        ("0", "about 1,000", "0 %"),
        ("about 400", "unspecified", "not stated"),
        ("400", "at most 1,000", "at least 40 %"),
    ],
)
def test_shares_are_rounded_so_that_the_words_stay_true(part, total, words):
    assert parse_amount(part).share_of(parse_amount(total)).in_words() == words


def test_there_is_no_share_of_nothing():
    with pytest.raises(AmountError, match="no share of 0"):
        parse_amount("4").share_of(parse_amount("0"))


def test_people_and_percent_are_never_added():
    with pytest.raises(AmountError, match="do not count the same thing"):
        parse_amount("4") + parse_amount("4 %")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("400", "400", Comparison.EQUAL),
        ("over 400", "about 400", Comparison.UNDECIDED),
        ("over 400", "nearly 400", Comparison.GREATER),
        ("nearly 400", "over 400", Comparison.LESS),
        ("at least 2,900", "over 2,900", Comparison.UNDECIDED),
        ("at most 400", "at least 400", Comparison.AT_MOST),
        ("at least 400", "at most 400", Comparison.AT_LEAST),
        ("roughly 430", "over 2,900", Comparison.LESS),
        ("about 1,000", "about 400", Comparison.GREATER),
        ("about 430", "426", Comparison.UNDECIDED),
        ("about 430", "383", Comparison.GREATER),
        ("unspecified", "400", Comparison.UNDECIDED),
    ],
)
def test_a_comparison_says_only_what_is_certain(first, second, expected):
    assert parse_amount(first).compare(parse_amount(second)) is expected


def test_over_400_and_nearly_400_contradict_each_other_but_over_400_and_about_400_need_not():
    over = parse_amount("over 400")
    assert not over.may_equal(parse_amount("nearly 400"))
    assert over.may_equal(parse_amount("about 400"))


def test_an_unstated_number_has_nothing_to_draw():
    unknown = parse_amount("unspecified")
    assert unknown.nominal is None
    assert unknown.lean is Lean.UNKNOWN
    assert (unknown + exactly(5)).nominal is None


def test_limits_that_leave_no_number_are_refused():
    with pytest.raises(AmountError, match="no number lies between"):
        Amount(Limit(400, is_strict=True), Limit(400))
    with pytest.raises(AmountError, match="not both"):
        Limit(400, is_strict=True, is_about=True)


def test_wording_is_kept_but_does_not_make_amounts_different():
    roughly, about = parse_amount("Roughly  430"), parse_amount("about 430")
    assert roughly == about
    assert (roughly.text, about.text) == ("Roughly  430", "about 430")


@settings(max_examples=150, deadline=None)
@given(amounts, amounts)
def test_a_sum_never_loses_or_gains_a_bound(first, second):
    total = first + second
    assert (total.low is None) == (first.low is None or second.low is None)
    assert (total.high is None) == (first.high is None or second.high is None)
    assert total == second + first


@settings(max_examples=150, deadline=None)
@given(amounts, amounts)
def test_canonical_words_of_a_sum_are_read_back_as_the_same_amount(first, second):
    total = first + second
    assert parse_amount(total.in_words()) == total


@settings(max_examples=150, deadline=None)
@given(amounts, amounts, st.integers(1, 9_999), st.integers(1, 9_999))
def test_numbers_inside_two_amounts_differ_by_a_number_inside_their_difference(first, second, off, other_off):
    one, two = _inside(first, off), _inside(second, other_off)
    difference = first - second
    assert difference.low is None or one - two >= difference.low.value
    assert difference.high is None or one - two <= difference.high.value


@settings(max_examples=150, deadline=None)
@given(amounts, amounts, st.integers(1, 9_999), st.integers(1, 9_999))
def test_the_share_of_numbers_inside_lies_inside_the_share(part, total, off, other_off):
    true_share = Fraction(_inside(part, off) * 100) / _inside(total, other_off)
    share = part.share_of(total)
    assert share.low is None or true_share >= share.low.value
    assert share.high is None or true_share <= share.high.value


def _inside(amount, off):
    """Pick a number that the amount allows, where only its limits speak."""
    if amount.low is None:
        return Fraction(amount.high.value) / (off + 1)
    return Fraction(amount.low.value) + (off if amount.high is None else 0)
