"""Days, states, sources and records in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from veedor.find.dated import interval
from veedor.model import Dating, Finding, Match, Said
from veedor.read.languages import language
from veedor.report.phrases import LANGUAGES, Phrases, phrases
from veedor.report.view import View

__all__ = [
    "SURE",
    "WIDE",
    "arrow",
    "asked_days",
    "day_of",
    "days",
    "flow",
    "in_words",
    "is_well_dated",
    "joined",
    "label",
    "names",
    "period",
    "record_of",
    "who_says",
]

#: An article dated within more days than this says too little of when it was written to be
#: counted into the period that a report covers. A month tells two monthly reports apart.
SURE = 31
#: An interval wider than this is told by its beginning alone: its end is only the day of
#: collecting. A year tells the reports of one year from those of the next.
WIDE = 366


def arrow(direction: str | None) -> str | None:
    """*KP->RU* as *KP → RU*."""
    return direction and direction.replace("<->", " ↔ ").replace("->", " → ")


def flow(direction: str | None, way: str, say: Phrases) -> str:
    """*KP->RU* as *from North Korea to Russia*; empty if there is no direction.

    `way` is the direction of the measure as its pack tells it: where all States are bound
    (`states`) the first one acts, and nothing goes over to the second; of `self` one acts.
    """
    if not direction:
        return ""
    between, sign, other = direction.partition("<->")
    if sign:
        return say("flow.between", one=state(between, say.code), other=state(other, say.code))
    giver, sign, receiver = direction.partition("->")
    if sign:
        form = "toward" if way == "states" else "from_to"
        return say(f"flow.{form}", one=state(giver, say.code), other=state(receiver, say.code))
    return say("flow.by" if way == "self" else "flow.about", one=state(direction, say.code))


@cache
def _states(code: str) -> dict[str, str]:
    table = language(code).data("countries")["countries"]
    say = phrases(code)
    articled = say("articled").split()
    return {
        country: f"the {names['names'][0]}" if country in articled else names["names"][0]
        for country, names in table.items()
    }


def state(country: str, code: str) -> str:
    """The name of a state in a language; what is no country code stands for itself."""
    return _states(code).get(country, country)


def label(key: str, view: View, say: Phrases) -> str:
    """What a key is called: a state, or its government, by its name in the report's language."""
    known = _states(say.code).get(view.states.get(key, key))
    if known is None and key in view.described:
        return _quoted(view.label(key), say)
    return known or view.label(key)


def _quoted(description: str, say: Phrases) -> str:
    """A description of somebody whom the text does not name, in its own words: one that opened
    its sentence loses its capital.
    """
    first, *rest = description.split(" ")
    if first.lower() in _determiners() and not first[1:].isupper():
        first = first.lower()
    return say("quoted", words=" ".join((first, *rest)))


@cache
def _determiners() -> frozenset[str]:
    """What a description may begin with, in whichever language its page is written."""
    return frozenset(word for code in LANGUAGES for word in phrases(code)("determiners").split())


def names(keys: Iterable[str], view: View, say: Phrases) -> str:
    """Several keys in words, each once."""
    return joined(dict.fromkeys(label(key, view, say) for key in keys), say)


def joined(words: Iterable[str], say: Phrases) -> str:
    """*a, b and c*."""
    *first, last = list(words) or [""]
    return say("and", first=", ".join(first), last=last) if first else last


def days(edtf: str | None, say: Phrases) -> str:
    """A day, month or interval in words; one of over a year is told by its beginning alone."""
    first, _, last = (edtf or "").partition("/")
    if not first:
        return say("undated_article")
    if not last or last == first:
        return first
    told = interval(edtf)
    if told and (told[1] - told[0]).days > WIDE:
        return say("not_before", first=first)
    return say("between", first=first, last=last)


def period(finding: Finding, say: Phrases) -> str:
    """The days between which an activity is told to have gone on, however many; where nobody
    tells them, those on which it was published.
    """
    first, _, last = (finding.period or "").partition("/")
    if not first:
        return say("period_unknown")
    told = say("between", first=first, last=last) if last else first
    basis = finding.period_basis
    return told if basis in (None, "told") else say(f"basis.{basis}", days=told)


def day_of(article: str, view: View, say: Phrases) -> str:
    """The day on which an article was written, or between which days, in words."""
    return days(view.day(article), say)


def is_well_dated(dating: Dating | None) -> bool:
    """Whether it is known to the month when an article was written."""
    if dating is None or not (dating.earliest and dating.latest):
        return False
    reach = date.fromisoformat(dating.latest) - date.fromisoformat(dating.earliest)
    return reach.days <= SURE


def who_says(attribution: Sequence[Said], view: View, say: Phrases) -> str:
    """Who says so, and through whom, in words: as the article calls them, but for states."""
    says, relays = (
        [_called(said, view, say) for said in attribution if said.role == role]
        for role in ("says", "relays")
    )
    if not says and not relays:
        beside = [_called(said, view, say) for said in attribution if said.role == "beside"]
        return say("source_beside", names=joined(beside, say)) if beside else say("own_words")
    told = [say("according", names=joined(dict.fromkeys(says), say))] if says else []
    if relays:
        told.append(say("relays", name=joined(dict.fromkeys(relays), say)))
    return ", ".join(told)


def _called(said: Said, view: View, say: Phrases) -> str:
    """A State by its name in the report's language; words that only describe, as quoted."""
    state = _states(say.code).get(view.states.get(said.key, said.key))
    if state is None and said.kind == "unnamed":
        return _quoted(said.label, say)
    return state or said.label


def in_words(reason: str, view: View, say: Phrases) -> str:
    """A ground of a match, or a note on who held an office, in the report's language."""
    for pack in view.packs.values():
        for table in pack.offices:
            for holder in table.holders:
                source = f"{pack.id} pack: {holder.told('en')}"
                if reason.endswith(source):
                    told = say("office_table", regime=pack.id, note=holder.told(say.code))
                    return reason.removesuffix(source) + told
    for pattern, words in say.patterns("grounds"):
        found = pattern.fullmatch(reason)
        if found is not None:
            values = (_state_list(value, say.code) for value in found.groups())
            return words.format(*values)
    return reason


def _state_list(value: str, code: str) -> str:
    return ", ".join(state(part, code) for part in value.split(", "))


def asked_days(matches: Iterable[Match], say: Phrases) -> str:
    """The days that reports speak of, from the first to the last."""
    told = sorted(match.as_of for match in matches if match.as_of)
    if not told:
        return say("undated_article")
    first, last = told[0].split("/")[0], max(day.split("/")[-1] for day in told)
    return first if first == last else say("between", first=first, last=last)


def record_of(match: Match, say: Phrases) -> str:
    """*UN 1718 KPi.038 CHO CHUN RYONG (listed 2016-11-30; in force on …)*."""
    details = [say(f"in_force.{match.in_force}", date=asked_days([match], say))]
    if match.listed_on:
        details.insert(0, say("listed_on", date=match.listed_on))
    if match.via == "office":
        details.append(say("via_office"))
    return f"{match.list} {match.record} {match.name} ({'; '.join(details)})"
