"""How sure one may be of a finding: status and Admiralty code, each with its reasons.

Status is rule 1 and 3 of the evidentiary standard: `alleged` when an accuser, a party or an
unnamed source alone says so; `reported` when it is an outlet's or an organisation's own;
`corroborated` when two known origins that are independent, and not both parties to the act,
say so. The press alone never makes anything confirmed.

The Admiralty code is NATO's (STANAG 2511): reliability A–F of the source, credibility 1–6 of
the information. An unknown source is F, never a guess; where the owner of the workspace has
rated an outlet, that counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from veedor.find.origins import Origin
from veedor.model import ASSERTED, CLASSIFIER, Admiralty, Statement, Status

__all__ = ["admiralty", "status_of"]

Weighed = Sequence[tuple[Statement, Origin]]

_OWN_WORK = frozenset({"outlet", "agency", "organization", "document"})
#: The last step of credibility before "cannot be judged".
_DOUBTFUL = 5
#: Reliability by the kind of source, best first; state media and parties speak for a side.
_RELIABILITY = {
    "organization": "B",
    "agency": "B",
    "state": "C",
    "person": "C",
    "party": "D",
    "state-media": "D",
    "outlet": "F",
    "unnamed": "F",
}


def status_of(weighed: Weighed) -> Status:
    """The lowest rung that the statements which assert the act reach.

    An act that nobody asserts as done (a lead) is at most alleged or reported by whoever
    speaks of it; only assertions corroborate.
    """
    asserted = _asserted(weighed)
    parties = {o.key for _, o in asserted if o.key and o.party}
    others = {o.key for _, o in asserted if o.key and not o.party}
    if len(others) >= 2 or (others and parties):
        return "corroborated"
    told = asserted or list(weighed)
    own = any(o.kind in _OWN_WORK and s.modality != "suspected" for s, o in told)
    return "reported" if own else "alleged"


def _asserted(weighed: Weighed) -> list[tuple[Statement, Origin]]:
    return [(s, o) for s, o in weighed if s.modality in ASSERTED and s.kind == "finding"]


def admiralty(
    weighed: Weighed, status: Status, denied: bool, understood: bool = False
) -> Admiralty:
    """The code of the best source and of the information as a whole.

    Whoever only suspects or foresees an act is no source of that it was done.
    Where a side of the act is only `understood` from other sentences than those that tell of
    it, the information is worth one step less; so is what no rule of the pack takes for an act of
    the measure and the classifier alone does. The reasons are slugs (`best-source-agency`,
    `one-origin-denied`), which reports put into words.
    """
    told = _asserted(weighed) or weighed
    grades = sorted({_reliability(origin) for _, origin in told})
    letter, kind = grades[0]
    unnamed = all(kind == "unnamed" for _, kind in grades)
    parties = all(origin.party for _, origin in told)
    credibility, why = _credibility(status, denied, unnamed, parties)
    reasons = [f"best-source-{kind}", why]
    if understood and credibility < _DOUBTFUL:
        credibility += 1
        reasons.append("side-understood")
    supposed = all(statement.indicator == CLASSIFIER for statement, _ in weighed)
    if supposed and credibility < _DOUBTFUL:
        credibility += 1
        reasons.append("classifier-alone")
    return Admiralty(code=f"{letter}{credibility}", reasons=tuple(reasons))


def _reliability(origin: Origin) -> tuple[str, str]:
    """The letter of a source and what it goes by: the owner's rating before the kind's."""
    if origin.rating is not None:
        return origin.rating, "rated"
    kind = _kind(origin)
    return _RELIABILITY[kind], kind


def _kind(origin: Origin) -> str:
    if origin.party and origin.kind != "state-media":
        return "party"
    return origin.kind if origin.kind in _RELIABILITY else "person"


def _credibility(status: Status, denied: bool, unnamed: bool, parties: bool) -> tuple[int, str]:
    if unnamed:
        return 6, "nobody-named"
    number, why = {
        "corroborated": (2, "independent-origins-agree"),
        "reported": (3, "one-origin"),
        "alleged": (4, "party-alone" if parties else "accusation-alone"),
    }[status]
    return (number + 1, f"{why}-denied") if denied else (number, why)
