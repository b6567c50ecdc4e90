"""vis-timeline in headless Chromium beside our frames: the same made-up events, the same steps, one machine.

Run by hand, from the root of the project; it takes two to ten minutes, nearly all of them
in vis-timeline's first render:

    apt install chromium npm
    .venv/bin/python tests/benchmarks/peer_vis_timeline.py [--events 10000]

vis-timeline comes from the npm registry, in the version below, into a temporary folder. Its steps are timed from the
call to the second frame after it (an empty page costs 6 to 12 ms that way), ours from the call until the window is
painted, both in wall time; ours right after the steps of the other, as no machine is equally fast for long. It is
measured as it comes (stacked, most rows below the edge of the window) and with `stack: false`, where all events are to
be seen as they are in ours. Prints a table with the ratios.
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
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

VIS_VERSION = "8.5.4"
PATIENCE_S = 900
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
  for (const [name, spans] of Object.entries(data.steps)) {
    found[name] = [];
    for (const [start, end] of spans)
      found[name].push(await timed(() => timeline.setWindow(start, end, { animation: false })));
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
        _, steps, data = measure_ours(events)
        for name, options in (("default", {}), ("stack: false", {"stack": False})):
            (place / "data.json").write_text(json.dumps(data | {"options": options, "steps": steps}))
            peer = measure_vis(browser, place)
            ours, _, _ = measure_ours(events)
            report(name, events, peer, ours)
    return 0


def fetch_vis(place: Path) -> None:
    """Get the pinned release and write the page that measures it."""
    command = ["npm", "pack", f"vis-timeline@{VIS_VERSION}", "--silent", "--pack-destination", str(place)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=place)
    with tarfile.open(next(place.glob("*.tgz"))) as package:
        package.extractall(place, filter="data")
    page = PAGE.replace("STYLES", STYLES).replace("STANDALONE", STANDALONE)
    (place / "index.html").write_text(page, encoding="utf-8")


def measure_ours(events: int) -> tuple[dict, dict, dict]:
    """Return our times by movement, the steps in milliseconds since 1970, and the data for the page."""
    from viewer.bench.frames import MOVEMENTS, ROUNDS, SMALL, spans_of
    from viewer.bench.rig import Rig, started
    from viewer.bench.synthetic import make_dataset

    started()
    dataset = make_dataset(events)
    begin = perf_counter()
    rig = Rig(dataset, SMALL)
    times = {"first": [(perf_counter() - begin) * 1000]}
    steps = {}
    for movement in MOVEMENTS:
        spans = spans_of(movement, rig.whole)
        times[movement] = [wall_ms(partial(rig.frame_ms, span)) for span in spans * ROUNDS]
        steps[movement] = [[span.start_us / 1000, span.end_us / 1000] for span in spans]
    whole = [rig.whole.start_us / 1000, rig.whole.end_us / 1000]
    data = {"items": items_of(dataset), "groups": groups_of(dataset), "whole": whole, "version": VIS_VERSION}
    rig.close()
    return times, steps, data


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
    """Serves the folder and keeps what the page posts."""

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.result = json.loads(self.rfile.read(length))  # type: ignore[attr-defined]
        self.send_response(204)
        self.end_headers()
        self.server.arrived.set()  # type: ignore[attr-defined]

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def measure_vis(browser: str, place: Path) -> dict:
    """Open the page and wait for what it posts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Post, directory=str(place)))
    server.arrived = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/index.html"
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,720", *FREE_FRAMES]
    command = [browser, *flags, f"--user-data-dir={place / 'profile'}", address]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        if not server.arrived.wait(PATIENCE_S):  # type: ignore[attr-defined]
            raise SystemExit(f"vis-timeline did not finish within {PATIENCE_S} s.")
    finally:
        os.killpg(process.pid, 15)
        process.wait()
        server.shutdown()
    return server.result  # type: ignore[attr-defined]


def report(name: str, events: int, peer: dict, ours: dict) -> None:
    """Print one table."""
    if "error" in peer:
        raise SystemExit(f"vis-timeline failed: {peer['error']}")
    idle = median(peer["idle"])
    taken = f"{peer['shown']:,} taken in; two empty frames: {idle:.1f} ms"
    lines = [f"\nvis-timeline {VIS_VERSION}, {name}, {events:,} events ({taken})\n"]
    lines += ["| step | vis-timeline ms | ours ms | ratio |", "| --- | --- | --- | --- |"]
    for step in ("first", "full", "zoom", "pan1pc"):
        their = peer[step] if step == "first" else median(peer[step])
        own = median(ours[step])
        lines.append(f"| {step} | {their:,.1f} | {own:,.2f} | {their / own:,.0f}x |")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
