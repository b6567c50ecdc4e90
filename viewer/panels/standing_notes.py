"""The notes under a contributor: plans, computations, dates, what other layers say, and what is in question.

No widgets, no sizes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.model.date_words import in_words
from viewer.panels.figure_phrases import MARK, cells_of, tr
from viewer.panels.phrases import Paragraph, Phrase, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.model.dataset import Dataset
    from viewer.model.personnel import Cell, Measure, PersonnelFigure, Row
    from viewer.panels.figure_phrases import FigurePhrases


class StandingNotes:
    """Writes the notes of one dataset at one date. What is in question is asked once, at the first row it touches."""

    def __init__(self, dataset: Dataset, phrases: FigurePhrases) -> None:
        self._dataset = dataset
        self._phrases = phrases
        self._asked: set[str] = set()

    def facts(self, row: Row) -> Paragraph:
        """Say plans, computations and dates; empty when there is nothing to say."""
        return joined([*self._plans(row), *self.computations(row), *self.dates(row)])

    def computations(self, row: Row) -> Iterator[Paragraph]:
        """Say how each computed number was worked out."""
        made = [(measure, cell, cell.computed) for measure, cell in cells_of(row) if cell.computed]
        for measure, cell, computed in made:
            phrase = self._phrases.number(row.contributor, measure, cell)
            lead = f"{measure} " if len(made) > 1 else ""
            yield (replace(phrase, text=f"{lead}{computed.how}", font="note", colour="muted"),)

    def dates(self, row: Row) -> Iterator[Paragraph]:
        """Say of what date the figures are where that is not the day in focus, and whose where they differ in that."""
        cells = [(measure, cell) for measure, cell in cells_of(row) if cell.figures]
        is_mixed = len({self._phrases.is_borrowed(cell) for _, cell in cells}) > 1
        texts = [(str(measure), self._date(cell, is_mixed=is_mixed)) for measure, cell in cells]
        if len({text for _, text in texts}) == 1 < len(texts):
            yield from [(Phrase(tr("both {dated}").format(dated=text)),) for _, text in texts[:1] if text]
            return
        for measure, text in texts:
            if text:
                yield (Phrase(f"{measure}: {text}" if len(texts) > 1 else text),)

    def others(self, row: Row) -> Iterator[Paragraph]:
        """Say what else is stated in the same measures, a paragraph for each layer that says it."""
        items: dict[str, list[Paragraph]] = {}
        for _, cell in cells_of(row):
            for figure in (*cell.figures[1:], *cell.others):
                if cell.figures and figure.amount != cell.amount:
                    items.setdefault(figure.layer, []).append(self._other(figure, cell))
        for layer, said in items.items():
            title = self._phrases.title(layer)
            head = title[:1].upper() + title[1:]
            is_first = self._phrases.is_first(layer)
            lead = Phrase(f"{head}:") if is_first else Phrase(f"{MARK}{head}:", colour="record")
            yield lead, *joined(said)

    def question(self, row: Row, lead: str = "") -> Paragraph:
        """Say what the author of the dataset puts in question about these figures; empty if nothing."""
        cells = [*(cell for _, cell in cells_of(row)), *([row.planned] if row.planned else [])]
        figures = [figure for cell in cells for figure in cell.figures]
        links: list[Paragraph] = [
            (Phrase(title, "note", "warning", figure.id, tr("In question: {title}").format(title=title)),)
            for figure in figures
            for title in self._questions_about(figure)
        ]
        return (Phrase(lead or tr("In question:")), *joined(links)) if links else ()

    def _plans(self, row: Row) -> Iterator[Paragraph]:
        if row.planned is None:
            return
        for figure, note in zip(row.planned.figures, row.planned.notes, strict=True):
            plan, _, outcome = note.partition("; ")
            plus = "+" if row.deployed and not outcome else ""
            link = self._phrases.figure(figure, f"{plus}{figure.amount.in_words()} {plan}", "note")
            within = self._dataset.figure(figure.within) if figure.within else None
            part = tr("(part of the {amount})").format(amount=within.amount.in_words()) if within else ""
            yield (link, *([Phrase(part)] if part else []), *self._outcome(outcome, row.deployed))

    def _outcome(self, outcome: str, deployed: Cell | None) -> Paragraph:
        """Say what became of a plan, and mark a later report that is not the first layer's."""
        if not outcome:
            return ()
        is_reported = deployed is not None and deployed.amount.in_words() in outcome
        if is_reported and deployed and self._phrases.is_borrowed(deployed):
            return Phrase("·"), Phrase(f"{MARK}{outcome}", colour="record")
        return Phrase("·"), Phrase(outcome)

    def _date(self, cell: Cell, *, is_mixed: bool) -> str:
        is_named = is_mixed and self._phrases.is_borrowed(cell)
        title = self._phrases.title(cell.figures[0].layer) if is_named else ""
        return ", ".join(filter(None, (self._phrases.dated(cell), title)))

    def _other(self, figure: PersonnelFigure, cell: Cell) -> Paragraph:
        phrase = self._phrases.figure(figure, f"{figure.amount.in_words()} {figure.measure}", "note")
        phrase = replace(phrase, text=phrase.text.removeprefix(MARK))
        date = f"({in_words(figure.date)})"
        if figure not in cell.figures or figure.amount.may_equal(cell.amount):
            return phrase, Phrase(date)
        disagrees = tr("disagrees with {amount}").format(amount=cell.amount.in_words())
        return phrase, Phrase(f"{date},"), Phrase(disagrees, colour="warning")

    def _questions_about(self, figure: PersonnelFigure) -> Iterator[str]:
        """Take the disagreements that name another figure of the same contributor and measure, shown or not."""
        for entry in self._dataset.disagreements_about(figure.id):
            others = [self._dataset.figure(name) for name in entry.about if name != figure.id]
            is_about_it = any(other and _subject(other) == _subject(figure) for other in others)
            if is_about_it and entry.id not in self._asked:
                self._asked.add(entry.id)
                yield entry.title


def _subject(figure: PersonnelFigure) -> tuple[str, Measure]:
    return figure.contributor, figure.measure
