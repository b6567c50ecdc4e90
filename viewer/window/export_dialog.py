"""The export dialog: where, what, how large, in which colours, with a preview that is the export itself, small."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.export.atomic import ExportError
from viewer.export.export import FORMATS, export_file
from viewer.export.figure import FigureRequest, Page, compose
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import measure
from viewer.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from viewer.layout.scene import Scene
    from viewer.layout.timescale import Span
    from viewer.settings import Settings
    from viewer.theme import Theme
    from viewer.workspace import Workspace

_SIZES = (
    ("1600x", "Web, 1600 px wide, as high as needed"),
    ("1200x", "Column, 1200 px wide, as high as needed"),
    ("1920x1080", "Slide 16:9, 1920 × 1080"),
    ("1123x794", "A4 landscape"),
    ("794x1123", "A4 portrait"),
)
_SCALES = ("1", "2", "3", "4")
_THEMES = ("light", "dark", "print")


class ExportPreview(QWidget):
    """The composed figure, scaled to the widget."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self._theme: Theme | None = None
        self.setMinimumSize(460, 320)
        self.setAccessibleName(self.tr("Preview of the image"))

    def put(self, scene: Scene, theme: Theme) -> None:
        """Show a scene in a theme."""
        self._scene, self._theme = scene, theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure as large as it fits."""
        super().paintEvent(event)
        if self._scene is None or self._theme is None:
            return
        scale = min(self.width() / self._scene.width, self.height() / self._scene.height)
        painter = QPainter(self)
        try:
            painter.translate((self.width() - self._scene.width * scale) / 2, 0)
            painter.scale(scale, scale)
            painter.fillRect(0, 0, int(self._scene.width), int(self._scene.height), QColor(self._theme.colour("card")))
            paint_scene(painter, self._scene, self._theme)
        finally:
            painter.end()


class ExportDialog(QDialog):
    """Asks how the image is to be, shows it, and writes it."""

    def __init__(self, parent: QWidget, workspace: Workspace, view: Span, settings: Settings) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._settings = settings
        self.path_field = QLineEdit(self._first_path())
        self.what_field = self._combo("what", (("all", self.tr("Everything")), ("view", self.tr("This view"))))
        self.size_field = self._combo("size", tuple((key, self.tr(text)) for key, text in _SIZES))
        self.scale_field = self._combo("scale", tuple((key, f"{key} ×") for key in _SCALES))
        self.theme_field = self._combo("theme", tuple((key, self.tr(key.capitalize())) for key in _THEMES))
        self.personnel_field = QCheckBox(self.tr("With the personnel chart"))
        self.personnel_field.setChecked(settings.export_choice("personnel", "yes") == "yes")
        self.preview = ExportPreview()
        self._trouble = QLabel()
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("tone", "warning")
        self._trouble.hide()
        self._build()
        self._refresh()

    def request(self) -> FigureRequest:
        """Return what is to be drawn."""
        work = self._workspace
        span = self._view if self.what_field.currentData() == "view" else None
        has_personnel = self.personnel_field.isChecked()
        return FigureRequest(
            work.dataset, work.filter, span, has_personnel=has_personnel, problem_count=len(work.problems)
        )

    def page(self) -> Page:
        """Return the page it is drawn for."""
        width, _, height = str(self.size_field.currentData()).partition("x")
        return Page(float(width), float(height) if height else None)

    def path(self) -> Path:
        """Return where the image is to be written."""
        return Path(self.path_field.text().strip()).expanduser()

    def export(self) -> bool:
        """Write the file; say what stands in the way, if anything does."""
        path = self.path()
        try:
            export_file(path, self.request(), self.page(), self._theme(), float(self.scale_field.currentData()))
        except ExportError as error:
            self._say(str(error))
            return False
        self._remember(path)
        return True

    def accept(self) -> None:
        """Export, and close if that went well."""
        if self.export():
            super().accept()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Export image"))
        self.resize(980, 560)
        left = QVBoxLayout()
        left.addLayout(self._form())
        left.addStretch(1)
        left.addWidget(self._buttons())
        row = QHBoxLayout(self)
        row.addLayout(left, 2)
        row.addWidget(self.preview, 3)
        for field in (self.what_field, self.size_field, self.theme_field):
            field.currentIndexChanged.connect(self._refresh)
        self.personnel_field.toggled.connect(self._refresh)

    def _form(self) -> QFormLayout:
        browse = QPushButton(self.tr("Choose…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.addWidget(self.path_field, 1)
        place.addWidget(browse)
        form = QFormLayout()
        form.addRow(self.tr("&File"), place)
        form.addRow(self.tr("Sh&ow"), self.what_field)
        form.addRow(self.tr("&Page"), self.size_field)
        form.addRow(self.tr("PNG pi&xels"), self.scale_field)
        form.addRow(self.tr("&Colours"), self.theme_field)
        form.addRow("", self.personnel_field)
        hint = QLabel(self.tr("The ending decides: .png, .svg (real text) or .pdf."))
        hint.setProperty("tone", "muted")
        hint.setWordWrap(True)
        form.addRow("", hint)
        form.addRow(self._trouble)
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        write = buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        write.setProperty("primary", True)
        write.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _combo(self, name: str, entries: tuple[tuple[str, str], ...]) -> QComboBox:
        combo = QComboBox()
        for key, text in entries:
            combo.addItem(text, key)
        wanted = combo.findData(self._settings.export_choice(name, entries[0][0]))
        combo.setCurrentIndex(max(wanted, 0))
        combo.setObjectName(name)
        return combo

    def _theme(self) -> Theme:
        return load_theme(str(self.theme_field.currentData()))

    def _refresh(self) -> None:
        try:
            scene = compose(self.request(), self.page(), measure)
        except ExportError as error:
            self._say(str(error))
            return
        self._trouble.hide()
        self.preview.put(scene, self._theme())

    def _say(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.show()

    def _first_path(self) -> str:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        folder = Path(self._settings.export_choice("folder", home or str(Path.home())))
        form = self._settings.export_choice("format", "png")
        return str(folder / f"{self._workspace.dataset.id or 'timeline'}.{form}")

    def _browse(self) -> None:
        kinds = ";;".join(f"{form.upper()} (*.{form})" for form in FORMATS)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export image"), self.path_field.text(), kinds)
        if name:
            self.path_field.setText(name)

    def _remember(self, path: Path) -> None:
        choices = {field.objectName(): str(field.currentData()) for field in self.findChildren(QComboBox)}
        choices |= {"folder": str(path.parent), "format": path.suffix[1:].lower()}
        choices["personnel"] = "yes" if self.personnel_field.isChecked() else "no"
        for name, value in choices.items():
            self._settings.save_export_choice(name, value)


def open_export_dialog(
    parent: QWidget, workspace: Workspace, view: Span, settings: Settings, on_written: Callable[[Path], None]
) -> ExportDialog:
    """Show the dialog over its window; `on_written` is told the path once the image is there."""
    dialog = ExportDialog(parent, workspace, view, settings)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: on_written(dialog.path()))
    dialog.open()
    return dialog
