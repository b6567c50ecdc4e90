"""The whole program by ear: what a screen reader hears and does through AT-SPI, without mouse, keys or eyes.

Run by the system's Python, which has pyatspi, with the Python that runs the program as argument:
`xvfb-run -a dbus-run-session -- /usr/bin/python3 tests/end_to_end/screen_reader_walk.py .venv/bin/python`.
Every control is found by its name and its role alone. Exits 1 with a sentence when something cannot be heard or done.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyatspi
from gi.repository import GLib

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 20.0
MASSACRE = "Gran Grif massacre: at least 115 killed"
MAYOR = "A local mayor claims that last week, members of the Gran Grif gang carried out"
NAMES_ONLY = {"menu", "menu bar", "menu item", "check menu item", "page tab list", "page tab", "table cell"}
JUNE = "First Kenyan officers deploy"
AMOUNTS = (
    "All contributors, deployed: roughly 430",
    "All contributors, pledged: over 2,900",
    "Kenya, deployed: over 400",
    "Kenya, planned: 600, for Nov 2024",
)


def main(python: str) -> int:
    """Start the program, take the walk, and end the program however the walk ends."""
    with tempfile.TemporaryDirectory(prefix="screen-reader-") as home:
        program = start(python, home)
        try:
            walk = Walk(Path(home))
            walk.take()
            walk.quit()
            check(program.wait(PATIENCE_S) == 0, "the program ends well")
        finally:
            program.kill()
            program.wait()
    say("a screen reader heard and did all of it")
    return 0


def start(python: str, home: str) -> subprocess.Popen[bytes]:
    """Start the program with its own settings, telling assistive programs what it shows."""
    own = {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home, "LC_ALL": "C.UTF-8"}
    environment = os.environ | own | {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    return subprocess.Popen([python, "-m", "viewer"], cwd=ROOT, env=environment)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def check(is_true: object, what: str) -> None:
    """Stop with a sentence unless something is true."""
    if not is_true:
        sys.stderr.write(f"screen reader: {what}\n")
        sys.exit(1)


def heard(look: Callable[[], Any], what: str) -> Any:
    """Ask again until something is to be heard, and return it; what is just changing is asked once more."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            if found := look():
                return found
        except (GLib.Error, NotImplementedError, IndexError):
            pass
        threading.Event().wait(0.05)
    check(False, f"waited in vain: {what}")
    return None


def below(thing: Any) -> Iterator[Any]:
    """Go through everything below something; cells of tables are left out, there may be thousands."""
    for place in range(thing.childCount):
        child = thing[place]
        if child is not None:
            yield child
            if child.getRoleName() != "table":
                yield from below(child)


def is_reached(thing: Any) -> bool:
    states = thing.getState()
    return all(states.contains(s) for s in (pyatspi.STATE_FOCUSABLE, pyatspi.STATE_SHOWING, pyatspi.STATE_SENSITIVE))


def press(thing: Any, action: str = "Press") -> None:
    """Do one of a control's actions by name."""
    actions = thing.queryAction()
    names = [actions.getName(place) for place in range(actions.nActions)]
    check(action in names, f"{thing.name!r} cannot {action}: it can {names}")
    actions.doAction(names.index(action))


def whole_text(thing: Any) -> str:
    text = thing.queryText()
    return str(text.getText(0, text.characterCount))


class Walk:
    """One walk through the program, by ear."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.program = heard(self._program, "the program among the running ones")
        self.frame = heard(lambda: next(iter(self._all("frame", "Mission Timeline")), None), "the main window")
        heard(lambda: self._all("list", "Timeline"), "the timeline")

    def take(self) -> None:
        """Take every step."""
        self.hear_a_name_for_everything(self.frame)
        self.hear_what_everything_is_for(self.frame)
        self.read_all_events()
        self.find_the_massacre()
        self.hear_who_says_115()
        self.read_both_dates_of_june()
        self.set_the_date()
        self.hear_the_personnel()
        self.export_an_svg()

    def quit(self) -> None:
        """Close the dialog and the program."""
        press(self.find("push button", "Close", self.find("dialog", "Export")))
        press(self.find("menu item", "Quit"))

    def hear_a_name_for_everything(self, place: Any) -> None:
        """Whatever takes the keys says what it is."""
        reached = [thing for thing in below(place) if is_reached(thing)]
        nameless = [f"{thing.getRoleName()} in {thing.parent.name!r}" for thing in reached if not thing.name]
        check(not nameless, f"without a name: {nameless}")
        check(len(reached) >= 10, f"ten controls or more, heard {len(reached)}")
        say(f"heard a name for each of {len(reached)} controls of {place.name!r}")

    def hear_what_everything_is_for(self, place: Any) -> None:
        """Whatever takes the keys says what it is for; menus, tabs and cells have Qt's own voice, names only."""
        reached = [thing for thing in below(place) if is_reached(thing) and thing.getRoleName() not in NAMES_ONLY]
        mute = [f"{thing.getRoleName()} {thing.name!r}" for thing in reached if not thing.description]
        check(not mute, f"without a description: {mute}")
        check(len(reached) >= 10, f"ten controls or more, heard {len(reached)}")
        say(f"heard what each of {len(reached)} controls is for")

    def read_all_events(self) -> None:
        """The table and the timeline say the same events."""
        press(self.find("menu item", "Table of events"))
        table = self.find("table", "Table of events")
        rows = heard(lambda: self._rows(table), "rows of the table of events")
        check(len(rows) >= 10, f"ten events or more, heard {len(rows)}")
        drawn = [item.name for item in self.find("list", "Timeline")]
        check(len(drawn) == len(rows), f"the timeline says {len(drawn)} events, the table {len(rows)}")
        for row, item in zip(rows, drawn, strict=True):
            title = row.partition("Title: ")[2].partition(", Lane: ")[0]
            check(title and item.startswith(title), f"the timeline says {item!r}, the table {row!r}")
        say(f"heard {len(rows)} events, each with its date and how it is known")

    def find_the_massacre(self) -> None:
        """Type into the search field; the table lists the hits; choose one of them."""
        self.write("text", "Search events and quotes", "massacre")
        table = self.find("table", "Table of events")
        rows = heard(lambda: [row for row in self._rows(table) if MASSACRE in row], "the massacre among the hits")
        check("Certainty: one time in a range" in rows[0], f"how its date is known: {rows[0]}")
        self.choose(MASSACRE)
        say("found the massacre and chose it")

    def hear_who_says_115(self) -> None:
        """The source panel says the quote, that it is verbatim, and whose claim it is."""
        quote = heard(lambda: self._description("Source text", MAYOR), "the quote of the massacre")
        check("at least 115 people" in quote, f"the number in the quote: {quote}")
        check(MAYOR in whole_text(self.find("", "Source text")), "the quote in the text of its source")
        self.find("label", "erbatim")
        self.find("label", "claimed")
        say(f"heard who says 115: {quote[:120]}…")

    def read_both_dates_of_june(self) -> None:
        """The date as the article has it, and the closer one of another source."""
        self.write("text", "Search events and quotes", "")
        self.choose(JUNE)
        line = heard(lambda: self._said_under("Date", "June 2024"), "the date as said")
        closer = heard(lambda: self._description("How this is known", "25 Jun 2024"), "the refined date")
        say(f"read both dates of the deployment: {line}; {closer}")

    def set_the_date(self) -> None:
        """Go to an EDTF date through the menu and a dialog."""
        press(self.find("menu item", "Go to date…"))
        self.write("text", "EDTF date", "2024-10-12")
        press(self.find("push button", "OK"))
        heard(lambda: self._personnel().startswith("12 Oct 2024"), "the date in focus")
        say("set the date in focus")

    def hear_the_personnel(self) -> None:
        """The amounts, with what is exact and what is not, and a way to the sentence behind one."""
        words = self._personnel()
        for amount in AMOUNTS:
            check(amount in words, f"{amount!r} in {words!r}")
        press(self.find("page tab", "Personnel"))
        kenya = self.find("push button", "Kenya, deployed: over 400")
        heard(lambda: kenya.getState().contains(pyatspi.STATE_SENSITIVE), "the panel comes to the front")
        press(kenya)
        heard(
            lambda: self._description("Source text", "over 400 of them coming from Kenya"), "the words behind the 400"
        )
        say(f"heard the personnel: {words[:110]}…")

    def export_an_svg(self) -> None:
        """Export through the dialog; the file is a picture with the events in words."""
        path = self.home / "heard.svg"
        press(self.find("push button", "Export image…"))
        self.write("text", "File", str(path))
        dialog = self.find("dialog", "Export")
        self.hear_a_name_for_everything(dialog)
        press(self.find("push button", "Export", dialog))
        heard(path.is_file, f"{path.name} is written")
        words = heard(lambda: "".join(ET.parse(path).getroot().itertext()), "a whole file")
        check("Gran Grif massacre" in words, "the massacre in the exported picture")
        say(f"exported {path.name}: {path.stat().st_size} bytes")

    def find(self, role: str, name: str, place: Any = None) -> Any:
        """Return what has a role ("" for any) and a name that contains these words, once it is there."""
        return heard(lambda: next(iter(self._all(role, name, place)), None), f"{role or 'something'} named {name!r}")

    def write(self, role: str, name: str, words: str) -> None:
        """Put words into a field by its name."""
        field = self.find(role, name)
        field.queryEditableText().setTextContents(words)
        heard(lambda: whole_text(field) == words, f"{name} says {words!r}")

    def choose(self, title: str) -> None:
        """Choose an event in the table of events."""
        table = self.find("table", "Table of events")
        place = heard(lambda: self._place(table, title), f"{title} in the table")
        table.queryTable().addRowSelection(place - 1)
        heard(lambda: self._all("label", title), f"{title} in the source panel")

    def _place(self, table: Any, title: str) -> int:
        """Return the row of an event, counted from 1; 0 for none."""
        return next((at for at, row in enumerate(self._rows(table), 1) if f"Title: {title}" in row), 0)

    def _rows(self, table: Any) -> list[str]:
        cells = table.queryTable()
        return [cells.getAccessibleAt(row, 0).name for row in range(cells.nRows)]

    def _personnel(self) -> str:
        panels = [panel.description for panel in self._all("panel", "Personnel") if panel.description]
        return panels[0] if panels else ""

    def _description(self, name: str, words: str) -> str:
        found = (thing.description for thing in self._all("", name))
        return next((text for text in found if text and words in text), "")

    def _said_under(self, description: str, words: str) -> str:
        """Return the text of a label that is known by what it is about."""
        labels = (label.name for label in self._all("label", words) if label.description == description)
        return next(labels, "")

    def _all(self, role: str, name: str, place: Any = None) -> list[Any]:
        things = below(place or self.program)
        return [thing for thing in things if name in (thing.name or "") and role in {"", thing.getRoleName()}]

    def _program(self) -> Any:
        desktop = pyatspi.Registry.getDesktop(0)
        named = (program for program in desktop if program and program.name == "mission-timeline")
        return next((program for program in named if program.childCount), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else sys.executable))
