"""Tests of a figure spread over several sheets."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timelines import measure

from viewer.export.pages.tiles import FOOT_PX, OVERLAP_PX, sheets_in_words, tiled
from viewer.layout.scene import Line, Scene, Text


def spread(width, height, sheet=(800, 1100), zoom=1.0):
    return tiled(Scene(width, height, ()), zoom, sheet, measure)


def test_what_fits_one_sheet_has_no_marks():
    tiling = spread(800, 1100)
    assert [tile.marks for tile in tiling.tiles] == [()]
    assert sheets_in_words(tiling) == "1 sheet"


def test_sheets_go_row_by_row_and_say_which_they_are():
    tiling = spread(1500, 2000)
    assert [(tile.column, tile.row) for tile in tiling.tiles] == [(0, 0), (1, 0), (0, 1), (1, 1)]
    last = [shape.text for shape in tiling.tiles[-1].marks if isinstance(shape, Text)]
    assert last == ["sheet 4 of 4: column 2, row 2"]
    assert sheets_in_words(tiling) == "4 sheets, 2 across and 2 down"


def test_a_dashed_line_shows_where_the_next_sheet_is_laid_on():
    first, second = spread(1500, 1000).tiles
    (cut,) = [shape for shape in first.marks if isinstance(shape, Line) and shape.dash]
    assert cut.x1 == second.left - first.left
    assert not [shape for shape in second.marks if isinstance(shape, Line) and shape.dash]


def test_the_zoom_is_that_of_the_page():
    assert len(spread(800, 1000, zoom=2.0).tiles) == 6
    assert len(spread(1600, 2000, zoom=0.5).tiles) == 1


def test_a_sheet_too_small_to_overlap_is_refused():
    with pytest.raises(ValueError, match="too small"):
        spread(800, 800, (100, 800))


@given(
    width=st.floats(10, 9000), height=st.floats(10, 9000), sheet=st.tuples(st.floats(200, 2000), st.floats(200, 2000))
)
def test_the_sheets_cover_the_figure_and_overlap_everywhere(width, height, sheet):
    tiling = spread(width, height, sheet)
    for length, part, count, starts in (
        (width, tiling.part_px[0], tiling.columns, sorted({tile.left for tile in tiling.tiles})),
        (height, tiling.part_px[1], tiling.rows, sorted({tile.top for tile in tiling.tiles})),
    ):
        assert len(starts) == count
        assert starts[-1] + part >= length - 0.01
        assert count == 1 or starts[-1] + OVERLAP_PX < length
        assert all(abs(b - a - (part - OVERLAP_PX)) < 1e-6 for a, b in pairwise(starts))
    assert tiling.part_px[1] in {sheet[1], sheet[1] - FOOT_PX}
