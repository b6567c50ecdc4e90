"""The two date fields of the filter panel, by themselves."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.edtf import parse_edtf
from viewer.panels.date_range import DateRange

JUNE = parse_edtf("2024-06")
DAY = parse_edtf("2024-10-11")


@pytest.fixture
def dates(qtbot):
    dates = DateRange()
    qtbot.addWidget(dates)
    dates.said = []
    dates.changed.connect(dates.said.append)
    dates.show()
    return dates


def fields(dates):
    return dates.findChildren(QLineEdit)


def texts(dates):
    return tuple(field.text() for field in fields(dates))


def enter(dates, text, place=0):
    fields(dates)[place].setText(text)
    fields(dates)[place].editingFinished.emit()


def trouble(dates):
    return "\n".join(label.text() for label in dates.findChildren(QLabel) if not label.isHidden() and not label.buddy())


def invalid(dates):
    return [field.property("invalid") == "true" for field in fields(dates)]


def test_both_ends_are_open_at_first_and_no_trouble_is_said(dates):
    assert texts(dates) == ("", "")
    assert trouble(dates) == ""


def test_each_field_shows_how_a_date_is_written(dates):
    assert [field.placeholderText() for field in fields(dates)] == ["as 2024-06", "as 2024-10-11"]


def test_each_field_has_its_own_name_and_says_what_it_takes(dates):
    first, last = fields(dates)
    assert (first.accessibleName(), last.accessibleName()) == ("Shown dates: from", "Shown dates: to")
    assert "empty is open" in first.accessibleDescription()


def test_each_label_belongs_to_its_field(dates):
    buddies = {label.text(): label.buddy() for label in dates.findChildren(QLabel) if label.buddy()}
    assert buddies == {"From": fields(dates)[0], "to": fields(dates)[1]}


def test_a_start_alone_leaves_the_end_open(dates):
    enter(dates, "2024-06")
    assert dates.said == [(JUNE.earliest_us, None)]


def test_an_end_alone_holds_to_the_end_of_its_date(dates):
    enter(dates, "2024-06", place=1)
    assert dates.said == [(None, JUNE.latest_us)]


def test_the_same_month_at_both_ends_is_that_whole_month(dates):
    enter(dates, "2024-06")
    enter(dates, "2024-06", place=1)
    assert dates.said[-1] == (JUNE.earliest_us, JUNE.latest_us)
    assert trouble(dates) == ""


def test_clearing_a_field_opens_that_end_again(dates):
    enter(dates, "2024-06")
    enter(dates, "")
    assert dates.said[-1] == (None, None)


def test_a_field_of_spaces_only_is_an_open_end(dates):
    enter(dates, "   ")
    assert dates.said == []
    assert trouble(dates) == ""


def test_spaces_around_a_date_are_no_mistake(dates):
    enter(dates, "  2024-06 ")
    assert dates.said == [(JUNE.earliest_us, None)]


def test_entering_the_same_again_says_nothing(dates):
    enter(dates, "2024-06")
    enter(dates, "2024-06-01")
    assert dates.said == [(JUNE.earliest_us, None)]


def test_an_open_start_written_as_an_interval_is_open(dates):
    enter(dates, "2024-06")
    enter(dates, "../2024-10-11")
    assert dates.said[-1] == (None, None)


@pytest.mark.parametrize("text", ["2024-02-30", "2023-02-29", "tomorrow", "11.10.2024", "2024-13", "\u200f2024"])
def test_a_text_that_is_no_date_is_refused_with_a_sentence(dates, text):
    enter(dates, text)
    assert dates.said == []
    assert len(trouble(dates)) > 10


def test_an_impossible_day_is_refused_with_how_long_its_month_is(dates):
    enter(dates, "2023-02-29")
    assert "February 2023 has 28 days" in trouble(dates)


def test_only_the_field_that_cannot_be_read_is_marked(dates):
    enter(dates, "2024-06")
    enter(dates, "2024-99", place=1)
    assert invalid(dates) == [False, True]


def test_ends_in_the_wrong_order_are_said_but_neither_date_is_called_unreadable(dates):
    enter(dates, "2024-06", place=1)
    enter(dates, "2024-07")
    assert trouble(dates) == "The first date comes after the last: exchange them."
    assert invalid(dates) == [False, False]
    assert dates.said == [(None, JUNE.latest_us)]


def test_a_corrected_date_takes_the_trouble_away(dates):
    enter(dates, "2024-99")
    enter(dates, "2024-06")
    assert trouble(dates) == ""
    assert invalid(dates) == [False, False]
    assert dates.said == [(JUNE.earliest_us, None)]


def test_what_could_not_be_read_stays_in_the_field_to_be_corrected(dates):
    enter(dates, "2024-99")
    assert texts(dates)[0] == "2024-99"


def test_setting_dates_says_nothing_and_shows_days(dates):
    dates.set_dates((JUNE.earliest_us, JUNE.latest_us))
    assert dates.said == []
    assert texts(dates) == ("2024-06-01", "2024-06-30")


def test_setting_what_the_fields_say_already_keeps_the_words_of_the_person(dates):
    enter(dates, "2024-06")
    enter(dates, "2024-06~", place=1)
    dates.set_dates(dates.said[-1])
    assert texts(dates) == ("2024-06", "2024-06~")


def test_setting_open_ends_empties_the_fields(dates):
    dates.set_dates((JUNE.earliest_us, DAY.latest_us))
    dates.set_dates((None, None))
    assert texts(dates) == ("", "")


def test_setting_dates_replaces_what_could_not_be_read_and_its_trouble(dates):
    enter(dates, "2024-99")
    dates.set_dates((None, None))
    assert texts(dates) == ("", "")
    assert trouble(dates) == ""
    assert invalid(dates) == [False, False]


def test_entering_the_days_that_were_set_says_nothing(dates):
    dates.set_dates((JUNE.earliest_us, JUNE.latest_us))
    enter(dates, "2024-06")
    enter(dates, "2024-06", place=1)
    assert dates.said == []


@pytest.mark.parametrize(
    ("year", "shown"),
    [(476, "0476-03-15"), (0, "0000-03-15"), (-43, "-0043-03-15"), (-9999, "-9999-03-15"), (12024, "Y12024-03-15")],
)
def test_days_of_every_age_are_shown_as_dates_that_can_be_read_again(dates, year, shown):
    dates.set_dates((instant_us(year, 3, 15), None))
    assert texts(dates)[0] == shown


def test_a_year_far_before_christ_is_shown_by_its_year(dates):
    dates.set_dates((instant_us(-500_000), instant_us(-499_999)))
    assert texts(dates) == ("Y-500000", "Y-500000")


def test_a_day_in_a_year_of_five_digits_is_not_widened_to_the_year(dates):
    ends = instant_us(12_024, 3, 15), instant_us(12_024, 3, 16)
    dates.set_dates(ends)
    enter(dates, texts(dates)[0])
    assert dates.said == []
    assert texts(dates) == ("Y12024-03-15", "Y12024-03-15")


def test_an_end_at_new_year_is_shown_as_the_last_day_of_the_year_before(dates):
    dates.set_dates((None, instant_us(2025)))
    assert texts(dates) == ("", "2024-12-31")


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(-9_000_000, 9_000_000), st.integers(1, 100_000))
def test_whole_days_that_were_set_are_read_back_as_they_were(dates, day, length):
    ends = day * US_PER_DAY, (day + length) * US_PER_DAY
    dates.set_dates((None, None))
    dates.set_dates(ends)
    first, last = map(parse_edtf, texts(dates))
    assert (first.earliest_us, last.latest_us) == ends


def test_enter_takes_the_date_and_goes_no_further(qtbot):
    class Outer(QWidget):
        def keyPressEvent(self, event):
            self.reached = True

    outer = Outer()
    qtbot.addWidget(outer)
    dates = DateRange(outer)
    QVBoxLayout(outer).addWidget(dates)
    outer.reached = False
    fields(dates)[0].setText("2024-06")
    with qtbot.waitSignal(dates.changed) as said:
        qtbot.keyClick(fields(dates)[0], Qt.Key.Key_Return)
    assert said.args == [(JUNE.earliest_us, None)]
    assert not outer.reached
