"""Says whether words stand in their source as they are quoted, and in which tone to show that. No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.model.account import Voice
from viewer.model.events import QuoteMatch
from viewer.panels.account_document import is_found

if TYPE_CHECKING:
    from viewer.model.account import Account
    from viewer.model.events import Quote


def verdict_on(account: Account, quote: Quote | None) -> tuple[str, str]:
    """Return the tone ("ok", "warning", "muted") and the words for one quote of an account, or for having none."""
    if quote is None:
        is_unsourced = any(remark.voice is Voice.UNSOURCED for remark in account.remarks) or not account.sources
        return "warning" if is_unsourced else "muted", account.footing
    if is_found(quote):
        words = _tr("✓ verbatim in the source, characters {start}–{end}")
        return "ok", words.format(start=f"{quote.start:,}", end=f"{quote.end:,}")
    return {
        QuoteMatch.AMBIGUOUS: ("warning", _tr("found more than once in the source; the place is not certain")),
        QuoteMatch.NO_TEXT: ("warning", _tr("not checked: the text of the source is not in the dataset")),
    }.get(quote.match, ("warning", _tr("not verbatim in the source")))


def spoken_quote(quote: Quote | None, verdict: str, place: str) -> str:
    """Return what is said of the text beyond the text itself, in which eyes find the quote by its ground."""
    if quote is None:
        return _tr("There is no quote.")
    words = _tr("The quote: “{quote}” {verdict}. {place}.")
    return words.format(quote=quote.exact, verdict=verdict.rstrip("."), place=place)


def _tr(text: str) -> str:
    return QCoreApplication.translate("SourcePanel", text)
