"""What the personnel panel says of a date, and that every number in it leads somewhere."""

from msgspec.structs import replace
from reports import ALL, BOTH, DEPLOYED, OTHERS, PLEDGED, a_figure
from standings import FIGURES, notes_of, row_on, said, words_on

from viewer.panels.phrases import ComputedNumber


def leads_of(paragraph):
    return [phrase.leads_to for phrase in paragraph if phrase.leads_to is not None]


def test_the_whole_is_said_large_with_its_bounds():
    words = words_on("2024-10-11")
    assert said(words.numbers) == "≈ 430 deployed of > 2,900 pledged"
    assert [phrase.font for phrase in words.numbers] == ["figure", "text", "figure", "text"]


def test_a_word_that_a_symbol_would_weaken_is_kept():
    figures = (*FIGURES, a_figure("later", ALL, DEPLOYED, "nearly 500", "2024-10-12"))
    assert said(words_on("2024-10-13", figures=figures).numbers).startswith("nearly 500 deployed")


def test_before_any_report_nothing_is_known_rather_than_zero():
    words = words_on("2023-01-01")
    assert said(words.numbers) == "No report yet on 1 Jan 2023"
    assert (words.rows, words.bar.row) == ((), None)


def test_a_part_may_be_known_where_the_whole_is_not():
    words = words_on("2024-07-20")
    assert said(words.numbers) == "No total reported by 20 Jul 2024"
    assert [said(row.numbers) for row in words.rows] == ["about 400 deployed"]


def test_what_was_never_deployed_in_any_report_is_said_to_be_unreported():
    figures = (a_figure("p", ALL, PLEDGED, "100", "2024"), a_figure("k", "Kenya", PLEDGED, "10", "2024", part_of=ALL))
    assert said(words_on("2024-05-01", figures=figures).numbers) == "100 pledged · no report of anyone deployed"


def test_share_and_rest_are_said_to_be_computed_and_lead_to_their_computation():
    computed = words_on("2024-10-11").computed
    assert said(computed) == "computed: at most about 15 % deployed · at least about 2,470 still to come"
    first, second = leads_of(computed)
    assert first == ComputedNumber(
        f"{ALL}: at most about 15 % deployed", "computed: roughly 430 of over 2,900", ("all-deployed", "all-pledged")
    )
    assert second.how == "computed: over 2,900 − roughly 430"


def test_a_contributor_has_its_numbers_in_the_authors_words():
    kenya = row_on("2024-10-11", "Kenya")
    assert said(kenya.numbers) == "over 400 of 1,000"
    assert leads_of(kenya.numbers) == ["kenya-deployed", "kenya-pledged"]


def test_a_number_is_spoken_in_full():
    first, _, second = row_on("2024-10-11", "Kenya").numbers
    assert first.spoken == "Kenya, deployed: over 400, as of 11 Oct 2024, the article"
    assert second.spoken == "Kenya, pledged: 1,000, as of 11 Oct 2024, the article"


def test_a_plan_is_said_to_be_within_the_pledge():
    assert notes_of(row_on("2024-10-11", "Kenya"))[0] == "+600 planned for Nov 2024 (part of the 1,000)"


def test_a_plan_that_passed_is_said_to_be_unreported_and_no_longer_drawn():
    kenya = row_on("2024-12-05", "Kenya")
    assert "600 planned for Nov 2024 (part of the 1,000) · no report that it happened" in notes_of(kenya)[0]
    assert kenya.bar.row.planned is None
    assert "cell:planned" not in kenya.bar.ways


def test_a_later_report_of_a_plan_is_marked_as_the_records():
    note = row_on("2025-03-01", "Kenya", BOTH).notes[0]
    outcome = next(phrase for phrase in note if "reported deployed later" in phrase.text)
    assert (outcome.text[0], outcome.colour) == ("◆", "record")


def test_a_computed_contributor_says_how_it_was_worked_out():
    others = row_on("2024-10-11", OTHERS)
    assert said(others.numbers) == "at most about 30 of at least 1,900"
    assert notes_of(others) == ["computed: roughly 430 − over 400"]
    assert isinstance(leads_of(others.notes[0])[0], ComputedNumber)


def test_an_older_report_says_its_date():
    assert notes_of(row_on("2024-12-05", OTHERS))[0].endswith("dated 11 Oct 2024")
    assert said(words_on("2024-12-05").notes[0]) == "both dated 11 Oct 2024"


def test_a_day_that_may_not_have_come_is_said():
    assert notes_of(row_on("2024-07-01", "Kenya"))[0] == "dated Jul 2024"


def test_what_another_layer_says_is_named_marked_and_opposed():
    note = row_on("2024-10-11", "Kenya", BOTH).notes[1]
    assert said(note) == "◆ Public record: nearly 400 deployed (11 Oct 2024), disagrees with over 400"
    assert [phrase.colour for phrase in note if phrase.leads_to] == ["record"]


def test_what_the_article_said_stays_beside_a_later_report_of_the_record():
    kenya = row_on("2025-03-01", "Kenya", BOTH)
    assert said(kenya.numbers) == "◆ 744 of 1,000"
    assert "The article: over 400 deployed (11 Oct 2024)" in notes_of(kenya)


def test_a_contributor_of_the_record_alone_carries_its_title():
    jamaica = row_on("2024-10-11", "Jamaica", BOTH)
    assert (jamaica.level, jamaica.tag) == (1, "◆ public record, dated 12 Sep 2024")
    assert said(jamaica.numbers) == "◆ 24 of 200"
    assert jamaica.bar.borrowed == {DEPLOYED, PLEDGED}


def test_a_hidden_layer_is_not_spoken_of():
    words = words_on("2025-03-01")
    everything = [phrase.text for row in words.rows for note in row.notes for phrase in note]
    assert [row.contributor for row in words.rows] == ["Kenya", OTHERS]
    assert not any("◆" in text or "record" in text for text in everything)


def test_what_is_in_question_is_asked_once_and_leads_to_the_figure():
    note = row_on("2024-10-11", "Kenya").notes[-1]
    assert said(note) == "In question: Over 400, or about 400?"
    assert leads_of(note) == ["kenya-deployed"]
    assert [row.notes[-1] for row in words_on("2024-10-11").rows].count(note) == 1


def test_figures_without_a_date_are_listed_below():
    chad = a_figure("some-day", "Chad", PLEDGED, "20", "2024")
    figures = (*FIGURES, replace(chad, date=replace(chad.date, start=None, end=None)))
    assert said(words_on("2024-10-11", figures=figures).remark) == "Without a date: Chad 20 pledged"


def test_a_dataset_without_figures_says_so():
    words = words_on("2024-10-11", figures=())
    assert said(words.remark) == "This dataset has no personnel figures."
    assert words.numbers == ()


def test_two_wholes_are_rows_like_the_others():
    parts = (a_figure("a", "Kenya", DEPLOYED, "5", "2024", part_of="One"),)
    parts += (a_figure("b", "Chad", DEPLOYED, "6", "2024", part_of="Two"),)
    wholes = (a_figure("c", "One", DEPLOYED, "9", "2024"), a_figure("d", "Two", DEPLOYED, "8", "2024"))
    words = words_on("2024-06-01", figures=parts + wholes)
    assert words.whole == ""
    assert [(row.contributor, row.level) for row in words.rows if row.level == 0] == [("One", 0), ("Two", 0)]


def test_a_plan_is_spoken_of_with_the_numbers():
    assert "Kenya, planned: 600, for Nov 2024" in words_on("2024-10-11").spoken()
