"""The rows of `events.csv` beside the events of a dataset: lanes, layers, sources and quotes held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from viewer.loading.problems import DatasetError, did_you_mean, in_quotes
from viewer.loading.quotes import SourceText, locate
from viewer.loading.tables.dataset import Shelving, assembled, shelve_lanes, shelve_layers, without_twice
from viewer.loading.tables.table import NO_LANE, read_table_bytes, source_id_of
from viewer.model.columns import Flag
from viewer.model.counting import counted
from viewer.model.events import Quote, QuoteMatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.loading.problems import Problem
    from viewer.loading.progress import Pulse
    from viewer.loading.tables.log import RowLog
    from viewer.loading.tables.rows import TableRows
    from viewer.model.dataset import Dataset
    from viewer.model.events import Event, Source

_MOST_NAMES_REPORTED = 20
_BEATS_EACH = 256


def with_table(dataset: Dataset, content: bytes, name: str, pulse: Pulse) -> tuple[Dataset, tuple[Problem, ...]]:
    """Return a dataset together with the rows of its table, and what is wrong with them.

    A row's source is an id of the dataset's sources, or else describes itself. A table that cannot be read is one
    problem, and the dataset stays as it is.
    """
    try:
        table, log = read_table_bytes(content, name, pulse)
    except DatasetError as error:
        return dataset, (replace(error.problem, file=name),)
    taken = {dataset.id_of(row) for row in range(len(dataset))} | {figure.id for figure in dataset.personnel}
    without_twice(table, log, frozenset(taken))
    _report_unlisted(table, "lane", dataset.lanes, log)
    _report_unlisted(table, "layer", [layer.id for layer in dataset.layers], log)
    sources = dict(dataset.sources)
    source_ids = tuple(source_id_of(word, sources) for word in table.words["source"])
    quotes = _Quotes(sources)
    _check_quotes(table, source_ids, quotes, log, pulse)
    lanes, lane_codes = shelve_lanes(table, log, dataset.lanes, NO_LANE)
    layers, layer_codes = shelve_layers(table, dataset.layers)
    shelving = Shelving(lanes, layers, lane_codes, layer_codes, source_ids, locate=quotes.found)
    listed = [dataset.event(row) for row in range(len(dataset))]
    columns, store = assembled(table, shelving, listed, pulse.beat)
    _report_unsourced(int(np.count_nonzero(columns.flags & int(Flag.UNSOURCED))), listed, log)
    whole = replace(dataset, lanes=lanes, layers=layers, sources=sources, columns=columns, store=store)
    return whole, log.problems()


class _Quotes:
    """Finds the quotes of rows in the sources' texts; each text is made ready for searching once."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self._sources = sources
        self._searchable: dict[str, SourceText] = {}

    def found(self, quote: Quote) -> Quote:
        """Return the quote with what became of looking for it."""
        source = self._sources.get(quote.source)
        if source is None or source.text is None:
            return quote
        if quote.source not in self._searchable:
            self._searchable[quote.source] = SourceText(source.text)
        return locate(quote, self._searchable[quote.source])


def _report_unlisted(table: TableRows, kind: str, listed: Sequence[str], log: RowLog) -> None:
    """Report, once each, the lanes or layers that the dataset does not list."""
    codes = table.numbers[kind]
    unlisted = [code for code, word in enumerate(table.words[kind]) if word and word not in listed]
    for code in unlisted[:_MOST_NAMES_REPORTED]:
        rows = np.flatnonzero(codes == code)
        if len(rows):
            word = table.words[kind][code]
            line = int(table.numbers["lines"][rows[0]])
            log.error(line, f"there is no {kind} {in_quotes(word)}", did_you_mean(word, listed))


def _check_quotes(table: TableRows, source_ids: tuple[str, ...], quotes: _Quotes, log: RowLog, pulse: Pulse) -> None:
    texts = table.texts["quote"]
    if texts is None:
        return
    for count, row in enumerate(np.flatnonzero(np.diff(texts.offsets))):
        if count % _BEATS_EACH == 0:
            pulse.beat()
        said = source_ids[table.numbers["source"][row]]
        quote = quotes.found(Quote(said, texts.at(int(row))))
        problem = _what_is_wrong(quote)
        if problem:
            log.error(int(table.numbers["lines"][row]), *problem)


def _what_is_wrong(quote: Quote) -> tuple[str, str] | None:
    if not quote.source:
        return "a quote without a source", "name the source's id in the column source"
    if quote.match is QuoteMatch.NO_TEXT:
        hint = "leave the quote out, or give the source a text"
        return f"the source {in_quotes(quote.source)} has no text, so it cannot be quoted", hint
    words = in_quotes(quote.exact)
    if quote.match is QuoteMatch.NOT_FOUND:
        return f"{words} does not stand in the source {in_quotes(quote.source)}", "copy the words from the source"
    if quote.match is QuoteMatch.AMBIGUOUS:
        return f"{words} stands more than once in {in_quotes(quote.source)}", "quote more words"
    return None


def _report_unsourced(unsourced: int, listed: Sequence[Event], log: RowLog) -> None:
    bare = unsourced - sum(event.is_unsourced for event in listed)
    if bare:
        log.error(
            0,
            f"{counted(bare, 'row has', 'rows have')} no quote and no source; shown as unsourced",
            "fill the column source",
        )
