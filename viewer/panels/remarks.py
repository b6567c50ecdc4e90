"""The lines that say how a date or a number is known, each with the voice it comes from."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from viewer.model.account import Voice
from viewer.panels.account_document import VOICE_COLOURS
from viewer.panels.type_style import type_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from viewer.model.account import Remark
    from viewer.theme import Theme


class Remarks(QLabel):
    """A few lines of notes, as high as they need; without any there is nothing to be seen.

    The voice of a line stands in words and in colour: "inferred", "another source".
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._remarks: tuple[Remark, ...] = ()
        self._is_compact = False
        self.setStyleSheet(type_style("note"))
        self.setProperty("tone", "muted")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(self.tr("How this is known"))
        self.setAccessibleDescription(self.tr("What was inferred, and what another source adds."))

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._write()

    def set_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show the few words of these remarks; one that has only its full text is left to the document."""
        self._remarks = tuple(remark for remark in remarks if remark.text)
        self._write()

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001  a Qt setter
        """Run the remarks on in one paragraph, where height is short."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._write()

    def _write(self) -> None:
        lines = [self._line(remark) for remark in self._remarks]
        between = " · " if self._is_compact else "<br>"
        self.setText(between.join(lines))
        self.setAccessibleDescription(" ".join(_spoken(remark) for remark in self._remarks))
        self.setVisible(bool(lines))

    def _line(self, remark: Remark) -> str:
        """Set the word that names the voice in its colour; put it first where the text does not say it."""
        text, word = escape(remark.text), _voice_word(remark)
        lead = f'<span style="color: {self._theme.colour(VOICE_COLOURS[remark.voice])}; font-weight: 600">{word}</span>'
        if not word:
            return text
        return text.replace(word, lead, 1) if word in text else f"{lead}: {text}"


def _spoken(remark: Remark) -> str:
    """Return a remark as a sentence that names its voice once."""
    says_it = remark.voice is Voice.NOTE or str(remark.voice) in remark.text
    return f"{remark.text}." if says_it else f"{remark.voice}: {remark.text}."


def _voice_word(remark: Remark) -> str:
    if remark.voice is Voice.NOTE:
        return ""
    if remark.voice is Voice.STATUS:
        return remark.text.partition(":")[0]
    return "no source" if remark.voice is Voice.UNSOURCED else str(remark.voice)
