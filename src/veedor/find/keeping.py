"""What is kept of a collection that findings were made of, to take up there what is added later.

What articles tell of the measures lies by unit of measures, thin: without texts, and with no more
of a reading than findings go by. So a unit is found again from what is kept of it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from msgspec import Struct, structs

from veedor.find.units import Units, telling
from veedor.find.voices import Said, Voices, said_in
from veedor.group.collection import Collection
from veedor.model import Article, CopyFamily, Dating, Linked, Reading
from veedor.outlets import Outlets
from veedor.shelf import Shelf, packed, unpacked

__all__ = ["Kept", "told_again"]

#: What articles tell, by unit and article; what is known of each.
TOLD, KNOWN = "find.told", "find.known"
#: For whom sources were taken to speak, by unit; the findings of each measure, in order.
ASKED, ORDER = "find.asked", "find.order"

#: So many articles are put there at once.
_BATCH = 500


class Telling(Struct, array_like=True):
    """An article that tells something of a unit, and what it is ordered by."""

    order: str
    article: Article
    reading: Reading | None
    linked: Linked
    dating: Dating | None


class Known(Struct, array_like=True):
    """The units that an article tells something of, and what it says of everybody."""

    units: list[str]
    said: Said


@dataclass
class Kept:
    """What is kept on a shelf.

    Args:
        shelf: where; in empty rooms, where a whole collection is put there.
        of: the unit of each measure.
    """

    shelf: Shelf
    of: Units

    def whole(self, collection: Collection) -> Voices:
        """Put a whole collection there: what it tells of everybody."""
        voices = Voices()
        links = collection.links()
        while batch := list(islice(links, _BATCH)):
            self.put(collection, batch, voices, {})
        voices.keep(self.shelf)
        return voices

    def put(
        self,
        collection: Collection,
        links: Iterable[Linked],
        voices: Voices,
        before: Mapping[str, Known],
    ) -> set[str] | None:
        """Put articles there, and learn what they say of everybody; `before` is what was known of
        those that were there already.

        Returns:
            the units that they tell something of, or did; None: all are to be learnt anew.
        """
        told: dict[str, bytes] = {}
        known: dict[str, Known] = {}
        for linked in links:
            key, said = linked.article, said_in(collection, linked)
            if key not in before:
                voices.learn(said)
            elif before[key].said != said:
                if not voices.unlearn(before[key].said):
                    return None
                voices.learn(said)
            names = sorted({name for name, _ in telling(linked, self.of)})
            known[key] = Known(names, said)
            if names:
                row = packed(_thin(collection, linked, said.order))
                told.update((f"{name}|{key}", row) for name in names)
        earlier = {key: one.units for key, one in before.items() if key in known}
        self.shelf.drop(TOLD, [f"{name}|{key}" for key, own in earlier.items() for name in own])
        self.shelf.put(TOLD, told)
        self.shelf.put(KNOWN, {key: packed(one) for key, one in known.items()})
        return {name for own in (*before.values(), *known.values()) for name in own.units}

    def known(self, articles: Iterable[str]) -> dict[str, Known]:
        """What is known of some articles, as far as they are there."""
        rows = self.shelf.get(KNOWN, articles)
        return {article: unpacked(row, Known) for article, row in rows.items()}

    def told(self, names: Iterable[str]) -> list[Telling]:
        """What is told of some units, in order, each article once."""
        found: dict[str, Telling] = {}
        for name in names:
            # The character after the one that parts the unit from the article.
            rows = self.shelf.between(TOLD, f"{name}|", f"{name}}}")
            found.update((t.article.id, t) for t in (unpacked(r, Telling) for r in rows.values()))
        return sorted(found.values(), key=lambda one: one.order)

    # ------------------------------------------------------------ for whom sources speak

    def asked(self) -> dict[str, dict[str, str]]:
        """For whom sources were taken to speak, by unit."""
        names = sorted(set(self.of.values()))
        rows = self.shelf.get(ASKED, names)
        return {name: unpacked(row, dict[str, str]) for name, row in rows.items()}

    def put_asked(self, name: str, asked: Mapping[str, str]) -> None:
        """Keep that of a unit."""
        self.shelf.put(ASKED, {name: packed(asked)})

    # ------------------------------------------------------------ the findings

    def order(self) -> dict[str, list[str]]:
        """The ids of the findings of each measure, in the order in which they were made."""
        row = self.shelf.get(ORDER, [""]).get("")
        return unpacked(row, dict[str, list[str]]) if row else {}

    def put_order(self, order: Mapping[str, list[str]]) -> None:
        """Keep these."""
        self.shelf.put(ORDER, {"": packed(order)})


def told_again(
    rows: Iterable[Telling], families: Mapping[str, CopyFamily], outlets: Outlets
) -> Collection:
    """What is told, as a collection."""
    told = {row.article.id: row for row in rows}
    return Collection(
        articles={key: row.article for key, row in told.items()},
        readings={key: row.reading for key, row in told.items() if row.reading is not None},
        datings={key: row.dating for key, row in told.items() if row.dating is not None},
        linked={key: row.linked for key, row in told.items()},
        outlets=outlets,
        sequence=list(told),
        families_by_article=families,
    )


def _thin(collection: Collection, linked: Linked, order: str) -> Telling:
    """An article without what no finding goes by."""
    article, dating = collection.articles[linked.article], collection.datings.get(linked.article)
    reading = collection.readings.get(linked.article)
    if reading is not None:
        reading = Reading(
            article=reading.article,
            language=reading.language,
            agencies=reading.agencies,
            lines=tuple(line for line in reading.lines if line.kind in ("title", "lead")),
            names=tuple(name for name in reading.names if name.type == "vessel"),
        )
    subjects = tuple(structs.replace(subject, matches=()) for subject in linked.subjects)
    return Telling(
        order,
        structs.replace(article, text=""),
        reading,
        Linked(article=linked.article, subjects=subjects, statements=linked.statements),
        dating and structs.replace(dating, why=()),
    )
