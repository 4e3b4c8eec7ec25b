"""Which findings are shown, and in what order: the same for the page, the export and the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from veedor.model import Finding

__all__ = ["SORTS", "FindingFilter"]

_STATUS = {"corroborated": 0, "reported": 1, "alleged": 2}

#: How findings can be ordered; the first is the usual one.
SORTS: dict[str, Callable[[Finding], Any]] = {
    "grade": lambda f: (
        f.kind == "lead",
        f.review == "dismissed",
        _STATUS[f.status],
        f.admiralty.code[1],
        f.admiralty.code[0],
        -len(f.origins.known),
        f.id,
    ),
    "date": lambda f: (f.period is None, [-ord(c) for c in _last(f)], f.id),
    "origins": lambda f: (-len(f.origins.known), -f.origins.unknown, f.id),
    "evidence": lambda f: (-len(f.evidence), f.id),
    "measure": lambda f: (f.measure, f.id),
    "new": lambda f: ([-ord(c) for c in f.first_seen or ""], f.id),
}


def _last(finding: Finding) -> str:
    return (finding.period or "").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What somebody asks of findings; an empty string asks nothing.

    `list` is a list as cited, `party` a key of an entity or the id of a listed party,
    `country` an ISO code on either side, `since` and `until` ISO days that the period must
    meet, `origins` the least number of known origins.
    """

    regime: str = ""
    measure: str = ""
    kind: str = ""
    status: str = ""
    review: str = ""
    list: str = ""
    party: str = ""
    country: str = ""
    since: str = ""
    until: str = ""
    origins: str = ""
    sort: str = ""

    @staticmethod
    def of(query: Mapping[str, str]) -> FindingFilter:
        """The filter of an address; what it does not know it leaves alone."""
        known = {field.name for field in fields(FindingFilter)}
        return FindingFilter(**{k: v.strip()[:200] for k, v in query.items() if k in known})

    @property
    def active(self) -> dict[str, str]:
        """What is asked, without the order."""
        asked = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in asked.items() if value and name != "sort"}

    @property
    def query(self) -> str:
        """The filter and the order as the questions of an address."""
        asked = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in asked.items() if value})

    def choose(self, findings: Iterable[Finding]) -> Sequence[Finding]:
        """The findings asked for, in the order asked for."""
        chosen = [finding for finding in findings if self._meets(finding)]
        return sorted(chosen, key=SORTS.get(self.sort, SORTS["grade"]))

    def _meets(self, finding: Finding) -> bool:
        plain = ("regime", "measure", "kind", "status", "review")
        if any(getattr(self, n) and getattr(self, n) != getattr(finding, n) for n in plain):
            return False
        return self._of_whom(finding) and self._when(finding) and self._of_origins(finding)

    def _of_whom(self, finding: Finding) -> bool:
        sides = {*finding.actors, *finding.counterparts}
        if self.list and all(match.list != self.list for match in finding.parties):
            return False
        if self.party and self.party not in sides | {match.party for match in finding.parties}:
            return False
        return not self.country or self.country.upper() in sides

    def _when(self, finding: Finding) -> bool:
        if not (self.since or self.until):
            return True
        if finding.period is None:
            return False
        first, _, last = finding.period.partition("/")
        # Of two partial days the shorter decides: 2024 meets 2024-06-18.
        starts = not self.until or first[: len(self.until)] <= self.until[: len(first)]
        ends = last or first
        return starts and (not self.since or ends[: len(self.since)] >= self.since[: len(ends)])

    def _of_origins(self, finding: Finding) -> bool:
        least = int(self.origins) if self.origins.isdecimal() and len(self.origins) < 6 else 0
        return len(finding.origins.known) >= least
