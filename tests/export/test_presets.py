"""Tests of pages by name and by number."""

import pytest

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.presets import PRESETS, Paper, Unit, parse_size, preset, size_in_words, with_dpi


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("1600x1000", Paper(1600, 1000)),
        ("1600x", Paper(1600, None)),
        ("210x297mm", Paper(210, 297, Unit.MM, 300)),
        ("210mm x 297mm", Paper(210, 297, Unit.MM, 300)),
        ("21×29.7cm", Paper(210, 297, Unit.MM, 300)),
        ("8.5x11in", Paper(8.5, 11, Unit.INCH, 300)),
        ("90mmx", Paper(90, None, Unit.MM, 300)),
    ],
)
def test_sizes_are_read_in_the_units_of_people(text, paper):
    assert parse_size(text) == paper


@pytest.mark.parametrize(
    "text", ["", "x", "1600", "x900", "10x20mmx", "210mmx297in", "-1x5", "1e3x2", "0x10", "9999inx1in"]
)
def test_what_is_no_size_is_refused_with_an_example_or_a_reason(text):
    with pytest.raises(ExportError, match=r"210x297mm|no picture"):
        parse_size(text)


def test_paper_has_its_real_size_and_pixels_keep_theirs_at_any_dpi():
    assert preset("a4-portrait").paper.width_in == pytest.approx(8.2677, abs=1e-4)
    dense = with_dpi(parse_size("1600x900"), 300)
    assert (dense.width, dense.width_in) == (1600, pytest.approx(16 / 3))


@pytest.mark.parametrize("dpi", [0, -1, 99_999])
def test_impossible_dots_are_refused(dpi):
    with pytest.raises(ExportError, match="dots an inch"):
        with_dpi(parse_size("100x100"), dpi)


def test_an_unknown_preset_is_answered_with_the_known_ones():
    with pytest.raises(ExportError, match=r"'a5'.*a4-portrait.*column-double"):
        preset("a5")


def test_every_preset_has_its_own_name_and_a_size_in_words():
    assert len({entry.name for entry in PRESETS}) == len(PRESETS) >= 12
    assert size_in_words(preset("letter-landscape").paper) == "11 × 8.5 in"
    assert size_in_words(preset("web").paper) == "1600 px wide"
