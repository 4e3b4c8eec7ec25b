"""What one article says, span by span."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from veedor.model.spans import Cue, Span
from veedor.model.vocabulary import LineKind, Modality, NameType, TimexType

__all__ = [
    "Anchor",
    "Antecedent",
    "Argument",
    "Attribution",
    "Clause",
    "Line",
    "Name",
    "Office",
    "Post",
    "Quote",
    "Reading",
    "Referent",
    "Sentence",
    "Time",
    "Tokens",
]


class Line(Span, frozen=True, kw_only=True):
    """A physical line with visible text, trimmed, and what it is on the page."""

    kind: LineKind
    subkind: str | None = None


class Sentence(Span, frozen=True, kw_only=True):
    """A sentence; `line` is the index of its line in `Reading.lines`."""

    line: int


class Tokens(Struct, frozen=True, kw_only=True):
    """The words of the subject lines, one list per column, so that link never parses again.

    `pos` are Universal Dependencies parts of speech; `lemma` is lower case.
    """

    start: list[int]
    end: list[int]
    lemma: list[str]
    pos: list[str]


class Referent(Struct, frozen=True, kw_only=True):
    """A person or thing of one article, under all its mentions.

    `label` is its fullest name or description in the text; `country` the ISO 3166 alpha-2
    code of the state it is, is in or serves, as far as the text or the language's gazetteer
    says; `gazetteer` the gazetteer's own key, if it stands there; `subject` is False for
    those who are only credited (`credit` says as what: photographer, reporter, author,
    agency). `unnamed` sources have a description instead of a name.
    """

    label: str
    type: NameType
    country: str | None = None
    gazetteer: str | None = None
    subject: bool = True
    credit: str | None = None
    unnamed: bool = False


class Name(Span, frozen=True, kw_only=True):
    """A proper name, longest match; a name inside it is `nested`."""

    type: NameType
    referent: int
    nested: bool = False


class Post(Struct, frozen=True, kw_only=True):
    """One post of an office phrase: what office, of which state or body.

    `office` is language-free (`defence-minister`, `head-of-state`, `spokesperson` …);
    `holder` is the referent that the text names for it, if it names one.
    """

    office: str
    country: str | None = None
    organization: int | None = None
    holder: int | None = None


class Office(Span, frozen=True, kw_only=True):
    """A noun phrase that names people by what they are (*el ministro ruso de Exteriores*)."""

    posts: tuple[Post, ...]
    holders: tuple[int, ...] = ()


class Anchor(Struct, frozen=True, kw_only=True):
    """What must be known to place a relative time on the calendar.

    `kind` publication: the day of writing; time: the expression at index `time`;
    event: what the words in `event` tell. `shift` is a signed ISO 8601 duration from the
    anchor (*el día anterior*: -P1D); `direction` says on which side of the anchor an
    incomplete date lies (*el martes* with a past verb: past); `holiday` the calendar's key of
    a named day.
    """

    kind: Literal["publication", "time", "event"]
    time: int | None = None
    event: Span | None = None
    shift: str | None = None
    direction: Literal["past", "future", "nearest", "same"] | None = None
    holiday: str | None = None


class Time(Span, frozen=True, kw_only=True):
    """A TIMEX3 expression. `value` is what the words alone fix (`XXXX-06-21`, `XXXX-WXX-2`).

    `tense` is that of the verb that governs it, if it is past or future.
    """

    type: TimexType
    value: str
    mod: str | None = None
    anchor: Anchor | None = None
    tense: Literal["past", "future"] | None = None


class Quote(Span, frozen=True, kw_only=True):
    """What somebody is said to have said, inside its marks if `direct`.

    `speakers` are referents; `via` who relayed it (KCNA, a spokesman, state media); `inside`
    the index of the shortest quote that holds this one (*“X me dijo: ‘No salgas’”*).
    """

    direct: bool
    speakers: tuple[int, ...] = ()
    cue: Span | None = None
    via: tuple[int, ...] = ()
    partial: bool = False
    inside: int | None = None


class Attribution(Struct, frozen=True, kw_only=True):
    """One link of who says so: `says` it, `relays` it. The publisher is the article's outlet."""

    role: Literal["says", "relays"]
    referent: int
    cue: Span | None = None


class Antecedent(Span, frozen=True, kw_only=True):
    """What a word that points back stands for: where it was told, and what was told of it.

    `countries`, `referents` and `lemmas` as in an argument; `cues` what decided it: class,
    number, gender, epithet, owner; only, where nothing else fits, salience, where it stands out
    most, nearest, where it was told last.
    """

    countries: tuple[str, ...] = ()
    referents: tuple[int, ...] = ()
    lemmas: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


class Argument(Span, frozen=True, kw_only=True):
    """Who or what takes part in a clause, and as what.

    `role` agent (who does it), patient (to what or whom), recipient, source, goal, companion,
    instrument, purpose, place, time, topic, manner, condition; `head` the lemma of its head
    word; `lemmas` those of all its content words in order; `referents` the people and things
    in it, first its head's; `countries` the states it names, by name or adjective
    (*tropas norcoreanas*: KP), in order; `quantity` as written; `antecedent` what it stands
    for, where its words point back (*el buque*, *le*, a subject that is left out).
    """

    role: str
    head: str
    lemmas: tuple[str, ...] = ()
    referents: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    quantity: str | None = None
    antecedent: Antecedent | None = None


class Clause(Span, frozen=True, kw_only=True):
    """Who did what to whom: a verb with its arguments, or a noun that stands for one.

    `modality` and `negated` are those of this clause as the text reports it, after
    everything that governs it (*acusan a X de enviar*: the sending is suspected). `parent`
    is the index of the clause it depends on; `hypothetical` marks conditions and questions;
    `evidential` is the wording that weakens or sources it.
    """

    sentence: int
    predicate: Span
    lemma: str
    nominal: bool
    arguments: tuple[Argument, ...] = ()
    modality: Modality = "done"
    negated: bool = False
    hypothetical: bool = False
    recalled: bool = False
    evidential: str | None = None
    attribution: tuple[Attribution, ...] = ()
    cues: tuple[Cue, ...] = ()
    times: tuple[int, ...] = ()
    parent: int | None = None


class Reading(Struct, frozen=True, kw_only=True):
    """What one article says, span by span; a pure function of its text and the language."""

    article: str
    language: str
    lines: tuple[Line, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: Tokens | None = None
    referents: tuple[Referent, ...] = ()
    names: tuple[Name, ...] = ()
    offices: tuple[Office, ...] = ()
    times: tuple[Time, ...] = ()
    quotes: tuple[Quote, ...] = ()
    clauses: tuple[Clause, ...] = ()
    agencies: tuple[str, ...] = ()
    photo_credits: tuple[str, ...] = ()
    title: str | None = None
    byline: str | None = None
