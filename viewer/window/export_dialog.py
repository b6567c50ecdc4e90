"""The export dialog: the fields, the export itself as a preview, and the ways out: file, clipboard, printer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout

from viewer.export.export import FORMATS, require_form
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.fitting import size_written, smallest_points
from viewer.layout.scene import texts
from viewer.painting.letters import letters_notice
from viewer.window.dialogs import ask_to_replace
from viewer.window.export_choice import remember, remembered
from viewer.window.export_form import ExportForm
from viewer.window.export_preview import ExportPreview
from viewer.window.export_status import ExportStatus
from viewer.window.export_work import Composer, Target, Wish, copy, print_whole, show, write
from viewer.window.job import Job
from viewer.window.outputs import ask_for_printer, put_on_clipboard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QLineEdit, QWidget

    from viewer.export.pages.fitting import Fitted
    from viewer.layout.timescale import Span
    from viewer.settings import Settings
    from viewer.theme import Theme
    from viewer.window.export_work import Copied, Shown
    from viewer.window.job import Step
    from viewer.workspace import Workspace

_TYPING_MS = 150
"""The preview waits so long for the next letter or number."""


class ExportDialog(QDialog):
    """Asks how the image is to be, shows it, and writes, copies or prints it. It stays for the next one.

    A worker makes the preview and whatever leaves the dialog, one at a time: the newest wish wins.
    """

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        view: Span,
        settings: Settings,
        on_written: Callable[[Path], None],
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._settings = settings
        self._on_written = on_written
        self._is_busy = False
        self._focus_before: QWidget | None = None
        self._given_up = ""
        self._coming: tuple[Wish, Theme] | None = None
        self._composer = Composer()
        self.form = ExportForm(workspace, settings, remembered(settings))
        self.preview = ExportPreview()
        self.status = ExportStatus()
        self._size = _note("muted")
        self.notices = _note("warning")
        self.trouble = _note("warning")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self.job = Job(ExportError, self)
        self._build()
        self._connect()
        self.refresh()

    @property
    def path_field(self) -> QLineEdit:
        """The field with the name of the file."""
        return self.form.path_field

    def refresh(self) -> None:
        """Have the figure of the fields composed and shown, or say what stands in the way. Returns at once."""
        self._timer.stop()
        if self._is_busy:
            return
        wish = self._file_wish()
        if wish is None:
            self._coming = None
            self.job.cancel()
            self.preview.give_up()
            return
        self._say("")
        self._prepare(wish)

    def accept(self) -> None:
        """Have the file written; the dialog stays, and says where it is. A file that is there is replaced if agreed."""
        path, choice = self.form.path(), self.form.choice()
        writing = choice.writing(self.form.ending())
        try:
            require_form(path, writing)
        except ExportError as error:
            self._say(str(error))
            return
        if self.form.agreed != path and _is_there(path):
            ask_to_replace(self, path, self._on_agreed)
            return
        target, theme = Target(path, writing, choice.embedded(self._workspace)), choice.colours()
        self._start(
            self._file_wish(),
            lambda wish, fitted, step: write(target, wish, fitted, theme, step),
            self._on_file_written,
            self.tr("Given up; nothing was written."),
        )

    def copy(self) -> None:
        """Have the picture put on the clipboard as PNG and SVG."""
        theme = self.form.choice().colours()
        self._start(
            self._wish(),
            lambda wish, fitted, step: copy(wish, fitted, theme, step),
            self._on_copied,
            self.tr("Given up; the clipboard is as it was."),
        )

    def print(self) -> None:
        """Ask for a printer and have the picture printed, over several sheets if its page is larger than one."""
        wish = self._wish()
        printer = ask_for_printer(self, wish.request.name) if wish is not None else None
        if printer is not None:
            self._start(
                self._wish(),
                lambda wanted, fitted, step: print_whole(printer, wanted, fitted, step),
                lambda sheets: self.status.tell(self.tr("Printed: {}.").format(sheets)),
                self.tr("Given up; nothing was printed."),
            )

    def reject(self) -> None:
        """Give up what is being done, or close."""
        if not self._is_busy:
            super().reject()
            return
        self.job.cancel()
        self.close_button.setEnabled(False)
        self.status.say(self.tr("Giving up"))

    def done(self, result: int) -> None:
        """Leave nothing running."""
        self._timer.stop()
        self.preview.rest()
        self.job.close()
        remember(self._settings, self.form.choice())
        super().done(result)

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Export image"))
        self.resize(QSize(1080, 640).boundedTo(self.screen().availableSize()))
        left = QVBoxLayout()
        left.addWidget(self.form)
        hint = _note("muted")
        hint.setText(self.tr("The ending decides: .png, .svg or .pdf."))
        for widget in (hint, self._size, self.notices, self.trouble):
            left.addWidget(widget)
        for hidden in (self.notices, self.trouble):
            hidden.hide()
        left.addStretch(1)
        left.addWidget(self.status)
        left.addWidget(self._made_buttons())
        row = QHBoxLayout(self)
        row.addLayout(left, 2)
        row.addWidget(self.preview, 3)
        self.export_button.setDefault(True)  # now that it stands in the dialog; before, Enter would do nothing

    def _made_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.copy_button = buttons.addButton(self.tr("Copy picture"), QDialogButtonBox.ButtonRole.ActionRole)
        self.print_button = buttons.addButton(self.tr("Print…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setToolTip(self.tr("Put the picture on the clipboard, as PNG and as SVG"))
        self.print_button.setToolTip(self.tr("A page larger than the sheet goes over several, with marks to glue by"))
        self.close_button = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.export_button = buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export_button.setProperty("primary", True)
        self.export_button.setToolTip(self.tr("Write the file; this dialog stays for the next one"))
        self.close_button.setToolTip(self.tr("Close this dialog, or give up what is being written"))
        for button in (self.copy_button, self.print_button, self.close_button):
            button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _connect(self) -> None:
        self.form.changed.connect(self._timer.start)
        self.form.path_changed.connect(self._timer.start)
        self.preview.resized.connect(self._timer.start)
        self._timer.timeout.connect(self.refresh)
        self.copy_button.clicked.connect(self.copy)
        self.print_button.clicked.connect(self.print)
        self.status.folder_requested.connect(self._open_folder)
        self.job.progressed.connect(self.status.say)
        self.job.ended.connect(self._on_ended)
        self.job.failed.connect(self._on_failed)
        self.job.cancelled.connect(self._on_cancelled)

    def _wish(self) -> Wish | None:
        """Return what the fields ask for; where they ask for nothing that can be, say so and return None."""
        choice = self.form.choice()
        try:
            request = choice.request(self._workspace, self._view, self.form.range_field.text())
            paper = choice.paper(self.form.ending())
        except ExportError as error:
            self._say(str(error))
            return None
        shown = replace(request.filter, hidden_layers=self.form.hidden_layers())
        request = replace(request, filter=shown, title=self.form.title(), subtitle=self.form.subtitle())
        return Wish(request, paper, choice.ground)

    def _file_wish(self) -> Wish | None:
        """Return the wish for the file of the fields: unlike a copy or a print it may have pages to point to."""
        wish = self._wish()
        if wish is None:
            return None
        writing = self.form.choice().writing(self.form.ending())
        has_pages = self.form.ending() == "pdf"
        return replace(wish, request=replace(wish.request, has_appendix=writing.has_appendix, has_pages=has_pages))

    def _prepare(self, wish: Wish) -> None:
        """Have the preview made, unless that very one is on its way."""
        theme, room, composer = self.form.choice().colours(), self.preview.room_px, self._composer
        if self._coming == (wish, theme):
            return
        self._coming, self._given_up = (wish, theme), ""
        self.preview.wait()
        self.job.start(
            lambda step: show(composer.compose(wish, step), theme, room, step),
            partial(self._on_shown, theme, room),
        )

    def _start(
        self,
        wish: Wish | None,
        work: Callable[[Wish, Fitted, Step], Any],
        then: Callable[[Any], None],
        given_up: str,
    ) -> None:
        """Have something made of the figure that is wished for; `given_up` is told if the person cancels it."""
        self._timer.stop()
        composer = self._composer
        if self._is_busy or wish is None:
            return
        self._coming, self._given_up = None, given_up
        self._say("")
        self._set_busy(is_busy=True)
        self.job.start(lambda step: work(wish, composer.compose(wish, step), step), then)

    def _size_in_words(self, fitted: Fitted) -> str:
        ending = self.form.ending()
        form = ending if ending in FORMATS else FORMATS[0]
        size = size_written(fitted, form, self.form.choice().writing(form).scale)
        points = smallest_points(fitted.scene, fitted.page.zoom)
        words = self.tr("{}: {} · smallest text {} points")
        return words.format(form.upper(), size.replace(" x ", " × "), f"{points:.1f}")

    def _set_busy(self, *, is_busy: bool) -> None:
        self._is_busy = is_busy
        if is_busy:
            self._focus_before = self.focusWidget()
            self.close_button.setFocus()
            self.status.begin()
        else:
            self.status.end()
        self.form.setEnabled(not is_busy)
        for button in (self.copy_button, self.print_button, self.export_button):
            button.setEnabled(not is_busy)
        self.close_button.setEnabled(True)
        self.close_button.setText(self.tr("Cancel") if is_busy else self.tr("Close"))
        if not is_busy and self._focus_before is not None:
            self._focus_before.setFocus()

    def _say(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.form.path().resolve().parent)))

    def _on_shown(self, theme: Theme, room: tuple[int, int], shown: Shown) -> None:
        fitted, picture = shown
        notices = [*fitted.notices, letters_notice(text.text for text in texts(fitted.scene))]
        self.notices.setText(" ".join(filter(None, notices)))
        self.notices.setVisible(any(notices))
        self._size.setText(self._size_in_words(fitted))
        self.preview.put(fitted.scene, picture, theme, self._size.text())
        if room != self.preview.room_px:
            self._timer.start()

    def _on_ended(self) -> None:
        self._coming = None
        self.preview.rest()
        if not self._is_busy:
            return
        self._set_busy(is_busy=False)
        wish = self._file_wish()
        if wish is not None:
            self._prepare(wish)  # it was put off for this

    def _on_failed(self, error: ExportError) -> None:
        self.preview.give_up()
        self._say(str(error))

    def _on_cancelled(self) -> None:
        if self._given_up:
            self.status.tell(self._given_up)

    def _on_copied(self, copied: Copied) -> None:
        put_on_clipboard(copied)
        self.status.tell(self.tr("The picture is on the clipboard, as PNG and as SVG."))

    def _on_agreed(self) -> None:
        self.form.agree()
        self.accept()

    def _on_file_written(self, path: Path) -> None:
        self.status.tell(self.tr("Written: {}").format(path.name), has_folder=True)
        self._settings.save_export_choice("folder", str(path.parent))
        self._settings.save_export_choice("format", path.suffix[1:].lower())
        remember(self._settings, self.form.choice())
        self.form.agree()
        self._on_written(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close even while something is being done: it is given up."""
        self._is_busy = False
        super().closeEvent(event)


def _is_there(path: Path) -> bool:
    """Say whether writing would replace a file; what keeps one from knowing is told by whoever writes."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _note(tone: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setProperty("tone", tone)
    return label


def open_export_dialog(
    parent: QWidget, workspace: Workspace, view: Span, settings: Settings, on_written: Callable[[Path], None]
) -> ExportDialog:
    """Show the dialog over its window; `on_written` is told each path once the image is there."""
    dialog = ExportDialog(parent, workspace, view, settings, on_written)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
