"""The canvas turns hands into signals, and shows what is there."""

import pytest
from builders import a_dataset, an_event
from gestures import SHIFT, ask_for_tip, click, double_click, drag, move, pinch, press, release, turn
from pictures import is_near
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip
from timelines import a_disputed_dataset, an_index, dot_box

from viewer.canvas.timeline_canvas import STEP, TimelineCanvas
from viewer.canvas.tips import in_lines, tip_of
from viewer.canvas.viewport import Viewport
from viewer.layout.disagreements import contest_of
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.scene import Dot, Path, Text
from viewer.layout.timeline import AXIS_PX
from viewer.layout.timescale import Span
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement
from viewer.model.filters import Filter, mask_of
from viewer.theme import load_theme

SPRING = Span(instant_us(2024, 3), instant_us(2024, 6))
FOCUS = instant_us(2024, 5, 20)
EVENTS = (
    an_event("2024-04-10", "Massacre", lane="One", summary="At least 70 people."),
    an_event("2024-04-25", "Visit", lane="Two"),
)


def a_canvas(qtbot, *events, theme="light"):
    port = Viewport()
    port.set_motion_reduced(True)
    dataset = a_dataset(*(events or EVENTS))
    port.set_whole(dataset)
    canvas = TimelineCanvas(port, load_theme(theme))
    canvas.port, port.home = port, SPRING
    qtbot.addWidget(canvas)
    canvas.resize(900, 300)
    canvas.set_timeline(dataset, an_index(dataset), SPRING)
    canvas.set_focus_date(FOCUS)
    port.show_span(SPRING)
    canvas.show()
    return canvas


@pytest.fixture
def canvas(qtbot):
    return a_canvas(qtbot)


def dot(canvas, event_id):
    """Where the dot of an event stands."""
    found = next(s for s in canvas.scene().shapes if isinstance(s, Dot) and s.key == f"event:{event_id}")
    left, top, right, bottom = dot_box(found)
    return (left + right) / 2, (top + bottom) / 2


def title(canvas, event_id):
    return next(s for s in canvas.scene().shapes if isinstance(s, Text) and s.key == f"event:{event_id}")


def x_of(canvas, us):
    return canvas.time_scale().to_px(us)


def test_a_click_on_a_mark_or_its_words_names_the_event(canvas):
    spy = QSignalSpy(canvas.event_clicked)
    click(canvas, *dot(canvas, "massacre"))
    words = title(canvas, "visit")
    click(canvas, words.left + 5, words.y - 3)
    assert [spy.at(n) for n in range(spy.count())] == [["massacre"], ["visit"]]


def test_a_near_miss_still_hits(canvas):
    spy = QSignalSpy(canvas.event_clicked)
    x, y = dot(canvas, "massacre")
    click(canvas, x - 9, y)
    assert spy.count() == 1


def test_a_click_on_the_ground_says_so(canvas):
    nothing, event = QSignalSpy(canvas.nothing_clicked), QSignalSpy(canvas.event_clicked)
    click(canvas, GUTTER_PX + 10, 290)
    assert (nothing.count(), event.count()) == (1, 0)


def test_a_click_on_a_count_gives_all_its_events(qtbot):
    canvas = a_canvas(qtbot, *(an_event("2024-04-10", event_id=str(number)) for number in range(100)))
    spy = QSignalSpy(canvas.crowd_clicked)
    target = next(target for target in canvas.scene().targets if target.key.startswith("rows:"))
    click(canvas, target.x + 9, target.y + 9)
    (rows,) = spy.at(0)
    assert len(rows) > 1
    assert f"rows:{','.join(map(str, rows))}" == target.key


def test_a_click_on_a_crowded_strip_gives_the_events_under_the_pointer(qtbot):
    early = [an_event("2024-03-10", event_id=f"a{number}") for number in range(90)]
    late = [an_event("2024-05-10", event_id=f"b{number}") for number in range(90)]
    canvas = a_canvas(qtbot, *early, *late)
    spy = QSignalSpy(canvas.crowd_clicked)
    strip = next(target for target in canvas.scene().targets if target.key == "strip:0")
    click(canvas, x_of(canvas, instant_us(2024, 5, 10, 12)), strip.y + 5)
    assert spy.at(0) == [tuple(range(90, 180))]


def test_a_drag_pans_and_is_no_click(canvas):
    spy = QSignalSpy(canvas.event_clicked)
    x, y = dot(canvas, "massacre")
    drag(canvas, (x, y), (x + 100, y))
    assert canvas.port.span.duration_us == SPRING.duration_us
    assert dot(canvas, "massacre")[0] == pytest.approx(x + 100, abs=0.1)
    assert spy.count() == 0


def test_a_trembling_hand_still_clicks(canvas):
    spy = QSignalSpy(canvas.event_clicked)
    x, y = dot(canvas, "massacre")
    drag(canvas, (x, y), (x + 2, y))
    assert spy.count() == 1
    assert canvas.port.span == SPRING


def test_the_wheel_zooms_at_the_pointer(canvas):
    x, y = dot(canvas, "massacre")
    turn(canvas, x, y, 2)
    assert canvas.port.span.duration_us == pytest.approx(SPRING.duration_us / STEP**2, rel=1e-6)
    assert dot(canvas, "massacre")[0] == pytest.approx(x, abs=0.1)
    turn(canvas, x, y, -2)
    assert canvas.port.span.start_us == pytest.approx(SPRING.start_us, abs=10)


def test_shift_and_wheel_or_a_sideways_wheel_pan(canvas):
    turn(canvas, 300, 100, -1, modifiers=SHIFT)
    tenth = round(SPRING.duration_us * 0.1)
    assert canvas.port.span == SPRING.shifted(tenth)
    turn(canvas, 300, 100, 0, sideways=1)
    assert canvas.port.span == SPRING


def test_the_date_in_focus_can_be_dragged_by_its_line(canvas):
    spy = QSignalSpy(canvas.focus_dragged)
    x = x_of(canvas, FOCUS)
    drag(canvas, (x + 2, 250), (x - 60, 250))
    assert spy.at(spy.count() - 1)[0] == canvas.time_scale().to_us(x - 60)
    assert canvas.port.span == SPRING


def test_an_event_on_the_line_is_clicked_and_not_dragged(canvas):
    canvas.set_focus_date(instant_us(2024, 4, 10, 12))
    focus, event = QSignalSpy(canvas.focus_dragged), QSignalSpy(canvas.event_clicked)
    click(canvas, *dot(canvas, "massacre"))
    assert (focus.count(), event.count()) == (0, 1)


def test_a_double_click_asks_for_the_event_or_zooms_in_on_the_place(canvas):
    spy = QSignalSpy(canvas.event_double_clicked)
    double_click(canvas, *dot(canvas, "visit"))
    assert spy.at(0) == ["visit"]
    at = canvas.time_scale().to_us(400)
    double_click(canvas, 400, 290)
    assert canvas.port.span.duration_us == SPRING.duration_us // 2
    assert x_of(canvas, at) == pytest.approx(400, abs=0.1)


TENTH = SPRING.duration_us // 10


@pytest.mark.parametrize(
    ("key", "modifier", "moved"),
    [
        (Qt.Key.Key_Right, None, TENTH),
        (Qt.Key.Key_Left, None, -TENTH),
        (Qt.Key.Key_Right, SHIFT, SPRING.duration_us),
        (Qt.Key.Key_Left, SHIFT, -SPRING.duration_us),
    ],
)
def test_arrows_pan(qtbot, canvas, key, modifier, moved):
    canvas.port.set_whole(a_dataset(an_event("2020/2030")))
    qtbot.keyClick(canvas, key, modifier or Qt.KeyboardModifier.NoModifier)
    assert canvas.port.span == SPRING.shifted(moved)


def test_plus_and_minus_zoom(qtbot, canvas):
    canvas.port.set_whole(a_dataset(an_event("2020/2030")))
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.port.span.duration_us == pytest.approx(SPRING.duration_us / STEP, rel=1e-6)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.port.span.duration_us == pytest.approx(SPRING.duration_us * STEP, rel=1e-6)


def test_home_and_end_go_to_first_and_last(qtbot, canvas):
    canvas.port.set_whole(a_dataset(an_event("2020/2030")))
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.port.span.start_us == canvas.port.whole.start_us
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.port.span.end_us == canvas.port.whole.end_us


def test_keys_step_from_event_to_event(qtbot, canvas):
    spy = QSignalSpy(canvas.step_requested)
    for key in (Qt.Key.Key_Comma, Qt.Key.Key_Period, Qt.Key.Key_Up, Qt.Key.Key_Down):
        qtbot.keyClick(canvas, key)
    assert [spy.at(n)[0] for n in range(4)] == ["earlier", "later", "lane_up", "lane_down"]


def test_enter_opens_the_chosen_event_and_nothing_without_one(qtbot, canvas):
    spy = QSignalSpy(canvas.event_opened)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    canvas.set_chosen(1)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.keyClick(canvas, Qt.Key.Key_Enter)
    assert [spy.at(n) for n in range(spy.count())] == [["visit"], ["visit"]]


def test_keys_with_control_are_left_to_the_window(qtbot, canvas):
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert canvas.port.span == SPRING


def test_the_pointer_becomes_a_hand_over_an_event_and_an_arrow_beside_it(canvas):
    x, y = dot(canvas, "massacre")
    shapes = []
    for place in ((x, y), (x_of(canvas, FOCUS), 250), (GUTTER_PX + 10, 290)):
        move(canvas, *place, is_held=False)
        shapes.append(canvas.cursor().shape())
    assert shapes == [Qt.CursorShape.PointingHandCursor, Qt.CursorShape.SizeHorCursor, Qt.CursorShape.ArrowCursor]


def test_hovering_outlines_the_event_until_the_pointer_leaves(canvas):
    x, y = dot(canvas, "massacre")
    before = canvas.grab().toImage()
    move(canvas, x, y, is_held=False)
    assert canvas.grab().toImage() != before
    move(canvas, GUTTER_PX + 10, 290, is_held=False)
    assert canvas.grab().toImage() == before


def seen(canvas):
    """A canvas that has been painted: from then on it heeds a resting pointer and a pinch."""
    canvas.grab()
    QApplication.processEvents()
    return canvas


def test_a_tip_says_title_date_and_summary(canvas):
    ask_for_tip(seen(canvas), *dot(canvas, "massacre"))
    assert QToolTip.text() == "Massacre\n10 Apr 2024\nAt least 70 people."
    QToolTip.hideText()


def test_a_pinch_zooms_where_the_fingers_are(canvas):
    at_us = canvas.time_scale().to_us(500)
    pinch(seen(canvas), 500, 150, 0.25)
    assert canvas.port.span.duration_us == pytest.approx(SPRING.duration_us / 1.25, rel=1e-6)
    assert canvas.time_scale().to_px(at_us) == pytest.approx(500, abs=0.01)


def test_a_tip_of_many_counts_them_and_lists_the_first():
    dataset = a_dataset(*(an_event("2024", f"Event {number}") for number in range(20)))
    lines = tip_of(dataset, 1_200, range(20)).split("\n")
    assert lines[0] == "1,200 events here"
    assert lines[1:9] == [f"Event {number}" for number in range(8)]
    assert lines[9] == "… and 1,192 more"


def test_a_tip_is_never_wider_than_a_column_of_reading():
    long = "By the account of a local mayor, members of the gang killed at least 115 people in a farming area. " * 20
    tip = in_lines(tip_of(a_dataset(an_event("2024-10", "Gran Grif", summary=long)), 1, (0,)))
    assert max(map(len, tip.split("\n"))) <= 76
    assert tip.split("\n")[0] == "Gran Grif"
    assert "members of the gang killed at least 115 people" in " ".join(tip.split())
    assert tip.endswith(" …")


def test_in_a_tip_of_many_each_title_takes_one_line():
    dataset = a_dataset(*(an_event("2024", f"{n} {'very long ' * 40}") for n in range(9)))
    lines = in_lines(tip_of(dataset, 9, range(9))).split("\n")
    assert len(lines) == 10
    assert all(line.endswith("…") for line in lines[1:9])


def test_a_tip_of_nothing_is_empty():
    assert tip_of(a_dataset(), 0, ()) == ""


def test_a_tip_of_many_says_how_many_a_filter_leaves():
    dataset = a_dataset(*(an_event("2024", f"Event {number}") for number in range(40)))
    assert tip_of(dataset, 40, range(8), 12).startswith("40 events here, 12 match\nEvent 0\n")
    assert tip_of(dataset, 40, range(8), 1).startswith("40 events here, 1 matches\n")


def test_a_tip_of_a_refined_date_says_both_dates_and_whose_the_closer_one_is():
    refined = Refinement(parse_edtf("2024-06-25"), "article")
    tip = tip_of(a_dataset(an_event("2024-06", "Landing", refined=refined)), 1, (0,))
    assert "Jun 2024; 25 Jun 2024 by A source" in tip


@pytest.fixture
def disputed(qtbot):
    """A canvas on which the public record, which has another date for an event, is hidden."""
    dataset = a_disputed_dataset()
    canvas = a_canvas(qtbot)
    layers = mask_of(dataset, Filter(hidden_layers=frozenset({"record"})))
    canvas.set_timeline(dataset, an_index(dataset, layers), SPRING, contest=contest_of(dataset, {"main"}))
    return canvas


def other_place(canvas):
    (sign,) = [s for s in canvas.scene().shapes if isinstance(s, Path) and s.key == "side:told"]
    left, top, right, bottom = dot_box(sign)
    return (left + right) / 2, (top + bottom) / 2


def test_a_click_on_another_source_s_date_names_the_event_it_gives(disputed):
    spy = QSignalSpy(disputed.event_clicked)
    click(disputed, *other_place(disputed))
    assert [spy.at(n) for n in range(spy.count())] == [["told"]]


def test_a_double_click_on_another_source_s_date_asks_for_that_event(disputed):
    spy = QSignalSpy(disputed.event_double_clicked)
    double_click(disputed, *other_place(disputed))
    assert spy.at(spy.count() - 1) == ["told"]


def test_a_tip_on_another_source_s_date_says_whose_it_is_and_what_is_disputed(disputed):
    ask_for_tip(seen(disputed), *other_place(disputed))
    assert QToolTip.text() == "Another date: 10 Apr 2024 (Public record)\nTold\nWhen was it told?"
    QToolTip.hideText()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_are_painted_in_the_colour_of_their_lane_at_their_place(qtbot, theme):
    canvas = a_canvas(qtbot, theme=theme)
    image, colours = canvas.grab().toImage(), load_theme(theme)
    for event_id, lane in (("massacre", 0), ("visit", 1)):
        x, y = dot(canvas, event_id)
        assert is_near(image.pixelColor(round(x), round(y)), colours.lanes[lane])
    assert is_near(image.pixelColor(int(GUTTER_PX) + 4, 296), colours.colour("card"))


def test_another_theme_is_painted_at_once(canvas):
    canvas.set_theme(load_theme("dark"))
    image = canvas.grab().toImage()
    assert is_near(image.pixelColor(int(GUTTER_PX) + 4, 296), load_theme("dark").colour("card"))


def test_the_chosen_event_is_ringed_and_what_is_found_as_well(canvas):
    x, y = dot(canvas, "visit")

    def beside():
        return canvas.grab().toImage().pixelColor(round(x) + 12, round(y)).name()

    plain = beside()
    canvas.set_chosen(1)
    chosen = beside()
    canvas.set_chosen(None)
    canvas.set_hits(frozenset({1}))
    assert len({plain, chosen, beside()}) == 3


def test_the_line_of_the_date_in_focus_is_drawn_only_in_view(canvas):
    x = int(x_of(canvas, FOCUS))
    colour = load_theme("light").colour("focus_line")

    def has_line():
        image = canvas.grab().toImage()
        return any(is_near(image.pixelColor(x, y), colour, 40) for y in range(60, 260))

    assert has_line()
    canvas.set_focus_date(instant_us(2030))
    assert not has_line()


def test_another_size_lays_out_anew(canvas):
    canvas.grab()
    canvas.resize(1200, 500)
    canvas.grab()
    assert (canvas.scene().width, canvas.scene().height) == (1200, 500)


def test_before_there_is_a_timeline_it_paints_an_empty_card(qtbot):
    canvas = TimelineCanvas(Viewport(), load_theme("light"))
    qtbot.addWidget(canvas)
    assert canvas.scene() is None
    click(canvas, 200, 100)
    assert is_near(canvas.grab().toImage().pixelColor(200, 150), load_theme("light").colour("card"))


def test_it_says_what_it_is_to_a_screen_reader(canvas):
    assert canvas.accessibleName() == "Timeline"
    assert "table of events" in canvas.accessibleDescription()


def test_a_press_that_wanders_off_and_back_is_a_pan(canvas):
    spy = QSignalSpy(canvas.event_clicked)
    x, y = dot(canvas, "massacre")
    press(canvas, x, y)
    move(canvas, x + 40, y)
    move(canvas, x, y)
    release(canvas, x, y)
    assert spy.count() == 0
    assert abs(canvas.port.span.start_us - SPRING.start_us) < US_PER_DAY / 1000


def test_the_plate_of_the_date_in_focus_lies_on_no_event_but_on_the_axis(canvas):
    canvas.resize(500, 120)
    canvas.set_plate_shown(False)
    bare = canvas.grab().toImage()
    canvas.set_plate_shown(True)
    named = canvas.grab().toImage()
    axis, below = QRect(0, 0, 500, int(AXIS_PX)), QRect(0, int(AXIS_PX), 500, 120)
    assert named.copy(axis) != bare.copy(axis)
    assert named.copy(below) == bare.copy(below)


@pytest.fixture
def crowded(qtbot):
    days = [an_event(f"2024-04-{n % 20 + 5:02}", f"Patrol {n}") for n in range(300)]
    return a_canvas(qtbot, *days, an_event("2000/2050", "Over everything"))


def on_strip(canvas, *date):
    return canvas.time_scale().to_px(instant_us(*date) + US_PER_DAY // 2), AXIS_PX + 10


def test_a_double_click_opens_a_crowd_though_the_first_click_has_chosen_one_of_it(crowded):
    crowded.crowd_clicked.connect(lambda rows: crowded.set_chosen(rows[0]))
    before = crowded.port.span
    double_click(crowded, *on_strip(crowded, 2024, 4, 12))
    assert crowded.port.span.contains(instant_us(2024, 4, 12, 12))
    assert before.duration_us / 1000 < crowded.port.span.duration_us < before.duration_us / 10


def test_a_click_on_a_strip_where_one_event_is_alone_chooses_it(crowded):
    spy = QSignalSpy(crowded.event_clicked)
    click(crowded, *on_strip(crowded, 2024, 5, 12))
    assert spy.at(0) == ["over-everything"]
