"""Sentences that allude to a pack's target and do not name it.

A company or a ship of the regime's lists, *the North*, a town, a river or a rocket of its own: a
short report may say no more. They only open a sentence to the classifier; who does what they do
not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from veedor.model import Reading, Subject
from veedor.regimes import Pack

__all__ = ["alluding"]

#: A longer report that means the target names it. Of 3,335 press articles on other matters one had
#: *the North* (of Iraq) taken for it, a long one.
SHORT = 8
#: People have too many namesakes to allude to a state.
_PARTIES = frozenset({"organization", "vessel"})


def alluding(
    reading: Reading, pack: Pack, subjects: Sequence[Subject], *, unnamed: bool
) -> frozenset[int]:
    """The numbers of the sentences that allude to the target.

    Args:
        unnamed: whether the article does not name the target; its words, with capitals as
            written, count only then. Those that may be said of others as well (*the North*) count
            only in a short one where nothing of those others, another North, stands.
    """
    words = _words(reading, pack) if unnamed else re.compile(r"(?!)")
    listed = set(_listed(reading, pack, subjects))
    return frozenset(
        number
        for number, sentence in enumerate(reading.sentences)
        if number in listed or words.search(sentence.text)
    )


def _listed(reading: Reading, pack: Pack, subjects: Sequence[Subject]) -> Iterator[int]:
    """The sentences that name a company or a ship of the pack's lists."""
    for name in reading.names:
        subject = subjects[name.referent]
        if subject.type in _PARTIES and any(
            match.list in pack.header.lists and match.disposition != "different"
            for match in subject.matches
        ):
            yield from (
                number
                for number, sentence in enumerate(reading.sentences)
                if sentence.start <= name.start < sentence.end
            )


def _words(reading: Reading, pack: Pack) -> re.Pattern[str]:
    told = pack.header.allusions.get(reading.language)
    own = pack.header.also_known.get(reading.language, ())
    if told is None:
        return _any(own)
    text = "\n".join(sentence.text for sentence in reading.sentences)
    may = len(reading.sentences) <= SHORT and not _any(told.unless).search(text)
    return _any((*own, *told.own, *(told.words if may else ())))


def _any(words: Sequence[str]) -> re.Pattern[str]:
    if not words:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
