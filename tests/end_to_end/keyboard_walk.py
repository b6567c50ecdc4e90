"""The whole program by keys: everything a person does here is done with xdotool's keys, without a mouse.

Run by hand or by `.ci/run`: `xvfb-run python tests/end_to_end/keyboard_walk.py [FOLDER FOR PICTURES]`. Each step
checks what a person would see. Exits 1 with a sentence when something that was done is not to be seen.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTabBar
from real_window import Hand, check, say, wait_until

from viewer.app import Application, built_in_path, make_qt_application
from viewer.loading.load import load
from viewer.model.calendar import instant_us
from viewer.panels.source_text import SourceText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

MAYOR = "A local mayor claims that last week, members of the Gran Grif gang carried out"
AMOUNTS = (
    "All contributors, deployed: roughly 430",
    "All contributors, pledged: over 2,900",
    "Kenya, deployed: over 400",
    "Kenya, planned: 600, for Nov 2024",
)
DAY_US = 86_400_000_000


class KeyboardWalk:
    """One walk through the program, key by key."""

    def __init__(self, application: Application, pictures: Path) -> None:
        self.window = application.window
        self.workspace = application.workspace
        self.hand = Hand()
        self.pictures = pictures

    def take(self) -> None:
        """Take every step."""
        self.begin()
        self.find_the_massacre()
        self.read_who_says_115()
        self.go_to_the_june_deployment()
        self.read_both_dates()
        self.set_the_date()
        self.read_the_personnel()
        self.tab_through_the_window()
        self.export_an_svg()

    def begin(self) -> None:
        self.window.viewport.set_motion_reduced(True)
        self.window.resize(1440, 900)
        self.window.move(0, 0)
        self.window.show()
        wait_until(lambda: self.window.isVisible() and self.window.chart is not None, "the chart after the first paint")
        self.focus_window(self.window)

    def focus_window(self, window: QWidget) -> None:
        """Do what a window manager would: give the keys to a window."""
        self.hand.do("windowfocus", "--sync", int(window.winId()))
        wait_until(window.isActiveWindow, "the window has the keys")

    def picture(self, name: str) -> None:
        QApplication.processEvents()
        path = self.pictures / f"{name}.png"
        check(self.window.screen().grabWindow(0).save(str(path)), f"no picture at {path}")

    def find_the_massacre(self) -> None:
        """Ctrl+F, the word, Enter: the event is chosen and its words stand in the source panel."""
        self.hand.press("ctrl+f")
        wait_until(self.window.top_bar.search.hasFocus, "Ctrl+F goes to the search field")
        self.hand.write("massacre")
        wait_until(lambda: len(self.window.panels.searching.finder.hits) > 0, "typing searches")
        self.hand.press("Return")
        wait_until(lambda: self.chosen_title().startswith("Gran Grif massacre"), "Enter goes to the massacre")
        self.picture("massacre")
        say(f"found: {self.chosen_title()}")

    def read_who_says_115(self) -> None:
        """The quote is highlighted in its source, verbatim, and the toll is said to be a claim."""
        text = self.window.panels.source.findChild(SourceText)
        check(text.current_words.startswith(MAYOR), f"the mayor in the quote: {text.current_words}")
        check("at least 115 people" in text.current_words, "the number in the quote")
        check("claim" in self.words_of(self.window.panels.source), "that it is a claim")
        check("verbatim in the source" in self.words_of(self.window.panels.source), "that it is verbatim")
        self.hand.press("ctrl+l", "Return")
        wait_until(lambda: self.is_focus_in(self.window.panels.source), "the table's Enter goes to the sentence")
        self.hand.press("bracketright")
        wait_until(lambda: text.current_words.startswith("commended the police"), "] shows the next quote")
        self.hand.press("bracketleft")
        wait_until(lambda: text.current_words.startswith(MAYOR), "[ shows the quote before")
        say(f"read: {text.current_words[:70]}…")

    def go_to_the_june_deployment(self) -> None:
        """Esc clears the search; the table of events leads to June, Enter opens its sentence."""
        self.hand.press("ctrl+f", "Escape")
        wait_until(lambda: not self.window.panels.searching.finder.text, "Esc clears")
        self.hand.press("ctrl+l")
        wait_until(self.window.panels.table.hasFocus, "Ctrl+L goes to the table of events")
        while not self.chosen_title().startswith("First Kenyan officers"):
            before = self.chosen_title()
            self.hand.press("Up")
            wait_until(lambda: self.chosen_title() != before, f"Up goes on from {before}")  # noqa: B023
        self.hand.press("Return")
        wait_until(lambda: self.is_focus_in(self.window.panels.source), "Enter goes to the sentence")
        self.picture("june")
        say(f"went to: {self.chosen_title()}")

    def read_both_dates(self) -> None:
        """The date as the article has it, and the closer one with its source."""
        words = self.words_of(self.window.panels.source)
        check("June 2024" in words and "began in June" in words, f"the date as said: {words}")
        check("25 Jun 2024" in words, f"the refined date: {words}")
        say("read both dates of the deployment")

    def set_the_date(self) -> None:
        """Ctrl+G takes any EDTF date; a wrong one is said and asked again."""
        self.hand.press("ctrl+g")
        self.answer("2024-02-30")
        wait_until(lambda: "February 2024 has 29 days" in self.words_of(self.dialog()), "a wrong date is said")
        self.answer("2024-10-12")
        wait_until(lambda: QApplication.activeModalWidget() is None, "the dialog closes")
        wanted = instant_us(2024, 10, 12)
        wait_until(lambda: wanted <= self.workspace.focus_us < wanted + DAY_US, "the date in focus")
        self.focus_window(self.window)
        say("set the date in focus")

    def answer(self, text: str) -> None:
        """Fill the one field of the dialog and press Enter."""
        wait_until(lambda: QApplication.activeModalWidget() is not None, "a dialog")
        self.focus_window(self.dialog())
        self.hand.press("ctrl+a")
        self.hand.write(text)
        wait_until(lambda: self.dialog().findChild(QLineEdit).text() == text, f"typing {text}")
        self.hand.press("Return")

    def read_the_personnel(self) -> None:
        """Tab to the tabs, Left to the personnel: what stood on the date in focus, bounds and plans included."""
        bars = [bar for bar in self.window.findChildren(QTabBar) if bar.count()]
        self.tab_to(bars[0])
        self.hand.press("Left")
        wait_until(self.window.panels.personnel.isVisible, "Left goes to the personnel")
        self.picture("personnel")
        words = self.window.panels.personnel.accessibleDescription()
        check(words.startswith("12 Oct 2024"), f"as of the date in focus: {words}")
        for amount in AMOUNTS:
            check(amount in words, f"{amount!r} in {words!r}")
        say(f"read: {words[:120]}…")

    def tab_through_the_window(self) -> None:
        """Tab comes back to where it began, and through timeline, bar and panels on the way."""
        seen: list[QWidget] = []
        while (now := QApplication.focusWidget()) not in seen[:1] or len(seen) == 1:
            if now not in seen:
                seen.append(now)
            self.tab()
        for place in (self.window.canvas, self.window.top_bar, self.window.panels.personnel, self.window.panels.source):
            check(any(place is one or place.isAncestorOf(one) for one in seen), f"Tab comes by {place}")
        say(f"Tab went through {len(seen)} controls and came round")

    def tab(self) -> None:
        """Press Tab, which goes to the next control or to the next link of a text."""
        before = place_of_focus()
        self.hand.press("Tab")
        wait_until(lambda: place_of_focus() != before, f"Tab goes on from {before}")

    def export_an_svg(self) -> None:
        """Ctrl+Shift+E, a path, Enter: the file is a picture with the events in words."""
        path = self.pictures / "by-keys.svg"
        path.unlink(missing_ok=True)  # of the walk before: the dialog would ask whether to replace it
        self.hand.press("ctrl+shift+e")
        wait_until(lambda: QApplication.activeModalWidget() is not None, "the export dialog")
        dialog = self.dialog()
        self.focus_window(dialog)
        self.tab_to(dialog.path_field)
        self.hand.press("ctrl+a")
        self.hand.write(str(path))
        self.hand.press("Return")
        wait_until(path.is_file, f"{path.name} is written")
        wait_until(lambda: path.name in self.words_of(dialog), "the dialog says where it is")
        self.hand.press("Escape")
        wait_until(lambda: QApplication.activeModalWidget() is None, "Esc closes the dialog")
        check("Gran Grif massacre" in path.read_text("utf-8"), "the massacre in the picture")
        say(f"exported {path.name}: {path.stat().st_size} bytes")

    def tab_to(self, field: QWidget) -> None:
        """Press Tab until the keys are in a field."""
        for _ in range(80):
            if field.hasFocus():
                return
            self.tab()
        check(False, f"Tab never comes to {field}")

    def dialog(self) -> QWidget:
        return QApplication.activeModalWidget()

    def chosen_title(self) -> str:
        row = self.workspace.chosen_row
        return "" if row is None else self.workspace.dataset.title_of(row)

    def words_of(self, place: QWidget | None) -> str:
        """Return everything a person can read in a place."""
        labels = [] if place is None else place.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def is_focus_in(self, place: QWidget) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and place.isAncestorOf(focused)


def place_of_focus() -> tuple[QWidget | None, int]:
    """Return what has the keys, and where in its text."""
    focused = QApplication.focusWidget()
    return focused, focused.textCursor().anchor() if isinstance(focused, SourceText) else 0


def main() -> int:
    """Take the walk; pictures and the exported file go to the folder given, or to one that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="keyboard-") as folder:
        pictures = Path(sys.argv[1] if len(sys.argv) > 1 else folder)
        pictures.mkdir(parents=True, exist_ok=True)
        path = built_in_path()
        application = Application(make_qt_application([]), path, load(path))
        KeyboardWalk(application, pictures).take()
        application.window.close()
    say("keys alone did all of it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
