"""For whom a source speaks: two organs of one state, or two officials of one body, are one.

What the collection tells of each person's offices, and the packs' tables of who held which,
say whom a person speaks for; the names of ministries, forces, services and parliaments say
which bodies are a state's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from veedor.find.voices import UNTOLD, Voice, Voices, whom
from veedor.group.collection import Collection
from veedor.link.bodies import is_anaphor, is_state_body, is_state_media, only_state_of
from veedor.lists.names.fold import tokens
from veedor.outlets import Outlets
from veedor.regimes.pack import Pack

__all__ = ["Speakers"]


class Speakers:
    """For whom each key of a collection speaks; `voices` is what is told of everybody, None: what
    the collection tells.
    """

    def __init__(
        self, collection: Collection, packs: Mapping[str, Pack], voices: Voices | None = None
    ) -> None:
        self._collection = collection
        self._voices = Voices.of_all(collection) if voices is None else voices
        self._tables = _from_tables(packs)
        self._known: dict[str, str] = {}
        self._asked: set[str] = set()

    def speaks_for(self, key: str, article: str) -> str | None:
        """The ISO code of the state, or the key of the body, for which a source speaks.

        A source that speaks for nobody else stands for itself. None: it is an organ or an
        official of a state, and which is not told, so that nothing may be made of it.
        """
        if is_anaphor(key.replace("-", " ")):
            before = self._named_before(key, article)
            if before is not None:
                return before
        self._asked.add(key)
        found = self.resolved(key)
        return None if found == UNTOLD else found

    def take_asked(self) -> dict[str, str]:
        """For whom everybody was taken to speak who was asked about since this was called last, and
        whoever that goes by.
        """
        found: dict[str, str] = {}
        waiting = sorted(self._asked)
        self._asked.clear()
        while waiting:
            key = waiting.pop()
            if key not in found:
                found[key] = self.resolved(key)
                voice = self._voices.of(key)
                waiting += whom(voice) if voice else ()
        return found

    def resolved(self, key: str) -> str:
        """The state or body that stands behind a key, or that it is one that is not told."""
        if key not in self._known:
            self._known[key] = self._state_or_body(key)
        return self._known[key]

    def _state_or_body(self, key: str) -> str:
        voice = self._voices.of(key)
        if voice is None or not voice.seen:
            return self._tables.get(key, key)
        seen = voice.named()
        kinds = {kind for kind, *_ in seen}
        countries = Counter({country: n for *_, country, n in seen if country})
        country = countries.most_common(1)[0][0] if countries else None
        if "person" in kinds:
            return self._person(key, voice, country)
        if {"country", "government"} & kinds:
            return country or key
        labels = list(dict.fromkeys(label for _, label, *_ in seen))
        return _body(key, labels, country, self._collection.outlets)

    def _person(self, key: str, voice: Voice, country: str | None) -> str:
        """By the offices the press gives most often, else the packs' tables, else the state."""
        votes: Counter[str] = Counter()
        for body, n in voice.offices.items():
            votes[body if len(body) <= 2 else self.resolved(body)] += n
        untold = votes.pop(UNTOLD, 0)
        if votes:
            return min(votes, key=lambda body: (-votes[body], body))
        return self._tables.get(key) or country or (UNTOLD if untold else key)

    def _named_before(self, key: str, article: str) -> str | None:
        """What *el organismo* stands for: the body that spoke before it in that article."""
        linked = self._collection.linked.get(article)
        last = None
        for statement in linked.statements if linked else ():
            for said in statement.attribution:
                if said.key == key:
                    return last
                if said.kind in ("state", "organization", "party"):
                    last = self.speaks_for(said.key, article)
        return last


def _body(key: str, labels: Sequence[str], country: str | None, outlets: Outlets) -> str:
    for label in labels:
        if only := outlets.state_of(label) or only_state_of(label):
            return only
    if any(is_state_media(label, country) for label in labels):
        return country or UNTOLD
    if any(is_state_body(label) for label in labels):
        return country or UNTOLD
    return key


def _from_tables(packs: Mapping[str, Pack]) -> dict[str, str]:
    """The state of everybody in the packs' tables of offices, by key."""
    return {
        "-".join(tokens(holder.name)): table.country
        for pack in packs.values()
        for table in pack.offices
        if table.country
        for holder in table.holders
    }
