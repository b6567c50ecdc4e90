from __future__ import annotations

import hashlib

import pytest
from builders import EVENT, HEADER, WORDS, a_folder, a_source_table

from viewer.loading.load import load
from viewer.loading.problems import Severity
from viewer.model.events import Basis, QuoteMatch

QUOTE = "[[event.quote]]\nsource = 'article'\nexact = '''{}'''\n"
QUOTED = EVENT.replace("unsourced = true\n", "")


@pytest.fixture
def loaded(tmp_path):
    def load_text(toml="", text=WORDS, table=None):
        sources = {} if text is None else {"article": text}
        return load(a_folder(tmp_path, HEADER + (a_source_table() if table is None else table) + toml, sources))

    return load_text


def only(result):
    (problem,) = result.problems
    return problem


def test_a_source_keeps_what_is_known_of_it(loaded):
    table = a_source_table(issued="[2024-10-11..2024-10-13]", issued_basis="inferred", URL="https://example.org")
    result = loaded(table=table)
    source = result.dataset.sources["article"]
    assert result.problems == ()
    assert (source.text, source.issued_basis, source.url) == (WORDS, Basis.INFERRED, "https://example.org")
    assert source.issued.text == "[2024-10-11..2024-10-13]"


def test_a_quote_in_its_source_is_verbatim_with_its_place(loaded):
    quote = loaded(QUOTED + QUOTE.format("about 400\npolice officers")).dataset.event(0).quotes[0]
    assert quote.match is QuoteMatch.VERBATIM
    assert WORDS[quote.start : quote.end] == "about 400 police officers"


def test_a_quote_that_is_not_in_its_source_stays_and_is_an_error(loaded):
    result = loaded(QUOTED + QUOTE.format("sent about 500 police"))
    assert result.dataset.event(0).quotes[0].match is QuoteMatch.NOT_FOUND
    assert only(result).is_error
    assert only(result).path == "event[0].quote[0].exact"
    assert "sources/article.txt:1 has “sent about 400 police" in only(result).hint


def test_a_quote_of_nothing_like_the_source_says_to_copy(loaded):
    assert "letter by letter" in only(loaded(QUOTED + QUOTE.format("Zebras"))).hint


def test_words_that_stand_twice_name_both_lines(loaded):
    text = "one word\ntwo words\n"
    result = loaded(QUOTED + QUOTE.format("word"), text, a_source_table(text=text))
    assert result.dataset.event(0).quotes[0].match is QuoteMatch.AMBIGUOUS
    assert "line 1 and line 2; add prefix or suffix" in only(result).hint


def test_a_prefix_makes_words_that_stand_twice_verbatim(loaded):
    text = "one word\ntwo words\n"
    result = loaded(QUOTED + QUOTE.format("word") + "prefix = 'two'\n", text, a_source_table(text=text))
    assert (result.problems, result.dataset.event(0).quotes[0].start) == ((), 13)


def test_words_without_their_prefix_are_said_to_be_there(loaded):
    problem = only(loaded(QUOTED + QUOTE.format("about 400") + "prefix = 'exactly'\n"))
    assert problem.text.endswith("between this prefix and suffix")
    assert problem.hint == "the words themselves are there"


def test_a_changed_source_is_an_error_with_its_hash(loaded):
    problem = only(loaded(text=WORDS.replace("400", "500")))
    assert (problem.path, problem.is_error) == ("source[0].sha256", True)
    assert hashlib.sha256(WORDS.replace("400", "500").encode()).hexdigest() in problem.hint


def test_converted_line_ends_are_told_from_a_change(loaded):
    problem = only(loaded(text="one\r\ntwo\r\n", table=a_source_table(text="one\ntwo\n")))
    assert "line ends" in problem.hint
    assert "-text" in problem.hint


def test_a_hash_in_capitals_fits_too(loaded):
    assert loaded(table=a_source_table(sha256=hashlib.sha256(WORDS.encode()).hexdigest().upper())).problems == ()


def test_a_text_without_a_hash_warns_with_the_hash_to_add(loaded):
    problem = only(loaded(table=a_source_table(sha256=None)))
    assert problem.severity is Severity.WARNING
    assert hashlib.sha256(WORDS.encode()).hexdigest() in problem.hint


def test_a_source_file_that_is_not_there_is_one_problem_however_often_it_is_quoted(loaded):
    result = loaded(QUOTED + QUOTE.format("a") + QUOTE.format("b"), text=None)
    assert "there is no file sources/article.txt" in only(result).text
    assert [quote.match for quote in result.dataset.event(0).quotes] == [QuoteMatch.NO_TEXT, QuoteMatch.NO_TEXT]


def test_a_source_in_another_encoding_names_byte_and_line(loaded):
    content = "one\nSondé\n".encode("cp1252")
    problem = only(loaded(text=content, table=a_source_table(sha256=hashlib.sha256(content).hexdigest())))
    assert problem.text == "sources/article.txt is not UTF-8: byte 0xE9 at offset 8, on line 2"


@pytest.mark.parametrize("name", ["../article.txt", "/etc/hostname", "sources\\article.txt"])
def test_a_text_outside_the_dataset_is_never_read(loaded, name):
    result = loaded(table=a_source_table().replace("sources/article.txt", name))
    assert result.dataset.sources["article"].text is None
    assert only(result).path == "source[0].text"


def test_a_text_linked_from_outside_is_never_read(loaded, tmp_path):
    (tmp_path / "secret").write_text(WORDS)
    (tmp_path / "dataset" / "sources").mkdir(parents=True)
    (tmp_path / "dataset" / "sources" / "article.txt").symlink_to(tmp_path / "secret")
    result = loaded(text=None)
    assert result.dataset.sources["article"].text is None
    assert "leads out" in only(result).text


def test_a_reference_cannot_be_quoted(loaded):
    table = "[[source]]\nid = 'article'\ntype = 'legislation'\ntitle = 'A resolution'\n"
    assert "cannot be quoted" in only(loaded(QUOTED + QUOTE.format("words"), None, table)).text


def test_a_source_that_is_not_described_is_an_error_and_keeps_its_name(loaded):
    result = loaded(QUOTED + "references = ['artcle']\n")
    assert only(result).hint == "did you mean “article”?"
    assert result.dataset.event(0).references == ("artcle",)
    assert "does not describe" in result.dataset.sources["artcle"].note


def test_a_source_id_stands_once(loaded):
    assert "is taken at dataset.toml:6" in only(loaded(a_source_table())).text


def test_a_type_that_csl_does_not_know_warns(loaded):
    problem = only(loaded(table=a_source_table(type="newspaper-article")))
    assert (problem.severity, problem.path) == (Severity.WARNING, "source[0].type")


def test_an_address_that_is_no_web_address_is_never_opened(loaded):
    result = loaded(table=a_source_table(URL="file:///etc/passwd"))
    assert result.dataset.sources["article"].url == ""
    assert "https://" in only(result).hint


def test_a_hash_without_a_text_warns(loaded):
    table = "[[source]]\nid = 'article'\ntype = 'report'\ntitle = 'A report'\nsha256 = '00'\n"
    assert "without a text" in only(loaded(text=None, table=table)).text
