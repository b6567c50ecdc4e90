"""A scene with every kind of shape, and ways to look into a picture."""

import numpy as np
from PySide6.QtGui import QColor, QImage

from viewer.layout.scene import Bars, Box, Dot, Heat, Line, Paint, Path, Scene, Text
from viewer.painting.text_measure import measure

BAND = Paint(fill="lane.1", fill_alpha=0.28, fade_left=14, fade_right=14)


def a_text(x, y, text, font="text", colour="ink", anchor="start", key=None):
    return Text(x, y, text, font, colour, measure(text, font), anchor, key)


def a_scene(*shapes, width=120.0, height=60.0, titles=None):
    return Scene(width, height, shapes, titles=titles)


def demo_scene(width=720.0, height=420.0):
    card = Paint(fill="card", stroke="hairline")
    shapes = [Box(0, 0, width, height, Paint(fill="ground")), Box(12, 12, 696, 396, card, radius=8)]
    shapes += [Line(100.0 + 73.3 * i, 60, 100.0 + 73.3 * i, 396, "grid") for i in range(8)]
    shapes += [Line(12, y, 708, y, "hairline") for y in (120, 180, 240, 300)]
    shapes += [a_text(26, 44, "≈ 430", "figure", "deployed"), a_text(150, 44, "> 2,900", "figure", "pledged")]
    shapes += [a_text(300, 34, "Every shape", "title"), a_text(690, 34, "2 Oct 2023 · 11:11", "note", "muted", "end")]
    for lane in range(4):
        top = 66.0 + 60 * lane
        shapes.append(Box(12, top, 4, 48, Paint(fill=f"lane.{lane}"), radius=2))
        shapes.append(a_text(26, top + 18, f"Lane {lane}", "lane"))
    shapes += _marks() + _chart()
    titles = {"event:june": ("First officers deploy", "June 2024"), "event:plan": ("600 more", "planned")}
    return Scene(width, height, tuple(shapes), titles=titles)


def _marks():
    dot = Paint(fill="lane.1", stroke="card", stroke_px=2)
    return [
        Dot(150, 84, 7, Paint(fill="lane.0", stroke="card", stroke_px=2), key="event:vote"),
        a_text(164, 83, "Council “authorizes” the mission", "label", key="event:vote"),
        a_text(164, 98, "2 Oct 2023 · “after the Council approved”", "note", "muted", key="event:vote"),
        Box(150, 136, 90, 16, BAND, radius=8, key="event:june"),
        Dot(210, 144, 7, dot, key="event:june"),
        a_text(250, 148, "First officers deploy", "label", key="event:june"),
        Box(430, 136, 80, 18, Paint(fill="lane.1", stroke="lane.1", hatch=True), radius=9, key="event:plan"),
        a_text(520, 149, "600 more, planned", "strong", key="event:plan"),
        Box(150, 200, 120, 12, Paint(fill="lane.2"), radius=4),
        Box(290, 200, 80, 12, Paint(stroke="lane.2", dash=(4, 3), fill="lane.2", fill_alpha=0.2), radius=4),
        Dot(400, 206, 12, Paint(stroke="lane.2", stroke_px=2)),
        Dot(400, 206, 7, Paint(fill="lane.2")),
        Dot(440, 206, 6, Paint(fill="card", stroke="lane.2", stroke_px=2)),
        Box(470, 200, 100, 12, Paint(fill="lane.4", hatch=True, fade_right=30), radius=4),
        a_text(690, 210, "approximate plan", "note", "faint", "end"),
        Bars(np.arange(150.0, 350.0, 4.0), np.full(50, 3.0), 256, 16, "lane.3"),
        Heat(370.0, 256, 16, np.clip(np.abs(np.sin(np.arange(300) / 30)) * 255, 0, 255).astype(np.uint8), "lane.3"),
    ]


def _chart():
    steps = np.array([[100, 390], [300, 390], [300, 360], [420, 360], [420, 330], [560, 330]], dtype=float)
    area = np.vstack([steps, [[560, 390]]])
    arrow = np.array([[555, 331], [565, 331], [560, 322]], dtype=float)
    return [
        Path(area, Paint(fill="deployed", fill_alpha=0.18), is_closed=True),
        Path(steps, Paint(stroke="deployed", stroke_px=2)),
        Path(np.array([[560, 330], [620, 330], [620, 310], [700, 310]], dtype=float),
             Paint(stroke="deployed", stroke_px=2, dash=(4, 3))),
        Path(arrow, Paint(fill="pledged"), is_closed=True),
        Line(560, 60, 560, 396, "focus_line", dash=(3, 3)),
        Box(514, 306, 92, 18, Paint(fill="focus_line"), radius=9),
        a_text(560, 319, "11 Oct 2024", "note_strong", "focus_text", "middle"),
        Line(110, 320, 290, 350, "record", 1.5),
        a_text(110, 312, "1,350 · public record", "note", "record"),
    ]  # fmt: skip


def opened(png):
    image = QImage()
    assert image.loadFromData(png, "PNG")
    return image


def rgb(image, x, y):
    return image.pixelColor(x, y).name().upper()


def is_near(colour, other, tolerance=6):
    pairs = zip(QColor(colour).getRgb(), QColor(other).getRgb(), strict=True)
    return all(abs(one - two) <= tolerance for one, two in pairs)


def channels(image):
    """The blue, green and red of each pixel as numbers: shape (height, width, 3)."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.width(), 4)[..., :3].astype(int)
