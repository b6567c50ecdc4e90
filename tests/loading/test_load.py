from __future__ import annotations

from pathlib import Path

from viewer.loading.load import load
from viewer.loading.report import as_lines

BROKEN = Path(__file__).parents[1] / "data" / "broken"


def test_one_of_each_mistake_is_reported_as_written_down():
    assert as_lines(load(BROKEN).problems) == (BROKEN / "report.txt").read_text(encoding="utf-8")


def test_what_is_right_in_a_broken_dataset_is_still_there():
    dataset = load(BROKEN).dataset
    assert [dataset.id_of(row) for row in range(len(dataset))] == ["june"]
    assert set(dataset.sources) == {"changed", "latin", "outside", "chnaged"}
    assert dataset.disagreements_about("june")[0].about == ("june",)
