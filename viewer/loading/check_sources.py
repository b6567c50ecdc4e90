"""Sources and what is cited from them: texts unchanged, quotes found, references resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.loading.problems import did_you_mean, in_quotes
from viewer.loading.quotes import SourceText, fold, locate
from viewer.model.events import Basis, Quote, QuoteMatch, Source

if TYPE_CHECKING:
    from viewer.loading.check_names import Ids
    from viewer.loading.reader import RawText
    from viewer.loading.records import Record

SOURCE_KEYS = (
    *("id", "type", "title", "author", "publisher", "issued", "issued_basis", "issued_note"),
    *("URL", "accessed", "note", "text", "sha256"),
)
QUOTE_KEYS = ("source", "exact", "prefix", "suffix")
CSL_TYPES = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast"),
        *("chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary"),
        *("entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case"),
        *("legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet"),
        *("paper-conference", "patent", "performance", "periodical", "personal_communication", "post"),
        *("post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech"),
        *("standard", "thesis", "treaty", "webpage"),
    )
)
NOT_DESCRIBED = "The dataset names this source but does not describe it."


class Library:
    """The sources of a dataset. One that is cited but not described is reported, and kept under its id."""

    def __init__(self, sources: dict[str, Source], files: dict[str, str]) -> None:
        self.sources = dict(sources)
        self._described = tuple(sources)
        self._files = files
        self._searchable: dict[str, SourceText] = {}

    def cite(self, record: Record, key: str, *, required: bool = False) -> str:
        """Return the source id under a key, or "" where there is none."""
        return self._known(record, key, record.text(key, required=required))

    def cite_all(self, record: Record, key: str) -> tuple[str, ...]:
        """Return the source ids listed under a key."""
        return tuple(self._known(record, key, name) for name in record.texts(key) if name)

    def quote(self, record: Record) -> Quote:
        """Return a quote and whether it stands in its source; what keeps it from being verbatim is reported."""
        record.check_keys(QUOTE_KEYS)
        source_id = self.cite(record, "source", required=True)
        exact = record.text("exact", required=True)
        quote = Quote(source_id, exact, record.text("prefix"), record.text("suffix"))
        source = self.sources.get(source_id)
        if source is None or not fold(exact):
            return quote
        if source.text is None:
            self._report_no_text(record, source_id)
            return quote
        return self._located(record, quote, source.text)

    def _located(self, record: Record, quote: Quote, text: str) -> Quote:
        searchable = self._searchable.get(quote.source)
        if searchable is None:
            searchable = self._searchable[quote.source] = SourceText(text)
        found = locate(quote, searchable)
        file = self._files[quote.source]
        if found.match is QuoteMatch.NOT_FOUND:
            text, hint = _not_found(quote, searchable, file)
            record.error("exact", text, hint)
        elif found.match is QuoteMatch.AMBIGUOUS:
            lines = [searchable.line_at(at) for at in searchable.find(quote.exact, quote.prefix, quote.suffix)]
            where = " and ".join(f"line {line}" for line in dict.fromkeys(lines))
            hint = f"{where}; add prefix or suffix, the words right before or after the place that is meant"
            record.error("exact", f"{in_quotes(quote.exact)} stands more than once in {file}", hint)
        return found

    def _report_no_text(self, record: Record, source_id: str) -> None:
        if source_id in self._described and source_id not in self._files:
            record.error(
                "source",
                f"the source {in_quotes(source_id)} has no text, so it cannot be quoted",
                "name it as a reference, or give the source a text",
            )

    def _known(self, record: Record, key: str, name: str) -> str:
        if name and name not in self._described:
            record.error(key, f"there is no source {in_quotes(name)}", did_you_mean(name, self._described))
            self.sources.setdefault(name, Source(id=name, type="", title=name, note=NOT_DESCRIBED))
        return name


def read_library(main: Record, texts: dict[str, RawText], ids: Ids) -> Library:
    """Return the sources that `dataset.toml` describes, with their texts."""
    sources: dict[str, Source] = {}
    files: dict[str, str] = {}
    for record in main.tables("source"):
        record.check_keys(SOURCE_KEYS)
        source_id = ids.claim(record)
        file = record.text("text")
        source = _read_source(record, source_id or "", _checked_text(record, texts.get(file)))
        if source_id is not None:
            sources[source_id] = source
            files.update({source_id: file} if file else {})
    return Library(sources, files)


def _read_source(record: Record, source_id: str, text: str | None) -> Source:
    record.date("accessed")
    return Source(
        id=source_id,
        type=_source_type(record),
        title=record.text("title", required=True) or source_id,
        author=record.text("author"),
        publisher=record.text("publisher"),
        issued=record.date("issued"),
        issued_basis=record.word("issued_basis", Basis, Basis.STATED),
        issued_note=record.text("issued_note"),
        url=_web_address(record),
        accessed=record.raw("accessed"),
        note=record.text("note"),
        text=text,
        sha256=record.raw("sha256"),
    )


def _source_type(record: Record) -> str:
    said = record.text("type", required=True)
    if said and said not in CSL_TYPES:
        hint = did_you_mean(said, sorted(CSL_TYPES)) or "such as article-newspaper, legislation, report, webpage"
        record.warning("type", f"{in_quotes(said)} is not a CSL type of source", hint)
    return said


def _web_address(record: Record) -> str:
    said = record.text("URL")
    if said and not said.startswith(("https://", "http://")):
        record.warning("URL", f"{in_quotes(said)} is not a web address, not read", "it begins with https://")
        return ""
    return said


def _checked_text(record: Record, text: RawText | None) -> str | None:
    """Return the text of a source after comparing it with the hash the author wrote down."""
    said = record.text("sha256").strip().lower()
    if text is None:
        if said:
            record.warning("sha256", "sha256 stands without a text to compare it with")
        return None
    file = record.raw("text")
    if text.refusal:
        record.error("text", text.refusal, text.hint)
    elif not said:
        hint = f'add sha256 = "{text.sha256}"'
        record.warning("text", f"no sha256 stands beside {file}, so a change of it would go unseen", hint)
    if text.sha256 and said and said != text.sha256:
        is_converted = said in text.lookalikes
        record.error(
            "sha256",
            f"{file} is not the text this dataset was written from",
            "only its line ends differ: git may have changed them (put `*.txt -text` into .gitattributes)"
            if is_converted
            else f"its SHA-256 is {text.sha256}; a source is never edited",
        )
    return text.text


def _not_found(quote: Quote, searchable: SourceText, file: str) -> tuple[str, str]:
    """Return what is wrong with a quote that is not in its source, and where the two part."""
    text = f"{in_quotes(quote.exact)} is not in {file}"
    if searchable.find(quote.exact):
        return f"{text} between this prefix and suffix", "the words themselves are there"
    departure = searchable.departure(quote.exact)
    if departure is None:
        return text, "copy the words from the source, letter by letter"
    there = f"{file}:{departure.line} has {in_quotes(departure.source_goes_on)}"
    return text, f"{there}, the quote {in_quotes(departure.quote_goes_on)}"
