"""Who said what: the statements of each speaker, their renderings side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from veedor.model import Quote, Rendering, Utterance
from veedor.report.view import View

__all__ = ["Speaker", "speakers"]

#: A quotation of fewer words is a phrase, and stands only beside other renderings of it.
SHORTEST = 6


@dataclass(slots=True)
class Speaker:
    """Somebody quoted: what several renderings give, and what one report alone gives."""

    key: str
    rendered: list[list[Rendering]] = field(default_factory=list)
    alone: list[Rendering] = field(default_factory=list)

    @property
    def articles(self) -> set[str]:
        """The reports that quote them."""
        return {r.article for group in (*self.rendered, self.alone) for r in group}


def speakers(view: View, articles: set[str]) -> list[Speaker]:
    """Those quoted in some reports, by how many quote them.

    What is summed up stands only for those who are nowhere quoted word for word.
    """
    found: dict[str, Speaker] = {}
    shown: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for utterance in view.groups.utterances:
        renderings = _distinct(utterance, articles)
        if len(renderings) > 1:
            found.setdefault(utterance.speaker, Speaker(utterance.speaker)).rendered.append(
                renderings
            )
        for one in utterance.renderings:
            shown[one.article].append((one.start, one.end))
    for article in view.collection.order:
        for key, quote in _quotes(view, article) if article in articles else ():
            taken = any(a < quote.end and quote.start < b for a, b in shown[article])
            if not taken:
                one = Rendering(
                    start=quote.start, end=quote.end, text=quote.text, article=article,
                    direct=quote.direct,
                )  # fmt: skip
                found.setdefault(key, Speaker(key)).alone.append(one)
                shown[article].append((quote.start, quote.end))
    for speaker in found.values():
        if speaker.rendered or any(one.direct for one in speaker.alone):
            speaker.alone = [one for one in speaker.alone if one.direct]
    return sorted(found.values(), key=lambda one: (-len(one.articles), one.key))


def _distinct(utterance: Utterance, articles: set[str]) -> list[Rendering]:
    """The renderings of some reports; the same words are told once a report."""
    seen: set[tuple[str, str]] = set()
    found = []
    for one in utterance.renderings:
        words = (one.article, " ".join(one.text.casefold().split()))
        if one.article in articles and words not in seen:
            seen.add(words)
            found.append(one)
    return found


def _quotes(view: View, article: str) -> Iterator[tuple[str, Quote]]:
    """What named speakers say that stands for itself: of people also what is summed up."""
    reading, linked = view.collection.readings[article], view.collection.linked.get(article)
    if linked is None:
        return
    for quote in reading.quotes:
        if len(quote.speakers) != 1 or len(quote.text.split()) < SHORTEST:
            continue
        speaker = reading.referents[quote.speakers[0]]
        if speaker.subject and not speaker.unnamed and (quote.direct or speaker.type == "person"):
            yield linked.subjects[quote.speakers[0]].key, quote
