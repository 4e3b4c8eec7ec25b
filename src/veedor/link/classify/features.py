"""What in a sentence speaks for or against a measure, as named features of a linear model.

The names are readable, so that a weight can be read: `out|hs:AKagent` is the target as agent
of an act of giving that holds a thing of a measure under which the target gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from veedor.link.classify.fields import fields_of
from veedor.link.landscape import Landscape
from veedor.link.meant import words_in
from veedor.link.wording import Words, split, words_of
from veedor.model import Argument, Clause, Reading
from veedor.regimes import Indicator, Pack

__all__ = ["Scene", "features", "scenes"]

#: A word counts by so many letters from its beginning, so that endings do not part it.
STEM = 6
#: Shorter words tell nothing.
SHORTEST = 3


@dataclass(frozen=True)
class Scene:
    """A sentence as the model sees it: as written, and lower case with what its pointing words
    stand for. `touched` are the measures with a word in it."""

    number: int
    language: str
    written: str
    text: str
    clauses: tuple[Clause, ...]
    fired: Mapping[str, str]
    touched: Mapping[str, str]
    near: bool
    named: bool
    others: int
    partner: bool
    shared: dict[str, float] = field(default_factory=dict)


def scenes(reading: Reading, pack: Pack, states: Landscape) -> Iterator[Scene]:
    """The sentences of a reading, antecedents put in place, that have a word of some measure."""
    fields = fields_of(pack, reading.language)
    clauses: dict[int, list[Clause]] = {}
    for clause in reading.clauses:
        clauses.setdefault(clause.sentence, []).append(clause)
    for number, text in words_in(reading).items():
        fired = fields.fired(text)
        touched = fields.touched(fired)
        if not touched:
            continue
        named = states.named(number, states.target)
        others = [c for c in states.sentences.get(number, ()) if c != states.target]
        scene = Scene(
            number=number, language=reading.language,
            written=reading.sentences[number].text, text=text,
            clauses=tuple(clauses.get(number, ())), fired=fired, touched=touched,
            near=states.near(number, states.target), named=named, others=len(others),
            partner=states.partner(number) is not None,
        )  # fmt: skip
        scene.shared.update(_of_sentence(scene))
        yield scene


def _of_sentence(scene: Scene) -> dict[str, float]:
    """What speaks alike for each measure: the sentence's words and length."""
    found = {"length": len(scene.text) / 200, "touched": len(scene.touched) / 10}
    found.update((f"t:{scene.language}{stem}", 0.5) for stem in _stems(scene.text))
    found[f"first={scene.number == 0}"] = 1.0
    return found


def _stems(text: str) -> Iterator[str]:
    return (word[:STEM] for word in split(text) if len(word) >= SHORTEST)


def features(scene: Scene, measure: str, pack: Pack, target: str | None) -> dict[str, float]:
    """The features of one measure in a sentence, by name."""
    fields = fields_of(pack, scene.language)
    indicators = fields.indicators[measure]
    way = _way(fields.acts[measure])
    found = dict(scene.shared)
    found[f"m={measure}"] = 1.0
    found.update((f"mt:{measure}{stem}", 0.5) for stem in _stems(scene.text))
    for name in _of_states(scene):
        found[name] = found[f"{way}|{name}"] = 1.0
    found.update(dict.fromkeys(_of_words(scene, measure, indicators), 1.0))
    senses = _Senses(pack, scene.language, indicators)
    holding = 0
    for clause in scene.clauses:
        held = [argument for argument in clause.arguments if senses.things.within(argument)]
        holding += bool(held)
        own = _of_holder(clause, held, senses) if held else _of_other(clause, senses)
        found.update(own)
        if held:
            found[f"hl:{scene.language}{clause.lemma}"] = 1.0
            for name in _of_sides(clause, held, senses.kind(clause), target):
                found[name] = found[f"{way}|{name}"] = 1.0
        else:
            found[f"ol:{scene.language}{clause.lemma}"] = 0.5
    found[f"holding={min(holding, 2)}"] = 1.0
    return found


def _way(indicators: Iterable[Indicator]) -> str:
    """Which way what the measure is about goes, seen from the target."""
    ways = set()
    for indicator in indicators:
        if indicator.giver == "target":
            ways.add("out")
        elif indicator.receiver == "target" or indicator.giver == "other":
            ways.add("in")
        else:
            ways.add("alone" if indicator.alone else "any")
    return "/".join(sorted(ways))


def _of_states(scene: Scene) -> Iterator[str]:
    yield f"named={scene.named}"
    yield f"near={scene.near}"
    yield f"others={min(3, scene.others)}"
    yield f"partner={scene.partner}"
    yield f"named={scene.named},others={scene.others > 0}"


def _of_words(scene: Scene, measure: str, indicators: Sequence[Indicator]) -> Iterator[str]:
    """The sets of words that speak for the measure or forbid it, and other measures' words."""
    fired = scene.fired
    things = dict.fromkeys(s for i in indicators for s in (*i.items, *i.item_heads))
    for name in things:
        if name in fired:
            yield f"item={name}"
            yield f"m,item={measure}{name}"
    yield f"items={any(name in fired for name in things)}"
    for indicator in indicators:
        yield from (f"unless={name}" for name in indicator.unless if name in fired)
        if any(name in fired for name in indicator.unless):
            yield "unless"
        yield from (f"need {name}={name in fired}" for name in indicator.needs)
        yield from (f"topic={name}" for name in indicator.topics if name in fired)
    word = scene.touched.get(measure)
    others = {other: said for other, said in scene.touched.items() if other != measure}
    yield from (f"x:{measure}|{other}" for other in others)
    yield f"sameword={min(2, sum(said == word for said in others.values()))}"
    yield f"longer={any(word and word in said and word != said for said in others.values())}"


@dataclass(frozen=True, slots=True)
class _Senses:
    """The words of a measure in one language: its things, and its acts by kind."""

    pack: Pack
    language: str
    indicators: tuple[Indicator, ...]

    @property
    def things(self) -> Words:
        return self._of("items", lambda i: (*i.items, *i.item_heads))

    def kind(self, clause: Clause) -> str:
        """`A` for an act of giving, `G` of getting, `F` of a flow; more or none at once."""
        return "".join(
            letter
            for letter, words in (
                ("A", self._of("acts", lambda i: i.acts)),
                ("G", self._of("acquires", lambda i: i.acquires)),
                ("F", self._of("flows", lambda i: i.flows)),
            )
            if clause.lemma in words.single
        )

    def _of(self, what: str, sets: Callable[[Indicator], tuple[str, ...]]) -> Words:
        key = ("senses", what, self.language, self.indicators[0].measure)
        made: Words | None = self.pack.made.get(key)
        if made is None:
            names = dict.fromkeys(name for i in self.indicators for name in sets(i))
            made = self.pack.made[key] = words_of(self.pack, self.language, tuple(names))
        return made


def _of_holder(clause: Clause, held: Sequence[Argument], senses: _Senses) -> dict[str, float]:
    """A clause with a thing of the measure among its arguments."""
    kind, roles = senses.kind(clause), "/".join(sorted({argument.role for argument in held}))
    return dict.fromkeys(
        (
            f"h:{kind}:{roles}",
            f"hk:{kind}",
            f"hm:{clause.modality}",
            f"hy:{clause.hypothetical}{clause.negated}",
            f"nominal:{clause.nominal}",
        ),
        1.0,
    )


def _of_other(clause: Clause, senses: _Senses) -> dict[str, float]:
    """A clause without one."""
    kind = senses.kind(clause)
    found = {f"o:{kind}": 1.0}
    if kind:
        found[f"om:{clause.modality}"] = 1.0
    return found


def _of_sides(
    clause: Clause, held: Sequence[Argument], kind: str, target: str | None
) -> Iterator[str]:
    """Who stands where in the act: `K` the target, `O` another state."""
    for argument in clause.arguments:
        for who in _who(argument, target):
            yield f"hs:{who}{argument.role}"
            yield f"hs:{kind}{who}{argument.role}"
            if argument in held:
                yield f"hsin:{who}"


def _who(argument: Argument, target: str | None) -> Iterator[str]:
    if target in argument.countries:
        yield "K"
    if any(country != target for country in argument.countries):
        yield "O"
