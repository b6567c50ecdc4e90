"""What a test asks of a composed page: do texts overlap, does anything leave it, what does it say."""

from viewer.layout.scene import FONTS, Bars, Box, Dot, Heat, Line, Path, Text, texts


def words(scene):
    return [text.text for text in texts(scene)]


def ink(text):
    """The rectangle of a text's letters: left, top, right, bottom."""
    size = FONTS[text.font].size_px
    return text.left, text.y - 0.73 * size, text.left + text.width, text.y + 0.2 * size


def overlapping(scene):
    """Pairs of texts whose letters touch; found by a sweep from top to bottom."""
    found, open_ = [], []
    for area, text in sorted((ink(text), text.text) for text in texts(scene) if text.text.strip()):
        open_ = [other for other in open_ if other[0][2] - area[0] > 0.5]
        found += [(other[1], text) for other in open_ if min(area[3], other[0][3]) - max(area[1], other[0][1]) > 0.5]
        open_.append((area, text))
    return found


def outside(scene, margin=0.0):
    """What is drawn beyond the page or within its margin, with a pixel of slack."""
    right, bottom = scene.width - margin + 1, scene.height - margin + 1
    return [
        shape
        for shape in scene.shapes
        if not (isinstance(shape, Box) and shape.width == scene.width)
        and ((area := extent(shape))[0] < margin - 1 or area[1] < margin - 1 or area[2] > right or area[3] > bottom)
    ]


def extent(shape):
    match shape:
        case Text():
            return ink(shape)
        case Line():
            return min(shape.x1, shape.x2), min(shape.y1, shape.y2), max(shape.x1, shape.x2), max(shape.y1, shape.y2)
        case Box():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Dot():
            reach = shape.radius
            return shape.x - reach, shape.y - reach, shape.x + reach, shape.y + reach
        case Path():
            return (*shape.points.min(axis=0), *shape.points.max(axis=0))
        case Bars():
            return shape.x.min(), shape.y, (shape.x + shape.width).max(), shape.y + shape.height
        case Heat():
            return shape.x, shape.y, shape.x + len(shape.strengths), shape.y + shape.height
