"""Who holds the offices that a text speaks of, as far as the text says.

A name beside the office decides; then the same office elsewhere in the text; *su homólogo
ruso* is the office before it in another state; *ambos líderes* are the last two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from veedor.model import Office, Post, Referent
from veedor.read.office_words import UNNAMED
from veedor.read.offices import Offices, Phrase, offices
from veedor.read.posts import post_ids
from veedor.read.spotted import SpottedLine
from veedor.read.spotting import Spot

__all__ = ["find_offices"]

#: Offices that "leaders" are.
TOP = frozenset(("head-of-state", "prime-minister", "leader"))
#: Offices that are somebody's only together with the body they serve.
OF_BODY = frozenset(("secretary", "director", "spokesperson", "official", "ambassador", "chair"))
#: Words that may stand between a name and the office set after it.
_APPOSED_GAPS = frozenset((", ", " (", " – ", " — ", ",\xa0"))


@dataclass(slots=True)
class _Mention:
    """One office phrase with what is known of it so far."""

    line: int
    phrase: Phrase
    posts: list[tuple[str, str | None]]
    organization: int | None
    holders: list[int] = field(default_factory=list)

    @property
    def at(self) -> tuple[int, int]:
        return self.line, self.phrase.first


def find_offices(
    lines: Sequence[SpottedLine], places: dict[int, int], referents: Sequence[Referent], code: str
) -> list[Office]:
    """The offices of an article in order; `places` gives the referent of a spot by its id."""
    return list(_Holders(lines, places, referents, offices(code)).offices())


class _Holders:
    def __init__(
        self,
        lines: Sequence[SpottedLine],
        places: dict[int, int],
        referents: Sequence[Referent],
        rules: Offices,
    ) -> None:
        self.lines, self.places, self.referents, self.rules = lines, places, referents, rules
        kinds = [line.line.line.kind for line in lines]
        #: the first line of the body
        self._text = next((n for n, kind in enumerate(kinds) if kind == "body"), len(lines))
        self.mentions = [
            self._mention(number, phrase)
            for number, line in enumerate(lines)
            for phrase in rules.phrases(line.words, line.spots)
        ]
        self.people = [
            ((number, spot.first), places[id(spot)])
            for number, line in enumerate(lines)
            for spot in line.spots
            if spot.type == "person" and not spot.nested
        ]

    def _mention(self, number: int, phrase: Phrase) -> _Mention:
        bodies = [self.places[id(spot)] for spot in phrase.bodies if spot.type == "organization"]
        if not phrase.countries:
            owner = [self.referents[self.places[id(spot)]].country for spot in phrase.bodies]
            phrase.countries += [country for country in owner[:1] if country]
        if not bodies and phrase.office == "spokesperson":
            bodies = [self.places[id(spot)] for spot in phrase.bodies[:1]]
        return _Mention(number, phrase, post_ids(phrase, self.rules), next(iter(bodies), None))

    def offices(self) -> Iterator[Office]:
        """Every office that names a state, body or matter, or has a holder."""
        for mention in self.mentions:
            mention.holders = self._beside(mention)
        for index, mention in enumerate(self.mentions):
            if mention.phrase.kind == "counterpart":
                self._counterpart(index, mention)
        for index, mention in enumerate(self.mentions):
            if not mention.holders:
                mention.holders = self._elsewhere(index, mention)
        for mention in self.mentions:
            if mention.holders or not self._needs_holder(mention.phrase):
                yield self._office(mention)

    def _needs_holder(self, phrase: Phrase) -> bool:
        """A bare word (*el presidente*) is an office only if the text says whose it is."""
        if phrase.kind in ("pair", "kin"):
            return True
        told = phrase.article == "definite" or phrase.office in UNNAMED
        return phrase.bare and phrase.kind == "post" and not told

    def _office(self, mention: _Mention) -> Office:
        line, phrase = self.lines[mention.line], mention.phrase
        end = line.words[phrase.last - 1].end + phrase.bracket
        span = line.line.between(line.words[phrase.first].start, end)
        one_each = len(mention.posts) == len(mention.holders)
        posts = tuple(
            Post(
                office=office,
                country=country or self._state(mention, number, one_each),
                organization=mention.organization,
                holder=self._holder_of(mention, number) if one_each else None,
            )
            for number, (office, country) in enumerate(mention.posts)
        )
        return Office(
            start=span.start, end=span.end, text=span.text, posts=posts,
            holders=tuple(mention.holders),
        )  # fmt: skip

    def _state(self, mention: _Mention, number: int, known: bool) -> str | None:
        """The state of a post that names none: that of its holder, if the gazetteer knows it."""
        if not known or mention.organization is not None or mention.phrase.kind != "post":
            return None
        return self.referents[mention.holders[number]].country

    @staticmethod
    def _holder_of(mention: _Mention, number: int) -> int:
        return mention.holders[number]

    # ------------------------------------------------------------ beside

    def _beside(self, mention: _Mention) -> list[int]:
        """The people named directly after or before the office."""
        line, phrase = self.lines[mention.line], mention.phrase
        after = self._after(line, phrase)
        if after:
            return after
        if phrase.plural or (phrase.article == "indefinite" and phrase.bare):
            return []
        return self._before(line, phrase)

    def _after(self, line: SpottedLine, phrase: Phrase) -> list[int]:
        spots = {spot.first: spot for spot in line.spots if not spot.nested}
        at = self._behind_rank(line, phrase.last)
        spot = spots.get(at)
        if spot is None or spot.type != "person":
            return []
        gap = line.words[phrase.last].gap.removeprefix(")" if phrase.bracket else "")
        if gap not in (" ", "\xa0", ", ", " (", " – ", " — ", ": ", " “", ' "'):
            return []
        found = [spot]
        while phrase.plural and found[-1].last + 1 < len(line.words):
            end = found[-1].last
            nxt = end if "," in line.words[end].gap else end + 1
            if nxt == end + 1 and line.words[end].form not in self.rules.joiners:
                break
            more = spots.get(nxt)
            if more is None or more.type != "person":
                break
            found.append(more)
        if gap == ", " and not phrase.plural and not self._apposed(line, spot, phrase):
            return []
        holders = [self.places[id(spot)] for spot in found]
        return holders if gap != ", " or phrase.plural or self._of_state(holders, phrase) else []

    def _behind_rank(self, line: SpottedLine, at: int) -> int:
        """The word behind a rank set before the name (*el director, vicealmirante Luis Rey*)."""
        if at + 1 < len(line.words) and line.words[at].gap == ", " and not line.words[at].capital:
            ranked = self.rules.posts.get(line.words[at].form) == "general"
            return at + 1 if ranked and line.words[at + 1].gap == " " else at
        return at

    def _of_state(self, holders: list[int], phrase: Phrase) -> bool:
        """Whether nobody named after a comma is known to serve another state."""
        states = {self.referents[holder].country for holder in holders} - {None}
        told = phrase.countries and not phrase.bodies
        return not told or not states or not states.isdisjoint(phrase.countries)

    @staticmethod
    def _apposed(line: SpottedLine, spot: Spot, phrase: Phrase) -> bool:
        """Whether a name after a comma explains the office: a mark closes it, or a verb follows
        an office that says whose it is; never `and` (*con el ministro de Defensa, Putin y Kim*),
        never a verb after a bare post (*dijo el ministro, Putin viajará*)."""
        if spot.last >= len(line.words):
            return True
        after = line.words[spot.last]
        if after.gap.strip()[:1] in (",", ".", ";", ":", ")", "”", '"', "»", "(", "—", "–"):
            return True
        if after.form in ("of", "de", "del"):
            return spot.last - spot.first > 1
        if after.form in ("y", "e", "and"):
            return not phrase.bare and spot.last - spot.first > 1
        return not phrase.bare

    def _before(self, line: SpottedLine, phrase: Phrase) -> list[int]:
        """*Shoigú, el principal funcionario de seguridad ruso,*."""
        if phrase.first == 0 or line.words[phrase.first].gap not in _APPOSED_GAPS:
            return []
        spot = next(
            (
                s
                for s in line.spots
                if s.last == phrase.first and s.type == "person" and not s.nested
            ),
            None,
        )
        if spot is None or (
            phrase.article in ("possessive", "indefinite") and phrase.kind != "post"
        ):
            return []
        end = phrase.last
        following = line.words[end].gap if end < len(line.words) else line.line.text[-1:]
        if following.strip()[:1] not in (",", ".", ")", ";", "–", "—", ":", "”", "»"):
            return []
        if self._listed(line, spot):
            return []
        return [self.places[id(spot)]]

    def _listed(self, line: SpottedLine, spot: Spot) -> bool:
        """Whether the name already follows its own office (*el presidente Putin, el líder …*)."""
        return any(
            m.phrase.last == spot.first and self.lines[m.line] is line for m in self.mentions
        )

    # ------------------------------------------------------------ elsewhere

    def _counterpart(self, index: int, mention: _Mention) -> None:
        """The counterpart's office is that of the last office before it, in its own state."""
        phrase = mention.phrase
        for other in reversed(self.mentions[:index]):
            if other.phrase.kind != "post" or (other.phrase.plural and not phrase.plural):
                continue
            if phrase.countries and other.phrase.countries[:1] == phrase.countries[:1]:
                continue
            states: Sequence[str | None] = phrase.countries or [None]
            mention.posts = [(other.posts[0][0], country) for country in states]
            return

    def _elsewhere(self, index: int, mention: _Mention) -> list[int]:
        phrase = mention.phrase
        if phrase.article == "indefinite" or phrase.former:
            return []
        if phrase.kind == "kin":
            return []
        if phrase.kind == "pair" or (phrase.plural and phrase.bare):
            return self._two(mention)
        if self._word(mention) in self.rules.generic and phrase.article == "definite":
            return [] if phrase.bodies or phrase.topic else self._spoken_of(index, mention)
        if phrase.bare and phrase.kind == "post":
            return self._again(index, mention)
        found = [self._of_post(index, mention, post) for post in mention.posts]
        held = [holder for holder in found if holder is not None]
        if held or phrase.plural or mention.line >= self._text or phrase.article != "definite":
            return held
        return self._still_to_come(index, mention)

    def _of_post(self, index: int, mention: _Mention, post: tuple[str, str | None]) -> int | None:
        """The holder of the same post, nearest before, else first after."""
        wanted = post[0]
        before = [m for m in self.mentions[:index] if self._same(m, mention, post)]
        after = [m for m in self.mentions[index + 1 :] if self._same(m, mention, post)]
        for other in (*reversed(before), *after):
            position = next((k for k, p in enumerate(other.posts) if p == post), 0)
            if len(other.holders) == len(other.posts):
                return other.holders[position]
            if len(other.holders) == 1 and len(other.posts) == 1:
                return other.holders[0]
        return self._by_country(post) if wanted in TOP and post[1] else None

    @staticmethod
    def _same(other: _Mention, mention: _Mention, post: tuple[str, str | None]) -> bool:
        if not other.holders or other.phrase.former or post not in other.posts:
            return False
        if mention.phrase.kind == "post" and post[0] in OF_BODY:
            return other.organization == mention.organization
        return True

    def _by_country(self, post: tuple[str, str | None]) -> int | None:
        """The one well-known person of that state that holds no other office in the text."""
        other = {h for m in self.mentions for h in m.holders if post not in m.posts}
        fits = {
            holder
            for _, holder in self.people
            if self.referents[holder].country == post[1]
            and self.referents[holder].gazetteer
            and holder not in other
        }
        return fits.pop() if len(fits) == 1 else None

    def _again(self, index: int, mention: _Mention) -> list[int]:
        """*El mandatario*: the last one before of that office, of the same sort."""
        offices_ = TOP if mention.posts[0][0] in TOP else {mention.posts[0][0]}
        minister = mention.phrase.office == "minister"
        # Of two in one sentence *su homólogo* is the less spoken of.
        earlier = sorted(
            self.mentions[index - 1 :: -1] if index else [], key=lambda m: m.phrase.kind != "post"
        )
        # *the leader* is whom the text has called leader, before any other head of state
        called = [other for other in earlier if self._word(other) == self._word(mention)]
        strict = self._word(mention) in self.rules.only_called
        for other in called if strict else (*called, *earlier):
            if len(other.holders) != 1 or len(other.posts) != 1 or other.phrase.former:
                continue
            office, country = other.posts[0]
            if office in offices_ or (minister and office.endswith("-minister")):
                mention.posts = [(office, country)]
                mention.organization = other.organization
                return list(other.holders)
        return self._still_to_come(index, mention) if mention.line < self._text else []

    def _still_to_come(self, index: int, mention: _Mention) -> list[int]:
        """*El presidente* in a headline: the first that the text names in that office."""
        for other in self.mentions[index + 1 :]:
            if len(other.holders) != 1 or len(other.posts) != 1 or other.phrase.former:
                continue
            states = (other.posts[0][1], mention.posts[0][1])
            if other.posts[0][0] == mention.posts[0][0] and (
                None in states or len(set(states)) == 1
            ):
                mention.posts = [(mention.posts[0][0], other.posts[0][1])]
                mention.organization = other.organization
                return list(other.holders)
        return []

    def _spoken_of(self, index: int, mention: _Mention) -> list[int]:
        """*El funcionario ruso*: whoever of that state was last named with an office."""
        for other in reversed(self.mentions[:index]):
            if len(other.holders) != 1 or other.phrase.former or other.phrase.plural:
                continue
            holder = other.holders[0]
            states = {*other.phrase.countries, self.referents[holder].country}
            if not mention.phrase.countries or states & set(mention.phrase.countries):
                return [holder]
        return []

    def _word(self, mention: _Mention) -> str:
        return self.lines[mention.line].words[mention.phrase.head].form

    def _two(self, mention: _Mention) -> list[int]:
        """*Ambos líderes*: the last two before who hold such an office, else in all the text."""
        office = mention.posts[0][0]
        wanted = TOP if office in TOP or mention.phrase.kind == "pair" else {office}
        holders = self._holders_of(wanted)
        before = [holder for at, holder in self.people if at < mention.at and holder in holders]
        after = [holder for at, holder in self.people if at > mention.at and holder in holders]
        found = list(dict.fromkeys([*reversed(before), *after]))[:2]
        if len(found) != 2 or (len(holders) > 3 and mention.phrase.article != "set"):
            return []
        order = {holder: at for at, holder in reversed(self.people)}
        found.sort(key=lambda holder: order[holder])
        mention.posts = [(holders[holder][0], holders[holder][1]) for holder in found]
        return found

    def _holders_of(self, wanted: frozenset[str] | set[str]) -> dict[int, tuple[str, str | None]]:
        found: dict[int, tuple[str, str | None]] = {}
        for mention in self.mentions:
            if mention.phrase.former or len(mention.posts) != len(mention.holders):
                continue
            for post, holder in zip(mention.posts, mention.holders, strict=True):
                told = not mention.phrase.bare or self.referents[holder].country
                if post[0] in wanted and told:
                    found.setdefault(holder, post)
        return found
