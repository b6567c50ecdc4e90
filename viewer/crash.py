"""The one hook for programming errors: log it, show a report that can be copied, go on if Qt can."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)


def install_hook(parent: Callable[[], QWidget | None]) -> None:
    """Send every error that nobody catches, from slots and paint events too, to one report."""
    is_open = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal is_open
        _log.critical("Uncaught error", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt) or is_open:
            return
        is_open = True
        show_report(parent(), "".join(traceback.format_exception(kind, error, trace)))
        is_open = False

    sys.excepthook = hook


def show_report(parent: QWidget | None, report: str) -> None:
    """Show the report of a programming error, with its text to be copied."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  a start without errors does without

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(box.tr("An error in the program"))
    box.setText(box.tr("Something went wrong in Mission Timeline itself. Your dataset has not been touched."))
    box.setInformativeText(box.tr("The details below help whoever mends it."))
    box.setDetailedText(report)
    box.exec()
