"""Numbers of a Standing as Phrases that lead to their figure or to their computation.

Figures of any layer but the first are marked with ◆ and coloured, so that they are never taken for the quoted
source's own. No widgets, no sizes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.model.calendar import US_PER_DAY
from viewer.model.date_words import in_words
from viewer.model.personnel import Measure
from viewer.panels.phrases import ComputedNumber, Phrase

if TYPE_CHECKING:
    from viewer.model.computed import Computed
    from viewer.model.dataset import Dataset
    from viewer.model.personnel import Cell, PersonnelFigure, Row

MARK = "◆ "
STATES = (Measure.DEPLOYED, Measure.PLEDGED)
"""The measures that hold at a date, in the order they are said; a plan is neither."""


def tr(text: str) -> str:
    """Translate a text of the personnel panel."""
    return QCoreApplication.translate("PersonnelPanel", text)


def in_sentence(title: str) -> str:
    """Give a layer's title as it stands within a sentence: "The article" becomes "the article", "UN" stays."""
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


def cells_of(row: Row) -> list[tuple[Measure, Cell]]:
    """List what is known of a contributor besides plans, deployed first."""
    return [(measure, cell) for measure in STATES if (cell := getattr(row, measure.value))]


class FigurePhrases:
    """Says the numbers of one dataset, as of one date."""

    def __init__(self, dataset: Dataset, focus_us: int) -> None:
        self._focus_us = focus_us
        self._titles = {layer.id: in_sentence(layer.title) for layer in dataset.layers}
        self._first = dataset.layers[0].id if dataset.layers else ""

    def title(self, layer: str) -> str:
        """Return the title of a layer as it stands within a sentence."""
        return self._titles.get(layer, layer)

    def is_first(self, layer: str) -> bool:
        """Tell whether a layer is the one that the dataset quotes."""
        return layer == self._first

    def is_borrowed(self, cell: Cell) -> bool:
        """Tell whether the number shown large owes nothing to the first layer."""
        return self._first not in (cell.computed.layers if cell.computed else (cell.figures[0].layer,))

    def number(self, contributor: str, measure: Measure, cell: Cell) -> Phrase:
        """Say the number of a cell in words: "over 400"."""
        if cell.computed:
            return self.computed(contributor, cell.computed, f"{{amount}} {measure}", "strong", is_short=True)
        return self.figure(cell.figures[0], cell.amount.in_words(), "strong")

    def figure(self, figure: PersonnelFigure, text: str, font: str) -> Phrase:
        """Say a stated figure with the given words."""
        when = tr("for {date}") if figure.measure is Measure.PLANNED else tr("as of {date}")
        parts = [figure.amount.in_words(), when.format(date=in_words(figure.date)), self.title(figure.layer)]
        spoken = f"{figure.contributor}, {figure.measure}: {', '.join(filter(None, parts))}"
        if figure.layer == self._first:
            return Phrase(text, font, "ink", figure.id, spoken)
        return Phrase(MARK + text, font, "record", figure.id, spoken)

    def computed(self, contributor: str, number: Computed, words: str, font: str, *, is_short: bool = False) -> Phrase:
        """Say a computed number with `words`, in which "{amount}" is replaced; `is_short` says the amount alone."""
        said = words.format(amount=number.amount.in_words())
        text = number.amount.in_words() if is_short else said
        leads_to = ComputedNumber(f"{contributor}: {said}", number.how, number.ids)
        spoken = f"{contributor}: {said}, {number.how}"
        if self._first in number.layers:
            return Phrase(text, font, "ink", leads_to, spoken)
        return Phrase(MARK + text, font, "record", leads_to, f"{spoken}, {self.title(number.layers[0])}")

    def dated(self, cell: Cell) -> str:
        """Say of what date a stated number is; "" if it is of the day in focus, or computed."""
        if not cell.figures:
            return ""
        date = cell.figures[0].date
        start_us = date.earliest_us
        is_today = date.is_day_known and start_us is not None and start_us <= self._focus_us < start_us + US_PER_DAY
        return "" if is_today else tr("dated {date}").format(date=in_words(date))
