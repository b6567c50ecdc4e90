# ruff: noqa: INP001  a script beside .ci/run, in no package
"""Open timeline.png, .svg and .pdf of a folder in other programs, and see that each shows the dataset."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
FEWEST_COLOURS = 12  # an empty page has one, a page of plain text has few


def main(folder: Path) -> int:
    """Write what is wrong with each of the three, and return 1 if anything is."""
    dataset = tomllib.loads((ROOT / "resources/datasets/mss-haiti/dataset.toml").read_text("utf-8"))
    words = str(dataset["title"]).split()
    run(["pdftotext", "timeline.pdf", "pdf.txt"], folder)
    run(["pdftoppm", "-png", "-singlefile", "-r", "60", "timeline.pdf", "pdf"], folder)
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    run([*browser, "--window-size=1600,1000", f"--screenshot={folder / 'svg.png'}", "timeline.svg"], folder)
    wrong = [
        f"{name}: the title is not in it" for name in ("pdf.txt", "timeline.svg") if not says(folder / name, words)
    ]
    wrong += [f"{name}: shows nothing" for name in ("timeline.png", "pdf.png", "svg.png") if is_bare(folder / name)]
    sys.stdout.write("".join(f"{line}\n" for line in wrong) or "All three show the dataset.\n")
    return 1 if wrong else 0


def run(command: list[str], folder: Path) -> None:
    """Run another program in a folder; what it says is shown only if it fails."""
    result = subprocess.run(  # noqa: S603  our own words
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=180
    )
    if result.returncode != 0:
        sys.stdout.write(result.stdout + result.stderr)
        sys.exit(f"{command[0]} failed with {result.returncode}")


def says(file: Path, words: list[str]) -> bool:
    """Tell whether a text has all the words, whatever breaks stand between them."""
    text = file.read_text("utf-8")
    return all(word in text for word in words)


def is_bare(file: Path) -> bool:
    """Tell whether a picture cannot be read or has hardly any colour in it."""
    image = QImage(str(file)).scaledToWidth(400) if file.is_file() else QImage()
    colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    return len(colours) < FEWEST_COLOURS


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
