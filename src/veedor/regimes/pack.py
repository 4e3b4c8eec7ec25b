"""What a regime pack consists of, as checked models."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

__all__ = [
    "Aliases",
    "Indicator",
    "Measure",
    "OfficeTable",
    "Pack",
    "PackHeader",
    "Provision",
    "TermHolder",
    "TravelBan",
]

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
SetName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
MeasureId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _with_languages(texts: dict[str, str]) -> dict[str, str]:
    if not texts:
        raise ValueError("needs a text in at least one language, such as `es:`")
    for code in texts:
        if not re.fullmatch(r"[a-z]{2}", code):
            raise ValueError(f"{code!r} is no language code of two letters")
    return texts


#: One text in several languages, by ISO 639-1 code.
Texts = Annotated[dict[str, Text], AfterValidator(_with_languages)]


def _partial_day(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError("must be a date: YYYY, YYYY-MM or YYYY-MM-DD")
    return text


PartialDate = Annotated[str, AfterValidator(_partial_day)]


class _Model(BaseModel):
    """Unknown keys are errors: a misspelt key would otherwise switch a rule off silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Provision(_Model):
    """A paragraph of a legal act. `verified` when its number was checked against the text.

    `certainty` tells how the number is known while it is not: `confirmed` by a public source,
    `recalled` by someone who knows the texts, `unsure`.
    """

    act: Text
    paragraph: Text
    date: PartialDate
    verified: bool = False
    certainty: Literal["confirmed", "recalled", "unsure"] = "recalled"
    note: Text | None = None


class Cap(_Model):
    """A yearly ceiling: `amount` of `unit` within a calendar year."""

    amount: float = Field(gt=0)
    unit: Text
    alternatives: dict[Text, float] = {}
    period: Literal["calendar-year", "twelve-months"] = "calendar-year"


class Precedence(_Model):
    """The measure that gives way, for things of some sets of the lexicon."""

    measure: MeasureId
    items: tuple[SetName, ...] = Field(min_length=1)


class Measure(_Model):
    """One measure of a regime: whom it binds to what, where it stands, what it does not cover.

    `direction` says which way the activity goes as seen from the target of the regime:
    `outward` from it, `inward` to it, `both`, `self` (it alone acts), `states` (a duty of
    all States), `none`. A measure with `reportable: false` never gives a finding.
    """

    id: MeasureId
    title: Texts
    provisions: tuple[Provision, ...] = ()
    duty: Texts
    direction: Literal["outward", "inward", "both", "self", "states", "none"]
    exemptions: Texts | None = None
    not_a_finding: Texts | None = None
    reportable: bool = True
    cap: Cap | None = None
    #: Reports further apart than this many days tell of separate activities: a few days for
    #: acts that are over in a moment (a launch), months for those that go on (deliveries).
    activity_days: int = Field(default=180, ge=0)
    #: Indicators that tell of one kind of activity each, where the measure has several (a
    #: satellite is put into orbit, a missile is fired); one in none of them may tell of any.
    activities: tuple[tuple[Slug, ...], ...] = ()
    #: Whether the act of each listed party, or of each ship named, is an activity of its own
    #: (a journey, a call at a port).
    apart_by: Literal["party", "ship"] | None = None
    #: Measures that cover some of the same things (a car given away is a luxury and a vehicle):
    #: what one article tells of one hand-over by both is held against this one.
    instead_of: tuple[Precedence, ...] = ()


Who = Literal["target", "other", "any"]
Role = Literal[
    "agent", "patient", "recipient", "source", "goal", "companion", "instrument", "purpose",
    "place", "time", "topic", "manner", "condition", "item", "sentence", "below", "itself",
]  # fmt: skip


class Indicator(_Model):
    """What in a clause speaks of a measure.

    `acts` and `acquires` name sets of the lexicon: the clause's verb (or the verb that its
    noun stands for) must be in one; who does an act of `acts` gives, of `acquires`
    receives. `flows` name further verbs that tell of such an act wherever the thing stands in the
    sentence (*end up*, *be unloaded at*). One of the `items` must be in an argument of a role in
    `item_roles`. `topics` are phrases that name the activity without any act (*acuerdo
    armamentista*): context.

    The giver is the first state found in `from_roles`, the receiver in `to_roles`; `itself`
    among the `item_roles` is the noun that stands for the act (*hizo pagos*); `item` stands for
    the adjective of the thing itself (*munición norcoreana*), `sentence` for any
    state in the sentence, `below` for the clauses beneath (*ayudar a construir satélites*).
    `giver`, `receiver` and `agent` say whether that must be the target of the regime or
    another state; `needs_target` that the target takes part at all, `needs_two` that two
    states do, `needs_both` that the act's own words tell them. What `yields` is given only where
    the sentence tells of no other measure (what goods cost is no payment apart).
    `implies_target`: the words themselves are of the target (a ship on the list of its regime),
    so that only the article has to name it, and it gives. `named_ship`: the sentence names the
    ship or its IMO number, without which no list can be asked for it. `theatres` are states
    where an act may take place without being a party to it, `ally` the one for which the target
    then acts.
    `verbal` leaves out nouns that stand for the act. `alone` acts have no counterpart,
    `mutual` ones no direction. Every set in `needs` must be met in the sentence, and in
    `needs_clause` in the clause; a word of `unless` in the clause, or of `unless_sentence` in
    the sentence, forbids it; one of `unless_item` in an argument keeps the item from being
    looked for there (*imágenes de satélite* are no satellite); words of `item_heads` are such items
    where they head an argument (*400 norcoreanos*, not *obreros norcoreanos*). `kind: context`
    keeps it from ever being a finding or a lead. `signs` only bring the measure to mind: no act
    is found by them, but a trained classifier looks at sentences that have one.
    """

    id: Slug
    measure: MeasureId
    acts: tuple[SetName, ...] = ()
    acquires: tuple[SetName, ...] = ()
    flows: tuple[SetName, ...] = ()
    items: tuple[SetName, ...] = ()
    item_heads: tuple[SetName, ...] = ()
    item_roles: tuple[Role, ...] = ("patient", "instrument")
    topics: tuple[SetName, ...] = ()
    signs: tuple[SetName, ...] = ()
    giver: Who = "any"
    receiver: Who = "any"
    agent: Who = "any"
    from_roles: tuple[Role, ...] = ("agent", "source", "item")
    to_roles: tuple[Role, ...] = ("recipient", "goal", "place", "companion", "patient")
    theatres: tuple[CountryCode, ...] = ()
    ally: CountryCode | None = None
    verbal: bool = False
    alone: bool = False
    mutual: bool = False
    needs_target: bool = False
    implies_target: bool = False
    named_ship: bool = False
    needs_two: bool = False
    needs_both: bool = False
    yields: bool = False
    needs: tuple[SetName, ...] = ()
    needs_clause: tuple[SetName, ...] = ()
    unless: tuple[SetName, ...] = ()
    unless_sentence: tuple[SetName, ...] = ()
    unless_item: tuple[SetName, ...] = ()
    kind: Literal["auto", "context"] = "auto"
    note: Texts | None = None


class TermHolder(_Model):
    """Who held an office from one day to another, the last day included.

    `records` cite lists on which the holder stands (`UN 1718 KPi.038`); `note` says where
    the dates are from, once or by language.
    """

    name: Text
    since: PartialDate
    until: PartialDate | None = None
    aliases: tuple[Text, ...] = ()
    records: tuple[Text, ...] = ()
    note: Text | Texts

    def told(self, language: str) -> str:
        """The note in that language, else in English, else in the first that it has."""
        if isinstance(self.note, str):
            return self.note
        return self.note.get(language) or self.note.get("en") or next(iter(self.note.values()))


class OfficeTable(_Model):
    """The holders of one office over time.

    `office` is the language-free id that reading gives (`defence-minister`), `country` whose
    it is. Offices of a body (*director of …*, *secretary of …*) have `organization`: the
    names under which the press speaks of that body, by language.
    """

    office: Slug
    country: CountryCode | None = None
    organization: dict[str, tuple[Text, ...]] | None = None
    holders: tuple[TermHolder, ...] = Field(min_length=1)

    def on(self, earliest: str, latest: str) -> tuple[TermHolder, ...]:
        """Who held it on some day of `[earliest, latest]` (ISO days), earliest first."""
        return tuple(
            holder
            for holder in self.holders
            if _first_day(holder.since) <= latest
            and (holder.until is None or earliest <= _last_day(holder.until))
        )


def _first_day(partial: str) -> str:
    return partial + "-01-01"[len(partial) - 4 :] if len(partial) < 10 else partial


def _last_day(partial: str) -> str:
    """The last day of a partial date; months are padded to 31, which ISO order does not mind."""
    return partial + "-12-31"[len(partial) - 4 :] if len(partial) < 10 else partial


class Aliases(_Model):
    """Names under which the press speaks of a listed party, by language."""

    record: Text
    names: dict[str, tuple[Text, ...]]


class TravelBan(_Model):
    """Which measure the journey of a listed person touches, and which lists bind.

    `acts` are verbs that the traveller does, `present` those of being somewhere, `sighted` those
    done to a traveller abroad.
    """

    measure: MeasureId
    lists: tuple[Text, ...] = Field(min_length=1)
    acts: tuple[SetName, ...]
    present: tuple[SetName, ...] = ()
    sighted: tuple[SetName, ...] = ()


class Allusions(_Model):
    """Words by which a report alludes to the target without naming it, as written.

    `own` can mean nothing else (a river, a rocket); `words` may be said of others as well (*the
    North*), and count only in a short article in which none of `unless` stands.
    """

    own: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()


class PackHeader(_Model):
    """What a regime is: its title, the State it is about, its legal basis, its lists.

    `watch` are the States whose dealings with the target are worth following; `bound` those
    that the regime binds, where it does not bind all: only with them is an act touched by it.
    `also_known` are, by language, names that lead to the State without naming it (its
    towns, its front companies): triage reads reports that have one of them, with its
    capitals, beside a thing of a measure. `allusions` are words that only open a sentence to the
    classifier.
    """

    id: Slug
    title: Texts
    target: CountryCode | None
    summary: Texts
    legal_basis: tuple[Text, ...]
    lists: tuple[Text, ...] = ()
    watch: tuple[CountryCode, ...] = ()
    bound: tuple[CountryCode, ...] = ()
    also_known: dict[str, tuple[Text, ...]] = {}
    allusions: dict[str, Allusions] = {}
    travel_ban: TravelBan | None = None
    as_of: date
    source: Text


class Pack(_Model):
    """A regime as data: everything that `load_pack` read, checked as a whole."""

    header: PackHeader
    measures: dict[str, Measure]
    indicators: tuple[Indicator, ...]
    offices: tuple[OfficeTable, ...] = ()
    aliases: tuple[Aliases, ...] = ()
    #: language -> set -> words, the common lexicon included
    lexicon: dict[str, dict[str, tuple[str, ...]]] = {}
    #: where it was read from, which may hold a trained model beside the YAML files
    folder: Path | None = None

    @property
    def id(self) -> str:
        """The pack's id, which findings carry as their regime."""
        return self.header.id

    @property
    def target(self) -> str | None:
        """The State the regime is about, ISO 3166 alpha-2."""
        return self.header.target

    @cached_property
    def began(self) -> str:
        """The day, ISO, whole or in part, of its first provision: before it nothing was forbidden.
        """
        dates = (p.date for measure in self.measures.values() for p in measure.provisions)
        return min(dates, default="")

    @cached_property
    def made(self) -> dict[tuple[str, ...], Any]:
        """What others make of the pack's words, by what it was made from: made once a pack."""
        return {}

    def words(self, language: str, name: str) -> tuple[str, ...]:
        """The words of a set of the lexicon; none if the language has no such set."""
        return self.lexicon.get(language, {}).get(name, ())
