"""How each State voted, where reports of one vote do not agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from veedor.group.collection import Collection
from veedor.group.conflicts.facts import table
from veedor.group.conflicts.sides import Evidence, conflict
from veedor.group.events import Told
from veedor.group.profiles import Profile
from veedor.model import Argument, Clause, Conflict, Span

__all__ = ["ballot_conflicts"]


#: Characters between a name and the verb or the name that it goes with (* y *, * and *, *, *).
CLOSE = 5


def _voters(collection: Collection, profile: Profile, clause: Clause) -> set[str]:
    """The States that a clause has as subject, themselves and not by somebody of theirs."""
    linked = collection.linked[profile.article]
    agents: list[Argument] = [a for a in clause.arguments if a.role == "agent"]
    found = {
        subject.country
        for argument in agents
        for number in argument.referents
        if (subject := linked.subjects[number]).type in ("country", "government")
        and subject.country
    }
    # The name right before the verb is its subject, whatever the parse says: *thirteen voted in
    # favour and China abstained*.
    return _before(collection, profile, clause) or {country for country in found if country}


def _before(collection: Collection, profile: Profile, clause: Clause) -> set[str]:
    """The State whose name stands right before the verb, unless another is joined to it."""
    reading, linked = collection.readings[profile.article], collection.linked[profile.article]
    start = clause.predicate.start
    name = next((n for n in reading.names if 0 < start - n.end <= CLOSE), None)
    if name is None or name.type not in ("country", "government"):
        return set()
    joined = any(0 < name.start - other.end <= CLOSE for other in reading.names)
    country = linked.subjects[name.referent].country
    return {country} if country and not joined else set()


def _ballots(collection: Collection, profile: Profile) -> Iterator[tuple[str, str, Span]]:
    """State, how it voted, and the sentence."""
    reading = collection.readings[profile.article]
    for clause in reading.clauses:
        if clause.negated or clause.hypothetical or clause.modality not in ("done", "agreed"):
            continue
        for ballot, words in table()["ballots"].items():
            if clause.lemma in words:
                sentence = reading.sentences[clause.sentence]
                span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
                for state in sorted(_voters(collection, profile, clause)):
                    yield state, ballot, span


def ballot_conflicts(
    collection: Collection, told: Iterable[Told]
) -> Iterator[Conflict]:
    """A State that voted against, by one report of a vote, and abstained, by another."""
    for one in told:
        profiles = [p for p in one.distinct if {"veto", "vote"} & set(p.acts)]
        sides: dict[str, dict[str, list[Evidence]]] = defaultdict(dict)
        for profile in profiles:
            for state, ballot, span in _ballots(collection, profile):
                sides[state].setdefault(ballot, []).append((profile.article, span))
        for state, values in sorted(sides.items()):
            articles = [{article for article, _ in side} for side in values.values()]
            if len(values) > 1 and not set.intersection(*articles):
                ordered = {ballot: values[ballot] for ballot in sorted(values)}
                yield conflict(collection, one.id, "agent", f"vote {state}", ordered)
