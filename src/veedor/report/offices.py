"""What reports call those they name: *presidente ruso*, *portavoz del Kremlin*."""

from __future__ import annotations

from collections import Counter, defaultdict

from veedor.report.view import View

__all__ = ["offices"]

#: Words that begin an office phrase and say nothing of it.
_ARTICLES = frozenset({"el", "la", "the", "un", "una", "a", "an"})
#: A phrase that begins so needs another to be understood (*su homólogo*, *ambos líderes*).
_POINTING = frozenset(
    {"su", "sus", "ambos", "ambas", "los", "las", "dos", "dicho", "este", "ese", "both", "his",
     "her", "their", "these", "that", "this"}
)  # fmt: skip
#: A phrase of one word (*presidente*) says of what only to who has read the rest.
_LEAST = 2
_LONGEST = 70


def offices(view: View, articles: set[str]) -> dict[str, str]:
    """The office phrase that most of some reports use of each key, the longest if equal."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for article in sorted(articles):
        reading = view.collection.readings.get(article)
        linked = view.collection.linked.get(article)
        if reading is None or linked is None:
            continue
        for office in reading.offices:
            words = office.text.split()
            if words and words[0].casefold() in _ARTICLES:
                words = words[1:]
            text = " ".join(words)
            held = {linked.subjects[number].key for number in office.holders}
            usable = len(held) == 1 and len(words) >= _LEAST and len(text) <= _LONGEST
            if usable and words[0].casefold() not in _POINTING:
                counted[held.pop()][text] += 1
    return {
        key: min(found, key=lambda text: (-found[text], -len(text), text))
        for key, found in counted.items()
    }
