"""Who of those named stands, or stood, on a list: by record, with the days it was in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from veedor.model import Match
from veedor.report.phrases import Phrases
from veedor.report.view import Mention, View
from veedor.report.words import asked_days, in_words

__all__ = ["ListedParty", "forces", "listed_parties", "mentions_by_party"]

_FORCES = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class ListedParty:
    """Somebody named who stands, or stood, on a list."""

    label: str
    records: tuple[str, ...]


def mentions_by_party(view: View, *, established: bool = True) -> dict[str, list[Mention]]:
    """The mentions of each listed party under the fullest name that the press gives it.

    `established` chooses those for whom more than the name speaks; the others only share a
    name with a listed party. Matches that a person has called different are in neither.
    """
    found: dict[str, list[Mention]] = {}
    for mention in view.mentions():
        match = mention.match
        if match.disposition != "different" and match.established is established:
            found.setdefault(match.party, []).append(mention)
    by_label: dict[str, list[Mention]] = {}
    for mentions in found.values():
        fullest = max((m.label for m in mentions), key=lambda text: (len(text), text))
        by_label.setdefault(fullest, []).extend(mentions)
    return dict(sorted(by_label.items()))


def listed_parties(view: View, say: Phrases, *, established: bool = True) -> Iterator[ListedParty]:
    """Each party with its records, and for each when it was or was not in force."""
    for label, mentions in mentions_by_party(view, established=established).items():
        records: dict[tuple[str, str], list[Match]] = {}
        for mention in mentions:
            match = mention.match
            records.setdefault((match.list, match.record), []).append(match)
        told = [_record(found, say) for found in records.values()]
        if not established:
            told += [in_words(ground, view, say) for ground in _grounds(mentions)]
        yield ListedParty(label, tuple(told))


def _grounds(mentions: Sequence[Mention]) -> list[str]:
    return list(dict.fromkeys(ground for m in mentions for ground in m.match.grounds))


def _record(matches: Sequence[Match], say: Phrases) -> str:
    """One record, listed when, and on which days that reports speak of it was in force."""
    match = matches[0]
    programme = f" ({match.programme})" if match.programme else ""
    listed = [say("listed_on", date=match.listed_on)] if match.listed_on else []
    return f"{match.list} {match.record}{programme}: {'; '.join([*listed, *forces(matches, say)])}"


def forces(matches: Sequence[Match], say: Phrases) -> Iterator[str]:
    """Whether a record was in force, with the days that were asked about; and that no text names
    its holder, where only an office led there.
    """
    by_force: Mapping[str, list[Match]] = {
        force: [match for match in matches if match.in_force == force] for force in _FORCES
    }
    for force, found in by_force.items():
        if found:
            yield say(f"in_force.{force}", date=asked_days(found, say))
    if all(match.via == "office" for match in matches):
        yield say("via_office")
