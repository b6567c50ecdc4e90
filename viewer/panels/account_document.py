"""Writes an Account into a text document: its facts, the full source text with the quotes marked, its sources.

Knows formats and positions in the document. It must not know the widget that shows it, scrolling or clicks: a way
to something else is written as a link whose address is the key of the Way.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct, field
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
)

from viewer.layout.scene import FONTS
from viewer.model.account import Voice
from viewer.model.events import QuoteMatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.account import Account, Objection, Remark, Way
    from viewer.model.events import Quote, Source
    from viewer.theme import Theme

REACH = 20_000
"""How many characters of a long source are shown on either side of the quote."""

VOICE_COLOURS = {
    Voice.NOTE: "muted",
    Voice.INFERRED: "pledged",
    Voice.ADDED: "record",
    Voice.STATUS: "planned",
    Voice.COMPUTED: "muted",
    Voice.UNSOURCED: "warning",
    Voice.PUBLISHED: "muted",
}
_SOURCE_LINE_PERCENT, _LINE_PERCENT = 132, 112


class Places(Struct):
    """Where things came to stand in the document, in its own positions: quotes by number, sections by name."""

    quotes: dict[int, tuple[int, int]] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)


def write_account(document: QTextDocument, account: Account, current: int, theme: Theme) -> Places:
    """Replace the document by an account with the source of the quote numbered `current` (from 0).

    Cost grows with the facts and with REACH, not with the length of the source.
    """
    document.clear()
    document.setDocumentMargin(0)
    writer = _Writer(document, theme)
    writer.facts(account)
    if account.quotes:
        writer.words(account, min(current, len(account.quotes) - 1))
    writer.remarks(account.remarks)
    writer.ways("dates", _tr("Dates, kept apart"), account.dates)
    writer.ways("sources", _tr("Sources"), account.sources)
    writer.ways("related", _tr("Related"), account.related)
    return writer.places


def window_of(text: str, start: int, end: int, reach: int = REACH) -> tuple[int, int]:
    """Return the part [begin, finish) of a source text to show around [start, end), cut at line ends if one is near."""
    begin, finish = max(0, start - reach), min(len(text), end + reach)
    if begin > 0:
        line_end = text.find("\n", begin, start)
        begin = line_end + 1 if 0 <= line_end < start else begin
    if finish < len(text):
        line_end = text.rfind("\n", end, finish)
        finish = line_end if line_end > end else finish
    return begin, finish


def is_found(quote: Quote) -> bool:
    """Tell whether the place of a quote in its source is known."""
    return quote.match is QuoteMatch.VERBATIM and quote.start is not None and quote.end is not None


def _tr(text: str) -> str:
    return QCoreApplication.translate("SourceText", text)


def _mixed(ground: str, colour: str, share: float) -> QColor:
    one, two = QColor(ground), QColor(colour)
    pairs = ((one.red(), two.red()), (one.green(), two.green()), (one.blue(), two.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


class _Writer:
    """A cursor with the formats of a theme."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self.places = Places()
        self._cursor = QTextCursor(document)
        self._theme = theme
        self._is_fresh = True

    def facts(self, account: Account) -> None:
        """Write what comes before the source text: summary, numbers, disagreements."""
        if account.summary:
            self._section("summary", _tr("In short"))
            self._block(1)
            self._text(account.summary)
        self.ways("numbers", _tr("Figures"), account.numbers)
        if account.objections:
            self._section("objections", _tr("Where the sources disagree"))
            for objection in account.objections:
                self._objection(objection)

    def ways(self, name: str, title: str, ways: Sequence[Way]) -> None:
        """Write a section of links, a line each; nothing if there are none."""
        if not ways:
            return
        self._section(name, title)
        for way in ways:
            self._block(2)
            self._text(way.text, key="" if name == "sources" else way.key)
            if way.note:
                self._text(f" · {way.note}", "note", "muted")

    def remarks(self, remarks: Sequence[Remark]) -> None:
        """Write in full what the remarks beside the date only name."""
        detailed = [remark for remark in remarks if remark.detail]
        if not detailed:
            return
        self._section("remarks", _tr("How this is known"))
        for remark in detailed:
            self._block(2)
            if remark.voice is not Voice.NOTE:
                self._text(f"{remark.voice} · ", "strong", VOICE_COLOURS[remark.voice])
            self._text(remark.detail)

    def words(self, account: Account, current: int) -> None:
        """Write the source of one quote, with every quote of the account that stands in it."""
        quote, source = account.quotes[current], account.quoted[current]
        self._section("words", _tr("The words in their source"))
        if source is None or source.text is None:
            self._lone_quote(current, quote, _tr("The text of this source is not in the dataset."))
            return
        if not is_found(quote):
            is_twice = quote.match is QuoteMatch.AMBIGUOUS
            twice = _tr("These words stand more than once in the source; which place is meant is not said.")
            other = _tr("The dataset quotes these words; the source does not have them so.")
            self._lone_quote(current, quote, twice if is_twice else other)
        self._source_text(source, source.text, account.quotes, current)

    def _source_text(self, source: Source, text: str, quotes: Sequence[Quote], current: int) -> None:
        chosen = quotes[current]
        begin, finish = window_of(text, chosen.start or 0, chosen.end or 0)
        here = {n: quote for n, quote in enumerate(quotes) if quote.source == source.id and is_found(quote)}
        spans = {n: (quote.start or 0, quote.end or 0) for n, quote in here.items()}
        spans = {n: (start, end) for n, (start, end) in spans.items() if begin <= start and end <= finish}
        cuts = sorted({begin, finish, *(edge for span in spans.values() for edge in span)})
        self._cut_note(begin, finish, text)
        self._block(6, "label")
        at = {begin: self._cursor.position()}
        for start, end in pairwise(cuts):
            is_quoted = any(first <= start and end <= last for first, last in spans.values())
            self._piece(text[start:end], is_quoted=is_quoted)
            at[end] = self._cursor.position()
        self.places.quotes |= {n: (at[start], at[end]) for n, (start, end) in spans.items()}

    def _piece(self, text: str, *, is_quoted: bool) -> None:
        form = self._format("label", "ink" if is_quoted else "muted")
        form.setFontWeight(QFont.Weight.Normal)
        if is_quoted:
            form.setBackground(_mixed(self._theme.colour("card"), self._theme.colour("quote_ground"), 0.5))
        self._cursor.insertText(text.replace("\r\n", "\n").replace("\r", "\n"), form)

    def _cut_note(self, begin: int, finish: int, text: str) -> None:
        if begin > 0 or finish < len(text):
            self._block(2)
            note = _tr("Characters {first} to {last} of {all}, around the quote.")
            self._text(note.format(first=f"{begin:,}", last=f"{finish:,}", all=f"{len(text):,}"), "note", "muted")

    def _lone_quote(self, number: int, quote: Quote, why: str) -> None:
        self._block(2)
        self._text(why, "note_strong", "warning")
        self._block(4, "label")
        start = self._cursor.position()
        self._piece(quote.exact, is_quoted=True)
        self.places.quotes[number] = (start, self._cursor.position())

    def _objection(self, objection: Objection) -> None:
        outside = self._cursor.currentFrame()
        self._cursor.insertFrame(self._box())
        self._is_fresh = True
        self._block(0)
        self._text(objection.title, "strong", "ink")
        self._block(1)
        self._text(objection.text)
        for way in objection.ways:
            self._block(1)
            self._text(way.text, "note", key=way.key)
        self._cursor = outside.lastCursorPosition()
        self._is_fresh = True

    def _box(self) -> QTextFrameFormat:
        form = QTextFrameFormat()
        form.setBackground(QColor(self._theme.colour("warning_ground")))
        form.setBorder(1)
        form.setBorderBrush(_mixed(self._theme.colour("warning_ground"), self._theme.colour("warning"), 0.35))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setPadding(7)
        form.setTopMargin(4)
        form.setBottomMargin(2)
        return form

    def _section(self, name: str, title: str) -> None:
        self._block(0 if self._is_fresh and not self._cursor.position() else 12)
        self.places.sections[name] = self._cursor.position()
        self._text(title, "note_strong", "faint")

    def _block(self, top_px: float, role: str = "text") -> None:
        """Begin a paragraph; the first one of a document or a frame is there already."""
        form = QTextBlockFormat()
        form.setTopMargin(top_px)
        form.setLineHeight(
            _SOURCE_LINE_PERCENT if role == "label" else _LINE_PERCENT,
            QTextBlockFormat.LineHeightTypes.ProportionalHeight.value,
        )
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._is_fresh = False

    def _text(self, text: str, role: str = "text", colour: str = "ink", key: str = "") -> None:
        form = self._format(role, "accent" if key else colour)
        if key:
            form.setAnchor(True)
            form.setAnchorHref(key)
            form.setFontUnderline(True)
        self._cursor.insertText(text, form)

    def _format(self, role: str, colour: str) -> QTextCharFormat:
        font = FONTS[role]
        form = QTextCharFormat()
        form.setProperty(QTextCharFormat.Property.FontPixelSize, round(font.size_px))
        form.setFontWeight(font.weight)
        form.setForeground(QColor(self._theme.colour(colour)))
        return form
