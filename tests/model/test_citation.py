from builders import a_quote, a_source

from viewer.model.citation import cite, cite_briefly, in_marks, quote_with_citation, source_name
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, QuoteMatch


def a_report(**rest):
    return a_source(id="report", text=None, **{"type": "report", "title": "Displacement in Haiti"} | rest)


def test_a_newspaper_article_is_cited_with_its_title_in_quotation_marks():
    source = a_source(title="Kenya to send more", publisher="Daily News", issued=parse_edtf("2024-10-11"))
    assert cite(source) == "“Kenya to send more”, Daily News, 11 October 2024"


def test_a_title_that_says_who_and_when_is_no_headline_and_is_not_followed_by_the_date_again():
    source = a_source(title="AP, 9 October 2024", publisher="Associated Press", issued=parse_edtf("2024-10-09"))
    assert cite(source) == "AP, 9 October 2024, Associated Press"
    assert cite_briefly(source) == "AP, 9 October 2024"


def test_a_title_with_an_inferred_date_is_no_headline_either_and_says_so_once():
    source = a_source(
        title="Eagle News, about 1 October 2024", issued=parse_edtf("2024-10-01~"), issued_basis=Basis.INFERRED
    )
    assert cite(source) == "Eagle News, about 1 October 2024 (date inferred)"


def test_a_resolution_is_named_by_its_title_in_running_notes():
    source = a_report(
        type="legislation", title="Security Council resolution 2699 (2023)", issued=parse_edtf("2023-10-02")
    )
    assert cite_briefly(source) == "Security Council resolution 2699 (2023)"


def test_an_article_with_a_headline_is_named_by_who_and_when_in_running_notes():
    source = a_source(title="Kenya to send more", publisher="AP", issued=parse_edtf("2024-10-09"))
    assert cite_briefly(source) == "AP, 9 October 2024"


def test_an_inferred_date_of_issue_is_never_cited_as_printed():
    source = a_report(issued=parse_edtf("[2024-10-11..2024-10-13]"), issued_basis=Basis.INFERRED)
    assert cite(source).endswith("between 11 and 13 October 2024 (date inferred)")


def test_a_source_without_a_date_is_called_undated():
    assert cite(a_report()) == "Displacement in Haiti, undated"


def test_an_untitled_source_is_described_and_not_quoted():
    assert cite(a_source(title="Untitled news article")).startswith("Untitled news article,")


def test_an_address_is_followed_by_the_day_it_was_read():
    source = a_report(issued=parse_edtf("2024"), url="https://example.org/r", accessed="2024-11-01")
    assert cite(source).endswith("2024, https://example.org/r (accessed 2024-11-01)")


def test_running_text_calls_a_source_by_its_kind():
    assert source_name(a_source()) == "the article"
    assert source_name(a_report()) == "the report"
    assert source_name(None) == "the source"


def test_a_copied_quote_carries_its_citation_and_its_place():
    copied = quote_with_citation(a_quote(), a_source(publisher="Daily News"))
    assert copied == "“about 400 police officers”\n— “A source”, Daily News, undated, characters 11–36"


def test_a_quote_that_was_not_found_says_so_wherever_it_is_pasted():
    copied = quote_with_citation(a_quote("about 500", match=QuoteMatch.NOT_FOUND), a_source())
    assert copied.endswith("(not verbatim in the source)")


def test_words_already_in_quotation_marks_get_no_second_pair():
    copied = quote_with_citation(a_quote("“the battle that we can win”", text=None), a_source())
    assert copied.startswith("“the battle that we can win”\n")


def test_words_that_begin_or_end_with_a_quotation_mark_never_show_two():
    assert in_marks("“We will,” he said") == "‘“We will,” he said’"
    assert in_marks("he said: “We will.”") == "‘he said: “We will.”’"
    assert in_marks('"We will," he said') == '‘"We will," he said’'
    assert in_marks("«Nous irons»") == "«Nous irons»"
    assert in_marks("about “many” of them") == "“about “many” of them”"


def test_a_quote_of_a_missing_source_names_its_id():
    assert "— lost" in quote_with_citation(a_quote(source="lost", text=None), None)
