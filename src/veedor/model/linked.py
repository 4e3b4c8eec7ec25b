"""A reading held against lists, packs and the calendar."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from veedor.model.parties import Match
from veedor.model.spans import Cue, Span
from veedor.model.vocabulary import HolderSource, Kind, Modality, NameType

__all__ = ["Holder", "Linked", "Resolved", "Said", "Statement", "Subject"]


class Resolved(Struct, frozen=True, kw_only=True):
    """A time on the calendar: full TIMEX3 `value`, and the days it spans if they are known."""

    value: str
    earliest: str | None = None
    latest: str | None = None


class Holder(Struct, frozen=True, kw_only=True):
    """Who held an office: by the text, a pack's dated table, or a list. `note` sources it."""

    key: str
    source: HolderSource
    label: str = ""
    note: str | None = None
    post: str | None = None
    matches: tuple[Match, ...] = ()


class Subject(Struct, frozen=True, kw_only=True):
    """What link made of one referent: its collection-wide `key`, and list matches."""

    key: str
    label: str
    type: NameType
    country: str | None = None
    matches: tuple[Match, ...] = ()
    set_aside: str | None = None


class Said(Struct, frozen=True, kw_only=True):
    """One link of a statement's attribution, with collection-wide keys.

    `kind` is what that source is to the matter: party (to the act), state-media, state,
    agency, outlet, organization, unnamed, person. `beside` are the sources of a neighbouring
    sentence, where the statement's own names none.
    """

    role: Literal["says", "relays", "beside", "publishes"]
    key: str
    label: str
    kind: str


class Statement(Span, frozen=True, kw_only=True):
    """One assertion of one sentence, typed by a regime's measure or left as context.

    The span is the whole sentence. `actors` and `counterparts` are keys or ISO country
    codes; `direction` `KP->RU`, `RU<->KP` or `KP`; `when` EDTF. `indicator` names the rule
    that typed it (`CLASSIFIER`: none did), `cues` the words that decided each field. `understood`
    are those sides that the sentence does not name: they are taken over from other sentences of
    the article.
    """

    id: str
    article: str
    regime: str | None
    measure: str
    kind: Kind
    modality: Modality
    actors: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    direction: str | None = None
    item: str | None = None
    quantity: str | None = None
    place: str | None = None
    when: str | None = None
    evidential: str | None = None
    attribution: tuple[Said, ...] = ()
    indicator: str | None = None
    note: str | None = None
    cues: tuple[Cue, ...] = ()
    parties: tuple[Match, ...] = ()
    understood: tuple[str, ...] = ()
    clause: int | None = None


class Linked(Struct, frozen=True, kw_only=True):
    """A reading held against lists, packs and the calendar.

    `subjects` run parallel to `Reading.referents`, `times` to `Reading.times`, `holders` to
    `Reading.offices`.
    """

    article: str
    subjects: tuple[Subject, ...] = ()
    times: tuple[Resolved, ...] = ()
    holders: tuple[tuple[Holder, ...], ...] = ()
    statements: tuple[Statement, ...] = ()
