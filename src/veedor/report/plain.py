"""A finding in one plain sentence, made of known fields alone: who says what of whom.

It never exceeds the evidence: it names those who say so, how they say it (as done, offered,
suspected …), which way it goes, what and how much in the words of the press, and who denies.
"""

from __future__ import annotations

from veedor.model import Evidence, Finding, Modality, Statement
from veedor.report.phrases import Phrases
from veedor.report.telling import telling_first
from veedor.report.view import View
from veedor.report.words import flow, joined, names

__all__ = ["in_a_sentence"]

#: The firmest manner in which any of the evidence speaks is the one that the sentence gives.
_FIRMNESS: tuple[Modality, ...] = (
    "done", "ongoing", "agreed", "offered", "planned", "sought", "demanded", "suspected", "denied",
)  # fmt: skip
#: So many words of the press are enough to say what it was.
_LONGEST = 90
#: Actors of so many letters are codes of states.
_STATE = 2


def in_a_sentence(finding: Finding, view: View, say: Phrases) -> str:
    """*According to South Korea, told as done: arms exports, from … to … («…»).*

    Empty where no sentence of the evidence may be shown.
    """
    if not finding.evidence:
        return ""
    firmest = min((item.modality for item in finding.evidence), key=_FIRMNESS.index)
    measure = view.packs[finding.regime].measures[finding.measure]
    what = measure.title.get(say.code) or finding.measure
    way = flow(finding.direction, measure.direction, say)
    whose = _travellers(finding, view, say)
    words = _words_of(finding, firmest, view)
    told = say(
        "in_a_sentence",
        who=_who(finding, firmest, view, say),
        manner=say(f"modality.{firmest}"),
        what=what[:1].lower() + what[1:],
        whose=f", {whose}" if whose else "",
        way=f", {way}" if way else "",
        words=f" ({say('quoted', words=words)})" if words else "",
    )
    if finding.denied_by:
        told += f" {say('denied_sentence', names=names(finding.denied_by, view, say))}"
    return told


def _travellers(finding: Finding, view: View, say: Phrases) -> str:
    """Whose journey it was: a travel ban is about somebody."""
    ban = view.packs[finding.regime].header.travel_ban
    if ban is None or finding.measure != ban.measure:
        return ""
    told = names((key for key in finding.actors if len(key) != _STATE), view, say)
    if told and any(match.via == "office" for match in finding.parties):
        told += f" ({say('via_office')})"
    return told


def _who(finding: Finding, manner: Modality, view: View, say: Phrases) -> str:
    """Who says so in that manner: whoever only suspects it does not say that it was done."""
    told_so = [item for item in finding.evidence if item.modality == manner]
    known = [k for k in finding.origins.known if any(item.origin == k for item in told_so)]
    if known:
        told = say("according", names=names(known, view, say))
        return told[:1].upper() + told[1:]
    if all(_is_unnamed(item) for item in told_so):
        return say("according_unnamed")
    called = list(dict.fromkeys(who for item in told_so for who in _sources(item, say)))
    untold = [item for item in told_so if not _sources(item, say)]
    if called:
        if untold:
            called.append(say("reports_untold", n=len({item.article for item in untold})))
        told = say("according", names=joined(called, say))
        return told[:1].upper() + told[1:]
    return say("according_unknown", n=len({item.article for item in told_so}))


def _sources(item: Evidence, say: Phrases) -> list[str]:
    """Whom the sentence gives as its source, where that is none of the known origins: a body
    of which it does not tell whose it is, or somebody whom this report leaves out.
    """
    if item.origin is not None:
        return [say("somebody_withheld")]
    return [say("quoted", words=s.label) for s in item.attribution if s.role == "says"]


def _is_unnamed(item: Evidence) -> bool:
    return any(said.kind == "unnamed" for said in item.attribution)


def _words_of(finding: Finding, manner: Modality, view: View) -> str:
    """What was moved, as the press writes it: the first item with a quantity, else the first."""
    statements = [
        statement
        for item in telling_first(finding, view)
        if item.modality == manner and (statement := _statement(item, view)) is not None
    ]
    items = [s.item for s in statements if s.quantity and s.item and s.quantity in s.item]
    items += [s.item for s in statements if s.item]
    return next((item for item in items if len(item) <= _LONGEST), "")


def _statement(item: Evidence, view: View) -> Statement | None:
    linked = view.collection.linked.get(item.article)
    found = (s for s in (linked.statements if linked else ()) if s.id == item.statement)
    return next(found, None)
