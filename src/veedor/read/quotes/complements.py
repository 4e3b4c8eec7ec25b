"""What a reporting verb governs: its clause, infinitive, charge, description or noun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from veedor.read.quotes.cues import Cue
from veedor.read.quotes.lexicon import Lexicon
from veedor.read.quotes.marks import Marked
from veedor.read.quotes.segments import Segment, inside_marks
from veedor.read.syntax import Doc, Token

__all__ = ["Complement", "find_complement"]

#: How far behind its verb a clause may open: recipients, adverbs and an inverted subject with
#: its apposition stand between (said on Monday to reporters the minister of X, N. N., that …).
_REACH = 32
#: The longest aside in commas between a verb and its clause, in tokens.
_ASIDE = 8


@dataclass(frozen=True, slots=True)
class Complement:
    """Token `start` of what is said, and the frame through which the verb governs it."""

    start: int
    frame: str


@dataclass(frozen=True, slots=True)
class _Site:
    """Where a complement is looked for."""

    cue: Cue
    segment: Segment
    marked: list[Marked]
    lexicon: Lexicon


def find_complement(
    cue: Cue, segment: Segment, marked: list[Marked], lexicon: Lexicon
) -> Complement | None:
    """What the cue governs behind it, by the first of its frames that fits."""
    site = _Site(cue, segment, marked, lexicon)
    for frame, search in _SEARCHES.items():
        if frame in cue.frames:
            start = search(site)
            if start is not None and start < segment.end:
                return Complement(start, frame)
    return None


def _that(site: _Site) -> int | None:
    doc, openers = site.segment.doc, site.lexicon.words("complementizers")
    if (cleft := _cleft(site)) is not None:
        return cleft
    for token in doc[site.cue.after : min(site.cue.after + _REACH, site.segment.end)]:
        if token.lower_ in openers and _opens_clause(token, site.cue, site.lexicon):
            return int(token.i) + 1
        if _breaks(token, site.marked) and token.lower_ not in site.lexicon.words("ago"):
            break
    return _bare(site.cue, site.segment, site.lexicon) if site.lexicon.cues["bare_clause"] else None


def _without_aside(between: list[Token]) -> list[Token]:
    """The words without an aside in commas that opens them: *insistió, además, en que*."""
    if not between or between[0].text != ",":
        return between
    closing = next((k for k, t in enumerate(between[1 : _ASIDE + 1], 1) if t.text == ","), None)
    return between if closing is None else between[closing + 1 :]


def _cleft(site: _Site) -> int | None:
    """*Lo que X subrayó es que …*: the clause behind the copula."""
    doc, at, lexicon = site.segment.doc, site.cue.after, site.lexicon
    if at + 1 >= site.segment.end or doc[at].lower_ not in lexicon.words("copulas"):
        return None
    if doc[at + 1].lower_ not in lexicon.words("complementizers"):
        return None
    opening = " ".join(t.lower_ for t in doc[site.segment.start : site.cue.start])
    cleft = any(words in f" {opening} " for words in lexicon.words("cleft"))
    return at + 2 if cleft else None


def _breaks(token: Token, marked: list[Marked]) -> bool:
    finite = token.pos_ in {"VERB", "AUX"} and "Fin" in token.morph.get("VerbForm", [])
    return finite or token.text in {":", ";"} or inside_marks(marked, token.idx) is not None


def _opens_clause(token: Token, cue: Cue, lexicon: Lexicon) -> bool:
    """A conjunction, not a relative: it stands right behind the verb or is tagged as one."""
    between = _without_aside(token.doc[cue.after : token.i])
    last = between[-1] if len(between) else None
    if last is not None and last.pos_ == "CCONJ":
        return False
    if cue.frames.get("that") == "asks" and _is_of_thing(token, between, lexicon):
        return False
    if token.dep_ == "mark" and token.head.head.i == cue.verb:
        return True
    if cue.frames.get("that") == "asks" and _is_addressee(between, lexicon):
        return True
    if any(t.text == "," for t in between) and last is not None and last.text != ",":
        return False
    linked = last is not None and last.lower_ in lexicon.words("complementizer_after")
    if last is not None and last.pos_ == "ADP" and not linked:
        return False
    if last is not None and last.lower_ in lexicon.words("time_nouns"):
        return True
    governor = token.head.head
    ago = governor.lower_ in lexicon.words("ago")  # aseguró hace diez días que …
    if governor.pos_ == "VERB" and cue.after <= governor.i < token.i and not ago:
        return False
    passed = lexicon.words("complementizer_after") | lexicon.words("days")
    if all(t.pos_ in {"ADV", "DET"} or t.lower_ in passed for t in between):
        return True
    if token.pos_ == "SCONJ" or token.dep_ == "mark":
        return True
    # Behind a speaker's apposition the parser takes it for a relative; a subject of its own
    # behind it shows that it is none: people are seldom the object of such clauses.
    own = any(child.dep_ == "nsubj" and child.i > token.i for child in token.head.children)
    own = own and not any(t.dep_ in {"obj", "dobj"} and t.head.i == cue.verb for t in between)
    return own and token.i > 0 and token.doc[token.i - 1].is_punct


def _is_of_thing(opener: Token, between: list[Token], lexicon: Lexicon) -> bool:
    """*mandó una carta que no llegó*: a relative of what was sent, in the mood of facts."""
    things = (t for t in between if t.dep_ in {"obj", "dobj"} and t.pos_ == "NOUN")
    if not any(all(child.dep_ != "case" for child in thing.children) for thing in things):
        return False
    behind = opener.doc[opener.i + 1 : opener.i + 9]
    verb = next((t for t in behind if t.pos_ in {"VERB", "AUX"}), None)
    moods = lexicon.words("moods_of_facts")
    return verb is not None and any(m.lower() in moods for m in verb.morph.get("Mood", []))


def _is_addressee(between: list[Token], lexicon: Lexicon) -> bool:
    """Whether only *a los Estados* stands between: pidió a los Estados que vigilen."""
    while between and (between[0].lower_ in lexicon.words("days") or between[0].pos_ == "DET"):
        between = between[1:]  # recomendó este jueves a las federaciones que …
    if not between or between[0].lower_ not in lexicon.words("urge_person"):
        return False
    return all(t.pos_ in {"ADP", "DET", "NOUN", "PROPN", "ADJ"} for t in between)


def _bare(cue: Cue, segment: Segment, lexicon: Lexicon) -> int | None:
    """A clause without a conjunction, as the parse attaches it: he said it rained."""
    verb = segment.doc[cue.verb]
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i:
            first = min(token.i for token in child.subtree)
            opens = segment.doc[first].lower_ in lexicon.words("complementizers")
            parted = not opens and any(t.text == ":" for t in segment.doc[cue.after : first])
            if first >= cue.after and not (parted or segment.doc[first].is_punct):
                opener = segment.doc[first].lower_
                first += opener in lexicon.words("complementizers")
                return int(first) if opener not in lexicon.words("questions") else None
    return None


def _question(site: _Site) -> int | None:
    """An indirect question, its preposition with it; not one that only tells what is told:
    *cuenta por qué rechazó la oferta*."""
    doc, start = site.segment.doc, site.cue.after
    start += len(doc[start : site.segment.end]) - len(_without_aside(doc[start : site.segment.end]))
    for token in doc[start : min(start + 4, site.segment.end)]:
        if token.lower_ in site.lexicon.words("questions") and not inside_marks(
            site.marked, token.idx
        ):
            led = token.i > site.cue.after and token.doc[token.i - 1].pos_ == "ADP"
            asks = site.cue.frames["wh"] == "asks"
            return (int(token.i) - 1 if asks else None) if led else int(token.i)
        if token.pos_ not in {"ADV", "PRON", "ADP", "NOUN", "PROPN", "DET"}:
            break
    return None


def _infinitive(site: _Site) -> int | None:
    """The infinitive right behind: prometió (incondicionalmente) apoyar."""
    marker = site.lexicon.words("infinitive_to")
    doc = site.segment.doc
    start = _behind_addressee(site.cue, site.segment, site.lexicon)
    for token in doc[start : min(start + 4, site.segment.end)]:
        if marker:
            if token.lower_ in marker and _is_infinitive_at(doc, token.i + 1, site.segment):
                return int(token.i) + 1
        elif _is_infinitive(token):
            denied = token.i > start and doc[token.i - 1].lower_ in site.lexicon.words("negators")
            return int(token.i) - denied
        if token.pos_ not in {"ADV", "PART"} and token.lower_ not in site.lexicon.words("negators"):
            break
    return None


def _behind_addressee(cue: Cue, segment: Segment, lexicon: Lexicon) -> int:
    """The token behind *a las autoridades* in sugirió a las autoridades abrir el puerto."""
    doc, at = segment.doc, cue.after
    if not (at < segment.end and doc[at].lower_ in lexicon.words("urge_person")):
        return at
    for token in doc[at + 1 : min(at + 8, segment.end)]:
        if token.pos_ not in {"DET", "NOUN", "ADJ", "PROPN", "ADP"}:
            free = token.i > at + 1 and doc[token.i - 1].pos_ != "ADP"
            return int(token.i) if free else at
    return at


def _is_infinitive(token: Token) -> bool:
    return "Inf" in token.morph.get("VerbForm", []) and token.pos_ in {"VERB", "AUX"}


def _is_infinitive_at(doc: Doc, at: int, segment: Segment) -> bool:
    return at < segment.end and (_is_infinitive(doc[at]) or doc[at].tag_ == "VB")


def _urge(site: _Site) -> int | None:
    """A person and an infinitive; from the person on, without its preposition."""
    doc, links = site.segment.doc, site.lexicon.words("urge_links")
    first = None
    for token in doc[site.cue.after : min(site.cue.after + _REACH, site.segment.end)]:
        if token.lower_ in links and _is_infinitive_at(doc, token.i + 1, site.segment):
            named = first is not None or site.lexicon.words("urge_person") or site.cue.passive
            return (int(token.i) + 1 if first is None else first) if named else None
        if token.text in {",", ";", ":"} or token.lower_ in site.lexicon.words("complementizers"):
            return None
        if first is None and token.lower_ not in site.lexicon.words("urge_person"):
            first = int(token.i)
    return None


def _to(site: _Site) -> int | None:
    return _behind(site.cue, site.segment, site.lexicon.words("urge_links"), verbal=True)


def _of(site: _Site) -> int | None:
    """The charge: de + infinitive first, a bare noun only behind a person."""
    return _behind(site.cue, site.segment, site.lexicon.words("charge_links"), verbal=True)


def _for(site: _Site) -> int | None:
    return _behind(site.cue, site.segment, site.lexicon.words("argue_links"), near=2)


def _with(site: _Site) -> int | None:
    return _behind(site.cue, site.segment, site.lexicon.words("threat_links"), verbal=True)


def _gerund(site: _Site) -> int | None:
    at = site.cue.after
    return at if at < site.segment.end and site.segment.doc[at].tag_ == "VBG" else None


def _blame(site: _Site) -> int | None:
    return _behind(site.cue, site.segment, site.lexicon.words("blame_links"), verbal=True)


def _behind(
    cue: Cue, segment: Segment, links: frozenset[str], verbal: bool = False, near: int = _REACH
) -> int | None:
    """What follows the first linking word; with `verbal` it must be an infinitive or gerund."""
    doc = segment.doc
    for token in doc[cue.after : min(cue.after + near, segment.end - 1)]:
        if token.text in {";", ":"}:
            return None
        following = doc[token.i + 1]
        if verbal and following.is_punct and token.i + 2 < segment.end:
            following = doc[token.i + 2]  # accused of “tilting at windmills”
        fits = not verbal or (_verbal(following) and not _of_noun(following, links))
        if token.lower_ in links and fits:
            return int(token.i) + 1
    return None


def _of_noun(verb: Token, links: frozenset[str]) -> bool:
    """Whether an infinitive belongs to a noun that itself follows the link: la necesidad de …"""
    noun = verb.head
    if verb.dep_ != "acl" or noun.pos_ != "NOUN" or noun.i > verb.i:
        return False
    return any(child.lower_ in links for child in noun.children if child.i < noun.i)


def _verbal(token: Token) -> bool:
    if "Inf" in token.morph.get("VerbForm", []) or token.tag_ in {"VB", "VBG"}:
        return token.pos_ in {"VERB", "AUX"}
    adverb_first = token.pos_ == "ADV" and token.i + 1 < len(token.doc)
    return adverb_first and "Inf" in token.doc[token.i + 1].morph.get("VerbForm", [])


def _as(site: _Site) -> int | None:
    """A description behind como; one behind de counts only in marks (see direct)."""
    start = _behind(site.cue, site.segment, site.lexicon.words("description_links"), near=14)
    if start is None or _crosses_verb(site.cue, start, site.segment):
        return None
    # *dismissed as “groundless”*: the marks alone are what is said (see direct)
    return None if inside_marks(site.marked, site.segment.doc[start].idx + 1) else start


def _crosses_verb(cue: Cue, start: int, segment: Segment) -> bool:
    return any(token.pos_ == "VERB" for token in segment.doc[cue.after : start])


def _noun(site: _Site) -> int | None:
    """A noun phrase right behind: subrayó la necesidad de …"""
    doc, at = site.segment.doc, site.cue.after
    held = inside_marks(site.marked, doc[at].idx) if at + 1 < site.segment.end else None
    if at + 1 >= site.segment.end or (held is not None and held.start > doc[site.cue.verb].idx):
        return None
    if doc[at].pos_ != "DET" or doc[at + 1].pos_ not in {"NOUN", "ADJ", "ADV"}:
        return None
    head = next((t for t in doc[at : min(at + 4, site.segment.end)] if t.pos_ == "NOUN"), None)
    own = "Yes" in doc[at].morph.get("Poss", [])
    return at if head is not None and not own and _tells(head, site.lexicon) else None


def _tells(head: Token, lexicon: Lexicon) -> bool:
    """Whether the noun is what is said, not who says it: subrayó el ministro de Defensa."""
    links = {t.lower_ for child in head.children if child.i > head.i for t in child.children}
    kind = lexicon.sources.get(head.lower_)
    if kind == "person":
        return False
    if kind == "organization":
        return bool(links & lexicon.words("urge_links"))
    return any(child.i > head.i for child in head.children)


_Search = Callable[[_Site], int | None]
_SEARCHES: dict[str, _Search] = {
    "of": _of,
    "blame": _blame,
    "urge": _urge,
    "that": _that,
    "inf": _infinitive,
    "gerund": _gerund,
    "to": _to,
    "with": _with,
    "wh": _question,
    "for": _for,
    "as": _as,
    "noun": _noun,
}
