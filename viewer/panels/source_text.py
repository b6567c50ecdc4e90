"""The read-only text view of the source panel: the source with its quotes marked, scrolled to the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from viewer.panels.account_document import Places, write_account

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from viewer.model.account import Account
    from viewer.panels.source_head import SourceHead
    from viewer.theme import Theme

_AIR_PX = 10


class SourceText(QTextBrowser):
    """One Account as text, with one of its quotes current.

    Signals:
        link_clicked(str): a link was followed, by mouse or by Tab and Enter; the key of its Way.
    """

    link_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._account: Account | None = None
        self._current = 0
        self._places = Places()
        self._head: SourceHead | None = None
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Source text"))
        self.setAccessibleDescription(
            self.tr(
                "The full text of the source, with the quotes of what is chosen marked. Tab goes from link to link."
            )
        )
        self.anchorClicked.connect(self._follow)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def current_words(self) -> str:
        """The words marked as the current quote, as the view shows them; "" if there is none."""
        cursor = self._cursor_over(self._current)
        return cursor.selectedText().replace("\u2029", "\n") if cursor else ""

    def set_theme(self, theme: Theme) -> None:
        """Change the colours, keeping place."""
        self._theme = theme
        if self._account:
            place = self.verticalScrollBar().value()
            self._write()
            self.verticalScrollBar().setValue(place)

    def carry(self, head: SourceHead | None) -> None:
        """Let a head stand above the words and scroll with them; None leaves it to whoever takes it."""
        self._head = head
        if head is not None:
            head.setParent(self.viewport())
            head.show()
        self.fit_head()
        self._reveal()

    def fit_head(self) -> None:
        """Give the head the room it needs, after it or the width has changed."""
        width = self.viewport().width()
        height = 0 if self._head is None else self._head.needed_px(width)
        form = self.document().rootFrame().frameFormat()
        if form.topMargin() != height:
            place = self.verticalScrollBar().value()
            lower = round(height - form.topMargin()) if place else 0
            form.setTopMargin(height)
            self.document().rootFrame().setFrameFormat(form)
            self.verticalScrollBar().setValue(place + lower)  # what is read stays where it is
        if self._head is not None:
            self._head.setGeometry(0, -self.verticalScrollBar().value(), width, height)

    def show_head(self) -> None:
        """Scroll to the head, where it scrolls with the words."""
        if self._head is not None:
            self.verticalScrollBar().setValue(0)

    def show_account(self, account: Account, current: int = 0) -> None:
        """Show an account and scroll to the quote numbered `current` (from 0)."""
        self._account, self._current = account, current
        self._write()
        self._reveal()

    def show_quote(self, number: int) -> None:
        """Make another quote current and scroll to it."""
        if self._account and number != self._current:
            self.show_account(self._account, number)

    def show_section(self, name: str) -> None:
        """Scroll to a section by the name that Places has for it: "summary", "words", "dates" and so on."""
        if name == "words" and self._current in self._places.quotes:
            self._reveal()
        elif name in self._places.sections:
            top, _ = self._extent(self._places.sections[name], self._places.sections[name])
            self.verticalScrollBar().setValue(round(top))

    def _write(self) -> None:
        if self._account is None:
            return
        self._places = Places()  # clearing the document resizes the view, which must not look for old places
        self._places = write_account(self.document(), self._account, self._current, self._theme)
        self.fit_head()
        cursor = self._cursor_over(self._current)
        self.setExtraSelections([self._emphasis(cursor)] if cursor else [])

    def _emphasis(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        form = QTextCharFormat()
        form.setBackground(QColor(self._theme.colour("quote_ground")))
        form.setForeground(QColor(self._theme.colour("ink")))
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, form
        return selection

    def _cursor_over(self, number: int) -> QTextCursor | None:
        if number not in self._places.quotes:
            return None
        start, end = self._places.quotes[number]
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _reveal(self) -> None:
        """Stay at the top where the quote can be seen from there, else put it a quarter down, whole if it fits."""
        self.verticalScrollBar().setValue(0)
        if self._current not in self._places.quotes:
            return
        top, bottom = self._extent(*self._places.quotes[self._current])
        height = self.viewport().height()
        if bottom + _AIR_PX > height:
            above = min(height / 4, max(_AIR_PX, height - (bottom - top) - _AIR_PX))
            heading, _ = self._extent(self._places.sections["words"], self._places.sections["words"])
            is_near = heading > top - above - height / 4 and bottom - heading + _AIR_PX <= height
            self.verticalScrollBar().setValue(round(heading if is_near else top - above))
            self._show_whole_lines()
            if bottom - self.verticalScrollBar().value() > height:
                self.verticalScrollBar().setValue(round(top) - 2)

    def _show_whole_lines(self) -> None:
        """Scroll back to the top of the line that is cut at the upper edge."""
        cut_px = self.cursorRect(self.cursorForPosition(self.viewport().rect().topLeft())).top()
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + min(0, cut_px))

    def _extent(self, start: int, end: int) -> tuple[float, float]:
        """Return top and bottom of a stretch in pixels from the top of the document."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        top = self.cursorRect(cursor).top()
        cursor.setPosition(end)
        scrolled = self.verticalScrollBar().value()
        return top + scrolled, self.cursorRect(cursor).bottom() + scrolled

    def _on_scrolled(self, value: int) -> None:
        if self._head is not None:
            self._head.move(0, -value)

    def _follow(self, url: QUrl) -> None:
        self.link_clicked.emit(url.toString())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Copy without a selection to the panel, which knows the quote and its citation."""
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current quote in view when lines break elsewhere."""
        super().resizeEvent(event)
        self.fit_head()
        if event.oldSize().width() != event.size().width():
            self._reveal()
