"""The export dialog: the fields, the export itself as a preview, and the ways out: file, clipboard, printer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout

from viewer.export.export import drawn, require_form, require_format
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.fitting import fit, smallest_points
from viewer.export.pages.presets import PX_PER_INCH
from viewer.painting.text_measure import measure
from viewer.window.export_choice import remember, remembered
from viewer.window.export_form import ExportForm
from viewer.window.export_job import ExportJob
from viewer.window.export_preview import ExportPreview
from viewer.window.outputs import picture_data, print_chosen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QLineEdit, QWidget

    from viewer.export.pages.figure import FigureRequest
    from viewer.export.pages.fitting import Fitted
    from viewer.layout.timescale import Span
    from viewer.settings import Settings
    from viewer.workspace import Workspace

_TYPING_MS = 150
"""The preview waits so long for the next letter or number."""


class ExportDialog(QDialog):
    """Asks how the image is to be, shows it, and writes, copies or prints it. It stays for the next one."""

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
        self._fitted: Fitted | None = None
        self._request: FigureRequest | None = None
        self.form = ExportForm(workspace, settings, remembered(settings))
        self.preview = ExportPreview()
        self._size = _note("muted")
        self.trouble = _note("warning")
        self._result = _note("ok")
        self.folder_button = QPushButton(self.tr("Open folder"))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self.job = ExportJob(self)
        self._build()
        self._connect()
        self.refresh()

    @property
    def path_field(self) -> QLineEdit:
        """The field with the name of the file."""
        return self.form.path_field

    def refresh(self) -> None:
        """Compose the figure anew and show it, or say what stands in the way."""
        self._timer.stop()
        self._fitted = None
        choice = self.form.choice()
        try:
            request = choice.request(self._workspace, self._view, self.form.range_field.text())
            shown = replace(request.filter, hidden_layers=self.form.hidden_layers())
            request = replace(request, filter=shown, title=self.form.title(), subtitle=self.form.subtitle())
            fitted = fit(request, choice.paper(), measure, choice.ground)
        except ExportError as error:
            self._say(str(error))
            return
        self._request, self._fitted = request, fitted
        self._say(" ".join(fitted.notices))
        self._size.setText(self._size_in_words(fitted))
        self.preview.put(fitted.scene, choice.colours(), self._size.text())

    def accept(self) -> None:
        """Write the file; the dialog stays, and says where it is."""
        if self.job.is_running:
            return
        if self._timer.isActive():
            self.refresh()
        path, choice = self.form.path(), self.form.choice()
        if self._fitted is None or self._request is None:
            return
        try:
            require_format(path)
            ending = path.suffix[1:].lower()
            writing = choice.writing(ending)
            require_form(path, writing)
            request = replace(self._request, embedded=choice.packed(self._workspace))
            encode = drawn(self._fitted.scene, ending, request, self._fitted.page, choice.colours(), writing)
        except ExportError as error:
            self._say(str(error))
            return
        self._set_busy(is_busy=True)
        self.job.start(path, encode)

    def reject(self) -> None:
        """Give up the file being written, or close."""
        if self.job.is_running:
            self.job.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Leave nothing running."""
        self._timer.stop()
        self.job.close()
        remember(self._settings, self.form.choice())
        super().done(result)

    def copy(self) -> None:
        """Put the picture on the clipboard as PNG and SVG."""
        self.refresh()
        if self._fitted is None or self._request is None:
            return
        try:
            data = picture_data(self._fitted, self._request, self.form.choice().colours())
        except ExportError as error:
            self._say(str(error))
            return
        QGuiApplication.clipboard().setMimeData(data)
        self._tell(self.tr("The picture is on the clipboard, as PNG and as SVG."))

    def print(self) -> None:
        """Print the picture, over several sheets if its page is larger than one."""
        self.refresh()
        if self._fitted is None or self._request is None:
            return
        try:
            said = print_chosen(self, self._fitted, self._request)
        except ExportError as error:
            self._say(str(error))
            return
        if said:
            self._tell(self.tr("Printed: {}.").format(said))

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Export image"))
        self.resize(1080, 640)
        for hidden in (self.trouble, self._result, self.folder_button, self._bar):
            hidden.hide()
        left = QVBoxLayout()
        left.addWidget(self.form)
        hint = _note("muted")
        hint.setText(self.tr("The ending decides: .png, .svg or .pdf."))
        for widget in (hint, self._size, self.trouble):
            left.addWidget(widget)
        left.addStretch(1)
        told = QHBoxLayout()
        told.addWidget(self._result, 1)
        told.addWidget(self.folder_button)
        left.addLayout(told)
        left.addWidget(self._bar)
        left.addWidget(self._made_buttons())
        row = QHBoxLayout(self)
        row.addLayout(left, 2)
        row.addWidget(self.preview, 3)
        self.export_button.setDefault(True)  # now that it stands in the dialog; before, Enter would do nothing

    def _made_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.copy_button = buttons.addButton(self.tr("Copy picture"), QDialogButtonBox.ButtonRole.ActionRole)
        self.print_button = buttons.addButton(self.tr("Print…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.export_button = buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export_button.setProperty("primary", True)
        for button in (self.copy_button, self.print_button, self.close_button):
            button.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _connect(self) -> None:
        self.form.changed.connect(self._timer.start)
        self._timer.timeout.connect(self.refresh)
        self.copy_button.clicked.connect(self.copy)
        self.print_button.clicked.connect(self.print)
        self.folder_button.clicked.connect(self._open_folder)
        self.job.written.connect(self._on_file_written)
        self.job.failed.connect(self._on_failed)
        self.job.cancelled.connect(self._on_cancelled)

    def _size_in_words(self, fitted: Fitted) -> str:
        scene, page = fitted.scene, fitted.page
        dots = page.zoom * page.dpi / PX_PER_INCH
        wide, high = round(scene.width * dots), round(scene.height * dots)
        words = self.tr("PNG: {} × {} dots at {} dpi · smallest text {} points")
        return words.format(f"{wide:,}", f"{high:,}", f"{page.dpi:g}", f"{smallest_points(scene, page.zoom):.1f}")

    def _set_busy(self, *, is_busy: bool) -> None:
        self._bar.setVisible(is_busy)
        self.form.setEnabled(not is_busy)
        for button in (self.copy_button, self.print_button, self.export_button):
            button.setEnabled(not is_busy)
        self.close_button.setText(self.tr("Cancel") if is_busy else self.tr("Close"))

    def _say(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _tell(self, result: str) -> None:
        self._result.setText(result)
        self._result.show()
        self.folder_button.hide()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.form.path().resolve().parent)))

    def _on_file_written(self, path: Path) -> None:
        self._set_busy(is_busy=False)
        self._tell(self.tr("Written: {}").format(path.name))
        self.folder_button.show()
        self._settings.save_export_choice("folder", str(path.parent))
        self._settings.save_export_choice("format", path.suffix[1:].lower())
        remember(self._settings, self.form.choice())
        self._on_written(path)

    def _on_failed(self, error: ExportError) -> None:
        self._set_busy(is_busy=False)
        self._say(str(error))

    def _on_cancelled(self) -> None:
        self._set_busy(is_busy=False)
        self._tell(self.tr("Given up; nothing was written."))


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
