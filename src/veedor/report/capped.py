"""The cap of a measure and what the press tells of quantities, as paragraphs of the report."""

from __future__ import annotations

from collections.abc import Iterator

from veedor.find.caps import Delivery, deliveries, totals
from veedor.regimes.pack import Cap
from veedor.report.citing import Citer
from veedor.report.document import Inline
from veedor.report.phrases import Phrases
from veedor.report.reviewing import standing
from veedor.report.view import View
from veedor.report.words import days

__all__ = ["cap_lines", "cap_paragraph"]


def cap_paragraph(measure: str, cap: Cap, view: View, say: Phrases) -> str:
    """The cap, and the running total of each year as far as quantity and period are told."""
    found = deliveries(standing(view.findings), measure, cap, view.collection)
    told = [
        say("cap_total", year=total.year, share=f"{100 * total.share:.0f}",
            amount=_amount(total.amount, total.unit, say))
        for total in totals(found, cap)
    ]  # fmt: skip
    limits = {cap.unit: cap.amount, **cap.alternatives}
    limit = say("or").join(_amount(amount, unit, say) for unit, amount in limits.items())
    stated = say("cap", limit=limit, period=say(f"cap_period.{cap.period}"))
    return " ".join([stated, *(told or [say("cap_unknown")])])


def cap_lines(
    measure: str, cap: Cap, view: View, say: Phrases, cite: Citer
) -> Iterator[tuple[Inline, ...]]:
    """Each quantity that is told, in the words of the press, with its period and footnote."""
    for delivery in deliveries(standing(view.findings), measure, cap, view.collection):
        words = say("quoted", words=delivery.words)
        yield f"{words}, {_period(delivery, say)}", cite.evidence(delivery.evidence)


def _period(delivery: Delivery, say: Phrases) -> str:
    if delivery.first is None or delivery.last is None:
        return say("period_unknown")
    first, last = delivery.first.isoformat(), delivery.last.isoformat()
    return days(first if first == last else f"{first}/{last}", say)


def _amount(amount: float, unit: str, say: Phrases) -> str:
    of = say("of_millions") if amount and amount % 1_000_000 == 0 else ""
    return f"{amount:,.0f} {of}{say(f'cap_units.{unit}')}".replace(",", say("thousands"))
