"""The promise of the built-in dataset: every quote stands in its source, and no changed letter goes unseen."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from viewer.loading.load import load
from viewer.loading.report import as_lines
from viewer.model.events import QuoteMatch

DATASET = Path(__file__).parents[2] / "resources" / "datasets" / "mss-haiti"
EXACT = re.compile(r"""\bexact\s*=\s*('{3}|"{3}|'|")(?P<words>.+?)\1""", re.DOTALL)


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(DATASET, tmp_path / "copy"))


def all_quotes(dataset):
    events = [dataset.event(row) for row in range(len(dataset))]
    of_figures = [figure.quote for figure in dataset.personnel if figure.quote is not None]
    return [quote for event in events for quote in event.quotes] + of_figures


def written_quotes():
    """Every quote as it is written: the file, the offset of its first letter, and its line's number."""
    for file in sorted(DATASET.rglob("*.toml")):
        text = file.read_text(encoding="utf-8")
        for match in EXACT.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield pytest.param(file.relative_to(DATASET), match.start("words"), line, id=f"{file.name}:{line}")


def test_the_built_in_dataset_has_nothing_wrong():
    assert as_lines(load(DATASET).problems) == ""


def test_every_quote_of_the_built_in_dataset_is_verbatim():
    dataset = load(DATASET).dataset
    quotes = all_quotes(dataset)
    assert len(quotes) >= 20
    for quote in quotes:
        text = dataset.sources[quote.source].text
        assert quote.match is QuoteMatch.VERBATIM
        assert " ".join(text[quote.start : quote.end].split()) == " ".join(quote.exact.split())


def test_only_the_article_is_quoted():
    assert {quote.source for quote in all_quotes(load(DATASET).dataset)} == {"article"}


@pytest.mark.parametrize("word", ["Ruto", "430", "starving", "pledge"])
def test_a_changed_letter_of_the_article_is_an_error_that_names_file_and_line(copy, word):
    article = copy / "sources" / "article.txt"
    content = article.read_bytes()
    article.write_bytes(content.replace(word.encode(), word[:-1].encode() + b"x", 1))
    line = next(
        number
        for number, text in enumerate((copy / "dataset.toml").read_text(encoding="utf-8").splitlines(), start=1)
        if text.startswith("sha256")
    )
    result = load(copy)
    assert f"dataset.toml:{line}: sources/article.txt is not the text" in as_lines(result.problems)
    assert any(quote.match is QuoteMatch.NOT_FOUND for quote in all_quotes(result.dataset))


@pytest.mark.parametrize(("name", "offset", "line"), list(written_quotes()))
def test_a_changed_letter_of_any_quote_is_an_error_that_names_file_and_line(copy, name, offset, line):
    file = copy / name
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text[:offset]}#{text[offset + 1 :]}", encoding="utf-8")
    (problem,) = load(copy).problems
    assert problem.is_error
    assert (problem.file, problem.line) == (name.as_posix(), line)
    assert "is not in sources/article.txt" in problem.text
