"""Who is pledged, planned and deployed as of a date, and that every number leads back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import ALL, BOTH, DEPLOYED, OTHERS, PLANNED, PLEDGED, a_figure, at

from viewer.model.personnel import as_of, steps, sum_of

ARTICLE = (
    a_figure("all-pledged", ALL, PLEDGED, "over 2,900", "2024-10-11"),
    a_figure("kenya-pledged", "Kenya", PLEDGED, "1,000", "2024-09-21", part_of=ALL),
    a_figure("others-pledged", OTHERS, PLEDGED, "at least 1,900", "2024-09-21", part_of=ALL),
    a_figure("all-deployed", ALL, DEPLOYED, "roughly 430", "2024-10-11"),
    a_figure("kenya-summer", "Kenya", DEPLOYED, "about 400", "2024-07", part_of=ALL),
    a_figure("kenya-deployed", "Kenya", DEPLOYED, "over 400", "2024-10-11", part_of=ALL),
    a_figure(
        *("kenya-planned", "Kenya", PLANNED, "600", "2024-11"),
        announced="2024-10-11", part_of=ALL, within="kenya-pledged",
    ),
)  # fmt: skip
RECORD = (
    a_figure("r-kenya-pledged", "Kenya", PLEDGED, "1,000", "2023-07", part_of=ALL, layer="record"),
    a_figure("r-jamaica-pledged", "Jamaica", PLEDGED, "200", "2023-08-04", part_of=OTHERS, layer="record"),
    a_figure("r-bahamas-pledged", "Bahamas", PLEDGED, "150", "2023-08-04", part_of=OTHERS, layer="record"),
    a_figure("r-chad-pledged", "Chad", PLEDGED, "unspecified", "2024-02-29", part_of=OTHERS, layer="record"),
    a_figure("r-kenya-june", "Kenya", DEPLOYED, "200", "2024-06-25", part_of=ALL, layer="record"),
    a_figure("r-kenya-october", "Kenya", DEPLOYED, "nearly 400", "2024-10-11", part_of=ALL, layer="record"),
    a_figure("r-all-october", ALL, DEPLOYED, "about 432", "2024-10-18", layer="record"),
    a_figure("r-kenya-2025", "Kenya", DEPLOYED, "744", "2025-02-06", part_of=ALL, layer="record"),
)
FIGURES = ARTICLE + RECORD


def on(day, layers=("article",), figures=FIGURES):
    return as_of(figures, at(day), layers)


def test_nothing_is_known_before_the_first_report():
    assert on("2024-06-01").rows == ()
    assert on("2024-07-20").row("Kenya").pledged is None


def test_a_number_leads_back_to_its_figure_its_layer_and_its_date():
    cell = on("2024-10-11").row(ALL).deployed
    assert (cell.amount.in_words(), cell.ids, cell.layers) == ("roughly 430", ("all-deployed",), ("article",))
    assert cell.figures[0].date.text == "2024-10-11"


def test_the_latest_report_wins_and_the_earlier_one_is_kept():
    cell = on("2024-10-11").row("Kenya").deployed
    assert cell.amount.in_words() == "over 400"
    assert [figure.id for figure in cell.earlier] == ["kenya-summer"]


def test_an_earlier_focus_shows_the_earlier_report():
    assert on("2024-10-10").row("Kenya").deployed.amount.in_words() == "about 400"


def test_a_month_says_so_until_it_is_over():
    assert on("2024-07-20").row("Kenya").deployed.notes == ("dated Jul 2024",)
    assert on("2024-08-01").row("Kenya").deployed.notes == ("",)


def test_figures_of_one_date_are_both_kept_the_primary_layer_first():
    cell = on("2024-10-12", BOTH).row("Kenya").deployed
    assert cell.ids == ("kenya-deployed", "r-kenya-october")
    assert cell.layers == ("article", "record")
    assert cell.is_disputed


def test_the_primary_layer_is_first_wherever_it_stands_in_the_dataset():
    turned = as_of(RECORD + ARTICLE, at("2024-10-12"), BOTH, primary="article")
    assert turned.row("Kenya").deployed.layers[0] == "article"


def test_loose_figures_of_one_date_are_no_dispute():
    figures = (
        a_figure("a", "Kenya", DEPLOYED, "over 400", "2024-10-11"),
        a_figure("b", "Kenya", DEPLOYED, "about 400", "2024-10-11"),
    )
    cell = on("2024-10-11", figures=figures).row("Kenya").deployed
    assert cell.ids == ("a", "b")
    assert not cell.is_disputed


def test_a_later_report_of_the_record_is_shown_as_the_records_with_the_articles_beside_it():
    cell = on("2024-10-20", BOTH).row(ALL).deployed
    assert (cell.amount.in_words(), cell.layers) == ("about 432", ("record",))
    assert [figure.id for figure in cell.others] == ["all-deployed"]


def test_a_hidden_layer_says_nothing():
    standing = on("2025-03-01")
    assert {figure for row in standing.rows for cell in (row.deployed,) if cell for figure in cell.ids} == {
        "all-deployed",
        "kenya-deployed",
    }
    assert standing.row("Jamaica") is None


def test_wholes_come_first_and_parts_after_them():
    rows = on("2024-10-11", BOTH).rows
    assert [(row.contributor, row.depth) for row in rows] == [
        (ALL, 0),
        ("Kenya", 1),
        (OTHERS, 1),
        ("Jamaica", 2),
        ("Bahamas", 2),
        ("Chad", 2),
    ]


def test_the_share_deployed_says_how_it_is_computed_and_from_what():
    share = on("2024-10-11").row(ALL).share
    assert share.amount.in_words() == "at most about 15 %"
    assert share.how == "computed: roughly 430 of over 2,900"
    assert share.ids == ("all-deployed", "all-pledged")


def test_what_is_still_to_come_is_computed():
    standing = on("2024-10-11")
    assert standing.row(ALL).to_come.amount.in_words() == "at least about 2,470"
    assert standing.row(ALL).to_come.how == "computed: over 2,900 − roughly 430"
    assert standing.row("Kenya").to_come.amount.in_words() == "under 600"


def test_other_nations_are_the_whole_less_kenya_when_no_source_states_them():
    row = on("2024-10-11").row(OTHERS)
    assert row.deployed.figures == ()
    assert row.deployed.computed.amount.in_words() == "at most about 30"
    assert row.deployed.computed.how == "computed: roughly 430 − over 400"
    assert row.deployed.ids == ("all-deployed", "kenya-deployed")
    assert row.pledged.computed is None


def test_a_share_of_a_computed_number_leads_back_through_it():
    share = on("2024-10-11").row(OTHERS).share
    assert share.amount.in_words() == "at most about 1.6 %"
    assert share.how == "computed: (roughly 430 − over 400) of at least 1,900"
    assert share.ids == ("all-deployed", "kenya-deployed", "others-pledged")


def test_computing_stays_in_one_layer_where_it_can():
    computed = on("2024-10-20", BOTH).row(OTHERS).deployed.computed
    assert computed.words == "about 432 − nearly 400"
    assert (computed.layers, computed.is_mixed) == (("record",), False)


def test_a_computation_across_layers_says_so():
    share = on("2025-02-10", BOTH).row(ALL).share
    assert share.layers == ("record", "article")
    assert share.how.endswith("; the figures stand in different layers")


def test_a_part_is_taken_from_the_whole_as_it_was_then():
    standing = on("2025-02-10", BOTH)
    assert standing.row("Kenya").deployed.amount.in_words() == "744"
    how = standing.row(OTHERS).deployed.computed.how
    assert how == "computed: about 432 − nearly 400; the figures are of different dates"


def test_a_caveat_goes_with_the_number_into_further_computations():
    share = on("2025-02-10", BOTH).row(OTHERS).share
    assert share.caveats == ("the figures are of different dates", "the figures stand in different layers")


def test_two_loose_numbers_that_are_equal_leave_no_zero():
    figures = (
        a_figure("all", ALL, DEPLOYED, "about 400", "2024-07-16"),
        a_figure("kenya", "Kenya", DEPLOYED, "about 400", "2024-07-16", part_of=ALL),
    )
    assert on("2024-07-16", figures=figures).row(OTHERS) is None


def test_fewer_than_nobody_is_not_computed():
    figures = (
        a_figure("all", ALL, DEPLOYED, "430", "2024-10-11"),
        a_figure("kenya", "Kenya", DEPLOYED, "over 500", "2024-10-11", part_of=ALL),
    )
    assert on("2024-10-11", figures=figures).row(OTHERS) is None


def test_other_nations_get_a_row_even_when_no_figure_names_them():
    figures = [figure for figure in ARTICLE if figure.contributor != OTHERS]
    row = on("2024-10-11", figures=figures).row(OTHERS)
    assert (row.deployed.amount.in_words(), row.pledged.amount.in_words()) == ("at most about 30", "over 1,900")


def test_nothing_is_computed_for_others_when_a_named_part_is_not_known():
    figures = (*ARTICLE, a_figure("jamaica", "Jamaica", PLEDGED, "200", "2024-09-01", part_of=ALL))
    assert on("2024-10-11", figures=figures).row(OTHERS).deployed is None


def test_pledges_of_parts_add_up_to_at_least_their_sum_where_no_source_states_the_whole():
    whole = on("2024-03-01", ["record"]).row(ALL).pledged.computed
    assert whole.amount.in_words() == "at least 1,350"
    assert whole.how == "computed: at least 1,000 + (at least 200 + 150)"
    assert whole.ids == ("r-kenya-pledged", "r-jamaica-pledged", "r-bahamas-pledged")


def test_a_pledge_without_a_number_is_shown_and_never_counts_as_zero():
    row = on("2024-03-01", ["record"]).row("Chad")
    assert row.pledged.amount.nominal is None
    assert row.share is None


def test_a_plan_is_shown_from_its_announcement_until_its_date_has_passed():
    assert on("2024-10-10").row("Kenya").planned is None
    assert on("2024-10-11").row("Kenya").planned.notes == ("planned for Nov 2024",)
    assert on("2024-11-30").row("Kenya").planned.notes == ("planned for Nov 2024",)


def test_a_plan_that_has_passed_says_that_no_report_followed():
    cell = on("2024-12-01").row("Kenya").planned
    assert cell.notes == ("planned for Nov 2024; no report that it happened",)
    assert cell.ids == ("kenya-planned",)


def test_a_plan_that_has_passed_points_to_a_later_report():
    notes = on("2025-02-06", BOTH).row("Kenya").planned.notes
    assert notes == ("planned for Nov 2024; reported deployed later: 744",)


def test_a_plan_told_twice_is_kept_twice_and_added_nowhere():
    again = a_figure("again", "Kenya", PLANNED, "600", "2024-11", part_of=ALL, within="kenya-pledged")
    standing = on("2024-10-11", figures=(*ARTICLE, again))
    assert standing.row("Kenya").planned.ids == ("kenya-planned", "again")
    assert standing.row(ALL).planned is None


def test_a_plan_is_not_added_to_the_pledge_it_lies_within():
    by_id = {figure.id: figure for figure in ARTICLE}
    total = sum_of([by_id["kenya-pledged"], by_id["others-pledged"], by_id["kenya-planned"]])
    assert total.amount.in_words() == "at least 2,900"
    assert total.ids == ("kenya-pledged", "others-pledged")
    assert sum_of([]) is None


def test_steps_begin_with_the_first_report_and_hold_until_the_next():
    first, second, third, last = steps(FIGURES, "Kenya", DEPLOYED, BOTH)
    assert (first.figure_id, first.earliest_us, first.until_us) == ("r-kenya-june", at("2024-06-25"), at("2024-07-01"))
    assert (second.amount.in_words(), second.layer) == ("about 400", "article")
    assert (second.earliest_us, second.latest_us) == (at("2024-07-01"), at("2024-08-01"))
    assert (third.figure_id, third.also) == ("kenya-deployed", ("r-kenya-october",))
    assert last.until_us is None


def test_a_step_changes_before_the_next_report_begins():
    figures = (
        a_figure("month", "Kenya", DEPLOYED, "400", "2024-06"),
        a_figure("day", "Kenya", DEPLOYED, "200", "2024-06-25"),
    )
    assert steps(figures, "Kenya", DEPLOYED, ["article"])[0].latest_us == at("2024-06-25")


def test_there_are_no_steps_without_reports():
    assert steps(FIGURES, OTHERS, DEPLOYED, BOTH) == ()
    assert steps((), "Kenya", DEPLOYED, BOTH) == ()


def test_a_report_before_a_date_counts_from_that_date():
    figures = (a_figure("before", "Kenya", DEPLOYED, "400", "[..2024-06]"),)
    assert on("2024-06-15", figures=figures).rows == ()
    assert on("2024-07-01", figures=figures).row("Kenya").deployed.ids == ("before",)


def test_parts_in_a_circle_do_no_harm():
    figures = (
        a_figure("a", "A", DEPLOYED, "1", "2024", part_of="B"),
        a_figure("b", "B", DEPLOYED, "2", "2024", part_of="A"),
    )
    assert {row.contributor for row in on("2024-06-01", figures=figures).rows} == {"A", "B"}


@pytest.mark.parametrize("layers", [(), ("unknown",)])
def test_no_layer_shown_is_no_row(layers):
    assert on("2024-10-11", layers).rows == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(at("2023-01-01"), at("2026-01-01")), st.sets(st.sampled_from(["article", "record"])))
def test_at_any_instant_every_number_leads_back_to_shown_figures_already_reported(focus_us, layers):
    known = {figure.id: figure for figure in FIGURES if figure.layer in layers}
    for row in as_of(FIGURES, focus_us, layers).rows:
        for cell in filter(None, (row.pledged, row.deployed, row.share, row.to_come)):
            assert cell.ids
            assert all(known[figure_id].date.earliest_us <= focus_us for figure_id in cell.ids)
