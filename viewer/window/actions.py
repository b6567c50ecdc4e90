"""The table of all actions: name, text, shortcut, tip, menu. Nothing here does anything; the window connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


class ActionSpec(Struct, frozen=True):
    """One action. `menu` is where it stands; a text in `keys` is a portable key sequence, several split by a blank."""

    name: str
    menu: str
    text: str
    keys: str = ""
    tip: str = ""
    is_checkable: bool = False


_KNOWN_TIP = "Hide what was published after the date in focus, in timeline, personnel and chart"
_FILES_TIP = (
    "Open a packed dataset (.mtlz), a table (.csv, .tsv, .parquet) or a picture with its data (.png, .svg, .pdf)"
)
_HINT_TIP = "Next place in the source texts, the likelier word, or the hits that the filter hides"
_PRINT_TIP = "Print this view on one sheet; Print… in Export image… spreads a larger page over several sheets"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open_folder", "File", "Open folder…", "Ctrl+O", "Open a dataset: the folder with its dataset.toml"),
    ActionSpec("open_file", "File", "Open file…", "Ctrl+Shift+O", _FILES_TIP),
    ActionSpec("open_built_in", "File", "Open the built-in dataset", "", "The MSS mission in Haiti"),
    ActionSpec("reload", "File", "Read again", "F5", "Read the dataset again from disk"),
    ActionSpec("export", "File", "Export image…", "Ctrl+Shift+E", "Save the timeline as PNG, SVG or PDF"),
    ActionSpec("copy_picture", "File", "Copy picture", "Ctrl+Shift+C", "Put this view on the clipboard as a picture"),
    ActionSpec("print", "File", "Print…", "Ctrl+P", _PRINT_TIP),
    ActionSpec("export_data", "File", "Export data…", "", "CSV, JSON, quotes, sources or a chronology"),
    ActionSpec("quit", "File", "Quit", "Ctrl+Q"),
    ActionSpec("copy_quote", "Edit", "Copy quote", "Ctrl+Shift+Q", "Copy the quote shown in the source panel"),
    ActionSpec("copy_citation", "Edit", "Copy with citation", "Ctrl+Shift+Y", "Copy the quote with where it stands"),
    ActionSpec("search", "Edit", "Search", "Ctrl+F", "Search titles, summaries, quotes and sources"),
    ActionSpec("search_next", "Edit", "Next hit", "F3"),
    ActionSpec("search_previous", "Edit", "Previous hit", "Shift+F3"),
    ActionSpec("search_hint", "Edit", "Follow the hint of the search", "Ctrl+Shift+F", _HINT_TIP),
    ActionSpec("zoom_in", "View", "Zoom in", "Ctrl++", "Zoom in (+ in the timeline, or the wheel)"),
    ActionSpec("zoom_out", "View", "Zoom out", "Ctrl+-", "Zoom out (- in the timeline, or the wheel)"),
    ActionSpec("fit", "View", "Fit all", "Ctrl+0", "Show the whole range"),
    ActionSpec("fit_selection", "View", "Fit selection", "Shift+F", "All hits, or the chosen event with those related"),
    ActionSpec("zoom_chosen", "View", "Zoom to the chosen event", "F"),
    ActionSpec("back", "View", "Back", "Alt+Left", "The view before the last jump"),
    ActionSpec("forward", "View", "Forward", "Alt+Right"),
    ActionSpec(
        "known_by", "View", "Only what was known by the date in focus", "Ctrl+Shift+B", _KNOWN_TIP, is_checkable=True
    ),
    ActionSpec("dim", "View", "Dim instead of hide", "Ctrl+Shift+D", "Leave hidden events, weakly", is_checkable=True),
    ActionSpec("clear_filter", "View", "Clear the filter", "Ctrl+Shift+X", "Show what the dataset shows at first"),
    ActionSpec("problems", "View", "Problems of the dataset…", "Ctrl+Shift+L"),
    ActionSpec("theme", "View", "Light or dark", "Ctrl+T", "Change between the light and the dark theme"),
    ActionSpec("system_theme", "View", "Theme of the system", ""),
    ActionSpec("reduced_motion", "View", "Jump instead of easing", "", "Less motion", is_checkable=True),
    ActionSpec("reset_window", "View", "Put the panels back", ""),
    ActionSpec("go_to_date", "Go", "Go to date…", "Ctrl+G", "Any EDTF date: 2024-10, 2024-06/2024-07, 1985-04~"),
    ActionSpec("later", "Go", "Next event", "Ctrl+.", "Also . in the timeline"),
    ActionSpec("earlier", "Go", "Previous event", "Ctrl+,", "Also , in the timeline"),
    ActionSpec("next_quote", "Go", "Next quote", "]"),
    ActionSpec("previous_quote", "Go", "Previous quote", "["),
    ActionSpec("show_table", "Go", "Table of events", "Ctrl+L"),
    ActionSpec("show_timeline", "Go", "Go to the timeline", "Ctrl+1"),
    ActionSpec(
        "show_personnel", "Go", "Go to the personnel", "Ctrl+2", "Who had pledged and sent whom by the date in focus"
    ),
    ActionSpec("show_filter", "Go", "Go to the filter", "Ctrl+3"),
    ActionSpec(
        "show_disagreements", "Go", "Go to the disagreements", "Ctrl+4", "Where the sources disagree, side by side"
    ),
    ActionSpec("show_source", "Go", "Go to the source", "Ctrl+5", "The words of the chosen event in their place"),
    ActionSpec("follow_link", "Go", "Next related event", "Ctrl+J", "Follow the relations of the chosen event"),
    ActionSpec("palette", "Go", "Commands and events…", "Ctrl+Shift+P", "Find a command or an event by name"),
    ActionSpec("copy_link", "Bookmarks", "Copy link to this view", "Ctrl+Shift+K", "Opens exactly this view again"),
    ActionSpec("open_link", "Bookmarks", "Go to a link…", "Ctrl+K", "Show the view that a copied link names"),
    ActionSpec("bookmark", "Bookmarks", "Keep this view…", "Ctrl+D"),
    ActionSpec("remove_bookmark", "Bookmarks", "Remove a kept view…", ""),
    ActionSpec("forget_bookmarks", "Bookmarks", "Forget the kept views…", ""),
    ActionSpec("keys", "Help", "Keys", "F1 ?"),
    ActionSpec("about", "Help", "About Mission Timeline", ""),
)

MENUS = ("File", "Edit", "View", "Go", "Bookmarks", "Help")


def make_actions(parent: QWidget) -> dict[str, QAction]:
    """Make every action of the table, by name, as children of the window."""
    return {spec.name: _made(spec, parent) for spec in ACTIONS}


def fill_menus(bar: QMenuBar, actions: dict[str, QAction]) -> dict[str, QMenu]:
    """Put the actions into the menu bar; return the menus by name. Alt with its first letter opens each."""
    menus = {name: bar.addMenu(f"&{_translated(name)}") for name in MENUS}
    for spec in ACTIONS:
        menus[spec.menu].addAction(actions[spec.name])
    return menus


def lend_single_keys(actions: dict[str, QAction], place: QWidget) -> None:
    """Let the actions whose keys are single signs be reached from a place; elsewhere those keys do nothing.

    Who speaks to the program, or strikes a wrong key, would set off what works everywhere (WCAG 2.2, 2.1.4).
    """
    place.addActions([actions[spec.name] for spec in ACTIONS if _has_single_keys(spec)])


def key_sheet() -> list[tuple[str, str]]:
    """Return every key with what it does: those of the table, of the timeline, then of other places."""
    table = [(_translated(spec.text), _native(spec.keys)) for spec in ACTIONS if spec.keys]
    timeline = [
        ("Pan by a tenth of the view, with Shift by a whole view", "Left, Right"),
        ("Zoom", "+, -"),
        ("First, last", "Home, End"),
        ("Earlier, later event", ", and ."),
        ("Lane above, below", "Up, Down"),
        ("Read the chosen event's sentence", "Enter"),
    ]
    single = ", ".join(_native(spec.keys) for spec in ACTIONS if _has_single_keys(spec))
    elsewhere = [
        ("These work in the timeline, the overview, the chart, the table and the source only", single),
        ("In the search field: next, previous hit; clear", "Enter, Shift+Enter, Esc"),
        ("In the source: copy the quote with its citation", "Ctrl+C"),
        ("In the filter: tick, show only this, open or close a group", "Space, Enter, Left and Right"),
        ("Next, previous control; next tab", "Tab, Shift+Tab, Left and Right"),
        ("Open a menu", "Alt and its first letter"),
    ]
    return table + [(_translated(text), keys) for text, keys in timeline + elsewhere]


def _made(spec: ActionSpec, parent: QWidget) -> QAction:
    action = QAction(parent)  # made with a text it would have PySide look at icons, with the names of all of them
    action.setText(_translated(spec.text))
    action.setObjectName(spec.name)
    action.setShortcuts([QKeySequence(keys) for keys in spec.keys.split()])
    if _has_single_keys(spec):
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.setCheckable(spec.is_checkable)
    tip = _translated(spec.tip or spec.text)
    keys = _native(spec.keys)
    action.setToolTip(f"{tip} ({keys})" if keys else tip)
    action.setStatusTip(tip)
    return action


def _has_single_keys(spec: ActionSpec) -> bool:
    """Tell whether all keys of an action are single signs; one that has another key too can do without a place."""
    return bool(spec.keys) and all(len(keys.removeprefix("Shift+")) == 1 for keys in spec.keys.split())


def _native(keys: str) -> str:
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys.split())


def _translated(text: str) -> str:
    return QCoreApplication.translate("actions", text) if text else ""
