"""Whose a shared text is: a credited agency, an outlet known to report itself, or unknown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from veedor.model import Article, Reading

__all__ = ["family_origin"]

#: Wording by which an outlet says that it found out for itself.
_OWN_WORK = re.compile(
    r"\b(?:ha podido (?:saber|confirmar|constatar|comprobar)|pudo (?:saber|confirmar|constatar)|"
    r"(?:este|nuestro) (?:diario|periódico|medio|portal)|esta (?:redacción|revista|casa editora)|"
    r"a los que (?:ha tenido|tuvo) acceso|(?:ha tenido|tuvo) acceso (?:este|a los documentos)|"
    r"this (?:newspaper|news ?paper|magazine|website|publication)|has learn(?:ed|t)|"
    r"(?:seen|reviewed|obtained) by)\b",
    re.IGNORECASE,
)
Kind = Literal["agency", "outlet", "unknown"]


def _credited(articles: Sequence[Article], readings: Mapping[str, Reading]) -> Counter[str]:
    """The agencies that members credit for their own text, and how many do."""
    found: Counter[str] = Counter()
    for article in articles:
        reading = readings.get(article.id)
        found.update(set(article.agencies) | set(reading.agencies if reading else ()))
    return found


def _reports_itself(first: Article, others: Sequence[Article]) -> bool:
    """Whether the first outlet says that it found out itself, or the others name it."""
    outlet = first.outlet
    if not outlet:
        return False
    named = re.compile(rf"\b{re.escape(outlet)}\b")
    if any(other.outlet != outlet and named.search(other.text) for other in others):
        return True
    return any(
        named.search(first.text, max(0, match.start() - 80), match.end() + 80)
        or re.match(r"(?:este|nuestro|esta|this)\b", match.group(), re.IGNORECASE)
        for match in _OWN_WORK.finditer(first.text)
    )


def family_origin(
    articles: Sequence[Article], readings: Mapping[str, Reading]
) -> tuple[str | None, Kind]:
    """The origin of a family, oldest article first, and what it is.

    The agency that most members credit (the first in the alphabet if equal); else the first
    outlet if it is known to report itself; else unknown.
    """
    credited = _credited(articles, readings)
    if credited:
        return min(credited, key=lambda agency: (-credited[agency], agency)), "agency"
    outlets = {article.outlet for article in articles}
    first = articles[0]
    if first.outlet and (outlets == {first.outlet} or _reports_itself(first, articles[1:])):
        return first.outlet, "outlet"
    return None, "unknown"
