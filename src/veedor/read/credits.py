"""Who is credited: agencies for the text, services and people for its pictures.

A credit is no subject: the names in it are kept apart (`Referent.credit`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from veedor.model import Line, Span
from veedor.outlets import built_in
from veedor.read.folding import fold
from veedor.read.headers import headers
from veedor.read.languages import language

__all__ = [
    "Credit",
    "Credits",
    "agency_dateline",
    "credit_line",
    "dateline_of",
    "find_credits",
    "photo_credit",
]

#: A credit stands in the last words of a line; the rest of a long paragraph is not looked at.
TAIL = 200
#: An agency's dateline stands in the first words.
HEAD = 120

Role = Literal["agency", "photo-agency", "photographer", "reporter"]


@dataclass(frozen=True, slots=True)
class Credit:
    """One credited name and as what it is credited."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Credits:
    """All credits of an article. `agencies` are the text's origin, never that of pictures."""

    agencies: tuple[str, ...] = ()
    photo_credits: tuple[str, ...] = ()
    byline: str | None = None
    named: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Forms:
    agency: re.Pattern[str]
    photo: re.Pattern[str]
    #: one of these stands in every photo credit with a label: to look for them is quicker
    photo_stems: tuple[str, ...]
    slashed: re.Pattern[str]
    head: re.Pattern[str]
    other: re.Pattern[str]
    bare: re.Pattern[str]
    tail: re.Pattern[str]
    whole: re.Pattern[str]
    closing: re.Pattern[str]
    origin: re.Pattern[str]
    anonymous: frozenset[str]
    services: frozenset[str]


_SPLIT = re.compile(r"\s*[/|·•;,]\s*|\s+[–—-]\s+|\s+(?:y|e|and|con|with|via|vía|para|for)\s+")
_CLOSE = " \t\xa0.)]"


#: Up to three words in capitals, as an agency is called that no list knows.
_NAMED = r"[A-ZÁÉÍÓÚÑÜ][\w’'&-]{2,}(?:\s[A-ZÁÉÍÓÚÑÜ][\w’'&-]+){0,2}"


def _any(phrases: list[str]) -> str:
    longest = sorted({str(phrase) for phrase in phrases}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in longest) + ")"


def _stems(phrases: list[str]) -> tuple[str, ...]:
    """The first words of phrases, without those that hold another of them."""
    words = {str(phrase).split()[0] for phrase in phrases}
    return tuple(sorted(w for w in words if not any(v in w for v in words - {w})))


def _accented(phrases: list[str]) -> str:
    """A pattern for any of the phrases, with or without accents."""
    vowels = {"a": "[aá]", "e": "[eé]", "i": "[ií]", "o": "[oó]", "u": "[uú]"}
    return re.sub(r"(?<!\\)[aeiou]", lambda found: vowels[found.group()], _any(phrases))


@cache
def _forms(code: str) -> _Forms:
    data = language(code).data("credits")
    listed = [*map(str, data["agencies"]), *built_in().agency_names]
    agency = _any(listed + [name.upper() for name in listed if len(name) > 4]) + r"(?!\w)"
    several = rf"{agency}(?:\s?(?:[/|,·–—-]|\b(?:y|e|and)\b)\s?{agency})*"
    photo, text = _any(data["photo_labels"]), _accented(data["text_labels"])
    months, unnamed = _any(data["months"]), _accented(data["unnamed"])
    day = rf"\d{{1,2}}\s?(?:de\s)?(?i:{months})\.?(?:,?\s(?:de\s)?\d{{4}})?"
    day = rf"(?:{day}|(?i:{months})\.?\s\d{{1,2}}(?:,\s\d{{4}})?)"
    close = r"\s?[\])]?\.?\s*$"
    # A place, with its region in brackets or a district's initials; then a day.
    place = r"^\W{0,3}(?P<place>[^\W\d_](?:[^.;:()?!]|\b[A-Z]{1,2}\.){1,70}?(?:\s\([^()]{2,30}\))?)"
    place += rf"(?P<day>[,.]?\s?\(?{day}\)?|,\s\d{{1,2}}(?=\s))?\s?[,.]?\s?"
    dash = r"\s?[.,:]?\s?(?:[-–—]{1,2}|:|\.|$)"
    return _Forms(
        agency=re.compile(rf"(?<!\w){agency}"),
        photo=re.compile(
            rf"(?:^|[(\[]\s?|[.,;:–—|/!?»”\"-]\s?|\s)(?P<label>{photo})(?:\s?:\s?|\s(?:de|by)\s|\s/\s)"
        ),
        photo_stems=_stems(data["photo_labels"]),
        slashed=re.compile(
            rf"(?:^|[(\[]|[.,;–—|]\s|\s)(?P<credit>{agency}\s?/[^.()]{{2,60}}"
            rf"|[^.,()/\[\]]{{2,50}}/[^.()]{{0,40}}?{agency}){close}"
        ),
        head=re.compile(
            rf"{place}(?:[(\[]\s?(?P<a>{several})(?:\s?[,–-]\s?[\w .]{{2,40}})?\s?[)\]]"
            rf"|[/–—-]\s?(?P<b>{several}))(?:{dash}|(?(day)\s(?=\w)|(?!)))"
        ),
        # Any name in brackets between a place and a dash is an agency, known or not.
        other=re.compile(
            rf"{place}[(\[]\s?(?P<c>[^\W\d_][\w ./]{{1,30}})\s?[)\]]"
            r"\s?[.,:]?\s?(?:[-–—]{1,2}\s?|$)"
        ),
        # No agency: a place in capitals, a day perhaps, and a dash (*SEÚL.-*, *LIMA: *).
        bare=re.compile(
            rf"^\W{{0,3}}(?P<place>[^\W\d_a-z][^\W\d_a-zà-ÿ]+(?:[ /-][^\W\d_a-zà-ÿ]+){{0,4}}"
            rf"(?:,\s[^\W\d_][\w ]{{1,25}})?)(?P<day>[,.]?\s?\(?{day}\)?)?\s?[.,:]?\s?"
            r"(?:(?<=\.)[-–—]+|(?<=\s)[–—-]{1,2}\s|(?<=[A-Z]:)\s|[–—]{1,2}\s)"
        ),
        tail=re.compile(
            rf"(?:[.!?»”\"’')\]…]\s?[(\[]?\s?|\s[–—-]+\s?|\s[(\[]\s?)"
            rf"(?:(?i:{text}):?\s)*(?P<credit>{several}){close}"
        ),
        whole=re.compile(
            rf"^\W*(?:(?i:{text}|{unnamed})[:\s]*(?:(?:de|y|la|las|the)\s)*)*"
            rf"(?P<credit>(?:{several})?){close}"
        ),
        # A name in brackets after the last full stop, or alone on the last line.
        closing=re.compile(rf"(?:^\W{{0,3}}|[.!?…»”\"’']\s?)[(\[]\s?(?P<credit>{_NAMED}){close}"),
        origin=re.compile(
            rf"^\W{{0,3}}(?i:{_accented(data['origin_labels'])})[:\s]\s?(?:(?:la|las|los|el|the)\s)?"
            rf"(?P<credit>{_NAMED}(?:(?:,|\s?/|\s(?:y|e|and))\s?{_NAMED})*){close}"
        ),
        anonymous=frozenset(str(word) for word in data["anonymous"]),
        services=frozenset(str(name) for name in data["photo_services"]),
    )


def photo_credit(line: str, code: str) -> tuple[int, int] | None:
    """Where in a line its photo credit stands, without label and brackets; None without one."""
    base = max(0, len(line) - TAIL)
    tail = line[base:]
    forms = _forms(code)
    folded = fold(tail)
    found = None
    if any(stem in folded for stem in forms.photo_stems):
        for found in forms.photo.finditer(folded):  # noqa: B007 (the last one counts)
            pass
    if found and _credit_follows(tail, found, forms.anonymous):
        return _trimmed(line, base + found.end(), len(line))
    slashed = forms.slashed.search(tail) if "/" in tail else None
    if slashed and len(forms.agency.sub("", slashed["credit"])) > 3:
        return _trimmed(line, base + slashed.start("credit"), len(line))
    return None


def _credit_follows(tail: str, found: re.Match[str], anonymous: frozenset[str]) -> bool:
    """Whether after the label come a few names and then nothing."""
    rest = tail[found.end() :].rstrip(_CLOSE)
    if not rest or len(rest) > 100 or re.search(r"[.!?]\s+(?:\w{4,}|[(\[])", rest):
        return False
    words = re.findall(r"[^\W\d_]+", rest)
    words = [word for word in words if len(word) > 3 and fold(word) not in anonymous]
    capital = [word for word in words if word[0].isupper()]
    labelled = found.group().rstrip().endswith(":")
    within = found.group()[:1].isspace() and not tail[found.start("label")].isupper()
    if within and not labelled:
        return False  # una semana después de la captura de Maduro
    return len(capital) >= (len(words) + 1) // 2 if labelled else (
        bool(rest[:1].isupper()) and len(capital) == len(words) and ":" not in rest
    )  # fmt: skip


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    while end > start and line[end - 1] in _CLOSE:
        end -= 1
    while start < end and line[start] in " ([\xa0":
        start += 1
    return start, end


def credit_line(line: str, code: str) -> bool:
    """Whether the whole line only credits agencies (*EFE*, *Con información de AFP*)."""
    if len(line) > 90 or not line.strip(" .()[]-–—"):
        return False
    forms = _forms(code)
    return bool(
        forms.whole.match(line)
        or forms.origin.match(line)
        or ((closing := forms.closing.match(line)) and not headers(code).place(closing["credit"]))
    )


def find_credits(lines: Sequence[Line], code: str) -> Credits:
    """The credits of an article, from its classified lines."""
    forms = _forms(code)
    named: list[Credit] = []
    photos: list[str] = []
    for line in lines:
        if line.kind in ("caption", "title", "lead", "body") and (
            place := photo_credit(line.text, code)
        ):
            parts = list(_parts(line, place, forms))
            named += parts
            agencies = [part.span.text for part in parts if part.role == "photo-agency"]
            photos.append(" / ".join(agencies) or line.text[slice(*place)])
    text = [*_heads(lines, forms), *_tails(lines, forms, code), *_bylines(lines, forms, code)]
    authors = list(_authors(lines, code))
    return Credits(
        agencies=tuple(dict.fromkeys(span.text for span in text)),
        photo_credits=tuple(dict.fromkeys(photos)),
        byline=authors[0].text if authors else None,
        named=(*named, *(Credit(span, "agency") for span in text)),
    )


def _span(line: Line, start: int, end: int) -> Span:
    return Span(start=line.start + start, end=line.start + end, text=line.text[start:end])


def _parts(line: Line, place: tuple[int, int], forms: _Forms) -> Iterator[Credit]:
    """The parts of a photo credit: agencies, and what looks like a person."""
    position = place[0]
    for gap in [*_SPLIT.finditer(line.text, *place), None]:
        end = gap.start() if gap else place[1]
        piece = line.text[position:end]
        if forms.agency.fullmatch(piece) or (piece and " " not in piece):
            yield Credit(_span(line, position, end), "photo-agency")
        elif len(piece) > 3:
            yield Credit(_span(line, position, end), "photographer")
        position = gap.end() if gap else end


def _agencies(line: Line, start: int, end: int, forms: _Forms) -> Iterator[Span]:
    for found in forms.agency.finditer(line.text, start, end):
        yield _span(line, found.start(), found.end())


def _heads(lines: Sequence[Line], forms: _Forms) -> Iterator[Span]:
    """Agencies of datelines inside a paragraph: `Seúl, 5 jun (EFE).-`."""
    subject = [line for line in lines if line.kind in ("lead", "body", "dateline")]
    for line in subject[:4]:
        head = line.text[:HEAD]
        if found := forms.head.match(head):
            group = "a" if found["a"] else "b"
            yield from _agencies(line, found.start(group), found.end(group), forms)
        elif found := _unlisted_head(head, forms):
            yield _span(line, *found.span("c"))


def _unlisted_head(head: str, forms: _Forms) -> re.Match[str] | None:
    """An agency that no list knows: after a day, or after a place in capitals."""
    found = forms.other.match(head) if "(" in head or "[" in head else None
    if found is None or not found["c"][0].isupper():
        return None
    place = head[: found.start("c")].strip(" ([")
    return found if found["day"] or place.isupper() else None


def dateline_of(line: str, code: str) -> tuple[int, int]:
    """The ends of the place and of the whole dateline that a paragraph begins with
    (*Lima, 3 abr (ANDINA).-*); zeros if there is none."""
    return _dateline(line[:HEAD], code)


@lru_cache(maxsize=256)
def _dateline(head: str, code: str) -> tuple[int, int]:
    """Asked of the same line by names, quotations and each clause."""
    forms = _forms(code)
    found = forms.head.match(head) or _unlisted_head(head, forms) or forms.bare.match(head)
    if found is None:
        return 0, 0
    place = found.start("day") if found["day"] else found.end("place")
    return place, found.end()


def agency_dateline(line: str, code: str) -> bool:
    """Whether the whole line is place, day and agency (*LIMA, 3 Abr. (ANDINA) -*)."""
    if credit_line(line, code):
        return False
    forms = _forms(code)
    found = (forms.head.match(line) or _unlisted_head(line, forms)) if len(line) < HEAD else None
    return bool(found and not line[found.end() :].strip())


def _tails(lines: Sequence[Line], forms: _Forms, code: str) -> Iterator[Span]:
    """Agencies that close the text, in or below its last paragraph."""
    body = [line for line in lines if line.kind in ("lead", "body")]
    for line in body[-1:]:
        base = max(0, len(line.text) - TAIL)
        if found := forms.tail.search(line.text, base):
            yield from _agencies(line, found.start("credit"), found.end("credit"), forms)
        elif (found := forms.closing.search(line.text, base)) and not headers(code).place(
            found["credit"]
        ):
            yield _span(line, *found.span("credit"))


def _bylines(lines: Sequence[Line], forms: _Forms, code: str) -> Iterator[Span]:
    """Agencies on lines of their own or beside place and date."""
    for line in lines:
        if line.kind not in ("byline", "dateline"):
            continue
        known = list(_agencies(line, 0, len(line.text), forms))
        if known and all(span.text in forms.services for span in known):
            continue
        yield from known or _unlisted(line, forms, code)


def _unlisted(line: Line, forms: _Forms, code: str) -> Iterator[Span]:
    """Agencies that only their place on the line tells."""
    for part in headers(code).parts(line.text):
        if part.role == "agency":
            named = headers(code).agency.match(fold(line.text[part.start : part.end]))
            yield _span(line, part.start + (named.start("name") if named else 0), part.end)
    if found := forms.origin.match(line.text) or forms.closing.match(line.text):
        position = found.start("credit")
        for gap in [*_SPLIT.finditer(line.text, *found.span("credit")), None]:
            end = gap.start() if gap else found.end("credit")
            yield _span(line, position, end)
            position = gap.end() if gap else end


def _authors(lines: Sequence[Line], code: str) -> Iterator[Span]:
    """Who wrote: the person's part of a line of several, or a whole byline that is no credit."""
    for line in lines:
        if line.kind not in ("byline", "dateline"):
            continue
        parts = headers(code).parts(line.text)
        if parts:
            yield from (_span(line, p.start, p.end) for p in parts if p.role in ("person", "staff"))
        elif line.kind == "byline" and not (
            credit_line(line.text, code) or headers(code).desk(line.text)
        ):
            yield line
