"""What stands above the words of a source: title, date, how that is known, and the ways through the text.

All of it is whole, however long: where it leaves the words too little room, it scrolls with them (see `source_text`),
and only a line with the title stays in its place.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from viewer.model.counting import counted
from viewer.panels.breaking import breakable
from viewer.panels.remarks import Remarks
from viewer.panels.source_parts import a_label, a_rule, dress
from viewer.panels.type_style import type_style

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from viewer.model.account import Account, Remark
    from viewer.theme import Theme

_BY_KEY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason}
_LONGEST_WORD = 40
"""Longer ones are broken: nobody copies them, and unbroken they would be cut."""


class TitleLine(QLabel):
    """A title on one line, cut with an ellipsis where it is too long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        dress(self, self.tr("What is chosen"), "title", "ink")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(0, 0, 0, 4)

    def set_title(self, title: str) -> None:
        """Show a title; the pointer and a screen reader find the whole of it."""
        self._title = title
        self.setAccessibleName(title)
        self._fit()

    def holds(self, width_px: int) -> bool:
        """Say whether the whole title fits into a width."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self._title) <= width_px

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, self.width()))
        self.setToolTip("" if self.holds(self.width()) else self._title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the title anew."""
        super().resizeEvent(event)
        self._fit()


class SourceHead(QWidget):
    """The facts of one Account in a few lines.

    Signals:
        way_followed(str): a way through the text was followed, by mouse or key.
        entered(): the keys have come to the ways.
    """

    way_followed = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._account: Account | None = None
        self._title = a_label(self.tr("What is chosen"), "title", "ink")
        self._date_line = a_label(self.tr("Date"), "text", "muted")
        self._remarks = Remarks(theme)
        self._ways = QLabel()
        self._ways.setStyleSheet(type_style("note"))
        self._ways.setWordWrap(True)
        self._ways.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._ways.linkActivated.connect(self.way_followed)
        self._ways.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        for widget, air_px in ((self._title, 4), (self._date_line, 2), (self._remarks, 7), (self._ways, 7)):
            column.addWidget(widget)
            column.addSpacing(air_px)
        column.addWidget(a_rule())

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._remarks.set_theme(theme)
        if self._account:
            self._show_ways(self._account)

    def show_account(self, account: Account, remarks: tuple[Remark, ...]) -> None:
        """Show the facts of an account, with these remarks on them."""
        self._account = account
        for label, text in ((self._title, account.title), (self._date_line, account.date_line)):
            label.setText(breakable(text, _LONGEST_WORD))
            label.setAccessibleName(text)
        self._remarks.set_remarks(remarks)
        self._show_ways(account)

    def set_title_shown(self, is_shown: bool) -> None:  # noqa: FBT001  a Qt setter
        """Leave the title out where another says it."""
        self._title.setVisible(is_shown)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001  a Qt setter
        """Run the remarks on in one paragraph, where height is short."""
        self._remarks.set_compact(is_compact)

    def needed_px(self, width_px: int) -> int:
        """Return the height at which all of it can be read."""
        self.ensurePolished()
        return self.heightForWidth(width_px)

    def _show_ways(self, account: Account) -> None:
        """Name the parts of the text with their counts, each a link to it: nothing hides below the fold unsaid."""
        numbers = counted(len(account.numbers), self.tr("figure"), self.tr("figures"))
        objections = counted(len(account.objections), self.tr("disagreement"), self.tr("disagreements"))
        sources = counted(len(account.sources), self.tr("source"), self.tr("sources"))
        related = counted(len(account.related), self.tr("related"), self.tr("related"))
        parts = (
            ("words", account.quotes, self.tr("its words")),
            ("numbers", account.numbers, numbers),
            ("objections", account.objections, objections),
            ("remarks", any(remark.detail for remark in account.remarks), self.tr("how it is known")),
            ("dates", account.dates, self.tr("dates")),
            ("sources", account.sources, sources),
            ("related", account.related, related),
        )
        links = [(key, text) for key, is_there, text in parts if is_there]
        self._ways.setText(" · ".join(self._link(key, text) for key, text in links))
        self._ways.setAccessibleName(self.tr("Parts of this text: {}").format(", ".join(text for _, text in links)))
        self._ways.setAccessibleDescription(self.tr("Tab goes through them, Enter brings one into view."))
        self._ways.setVisible(bool(links))

    def _link(self, key: str, text: str) -> str:
        colour = self._theme.colour("warning" if key == "objections" else "accent")
        unbroken = escape(text).replace(" ", "&nbsp;")
        return f'<a href="section:{key}" style="color: {colour}; text-decoration: none">{unbroken}</a>'

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say when the keys come to the ways."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() in _BY_KEY:
            self.entered.emit()
        return super().eventFilter(watched, event)
