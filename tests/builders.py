"""Small objects for tests: each builder takes only what the test is about and fills in the rest."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING

from viewer.loading.archive import MIMETYPE
from viewer.model.dataset import Dataset
from viewer.model.edtf import parse_edtf
from viewer.model.events import Event, Layer, Quote, QuoteMatch, Source

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'format = "mission-timeline/1"\nid = "test"\ntitle = "A test"\nlanes = ["One", "Two"]\n'
EVENT = '[[event]]\nid = "a"\ntitle = "An event"\nlane = "One"\ndate = "2024-06"\nunsourced = true\n'
WORDS = "Kenya sent about 400 police officers in June and July."


def an_event(when="2024-06", title="An event", *, event_id="", lane="One", **rest) -> Event:
    """An event at an EDTF date; its id is made of its title unless one is given."""
    return Event(id=event_id or title.lower().replace(" ", "-"), title=title, lane=lane, date=parse_edtf(when), **rest)


def a_source(source_id="article", text=WORDS, **rest) -> Source:
    return Source(**{"id": source_id, "type": "article-newspaper", "title": "A source", "text": text} | rest)


def a_quote(exact="about 400 police officers", source="article", text=WORDS, **rest) -> Quote:
    """A quote found in `text`; give `text=None` for one that was not looked for."""
    if text is not None and exact in text:
        start = text.index(exact)
        rest = {"match": QuoteMatch.VERBATIM, "start": start, "end": start + len(exact)} | rest
    return Quote(source, exact, **rest)


def a_dataset(*events: Event, sources=None, **rest) -> Dataset:
    """A dataset of these events (one event if none is given) with the source "article"."""
    events = events or (an_event(),)
    lanes = tuple(dict.fromkeys(event.lane for event in events))
    layers = (Layer("main", "Main"),)
    sources = (a_source(),) if sources is None else sources
    defaults = {"id": "test", "title": "A test", "lanes": lanes, "layers": layers}
    return Dataset.from_events(**defaults | {"events": events, "sources": sources} | rest)


def a_source_table(source_id="article", text=WORDS, **rest) -> str:
    """The TOML of a source whose text is in sources/ID.txt, with its hash."""
    rest = {"sha256": hashlib.sha256(text.encode()).hexdigest()} | rest
    keys = {
        "id": source_id,
        "type": "article-newspaper",
        "title": "A source",
        "text": f"sources/{source_id}.txt",
    } | rest
    return "[[source]]\n" + "".join(f"{key} = '''{value}'''\n" for key, value in keys.items() if value is not None)


def a_folder(tmp_path: Path, toml=HEADER + EVENT, sources=None, events=None) -> Path:
    """Write a dataset: `toml`, `sources` {id: content}, `events` {name: content}, text or bytes; return its path."""
    folder = tmp_path / "dataset"
    files = {"dataset.toml": toml}
    files |= {f"sources/{name}.txt": text for name, text in (sources or {}).items()}
    files |= {f"events/{name}.toml": text for name, text in (events or {}).items()}
    for name, content in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def a_zip(tmp_path: Path, entries, mimetype=MIMETYPE) -> Path:
    """Write a .mtlz with these entries {name: content}; return its path."""
    path = tmp_path / "data.mtlz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, content in entries.items():
            archive.writestr(name, content)
    return path
