"""Which of a pack's sets of words a sentence has words of, all in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from veedor.link.wording import Words, split, words_of
from veedor.regimes import Indicator, Pack

__all__ = ["Fields", "acts_of", "fields_of"]

#: Words of a phrase may have endings of up to two letters (`Words.phrases`).
_ENDING = 2


@dataclass(frozen=True, slots=True)
class Fields:
    """The sets of a pack in one language, by the words that they begin with.

    `acts` are those `indicators` of a measure that find more than context.
    """

    measures: Mapping[str, tuple[str, ...]]
    indicators: Mapping[str, tuple[Indicator, ...]]
    acts: Mapping[str, tuple[Indicator, ...]]
    _single: Mapping[str, tuple[str, ...]]
    _opening: Mapping[str, tuple[tuple[str, Words], ...]]

    def fired(self, text: str) -> dict[str, str]:
        """The sets with a word in a lower-case text, and that word; the longest of each."""
        found: dict[str, str] = {}
        for word in split(text):
            for name in self._single.get(word, ()):
                found.setdefault(name, word)
            for cut in range(_ENDING + 1):
                for name, words in self._opening.get(word[: len(word) - cut], ()):
                    if " " not in found.get(name, "") and words.phrases:
                        phrase = words.phrases.search(text)
                        if phrase:
                            found[name] = phrase.group(0)
        return found

    def touched(self, fired: Mapping[str, str]) -> dict[str, str]:
        """The measures of whose things a sentence has a word, and that word."""
        return {
            measure: next(fired[name] for name in names if name in fired)
            for measure, names in self.measures.items()
            if any(name in fired for name in names)
        }


def fields_of(pack: Pack, language: str) -> Fields:
    """The sets that a pack's indicators name, made once a pack and language."""
    made: Fields | None = pack.made.get(("fields", language))
    if made is None:
        made = pack.made["fields", language] = _made(pack, language)
    return made


def _made(pack: Pack, language: str) -> Fields:
    indicators: dict[str, list[Indicator]] = defaultdict(list)
    acts: dict[str, list[Indicator]] = defaultdict(list)
    things: dict[str, dict[str, None]] = defaultdict(dict)
    names: dict[str, None] = {}
    users: dict[str, set[str]] = defaultdict(set)
    for indicator in pack.indicators:
        for name in acts_of(indicator):
            users[name].add(indicator.measure)
    for indicator in pack.indicators:
        indicators[indicator.measure].append(indicator)
        telling = [name for name in acts_of(indicator) if len(users[name]) == 1]
        names.update(dict.fromkeys((*_all_sets(indicator), *telling)))
        if indicator.kind != "context":
            acts[indicator.measure].append(indicator)
            things[indicator.measure].update(dict.fromkeys((*_things(indicator), *telling)))
    for indicator in pack.indicators:  # after all that names the thing itself
        things[indicator.measure].update(dict.fromkeys(indicator.signs))
        names.update(dict.fromkeys(indicator.signs))
    single: dict[str, list[str]] = defaultdict(list)
    opening: dict[str, dict[str, Words]] = defaultdict(dict)
    for name in names:
        for word in words_of(pack, language, (name,)).single:
            single[word].append(name)
        for word in pack.words(language, name):
            if " " in word:
                opening[word.split()[0]][name] = words_of(pack, language, (name,))
    return Fields(
        measures={measure: tuple(sets) for measure, sets in things.items()},
        indicators={measure: tuple(own) for measure, own in indicators.items()},
        acts={measure: tuple(acts[measure]) for measure in indicators},
        _single={word: tuple(sets) for word, sets in single.items()},
        _opening={word: tuple(sets.items()) for word, sets in opening.items()},
    )


def _things(indicator: Indicator) -> tuple[str, ...]:
    """The sets of what a measure is about: things, else what must be named, else acts."""
    return (
        (*indicator.items, *indicator.item_heads, *indicator.topics)
        or (*indicator.needs, *indicator.needs_clause)
        or (*indicator.acts, *indicator.acquires)
    )


def acts_of(indicator: Indicator) -> tuple[str, ...]:
    """The sets of verbs that may tell an act of it, whoever does it."""
    return (*indicator.acts, *indicator.acquires, *indicator.flows)


def _all_sets(indicator: Indicator) -> Iterable[str]:
    yield from _things(indicator)
    yield from indicator.needs
    yield from indicator.unless
