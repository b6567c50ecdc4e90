"""Writes a scene as SVG 1.1 with text that is text, or as outlines on request. It knows neither its subject nor Qt.

Every mark stands in a group with its key as id, with `title` and `desc`; widths of texts are written beside them,
so that the layout holds in any typeface. Shapes are never clipped: layout keeps them within the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.export.formats.rdf import escape, rdf_lines
from viewer.layout.scene import FONTS, Bars, Box, Dot, Heat, Line, Paint, Path, Text
from viewer.painting import strokes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.layout.scene import Scene, Shape
    from viewer.theme import Theme

_LIKE_IT = "'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans Condensed', sans-serif"
"""What stands in for the typeface: those hardly wider first, as some programs do not keep to the widths written."""

FONT_FAMILY = f"Inter, 'Inter Variable', {_LIKE_IT}"
_STYLE = "font-feature-settings:'tnum','calt' 0"  # as the fonts of `text_measure`, whose widths are written down


Outline = Callable[[str, str, float], str]
"""Path data of a text in a font role, no wider than so many pixels."""


class SvgForm(Struct, frozen=True):
    """How a scene becomes a picture: the size of its pixels in 96ths of an inch, the unit its size is written in.

    `language` is the tag of its words, "" for none; with `outline` texts are written as outlines. `faces` is the CSS
    that brings a typeface along, for browsers without it.
    """

    zoom: float = 1.0
    unit: str = "px"
    language: str = ""
    outline: Outline | None = None
    faces: str = ""


_PER_PX = {"px": 1.0, "in": 1 / 96, "mm": 25.4 / 96}
_AS_IT_IS = SvgForm()


def svg_text(
    scene: Scene,
    theme: Theme,
    *,
    title: str,
    description: str,
    metadata: Mapping[str, str],
    form: SvgForm = _AS_IT_IS,
) -> str:
    """Return the SVG of a scene, without an XML declaration; the same input gives the same text.

    Raises KeyError for a colour or font role nobody knows.
    """
    pen = _Pen(theme, scene.titles or {}, form.outline)
    body = [line for key, shapes in groupby(scene.shapes, _key) for line in pen.group(key, list(shapes))]
    tongue = f' xml:lang="{escape(form.language)}"' if form.language else ""
    font = f'font-family="{FONT_FAMILY}" style="{_STYLE}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" {_size(scene, form)}{tongue} {font}>',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(description)}</desc>",
        "<metadata>",
        *rdf_lines(title, description, metadata),
        "</metadata>",
        *([f'<style type="text/css">{form.faces}</style>'] if form.faces else []),
        *pen.definitions(),
        *body,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _size(scene: Scene, form: SvgForm) -> str:
    width, height = (_n(side * form.zoom * _PER_PX[form.unit]) for side in (scene.width, scene.height))
    unit = "" if form.unit == "px" else form.unit
    return f'width="{width}{unit}" height="{height}{unit}" viewBox="0 0 {_n(scene.width)} {_n(scene.height)}"'


class _Pen:
    """Writes shapes as elements and remembers the patterns and gradients they need."""

    def __init__(self, theme: Theme, titles: Mapping[str, tuple[str, str]], outline: Outline | None) -> None:
        self._theme = theme
        self._outline = outline
        self._titles = titles
        self._ids: set[str] = set()
        self._defs: dict[tuple[str, str], str] = {}

    def definitions(self) -> list[str]:
        if not self._defs:
            return []
        return ["<defs>", *(f'<{tag} id="{name}"{rest}' for (tag, rest), name in self._defs.items()), "</defs>"]

    def group(self, key: str | None, shapes: list[Shape]) -> list[str]:
        lines = [line for shape in shapes for line in self._shape(shape)]
        if key is None:
            return lines
        head = [f'<g id="{self._new_id(key)}">']
        if key in self._titles:
            name, story = self._titles[key]
            head += [f"<title>{escape(name)}</title>", f"<desc>{escape(story)}</desc>"]
        return [*head, *lines, "</g>"]

    def _new_id(self, key: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", key)
        plain = plain if plain[:1].isalpha() else f"k{plain}"
        name, count = plain, 1
        while name in self._ids:
            count += 1
            name = f"{plain}.{count}"
        self._ids.add(name)
        return name

    def _shape(self, shape: Shape) -> list[str]:
        match shape:
            case Text():
                return [self._text(shape)]
            case Line():
                return [self._line(shape)]
            case Box():
                x, y, width, height, radius = rect = strokes.box_rect(shape)
                place = f'rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
                return self._painted(place + (f' rx="{_n(radius)}"' if radius else ""), shape.paint, rect)
            case Dot():
                reach = shape.radius
                place = f'circle cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(reach)}"'
                square = strokes.Rect(shape.x - reach, shape.y - reach, 2 * reach, 2 * reach)
                return self._painted(place, shape.paint, square)
            case Path():
                return self._path(shape)
            case _:
                return self._many(shape)

    def _text(self, shape: Text) -> str:
        if not shape.text:
            return ""
        if self._outline is not None:
            place = f'd="{self._outline(_one_line(shape.text), shape.font, shape.width)}"'
            where = f'transform="translate({_n(shape.left)} {_n(shape.y)})"'
            return f'<path {place} {where} fill="{self._theme.colour(shape.colour)}"/>'
        font, anchor = FONTS[shape.font], shape.anchor
        direction = ""
        if _runs_right_to_left(shape.text):
            # in a text that runs to the left, start and end change places
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
            direction = ' direction="rtl" unicode-bidi="embed"'
        turn = f' text-anchor="{anchor}"' if anchor != "start" else ""
        return (
            f'<text x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(font.size_px)}" font-weight="{font.weight}" '
            f'fill="{self._theme.colour(shape.colour)}"{turn}{direction} textLength="{_n(shape.width)}" '
            f'lengthAdjust="spacingAndGlyphs" xml:space="preserve">{escape(_one_line(shape.text))}</text>'
        )

    def _line(self, shape: Line) -> str:
        x1, y1, x2, y2 = strokes.line_ends(shape)
        stroke = self._stroke(shape.stroke, shape.stroke_px, shape.stroke_alpha, shape.dash)
        return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"{stroke}/>'

    def _path(self, shape: Path) -> list[str]:
        points = strokes.path_points(shape.points, shape.paint)
        if len(points) == 0:
            return []
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        kind = "polygon" if shape.is_closed else "polyline"
        place = f'{kind} points="{" ".join(f"{_n(x)},{_n(y)}" for x, y in points.tolist())}"'
        return self._painted(place, shape.paint, strokes.Rect(left, top, right - left, bottom - top), shape.is_closed)

    def _many(self, shape: Bars | Heat) -> list[str]:
        """Write columns as one path for each strength; crisp edges leave no seams between neighbours."""
        fill, lines = self._theme.colour(shape.fill), []
        if isinstance(shape, Bars):
            runs = [(255, list(zip(shape.x.tolist(), shape.width.tolist(), strict=True)))]
        else:
            runs = _runs(shape)
        for strength, columns in runs:
            if columns:
                path = "".join(_column(x, shape.y, width, shape.height) for x, width in columns)
                lines.append(
                    f'<path d="{path}" fill="{fill}"{_alpha("fill", strength / 255)} shape-rendering="crispEdges"/>'
                )
        return lines

    def _painted(self, place: str, paint: Paint, rect: strokes.Rect, is_filled: bool = True) -> list[str]:  # noqa: FBT001, FBT002  private, one caller
        stroke = self._stroke(paint.stroke, paint.stroke_px, paint.stroke_alpha, paint.dash) if paint.stroke else ""
        if paint.fill is None or not is_filled:
            return [f'<{place} fill="none"{stroke}/>']
        if not paint.hatch:
            return [f"<{place}{self._fill(paint, rect, paint.fill_alpha)}{stroke}/>"]
        ground = self._fill(paint, rect, paint.fill_alpha * strokes.HATCH_GROUND_ALPHA)
        return [f"<{place}{ground}/>", f'<{place} fill="{self._pattern(paint, rect)}"{stroke}/>']

    def _stroke(self, role: str, width: float, alpha: float, dash: tuple[float, ...]) -> str:
        dashes = f' stroke-dasharray="{" ".join(_n(length) for length in dash)}"' if dash else ""
        return f' stroke="{self._theme.colour(role)}" stroke-width="{_n(width)}"{_alpha("stroke", alpha)}{dashes}'

    def _fill(self, paint: Paint, rect: strokes.Rect, alpha: float) -> str:
        colour = self._theme.colour(paint.fill or "ink")
        stops = strokes.fade_stops(paint, rect.width)
        if not stops:
            return f' fill="{colour}"{_alpha("fill", alpha)}'
        inner = "".join(
            f'<stop offset="{offset:.4g}" stop-color="{colour}" stop-opacity="{alpha * share:.3g}"/>'
            for offset, share in stops
        )
        return f' fill="{self._defined("linearGradient", f">{inner}</linearGradient>")}"'

    def _pattern(self, paint: Paint, rect: strokes.Rect) -> str:
        step, middle = _n(strokes.HATCH_STEP_PX), _n(strokes.HATCH_STEP_PX / 2)
        colour = self._theme.colour(paint.fill or "ink")
        stroke = _alpha("stroke", paint.fill_alpha * strokes.HATCH_LINE_ALPHA)
        rest = (
            f' width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
            f'patternTransform="translate({_n(rect.x)} {_n(rect.y)}) rotate(45)"><path d="M{middle} 0v{step}" '
            f'stroke="{colour}" stroke-width="{_n(strokes.HATCH_LINE_PX)}"{stroke}/></pattern>'
        )
        return self._defined("pattern", rest)

    def _defined(self, tag: str, rest: str) -> str:
        """Return a reference to a definition, made once; `rest` is what follows its id."""
        kind = {"linearGradient": "fade", "pattern": "hatch"}[tag]
        name = self._defs.get((tag, rest)) or self._new_id(f"{kind}-{len(self._defs) + 1}")
        self._defs[tag, rest] = name
        return f"url(#{name})"


def _key(shape: Shape) -> str | None:
    return None if isinstance(shape, Bars | Heat) else shape.key


def _n(value: float) -> str:
    """Write a number with at most two decimals and no sign on zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _alpha(kind: str, alpha: float) -> str:
    return f' {kind}-opacity="{alpha:.3g}"' if alpha < 1 else ""


def _column(x: float, y: float, width: float, height: float) -> str:
    return f"M{_n(x)} {_n(y)}h{_n(width)}v{_n(height)}h{_n(-width)}z"


def _runs(heat: Heat) -> list[tuple[int, list[tuple[float, float]]]]:
    """Return, for each strength above 0, the (x, width) of the runs of columns that have it."""
    edges = np.flatnonzero(np.diff(heat.strengths.astype(np.int16))) + 1
    starts = np.concatenate([[0], edges])
    ends = np.concatenate([edges, [len(heat.strengths)]])
    found: dict[int, list[tuple[float, float]]] = {}
    if len(heat.strengths):
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            found.setdefault(int(heat.strengths[start]), []).append((heat.x + start, end - start))
    return sorted((strength, columns) for strength, columns in found.items() if strength > 0)


def _one_line(text: str) -> str:
    return re.sub(r"[\t\n\r]", " ", text)


def _runs_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction runs from right to left (rule P2 of UAX 9)."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
