"""The fingerprints of texts as they are kept, so that a new text finds those it shares any with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from veedor.shelf import Shelf, packed, unpacked

__all__ = ["PrintIndex"]

PRINTS = "date.prints"
#: Texts a block: each is looked through in a few milliseconds, and the last is written again for
#: each text that is added.
_BLOCK = 4096
_Values = NDArray[np.uint64]


class _Block(Struct, array_like=True):
    """Some texts by their first articles, how many fingerprints each has, and all of these in
    order with the place of the text that each is of.
    """

    texts: list[str]
    counts: list[int]
    values: bytes
    owners: bytes


@dataclass
class PrintIndex:
    """Texts by fingerprint on a shelf; `least` are the fingerprints that two texts share at least
    to be compared: so many, or this share of the shorter's.
    """

    shelf: Shelf
    least: tuple[int, float]
    _texts: list[str] = field(default_factory=list)
    _prints: list[_Values] = field(default_factory=list)
    _blocks: int = 0

    def add(self, text: str, prints: Set[int]) -> None:
        """Take up a text, by its first article."""
        self._texts.append(text)
        self._prints.append(np.fromiter(prints, np.uint64, len(prints)))
        if len(self._texts) >= _BLOCK:
            self.flush()

    def flush(self) -> None:
        """Put what was taken up on the shelf."""
        if self._texts:
            row = packed(_block(self._texts, self._prints))
            self.shelf.put(PRINTS, {f"{self._blocks:08}": row})
            self._blocks += 1
            self._texts, self._prints = [], []

    def go_on(self) -> None:
        """Take up the last block, if it is not full, so that more is added to it."""
        keys = sorted(self.shelf.keys(PRINTS))
        self._blocks = len(keys)
        if not keys:
            return
        last = unpacked(self.shelf.get(PRINTS, keys[-1:])[keys[-1]], _Block)
        if len(last.texts) < _BLOCK:
            self._blocks -= 1
            values, owners = _arrays(last)
            self._texts = last.texts
            self._prints = [values[owners == number] for number in range(len(last.texts))]

    def near(self, wanted: Mapping[str, Set[int]]) -> dict[str, set[str]]:
        """For each of some texts, by its fingerprints, those that share enough of them."""
        found: dict[str, set[str]] = {text: set() for text in wanted}
        prints = {t: np.fromiter(values, np.uint64, len(values)) for t, values in wanted.items()}
        for key in sorted(self.shelf.keys(PRINTS)):
            block = unpacked(self.shelf.get(PRINTS, [key])[key], _Block)
            values, owners = _arrays(block)
            for text, own in prints.items():
                found[text].update(self._sharing(own, block, values, owners))
        return found

    def _sharing(
        self, own: _Values, block: _Block, values: _Values, owners: NDArray[np.uint32]
    ) -> Iterable[str]:
        first = np.searchsorted(values, own, "left")
        last = np.searchsorted(values, own, "right")
        shared: Counter[int] = Counter()
        for left, right in zip(first.tolist(), last.tolist(), strict=True):
            shared.update(owners[left:right].tolist())
        count, share = self.least
        for place, common in shared.items():
            if common >= min(count, share * min(len(own), block.counts[place])):
                yield block.texts[place]


def _block(texts: list[str], prints: list[_Values]) -> _Block:
    counts = [len(values) for values in prints]
    values = np.concatenate(prints)
    owners = np.repeat(np.arange(len(texts), dtype=np.uint32), counts)
    order = np.argsort(values, kind="stable")
    return _Block(texts, counts, values[order].tobytes(), owners[order].tobytes())


def _arrays(block: _Block) -> tuple[_Values, NDArray[np.uint32]]:
    return np.frombuffer(block.values, np.uint64), np.frombuffer(block.owners, np.uint32)
