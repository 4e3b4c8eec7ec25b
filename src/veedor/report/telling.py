"""In which order a reader should meet the sentences that a finding rests on."""

from __future__ import annotations

from veedor.model import Evidence, Finding
from veedor.report.view import View

__all__ = ["is_asserted", "telling_first"]


def telling_first(finding: Finding, view: View) -> list[Evidence]:
    """The evidence in the order in which a reader should meet it.

    Assertions before the rest, sentences before headlines, the outlet's first mention before
    later ones; and one sentence of each origin before a second one of any.
    """
    ordered = sorted(finding.evidence, key=lambda item: _telling(item, view))
    met: dict[str, int] = {}
    rounds = []
    for item in ordered:
        origin = item.origin or _text_of(item.article, view)
        met[origin] = met.get(origin, 0) + 1
        rounds.append((not is_asserted(item), met[origin], item))
    return [item for *_, item in sorted(rounds, key=lambda told: told[:2])]


def is_asserted(item: Evidence) -> bool:
    """Whether it is told as a fact, done or going on."""
    return item.modality in ("done", "ongoing")


def _telling(item: Evidence, view: View) -> tuple[bool, bool, str, int]:
    day = view.day(item.article) or "9"
    return (not is_asserted(item), not _is_sentence(item.text), day, item.start)


def _text_of(article: str, view: View) -> str:
    family = view.collection.family_of.get(article)
    return family.id if family else article


def _is_sentence(text: str) -> bool:
    return text.rstrip(" \"'»”’)").endswith((".", "!", "?", "…"))
