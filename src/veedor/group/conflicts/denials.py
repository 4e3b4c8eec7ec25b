"""What one report of an event says was done, and another says was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from veedor.group.acts import act_of
from veedor.group.collection import Collection
from veedor.group.events import Told
from veedor.group.profiles import Profile
from veedor.model import Clause, Conflict, Side, SideSpan, Span, record_id

__all__ = ["denial_conflicts"]

#: Acts that are done once or not at all, so that a yes and a no cannot both be right.
DECIDED = frozenset({"sign"})
#: Verbs of those acts; a noun (*el acuerdo*) may stand for what is only sought.
_VERBS = frozenset(
    {"firmar", "suscribir", "rubricar", "sellar", "cerrar", "alcanzar", "sign", "seal", "conclude"}
)
#: In a passive the thing signed is the subject, which a parser may call an agent.
_WHAT = frozenset({"patient", "agent"})
#: *No agreement was signed*, *sin firmar acuerdo alguno*: the negation is on another word.
_NO = re.compile(r"\b(?:no|ning[uú]n|ninguna|sin|without|none|never|nunca|jamás)\b", re.IGNORECASE)


def _sides(profile: Profile, collection: Collection) -> Iterator[tuple[str, bool, Span]]:
    """Each decided act that an article affirms or denies, with its sentence."""
    reading = collection.readings[profile.article]
    for clause in reading.clauses:
        act = _decided(clause)
        if act is None or clause.hypothetical or clause.nominal or clause.recalled:
            continue
        sentence = reading.sentences[clause.sentence]
        span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
        if clause.negated or clause.modality == "denied" or _NO.search(clause.text):
            yield act, False, span
        elif clause.modality in ("done", "agreed"):
            yield act, True, span


def _decided(clause: Clause) -> str | None:
    if clause.lemma not in _VERBS:
        return None
    heads = {argument.head for argument in clause.arguments if argument.role in _WHAT}
    objects = {act_of(head) for head in heads} | (
        {"sign"} if heads & {"documento", "document", "texto", "text"} else set()
    )
    return "sign" if "sign" in objects else None


def denial_conflicts(collection: Collection, told: Told, event: str) -> Iterator[Conflict]:
    """Whether something was done, where one main report says yes and another no."""
    found: dict[str, dict[bool, list[SideSpan]]] = {}
    for profile in told.profiles:
        sides = list(_sides(profile, collection))
        # An article that says both speaks of two occasions.
        both = {act for act, yes, _ in sides if yes} & {act for act, yes, _ in sides if not yes}
        for act, affirmed, span in sides:
            if act in both:
                continue
            found.setdefault(act, {}).setdefault(affirmed, []).append(
                SideSpan(
                    start=span.start,
                    end=span.end,
                    text=span.text,
                    article=profile.article,
                    origin=collection.origin(profile.article),
                )
            )
    for act, answers in found.items():
        if len(answers) == 2:
            yield Conflict(
                id=record_id("conflict", event, "denial", act),
                event=event,
                attribute="denial",
                about=act,
                sides=tuple(
                    Side(value="yes" if affirmed else "no", evidence=tuple(answers[affirmed]))
                    for affirmed in (True, False)
                ),
            )
