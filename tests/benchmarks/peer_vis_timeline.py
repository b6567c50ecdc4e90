"""vis-timeline in headless Chromium beside our frames: the same made-up events, the same steps, one machine.

Run by hand, from the root of the project; ten thousand events take a quarter of an hour, nearly all of it in
vis-timeline's first render, and a thousand half a minute:

    apt install chromium npm
    .venv/bin/python tests/benchmarks/peer_vis_timeline.py [--events 10000]

vis-timeline comes from the npm registry, in the version below, into a temporary folder. Its steps are timed from the
call to the second frame after it (an empty page costs 6 to 35 ms that way), ours from the call until the window is
painted, both in wall time. They take turns, as no machine is equally fast for long: a ratio is the median of the ratios
of the same step in the same round. vis-timeline is measured as it comes (stacked, most rows below the edge of the
window) and with `stack: false`, where all events are to be seen as they are in ours. Prints a table with the ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

VIS_VERSION = "8.5.4"
PATIENCE_S = 900
ROUNDS = 5
FREE_FRAMES = ("--disable-gpu-vsync", "--disable-frame-rate-limit")  # or every step would take two 60ths of a second
STANDALONE = "package/standalone/umd/vis-timeline-graph2d.min.js"
STYLES = "package/styles/vis-timeline-graph2d.min.css"

PAGE = """<!doctype html><meta charset="utf-8">
<link rel="stylesheet" href="STYLES"><script src="STANDALONE"></script>
<style>body { margin: 0 } #chart { width: 1280px; height: 720px }</style><div id="chart"></div>
<script>
const frame = () => new Promise(requestAnimationFrame);
const timed = async (action) => {
  const begin = performance.now();
  action();
  await frame();
  await frame();
  return performance.now() - begin;
};
const shown = (items) => items.itemSet && Object.keys(items.itemSet.items).length;
async function measure() {
  const data = await (await fetch("data.json")).json();
  let timeline;
  const options = { ...data.options, height: 720, start: data.whole[0], end: data.whole[1], showCurrentTime: false };
  const begin = performance.now();
  timeline = new vis.Timeline(document.getElementById("chart"), data.items, data.groups, options);
  await new Promise((done) => timeline.on("changed", done));
  await frame();
  await frame();
  const found = { version: data.version, shown: shown(timeline), first: performance.now() - begin };
  found.idle = [];
  for (let time = 0; time < 10; time++) found.idle.push(await timed(() => {}));
  for (const name of Object.keys(data.steps)) found[name] = [];
  for (let round = 0; round < data.rounds; round++)
    for (const [name, spans] of Object.entries(data.steps)) {
      for (const [start, end] of spans)
        found[name].push(await timed(() => timeline.setWindow(start, end, { animation: false })));
      await fetch("turn/" + name, { method: "POST", body: "{}" });
    }
  return found;
}
measure().catch((error) => ({ error: String(error) }))
  .then((found) => fetch("result", { method: "POST", body: JSON.stringify(found) }));
</script>"""


def main() -> int:
    """Measure both and print the table."""
    parser = argparse.ArgumentParser(description="Measure vis-timeline beside this viewer.")
    parser.add_argument("--events", type=int, default=10_000)
    events = parser.parse_args().events
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None or shutil.which("npm") is None:
        sys.stderr.write("Chromium and npm are needed: apt install chromium npm\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="peer-", ignore_cleanup_errors=True) as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        place = Path(folder)
        fetch_vis(place)
        ours = Ours(events)
        for name, options in (("default", {}), ("stack: false", {"stack": False})):
            (place / "data.json").write_text(json.dumps(ours.data() | {"options": options}))
            ours.forget()
            peer = measure_vis(browser, place, ours.take_turn)
            report(name, events, peer, ours.times)
    return 0


def fetch_vis(place: Path) -> None:
    """Get the pinned release and write the page that measures it."""
    command = ["npm", "pack", f"vis-timeline@{VIS_VERSION}", "--silent", "--pack-destination", str(place)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=place)
    with tarfile.open(next(place.glob("*.tgz"))) as package:
        package.extractall(place, filter="data")
    page = PAGE.replace("STYLES", STYLES).replace("STANDALONE", STANDALONE)
    (place / "index.html").write_text(page, encoding="utf-8")


class Ours:
    """Our window on the same events, shown step by step."""

    def __init__(self, events: int) -> None:
        from viewer.bench.frames import MOVEMENTS, SMALL, spans_of
        from viewer.bench.rig import Rig, started
        from viewer.bench.synthetic import make_dataset

        started()
        self._dataset = make_dataset(events)
        begin = perf_counter()
        self._rig = Rig(self._dataset, SMALL)
        self._first_ms = (perf_counter() - begin) * 1000
        self._spans = {movement: spans_of(movement, self._rig.whole) for movement in MOVEMENTS}
        self.times: dict[str, list[float]] = {}
        self.forget()
        for movement in self._spans:  # as vis-timeline, which has made its items before it takes a step
            self.take_turn(movement)

    def forget(self) -> None:
        """Begin anew with the times of steps."""
        self.times = {"first": [self._first_ms], **{movement: [] for movement in self._spans}}

    def take_turn(self, movement: str) -> None:
        """Take the steps of a movement once."""
        self.times[movement] += [wall_ms(partial(self._rig.frame_ms, span)) for span in self._spans[movement]]

    def data(self) -> dict:
        """Return what the page shows and does, instants in milliseconds since 1970."""
        whole = self._rig.whole
        return {
            "items": items_of(self._dataset),
            "groups": groups_of(self._dataset),
            "whole": [whole.start_us / 1000, whole.end_us / 1000],
            "steps": {
                movement: [[span.start_us / 1000, span.end_us / 1000] for span in spans]
                for movement, spans in self._spans.items()
            },
            "rounds": ROUNDS,
            "version": VIS_VERSION,
        }


def wall_ms(action) -> float:
    begin = perf_counter()
    action()
    return (perf_counter() - begin) * 1000


def items_of(dataset) -> list[dict]:
    columns = dataset.columns
    items = []
    for row in range(len(dataset)):
        item = {"id": row, "group": int(columns.lane[row]), "content": dataset.title_of(row)}
        item["start"] = int(columns.begin[row]) / 1000
        if columns.core_of(row):
            item["end"] = int(columns.finish[row]) / 1000
        items.append(item)
    return items


def groups_of(dataset) -> list[dict]:
    return [{"id": number, "content": name} for number, name in enumerate(dataset.lanes)]


class Post(SimpleHTTPRequestHandler):
    """Serves the folder, keeps what the page posts, and lets it wait while it is our turn."""

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name, done = self.path.rpartition("/")[2], threading.Event()
        self.server.posts.put((name, said, done))  # type: ignore[attr-defined]
        done.wait()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def measure_vis(browser: str, place: Path, take_turn: Callable[[str], None]) -> dict:
    """Open the page, take a turn after each of its own, and return what it posts in the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Post, directory=str(place)))
    posts: Queue[tuple[str, dict, threading.Event]] = Queue()
    server.posts = posts  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/index.html"
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,720", *FREE_FRAMES]
    command = [browser, *flags, f"--user-data-dir={place / 'profile'}", address]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        while True:
            name, said, done = posts.get(timeout=PATIENCE_S)
            if name != "result":
                take_turn(name)
            done.set()
            if name == "result":
                return said
    except Empty:
        raise SystemExit(f"vis-timeline did not finish within {PATIENCE_S} s.") from None
    finally:
        os.killpg(process.pid, 15)
        process.wait()
        server.shutdown()


def report(name: str, events: int, peer: dict, ours: dict) -> None:
    """Print one table."""
    if "error" in peer:
        raise SystemExit(f"vis-timeline failed: {peer['error']}")
    idle = median(peer["idle"])
    taken = f"{peer['shown']:,} taken in; two empty frames: {idle:.1f} ms"
    lines = [f"\nvis-timeline {VIS_VERSION}, {name}, {events:,} events ({taken})\n"]
    lines += ["| step | vis-timeline ms | ours ms | ratio |", "| --- | --- | --- | --- |"]
    for step, own in ours.items():
        their = [peer[step]] if step == "first" else peer[step]
        ratio = median(above / below for above, below in zip(their, own, strict=True))
        lines.append(f"| {step} | {median(their):,.1f} | {median(own):,.2f} | {ratio:,.1f}x |")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
