from __future__ import annotations

from pathlib import Path

import pytest
from builders import a_dataset
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us
from viewer.model.dates import DateError
from viewer.window.dialogs import about_html, ask_for_date, span_of

WHOLE = Span(instant_us(2023, 10, 2), instant_us(2025, 2, 3))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-10", (2024, 10, 1), (2024, 11, 1)),
        ("2024-06-25/2024-07-16", (2024, 6, 25), (2024, 7, 17)),
        ("../2024", (2023, 10, 2), (2025, 1, 1)),
        ("2024-06/..", (2024, 6, 1), (2025, 2, 3)),
        ("2024-06/", (2024, 6, 1), (2025, 2, 3)),
    ],
)
def test_a_date_becomes_the_span_it_may_lie_in(text, start, end):
    span = span_of(text, WHOLE)
    assert (span.start_us, span.end_us) == (instant_us(*start), instant_us(*end))


@pytest.mark.parametrize(("text", "day"), [("2030/..", (2030, 1, 1)), ("../2020", (2021, 1, 1))])
def test_an_open_end_beyond_the_data_stays_at_the_date(text, day):
    assert span_of(text, WHOLE) == Span(instant_us(*day), instant_us(*day) + 1)


def test_going_to_an_open_date_shows_the_rest_of_the_data(window):
    whole = window.viewport.whole
    window.go_to(span_of("2024-06/..", whole))
    span = window.viewport.span
    assert instant_us(2024, 5) < span.start_us < instant_us(2024, 6)
    assert span.end_us >= whole.end_us


def test_an_impossible_date_is_refused():
    with pytest.raises(DateError):
        span_of("2023-02-29", WHOLE)


def asked(qtbot):
    window, given = QWidget(), []
    qtbot.addWidget(window)
    dialog = ask_for_date(window, WHOLE, given.append)
    return window, dialog, given


def test_a_wrong_date_is_said_and_asked_again(qtbot):
    _window, dialog, given = asked(qtbot)
    dialog.setTextValue("2023-02-29")
    dialog.accept()
    assert dialog.isVisible()
    assert "February 2023 has 28 days" in dialog.labelText()
    dialog.setTextValue(" 2024 ")
    dialog.accept()
    assert given == [span_of("2024", WHOLE)]


def test_no_date_is_a_change_of_mind(qtbot):
    _window, dialog, given = asked(qtbot)
    dialog.accept()
    assert given == []
    assert not isValid(dialog) or not dialog.isVisible()


def test_about_names_versions_and_where_the_data_comes_from():
    page = about_html(a_dataset(sha256="abc123", version="1.2"), Path("somewhere"))
    for fact in ("PySide6", "pyqtgraph", "abc123", "1.2", "somewhere", "A source"):
        assert fact in page
