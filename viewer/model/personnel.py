"""Personnel figures: what is pledged, planned and deployed, by whom, as of a date. No files, no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.model.amounts import Amount
    from viewer.model.dates import UncertainDate
    from viewer.model.events import Quote


class Measure(StrEnum):
    """What a figure counts: people promised, people to be sent on a date, people there."""

    PLEDGED = "pledged"
    PLANNED = "planned"
    DEPLOYED = "deployed"


@dataclass(frozen=True, slots=True)
class PersonnelFigure:
    """One number of people that one source gives for one contributor.

    `date` is the day the figure holds from; for a plan, when it is to happen. `announced` is when a plan
    became known; None means not recorded. `part_of` names the contributor this one is a part of.
    `within` is the id of the figure this one is contained in, so that it is never added on top.
    `reference` is a source id.
    """

    id: str
    contributor: str
    measure: Measure
    amount: Amount
    date: UncertainDate
    part_of: str = ""
    within: str = ""
    quote: Quote | None = None
    reference: str = ""
    layer: str = ""
    note: str = ""
    is_unsourced: bool = False
    announced: UncertainDate | None = None
