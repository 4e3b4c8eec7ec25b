"""The records that stages exchange.

Every span is `(start, end)` in Unicode code points of `Article.text`, half-open, and
carries its own `text`, so that anyone can check it. Names of fields are the field's own:
TIMEX3 for times, FollowTheMoney for parties, the Admiralty code for grading.

Within one article, people and things are *referents*, numbered in `Reading.referents`;
names, offices, speakers and arguments of clauses point at them. Link gives each referent
its `key`, one per person or thing within the whole collection.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from msgspec import Struct

# ---------------------------------------------------------------- vocabularies

LineKind = Literal[
    "kicker", "title", "byline", "dateline", "lead", "body", "caption", "related", "ranking",
    "repeat",
]  # fmt: skip
#: Lines whose names, times, quotes and clauses are subjects of the report.
SUBJECT_LINES: frozenset[LineKind] = frozenset({"title", "lead", "body", "caption"})

NameType = Literal[
    "person", "organization", "government", "country", "place", "facility", "vessel", "other"
]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Modality = Literal[
    "done", "ongoing", "agreed", "offered", "sought", "planned", "suspected", "demanded", "denied"
]
Kind = Literal["finding", "lead", "context"]
DatingBasis = Literal["metadata", "dateline", "url", "inferred", "unknown"]
Force = Literal["yes", "no", "unknown"]
Disposition = Literal["open", "same", "different", "unsure"]
Identity = Literal["name", "context", "confirmed"]
Status = Literal["alleged", "reported", "corroborated"]
Review = Literal["open", "assessed", "confirmed", "dismissed"]
HolderSource = Literal["text", "pack", "list"]
HitKind = Literal["state", "measure", "party", "term"]


def record_id(*parts: str) -> str:
    """The id of a record: 16 hexadecimal digits of SHA-256 over its parts, in order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of an article: code points `[start, end)` of its text, and that text."""

    start: int
    end: int
    text: str


# ---------------------------------------------------------------- collect


class Article(Struct, frozen=True, kw_only=True):
    """One press report as collected: `text` never changes after this.

    `agencies` are the origin that the text credits for itself (never those of its photos,
    which are `photo_credits`); `published` is what the metadata say, ISO 8601, or None;
    `evidence` is the SHA-256 of the bytes as fetched.
    """

    id: str
    source: str
    text: str
    url: str | None = None
    revision_of: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    byline: str | None = None
    photo_credits: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    published: str | None = None
    collected_at: str = ""
    evidence: str | None = None


def article_id(source: str, text: str) -> str:
    """The id of an article: of where it came from and what it says."""
    return record_id("article", source, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest())


class Capture(Struct, frozen=True, kw_only=True):
    """How bytes were had, as WARC 1.1 has it: from which `uri`, when (UTC, ISO 8601), of which
    media type; from a web server also its address and, as they went over the wire, what was
    asked (`request`) and answered (`response`): the first line, then the header's fields.

    A field's value is text of Latin-1, as HTTP's is. Where a body came compressed or in chunks,
    the bytes kept are those after decoding, and the header's fields say how it came.
    """

    uri: str
    at: str = ""
    media_type: str | None = None
    address: str | None = None
    request_line: str | None = None
    request: tuple[tuple[str, str], ...] = ()
    status_line: str | None = None
    response: tuple[tuple[str, str], ...] = ()


class Reference(Struct, frozen=True, kw_only=True):
    """Where bytes lie that need not be kept again: the record of a WARC file that begins at an
    offset of the file as it is (compressed, where it is).
    """

    file: str
    offset: int


class Refusal(Struct, frozen=True, kw_only=True):
    """An input, or part of one, that was not read, and why."""

    source: str
    stage: str
    reason: str


class Marks(Struct, frozen=True, kw_only=True):
    """What is remembered of one address.

    `etag` and `modified` are the server's marks of the version last seen; `mark` the day that
    a feed or sitemap gave for it; `refused` why there was no article, None if there was one.
    """

    etag: str | None = None
    modified: str | None = None
    mark: str | None = None
    refused: str | None = None


class SourceHealth(Struct, frozen=True, kw_only=True):
    """How a declared source fares. Moments are ISO 8601 in UTC.

    `due` is when it is asked next; `problem` what went wrong at the last pass, None if nothing
    did; `failures` how many passes in a row it failed; `yields` how many new reports the last
    passes brought, oldest first; `listed` how many addresses it listed at the last one;
    `refused` how many of its pages were refused in all, `articles` how many were kept.
    """

    address: str
    outlet: str | None = None
    due: str = ""
    last_pass: str | None = None
    last_success: str | None = None
    last_new: str | None = None
    problem: str | None = None
    failures: int = 0
    yields: tuple[int, ...] = ()
    listed: int = 0
    articles: int = 0
    refused: int = 0


# ---------------------------------------------------------------- triage


class Hit(Span, frozen=True, kw_only=True):
    """Words that speak of something the workspace follows.

    `what` is the regime whose State (`state`) or one of whose measures (`measure`) they name,
    the record of a listed party (`party`), or the owner's own term (`term`).
    """

    kind: HitKind
    what: str


class Triage(Struct, frozen=True, kw_only=True):
    """Whether an article is worth reading for what the workspace follows, and why."""

    article: str
    followed: bool
    hits: tuple[Hit, ...] = ()


# ---------------------------------------------------------------- read


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

    `speakers` are referents; `via` who relayed it (KCNA, a spokesman, state media).
    """

    direct: bool
    speakers: tuple[int, ...] = ()
    cue: Span | None = None
    via: tuple[int, ...] = ()
    partial: bool = False


class Cue(Span, frozen=True, kw_only=True):
    """Words that decided a field of a record; `field` names it."""

    field: str


class Attribution(Struct, frozen=True, kw_only=True):
    """One link of who says so: `says` it, `relays` it. The publisher is the article's outlet."""

    role: Literal["says", "relays"]
    referent: int
    cue: Span | None = None


class Argument(Span, frozen=True, kw_only=True):
    """Who or what takes part in a clause, and as what.

    `role` agent (who does it), patient (to what or whom), recipient, source, goal, companion,
    instrument, purpose, place, time, topic, manner, condition; `head` the lemma of its head
    word; `lemmas` those of all its content words in order; `referents` the people and things
    in it, first its head's; `countries` the states it names, by name or adjective
    (*tropas norcoreanas*: KP), in order; `quantity` as written.
    """

    role: str
    head: str
    lemmas: tuple[str, ...] = ()
    referents: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    quantity: str | None = None


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


# ---------------------------------------------------------------- date


class Proof(Span, frozen=True, kw_only=True):
    """A span, in this or another article, and what it proves."""

    article: str
    says: str


class Dating(Struct, frozen=True, kw_only=True):
    """When an article was written. `date` is EDTF, `earliest`/`latest` ISO days, inclusive."""

    article: str
    basis: DatingBasis
    date: str | None = None
    earliest: str | None = None
    latest: str | None = None
    why: tuple[Proof, ...] = ()


class Member(Struct, frozen=True, kw_only=True):
    """An article's part in a copy family: how much of it is its own, and where that is."""

    article: str
    own_share: float
    own: tuple[Span, ...] = ()


class CopyFamily(Struct, frozen=True, kw_only=True):
    """Articles with one textual origin. `origin` is an agency, an outlet, or None: unknown."""

    id: str
    members: tuple[Member, ...]
    origin: str | None = None
    origin_kind: Literal["agency", "outlet", "unknown"] = "unknown"


# ---------------------------------------------------------------- lists


class ListedName(Struct, frozen=True, kw_only=True):
    """A name on a list, with the list's own judgement of its quality, and its script."""

    text: str
    quality: Literal["primary", "good", "weak"] = "primary"
    script: str = "Latin"


class Record(Struct, frozen=True, kw_only=True):
    """One entry of one list, as the publisher gives it.

    `list` is how it is cited (`UN 1718`, `EU 269/2014`, `US OFAC SDN`), `record` its number
    there. Dates are EDTF; `listed_on` None where the list gives none. `delisted_between` are
    the dates of the last version held with it and the first without; `seen` those of the first
    and the last version held with it, `absent_on` that of the last one before those.
    """

    list: str
    record: str
    type: NameType
    names: tuple[ListedName, ...]
    births: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    programme: str | None = None
    reason: str | None = None
    listed_on: str | None = None
    delisted_between: tuple[str, str] | None = None
    seen: tuple[str, str] | None = None
    absent_on: str | None = None
    imo: str | None = None
    addresses: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


class Party(Struct, frozen=True, kw_only=True):
    """A listed person, body or vessel, merged over lists; `id` is stable across versions."""

    id: str
    type: NameType
    label: str
    records: tuple[Record, ...]


class Why(Struct, frozen=True, kw_only=True):
    """Which part of a name matched which part of a listed name, and how."""

    part: str
    listed: str
    how: str
    weight: float


class Match(Struct, frozen=True, kw_only=True):
    """That somebody named may be on a list, with the reasons and the date it speaks of.

    `score` is 0 to 1; `in_force` says whether the record stood on `as_of`, `basis` how that
    is known. `via` tells how it was reached: the name itself, or an office and its holder.
    `identity` is what speaks for it being the same one: the name only (a namesake would match
    as well), what the article says besides (state, office, others of the programme), or a
    person's word; `grounds` say what, for and against. `version` is another where the record
    says otherwise who is meant.
    """

    party: str
    list: str
    record: str
    name: str
    score: float
    why: tuple[Why, ...] = ()
    as_of: str | None = None
    in_force: Force = "unknown"
    basis: str = ""
    programme: str | None = None
    listed_on: str | None = None
    via: Literal["name", "office"] = "name"
    disposition: Disposition = "open"
    identity: Identity = "name"
    grounds: tuple[str, ...] = ()
    version: str = ""

    @property
    def established(self) -> bool:
        """Whether more than the name speaks for it, and no person has said otherwise."""
        return self.identity != "name" and self.disposition != "different"


# ---------------------------------------------------------------- link


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
    that typed it, `cues` the words that decided each field. `understood` are those sides that
    the sentence does not name: they are taken over from other sentences of the article.
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


# ---------------------------------------------------------------- group


class Report(Struct, frozen=True, kw_only=True):
    """One article's part in an event: its main matter or background it recalls."""

    article: str
    role: Literal["main", "background"]
    spans: tuple[Span, ...] = ()
    adds: tuple[Span, ...] = ()


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened, told by one or more reports. `date` is EDTF."""

    id: str
    title: str
    kind: str
    date: str | None
    place: str | None
    participants: tuple[str, ...]
    reports: tuple[Report, ...]
    earliest: str | None = None
    latest: str | None = None


class Story(Struct, frozen=True, kw_only=True):
    """Events in one line, over months or years, oldest first."""

    id: str
    title: str
    events: tuple[str, ...]
    articles: tuple[str, ...]


class Rendering(Span, frozen=True, kw_only=True):
    """One wording of an utterance, in one article."""

    article: str
    direct: bool


class Utterance(Struct, frozen=True, kw_only=True):
    """One thing said by one speaker on one occasion, in all its renderings."""

    id: str
    speaker: str
    occasion: str | None
    renderings: tuple[Rendering, ...]


class SideSpan(Span, frozen=True, kw_only=True):
    """A span that holds one side of a conflict, and its textual origin if known."""

    article: str
    origin: str | None = None


class Side(Struct, frozen=True, kw_only=True):
    """One of the values that reports give, and where they give it."""

    value: str
    evidence: tuple[SideSpan, ...]


class Conflict(Struct, frozen=True, kw_only=True):
    """Reports of one event that cannot all be right about one `attribute`."""

    id: str
    event: str
    attribute: Literal["date", "place", "number", "participants", "agent", "denial", "wording"]
    about: str
    sides: tuple[Side, ...]


class Entity(Struct, frozen=True, kw_only=True):
    """Somebody or something named in the press, listed or not."""

    key: str
    label: str
    type: NameType
    country: str | None
    forms: tuple[str, ...]
    articles: tuple[str, ...]
    matches: tuple[Match, ...] = ()


# ---------------------------------------------------------------- find


class Evidence(Span, frozen=True, kw_only=True):
    """A statement as a finding's evidence, with the origin it is counted under."""

    statement: str
    article: str
    source: str
    measure: str
    modality: Modality
    attribution: tuple[Said, ...]
    origin: str | None
    outlet: str | None = None
    date: str | None = None
    understood: tuple[str, ...] = ()


class Origins(Struct, frozen=True, kw_only=True):
    """Independent origins: the known ones by name, and how many are unknown."""

    known: tuple[str, ...]
    unknown: int


class Admiralty(Struct, frozen=True, kw_only=True):
    """Reliability of the source (A–F) and credibility of the information (1–6), with reasons."""

    code: str
    reasons: tuple[str, ...]


class Revision(Struct, frozen=True, kw_only=True):
    """A change of a finding: when, what changed, by rule or by whom."""

    at: str
    what: str
    by: str


class Finding(Struct, frozen=True, kw_only=True):
    """An activity held against a paragraph of a regime, graded, with all its evidence.

    `kind` lead: only offered, planned, suspected, or reached through an office table.
    `official_by` are parties to the act who say so themselves; `denied_by` who denies it.
    `indicators` are the pack's rules that typed the evidence; `understood` those sides that no
    sentence of the evidence names together with the act.
    """

    id: str
    regime: str
    measure: str
    provisions: tuple[str, ...]
    kind: Literal["finding", "lead"]
    actors: tuple[str, ...]
    counterparts: tuple[str, ...]
    direction: str | None
    period: str | None
    evidence: tuple[Evidence, ...]
    origins: Origins
    status: Status
    admiralty: Admiralty
    official_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    reply: str | None = None
    parties: tuple[Match, ...] = ()
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()
    review: Review = "open"
    stale_review: bool = False
    history: tuple[Revision, ...] = ()
    first_seen: str | None = None


# ---------------------------------------------------------------- review


class Decision(Struct, frozen=True, kw_only=True):
    """What a person decided; decisions form a log that only grows, each hashed with the last.

    `kind` match (`target` is `key|list|record`: same, different, unsure), party (`target` is
    `record|record`: two records of lists, same, different, open), statement (its id: amend
    with `changes`, reject) or finding (its id: assessed, confirmed, dismissed, open;
    reply with the words of those named; attach with a file's hash). `statements` are those
    the decision on a finding was made on, `version` and `identity` those of the match that one
    on a match was made on. `hash` covers every field and `previous`.
    """

    number: int
    at: str
    by: str
    kind: Literal["match", "party", "statement", "finding"]
    target: str
    decision: str
    reason: str = ""
    statements: tuple[str, ...] = ()
    changes: dict[str, str] = {}
    version: str = ""
    identity: str = ""
    previous: str = ""
    hash: str = ""
