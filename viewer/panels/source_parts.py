"""The small parts of the source panel: labels, buttons and rules, each named for those who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton

from viewer.panels.type_style import type_style


def a_label(about: str, role: str, tone: str) -> QLabel:
    """Make an empty label of plain text; `about` says what its words will be about."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    dress(label, about, role, tone)
    return label


def dress(label: QLabel, about: str, role: str, tone: str) -> None:
    """Give a label its font role and tone, and let its words be selected."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setAccessibleDescription(about)
    label.setStyleSheet(type_style(role))
    label.setProperty("tone", tone)


def a_tool(text: str, name: str, tip: str) -> QToolButton:
    """Make a small button whose text is a sign, with its name in words."""
    button = QToolButton()
    button.setText(text)
    button.setProperty("button", "true")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(name)
    button.setAccessibleDescription(tip)
    button.setToolTip(tip)
    return button


def a_button(text: str, tip: str) -> QPushButton:
    """Make a button that says what it does."""
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setAccessibleDescription(tip)
    button.setToolTip(tip)
    return button


def a_rule() -> QFrame:
    """Make a hairline across."""
    rule = QFrame()
    rule.setProperty("rule", "true")
    return rule
