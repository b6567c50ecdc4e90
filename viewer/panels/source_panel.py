"""The source panel: what is chosen, how its date is known, its words in their source, and the ways from there.

It must not know files, the workspace, or how a date or an amount is put in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from viewer.model.account import (
    account_of_computed,
    account_of_event,
    account_of_figure,
    account_of_passage,
    publication_remark,
)
from viewer.model.citation import quote_with_citation
from viewer.panels.source_head import SourceHead, TitleLine
from viewer.panels.source_parts import a_button, a_label, a_rule, a_tool
from viewer.panels.source_text import SourceText
from viewer.panels.verdict import spoken_quote, verdict_on
from viewer.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from viewer.model.account import Account
    from viewer.model.dataset import Dataset
    from viewer.model.events import Event, Quote, Source
    from viewer.model.personnel import PersonnelFigure
    from viewer.theme import Theme

STRIPE_PX = 4
COMPACT_BELOW_PX = 380
NARROW_BELOW_PX = 360
_ROOM_FOR_HEAD = 0.4


class SourcePanel(QFrame):
    """The chosen event, personnel figure or computed number, led back to its words.

    Signals:
        event_requested(str): the id of an event whose link was followed.
        figure_requested(str): the id of a personnel figure whose link was followed.
        copied(str): the text just put on the clipboard.
    """

    event_requested = Signal(str)
    figure_requested = Signal(str)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = load_theme("light")
        self._account: Account | None = None
        self._number = 0
        self._focus_us: int | None = None
        self._is_compact = self._is_head_carried = False
        self.setMinimumSize(280, 240)
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("Source"))
        self.setAccessibleDescription(self.tr("The words behind what is chosen on the timeline."))
        self._make_parts()
        self._lay_out()
        self._arrange(is_compact=False)
        self._connect()
        self.setFocusProxy(self._text)
        self.show_nothing()

    @property
    def quote(self) -> Quote | None:
        """The current quote, None where there is none."""
        return self._account.quotes[self._number] if self._account and self._account.quotes else None

    @property
    def source(self) -> Source | None:
        """The source of the current quote, None where there is none."""
        return self._account.quoted[self._number] if self._account and self._account.quoted else None

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._text.set_theme(theme)
        self._head.set_theme(theme)
        if self._account:
            self._paint_stripe(self._account)

    def show_nothing(self) -> None:
        """Say what to do to see something."""
        self._account = None
        self._pages.setCurrentWidget(self._empty)

    def show_event(self, event: Event, dataset: Dataset, quote: int = 0) -> None:
        """Show an event with its quote numbered `quote` (from 0)."""
        self._show(account_of_event(event, dataset), quote)

    def show_figure(self, figure: PersonnelFigure, dataset: Dataset) -> None:
        """Show a personnel figure."""
        self._show(account_of_figure(figure, dataset))

    def show_passage(self, source_id: str, start: int, end: int, dataset: Dataset) -> None:
        """Show characters [start, end) of a source's text where they stand; an unknown source changes nothing."""
        source = dataset.sources.get(source_id)
        if source is not None:
            self._show(account_of_passage(source, start, end, dataset))

    def set_focus_date(self, focus_us: int) -> None:
        """Say of what is shown whether it had been published by this instant."""
        self._focus_us = focus_us
        if self._account:
            self._show_head(self._account)
            self._fit_head()

    def show_computed(self, title: str, how: str, ids: Sequence[str], dataset: Dataset) -> None:
        """Show a number that no source states; `ids` are the personnel figures it was computed from."""
        self._show(account_of_computed(title, how, ids, dataset))

    def show_next_quote(self) -> None:
        """Go to the next quote; nothing happens at the last."""
        self._go_to_quote(self._number + 1)

    def show_previous_quote(self) -> None:
        """Go to the quote before; nothing happens at the first."""
        self._go_to_quote(self._number - 1)

    def copy_quote(self) -> None:
        """Put the exact words of the current quote on the clipboard."""
        if self.quote:
            self._copy(self.quote.exact)

    def copy_with_citation(self) -> None:
        """Put the current quote, its citation and its place on the clipboard."""
        if self.quote:
            self._copy(quote_with_citation(self.quote, self.source))

    def _make_parts(self) -> None:
        self._stripe = QFrame()
        self._head, self._title = SourceHead(self._theme), TitleLine()
        self._text = SourceText(self._theme)
        self._text.setMinimumHeight(44)
        self._verdict = a_label(self.tr("Whether the quote is verbatim"), "strong", "ok")
        self._count = a_label(self.tr("Which quote"), "text", "muted")
        self._previous = a_tool("‹", self.tr("Previous quote"), self.tr("Show the quote before this one ([)"))
        self._next = a_tool("›", self.tr("Next quote"), self.tr("Show the quote after this one (])"))
        self._copy_quote = a_button(self.tr("Copy quote"), self.tr("Copy the exact words"))
        self._copy_cited = a_button(
            self.tr("Copy with citation"), self.tr("Copy the words with their source and place (Ctrl+C)")
        )
        self._empty = a_label("", "text", "muted")
        self._empty.setText(
            self.tr("Choose an event on the timeline, or a number of the personnel panel, to read the words behind it.")
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(40)
        self._empty.setAccessibleDescription(self.tr("What to do to read a source"))

    def _lay_out(self) -> None:
        full = QWidget()
        self._column = column = QVBoxLayout()
        column.setContentsMargins(13, 9, 12, 8)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._title)
        column.addWidget(self._text, 1)
        column.addSpacing(6)
        column.addWidget(a_rule())
        column.addSpacing(8)
        column.addLayout(self._footer())
        self._rows = row = QHBoxLayout(full)
        row.setContentsMargins(1, 6, 1, 6)
        row.setSpacing(0)
        row.addWidget(self._stripe)
        row.addLayout(column, 1)
        self._stripe.setFixedWidth(STRIPE_PX)
        self._full = full
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(full)

    def _footer(self) -> QVBoxLayout:
        self._state = QGridLayout()
        self._state.setColumnStretch(0, 1)
        self._state.setHorizontalSpacing(6)
        self._state.setVerticalSpacing(2)
        self._state.addWidget(self._verdict, 0, 0)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        self._buttons.addWidget(self._copy_quote)
        self._buttons.addWidget(self._copy_cited)
        self._buttons.addStretch(1)
        footer = QVBoxLayout()
        footer.setSpacing(8)
        footer.addLayout(self._state)
        footer.addLayout(self._buttons)
        return footer

    def _arrange(self, *, is_compact: bool) -> None:
        """Put the steps through the quotes beside the copy buttons where height is short, else beside the verdict."""
        self._is_compact = is_compact
        self._head.set_compact(is_compact)
        self._count.setWordWrap(not is_compact)
        for widget in (self._count, self._previous, self._next):
            self._state.removeWidget(widget)
            self._buttons.removeWidget(widget)
        if is_compact:
            for widget in (self._previous, self._count, self._next):
                self._buttons.addWidget(widget)
        else:
            self._state.addWidget(self._count, 1, 0)
            self._state.addWidget(self._previous, 0, 1, 2, 1)
            self._state.addWidget(self._next, 0, 2, 2, 1)
        for button in (self._previous, self._next):
            button.setFixedWidth(28 if is_compact else 34)
        if self._account:
            self._show_state(self._account)

    def _connect(self) -> None:
        self._text.link_clicked.connect(self._follow)
        self._head.way_followed.connect(self._follow)
        self._head.entered.connect(self._text.show_head)
        self._previous.clicked.connect(self.show_previous_quote)
        self._next.clicked.connect(self.show_next_quote)
        self._copy_quote.clicked.connect(self.copy_quote)
        self._copy_cited.clicked.connect(self.copy_with_citation)

    def _show(self, account: Account, number: int = 0) -> None:
        self._account = account
        self._number = min(max(number, 0), max(0, len(account.quotes) - 1))
        self._title.set_title(account.title)
        self._show_head(account)
        self._paint_stripe(account)
        self._show_state(account)
        self._pages.setCurrentWidget(self._full)
        self._fit_head()
        self._rows.activate()
        self._text.show_account(account, self._number)

    def _show_head(self, account: Account) -> None:
        told = publication_remark(account, self._focus_us) if self._focus_us is not None else None
        self._head.show_account(account, (*account.remarks, told) if told else account.remarks)

    def _go_to_quote(self, number: int) -> None:
        if self._account and 0 <= number < len(self._account.quotes):
            self._number = number
            self._show_state(self._account)
            self._text.show_quote(number)

    def _paint_stripe(self, account: Account) -> None:
        colour = self._theme.colour(account.colour)
        self._stripe.setStyleSheet(f"background: {colour}; border: none; border-radius: 2px;")

    def _show_state(self, account: Account) -> None:
        tone, verdict = verdict_on(account, self.quote)
        self._verdict.setText(verdict)
        self._verdict.setProperty("tone", tone)
        self._verdict.style().polish(self._verdict)
        count, has_quote = len(account.quotes), bool(account.quotes)
        self._count.setText(self._count_words(account))
        self._text.setAccessibleDescription(spoken_quote(self.quote, verdict, self._count.text()))
        self._count.setVisible(has_quote and (count > 1 or not self._is_compact))
        for widget in (self._copy_quote, self._copy_cited):
            widget.setVisible(has_quote)
        for button in (self._previous, self._next):
            button.setVisible(count > 1)
        self._previous.setEnabled(self._number > 0)
        self._next.setEnabled(self._number + 1 < count)

    def _count_words(self, account: Account) -> str:
        count, place = len(account.quotes), self._number + 1
        if self._is_compact:
            return f"{place} / {count}"
        is_event = account.key.startswith("event:")
        if account.key.startswith("source:"):
            return self.tr("found by the search")
        if count == 1:
            return self.tr("the only quote for this event") if is_event else self.tr("the quote for this figure")
        return self.tr("{place} of {count} quotes for this event").format(place=place, count=count)

    def _fit_head(self) -> None:
        """Keep the head in its place above the words, or its title alone where the rest would take their room."""
        margins = self._column.contentsMargins()
        width_px = self.width() - STRIPE_PX - margins.left() - margins.right() - 2
        self._head.set_title_shown(True)
        is_carried = self._head.needed_px(width_px) > self.height() * _ROOM_FOR_HEAD
        self._head.set_title_shown(not is_carried or not self._title.holds(width_px))
        self._title.setVisible(is_carried)
        if is_carried == self._is_head_carried:
            self._text.fit_head()
            return
        self._is_head_carried = is_carried
        self._text.carry(self._head if is_carried else None)
        if not is_carried:
            self._column.insertWidget(0, self._head)  # above the line of its title, which is not seen now
            self._head.show()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(text)

    def _follow(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "event":
            self.event_requested.emit(name)
        elif kind == "figure":
            self.figure_requested.emit(name)
        elif kind == "quote" and name.isdecimal():
            self._go_to_quote(int(name))
            self._text.show_section("words")
        else:
            self._text.show_section("sources" if kind == "source" else name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the quote with its citation when nothing else was selected to be copied."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.quote:
            self.copy_with_citation()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the parts for the new height."""
        super().resizeEvent(event)
        is_narrow, is_compact = self.width() < NARROW_BELOW_PX, self.height() < COMPACT_BELOW_PX
        self._copy_quote.setText(self.tr("Copy") if is_narrow else self.tr("Copy quote"))
        self._copy_cited.setText(self.tr("Copy cited") if is_narrow else self.tr("Copy with citation"))
        if is_compact != self._is_compact:
            self._arrange(is_compact=is_compact)
        self._fit_head()
