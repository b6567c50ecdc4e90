"""The fields of the export dialog: what, on which page, in which look, where to. It draws and writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from viewer.export.export import FORMATS
from viewer.export.pages.presets import PRESETS, Unit, preset
from viewer.export.pages.words import CHOICES, THEMES
from viewer.window.export_choice import CUSTOM, WHAT, ExportChoice

if TYPE_CHECKING:
    from viewer.settings import Settings
    from viewer.workspace import Workspace

_CHECKS = ("has_personnel", "has_quotes", "is_transparent", "is_embedded", "has_appendix", "has_outlines")


class ExportForm(QWidget):
    """Holds what the person wants of an export.

    `agreed` is the place where the person has agreed that a file may be replaced, or None.

    Signals:
        changed: something that the figure depends on.
        path_changed: where it goes; the ending decides the format, and whether there can be an appendix.
    """

    changed = Signal()
    path_changed = Signal()

    def __init__(self, workspace: Workspace, settings: Settings, choice: ExportChoice) -> None:
        super().__init__()
        self._workspace = workspace
        self.agreed: Path | None = None
        self.path_field = QLineEdit(_first_path(workspace, settings))
        self.what_field = self._combo(choice.what, {name: self.tr(CHOICES[name].label) for name in WHAT})
        self.range_field = QLineEdit()
        self.range_field.setPlaceholderText(self.tr(CHOICES["range"].more))
        self.page_field = self._combo(
            choice.page,
            {entry.name: self.tr(entry.title) for entry in PRESETS} | {CUSTOM: self.tr(CHOICES["size"].label)},
        )
        self.width_field, self.height_field = self._length(choice.width, 1.0), self._length(choice.height, 0.0)
        self.height_field.setSpecialValueText(self.tr("as needed"))
        self.unit_field = self._combo(choice.unit, {unit.value: unit.value for unit in Unit})
        self.dpi_field, self.scale_field = self._made_dpi(choice), self._made_scale(choice)
        self.theme_field = self._combo(choice.theme, {name: self.tr(name.capitalize()) for name in THEMES})
        self.title_field = QLineEdit()
        self.title_field.setPlaceholderText(workspace.dataset.title)
        self.subtitle_field = QLineEdit()
        self.subtitle_field.setPlaceholderText(workspace.dataset.description)
        self.checks = self._made_checks(choice)
        self.layer_fields = self._made_layers()
        self._arrange()
        self._describe()
        self._connect()
        self._fit_to_choice()

    def path(self) -> Path:
        """Return where the file is to be written."""
        return Path(self.path_field.text().strip()).expanduser()

    def agree(self) -> None:
        """Take it that a file at this place may be replaced, as long as no other place is named."""
        self.agreed = self.path()

    def ending(self) -> str:
        """Return the ending of the file's name, small and without its dot."""
        return self.path().suffix[1:].lower()

    def choice(self) -> ExportChoice:
        """Return what is chosen and worth remembering."""
        flags = {name: check.isChecked() for name, check in self.checks.items()}
        return ExportChoice(
            what=str(self.what_field.currentData()),
            page=str(self.page_field.currentData()),
            width=self.width_field.value(),
            height=self.height_field.value(),
            unit=str(self.unit_field.currentData()),
            dpi=self.dpi_field.value(),
            theme=str(self.theme_field.currentData()),
            scale=self.scale_field.value(),
            **flags,
        )

    def hidden_layers(self) -> frozenset[str]:
        """Return the ids of the layers that are left out: none of the whole dataset, else as the fields have it.

        A layer without a field is as the filter of the window has it.
        """
        if self.what_field.currentData() == "whole":
            return frozenset()
        unasked = self._workspace.filter.hidden_layers.difference(self.layer_fields)
        return unasked.union(name for name, field in self.layer_fields.items() if not field.isChecked())

    def title(self) -> str | None:
        """Return the title in place of the dataset's, or None."""
        return self.title_field.text().strip() or None

    def subtitle(self) -> str | None:
        """Return the subtitle in place of the dataset's, or None."""
        return self.subtitle_field.text().strip() or None

    def _combo(self, chosen: str, entries: dict[str, str]) -> QComboBox:
        combo = QComboBox()
        for key, text in entries.items():
            combo.addItem(text, key)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        return combo

    def _length(self, value: float, least: float) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setRange(least, 20_000.0)
        field.setDecimals(1)
        field.setValue(value)
        return field

    def _made_dpi(self, choice: ExportChoice) -> QSpinBox:
        field = QSpinBox()
        field.setRange(0, 2400)
        field.setSpecialValueText(self.tr("usual for the page"))
        field.setSuffix(self.tr(" dpi"))
        field.setValue(choice.dpi)
        field.setToolTip(self.tr(CHOICES["dpi"].tip))
        return field

    def _made_scale(self, choice: ExportChoice) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setRange(0.1, 16.0)
        field.setSingleStep(0.5)
        field.setDecimals(1)
        field.setPrefix("× ")
        field.setValue(choice.scale)
        field.setAccessibleName(self.tr(CHOICES["scale"].label))
        field.setToolTip(self.tr("{}: {}").format(CHOICES["scale"].label, CHOICES["scale"].more))
        return field

    def _made_checks(self, choice: ExportChoice) -> dict[str, QCheckBox]:
        checks = {name: QCheckBox(self.tr(CHOICES[name].label)) for name in _CHECKS}
        for name, check in checks.items():
            check.setChecked(getattr(choice, name))
            check.setToolTip(self.tr(CHOICES[name].tip))
        return checks

    def _made_layers(self) -> dict[str, QCheckBox]:
        fields = {}
        for layer in self._workspace.dataset.layers[1:]:
            field = fields[layer.id] = QCheckBox(layer.title or layer.id)
            field.setChecked(layer.id in self._workspace.layers)
            field.setToolTip(layer.note or self.tr("Show the events and figures of this layer"))
        return fields

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        self.browse_button = QPushButton(self.tr("Choose…"))
        self.browse_button.setAutoDefault(False)
        form.addRow(_label(self.tr("&File"), self.path_field), _row(self.path_field, self.browse_button))
        form.addRow(self.tr("Sh&ow"), self.what_field)
        form.addRow("", self.range_field)
        form.addRow(self.tr(CHOICES["preset"].label), self.page_field)
        self._size = QWidget()
        self._size.setLayout(_row(self.width_field, QLabel("×"), self.height_field, self.unit_field))
        form.addRow("", self._size)
        dots = _label(self.tr(CHOICES["dpi"].label), self.dpi_field)
        form.addRow(dots, _row(self.dpi_field, self.scale_field))
        form.addRow(self.tr(CHOICES["theme"].label), self.theme_field)
        form.addRow(self.tr(CHOICES["title"].label), self.title_field)
        form.addRow(self.tr(CHOICES["subtitle"].label), self.subtitle_field)
        grid = QGridLayout()
        for place, check in enumerate([*self.checks.values(), *self.layer_fields.values()]):
            grid.addWidget(check, place // 2, place % 2)
        form.addRow("", grid)

    def _describe(self) -> None:
        """Say what the fields without words of their own are for, to those who point and to those who listen."""
        for field, words in (
            (self.path_field, self.tr("Where the image goes; .png, .svg or .pdf at its end decides the format")),
            (self.browse_button, self.tr("Choose the folder and the name of the file")),
            (self.what_field, self.tr("Which events and which time the image shows")),
            (self.range_field, self.tr("The dates from which to which the image shows")),
            (self.page_field, self.tr("The size the image is laid out for, not the size of the window")),
            (self.width_field, self.tr("The width of the page")),
            (self.height_field, self.tr(CHOICES["size"].tip)),
            (self.unit_field, self.tr("The unit of width and height")),
            (self.theme_field, self.tr(CHOICES["theme"].tip)),
            (self.title_field, self.tr(CHOICES["title"].tip)),
            (self.subtitle_field, self.tr(CHOICES["subtitle"].tip)),
        ):
            field.setToolTip(words)
        for field, name in (
            (self.range_field, CHOICES["range"].label),
            (self.width_field, self.tr("Width")),
            (self.height_field, self.tr("Height")),
            (self.unit_field, self.tr("Unit")),
        ):
            field.setAccessibleName(self.tr(name))

    def _connect(self) -> None:
        for combo in (self.what_field, self.page_field, self.unit_field, self.theme_field):
            combo.currentIndexChanged.connect(self._on_choice)
        for line in (self.range_field, self.title_field, self.subtitle_field):
            line.textChanged.connect(self.changed)
        for number in (self.width_field, self.height_field, self.dpi_field, self.scale_field):
            number.valueChanged.connect(self.changed)
        for check in (*self.checks.values(), *self.layer_fields.values()):
            check.toggled.connect(self.changed)
        self.path_field.textChanged.connect(self._on_path)
        self.browse_button.clicked.connect(self._on_browse)
        self.page_field.currentIndexChanged.connect(self._on_page)

    def _fit_to_choice(self) -> None:
        """Show only the fields that mean something for what is chosen."""
        self.range_field.setVisible(self.what_field.currentData() == "range")
        self._size.setVisible(self.page_field.currentData() == CUSTOM)
        ending = self.ending()
        self.checks["has_appendix"].setEnabled(ending == "pdf")
        self.checks["has_outlines"].setEnabled(ending == "svg")
        for field in (self.dpi_field, self.scale_field):
            field.setEnabled(ending == "png")
        for layer in self.layer_fields.values():
            layer.setEnabled(self.what_field.currentData() != "whole")
        self.checks["is_embedded"].setEnabled(self._workspace.path is not None)

    def _on_choice(self) -> None:
        self._fit_to_choice()
        self.changed.emit()

    def _on_page(self) -> None:
        """Begin an own size with that of the page chosen before."""
        name = str(self.page_field.currentData())
        if name == CUSTOM:
            return
        paper = preset(name).paper
        with QSignalBlocker(self.width_field), QSignalBlocker(self.height_field), QSignalBlocker(self.unit_field):
            self.width_field.setValue(paper.width)
            self.height_field.setValue(paper.height or 0.0)
            self.unit_field.setCurrentIndex(self.unit_field.findData(paper.unit.value))

    def _on_path(self) -> None:
        self.agreed = None
        self._fit_to_choice()
        self.path_changed.emit()

    def _on_browse(self) -> None:
        kinds = ";;".join(f"{form.upper()} (*.{form})" for form in FORMATS)
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export image"), self.path_field.text(), kinds)
        if name:
            self.path_field.setText(name)
            self.agree()  # it has been asked


def _label(text: str, field: QWidget) -> QLabel:
    """Return a label whose key leads to a field; a row of several fields needs one of its own."""
    label = QLabel(text)
    label.setBuddy(field)
    return label


def _row(*fields: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    for place, field in enumerate(fields):
        row.addWidget(field, 0 if place else 1)
    return row


def _first_path(workspace: Workspace, settings: Settings) -> str:
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    folder = Path(settings.export_choice("folder", home or str(Path.home())))
    form = settings.export_choice("format", "png")
    return str(folder / f"{workspace.dataset.id or 'timeline'}.{form}")
