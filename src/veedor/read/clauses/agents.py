"""Who does it where the clause itself does not say: control, relatives, null subjects."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from veedor.model import Argument
from veedor.read.clauses.antecedents import antecedent_of
from veedor.read.clauses.arguments import arguments_of
from veedor.read.clauses.laid import answering, author_of, behind, laid_to
from veedor.read.clauses.phrases import phrase
from veedor.read.clauses.scene import Act, Scene
from veedor.read.clauses.tense import has_auxiliary, is_bare_participle, is_finite
from veedor.read.clauses.words import has_form
from veedor.read.syntax import Token

__all__ = ["Agents"]

_MAX_STEPS = 12


@dataclass
class Agents:
    """Finds the agents of one sentence's acts; `before` is the subject carried over."""

    scene: Scene
    before: Argument | None = None
    _own: dict[int, list[Argument]] = field(default_factory=dict)

    def complete(self, act: Act, arguments: list[Argument]) -> list[Argument]:
        """The arguments with those that other clauses of the sentence supply."""
        self._own[act.token.i] = arguments
        added = list(arguments)
        antecedent = antecedent_of(self.scene, act)
        if antecedent and all(known.role != antecedent.role for known in added):
            added.insert(0, antecedent)
        if not any(known.role == "patient" for known in added):
            raised = self._raised(act)
            added += [raised] if raised is not None else []
        if not any(known.role == "patient" for known in added):
            added += self._meant_by_pronoun(act) or self._who_is_led(act)
        if not any(known.role == "agent" for known in added):
            agent = self._supplied(act)
            if agent is not None:
                added.insert(0, agent)
        if act.nominal:
            added += self._from_light_verb(act, added)
            added = self._in_exchange(act, added)
        # The model may take white space for who does it: *tuvo  que dejar*.
        return [self._own_country(act, known) for known in added if known.text.strip()]

    def _meant_by_pronoun(self, act: Act) -> list[Argument]:
        """*dredged sand and delivered it*: the object of the verb that this one goes on from."""
        token = act.token
        above = self.scene.acts.get(token.head.i)
        if token.dep_ not in ("conj", "advcl") or above is None or above.token.i == token.i:
            return []
        if not any(
            child.dep_ in ("obj", "dobj")
            and child.lower_ in self.scene.rules.sets["object_pronouns"]
            for child in token.children
        ):
            return []
        return [known for known in self._arguments(above) if known.role == "patient"][:1]

    def _who_is_led(self, act: Act) -> list[Argument]:
        """*to help Russia retake Kursk*: who does what somebody helps with is helped."""
        if act.nominal:
            return []
        helps = self.scene.rules.has("object_control", act.lemma)
        for child in act.token.children:
            # made the monument overlooking the city: it is made, and looks
            made = child.dep_ == "ccomp" and child.tag_ == "VBG" and not has_auxiliary(child)
            if made or (
                helps and child.dep_ in ("ccomp", "xcomp") and has_form(child, "VerbForm", "Inf")
            ):
                subject = self.scene.subject(child)
                return [] if subject is None else [phrase(self.scene, "patient", subject)]
        return []

    def _own_country(self, act: Act, known: Argument) -> Argument:
        """*Kim dijo que su país …*, *Singapur investiga si una firma local …*: of who speaks."""
        text = known.text.casefold()
        sets = self.scene.rules.sets
        owned = known.role == "agent" and text.split()[0] in sets["possessives"]
        local = known.role == "agent" and bool(sets["local"].intersection(known.lemmas))
        if known.countries or not (owned or local or text in sets["own_country"]):
            return known
        above = self._verb_above(act.token)
        if above is not None and text in sets["thing_pronouns"] and (told := self._told_of(above)):
            return replace(known, countries=told.countries)
        if above is None and " " not in text and text not in sets["possessives"]:
            return known  # It has sent: whoever an earlier sentence tells
        owner = self.of(above) if above is not None else self.before
        return replace(known, countries=owner.countries) if owner is not None else known

    def _told_of(self, saying: Token) -> Argument | None:
        """*cut off the bank, saying it had moved money*: it is who the act above was done to."""
        above = self._verb_above(saying)
        if above is None or saying.tag_ != "VBG" or saying.dep_ != "advcl":
            return None
        patients = (a for a in self._arguments(self.scene.acts[above.i]) if a.role == "patient")
        return next((a for a in patients if a.countries), None)

    def _in_exchange(self, act: Act, known: list[Argument]) -> list[Argument]:
        """*a cambio de asistencia*: what is given in return goes the other way."""
        governor = self._verb_above(act.token)
        if governor is None or any(a.role == "agent" for a in known):
            return known
        above = self.complete(
            self.scene.acts[governor.i], self._arguments(self.scene.acts[governor.i])
        )
        at = self.scene.place(act.token)
        if not any(a.role == "condition" and a.start <= at < a.end for a in above):
            return known
        turned = {"recipient": "agent", "agent": "recipient"}
        return [*known, *(replace(a, role=turned[a.role]) for a in above if a.role in turned)]

    def of(self, token: Token, steps: int = 0) -> Argument | None:
        """Who does what a verb says: its subject, or whoever its governor makes it."""
        act = self.scene.acts.get(token.i)
        if act is None:
            subject = self.scene.subject(token)
            return phrase(self.scene, "agent", subject) if subject is not None else None
        known = next((a for a in self._arguments(act) if a.role == "agent"), None)
        if known is not None or steps > _MAX_STEPS:
            return known
        antecedent = antecedent_of(self.scene, act)
        if antecedent is not None and antecedent.role == "agent":
            return antecedent
        return self._supplied(act, steps + 1)

    def _arguments(self, act: Act) -> list[Argument]:
        if act.token.i not in self._own:
            self._own[act.token.i] = arguments_of(self.scene, act)
        return self._own[act.token.i]

    def _supplied(self, act: Act, steps: int = 0) -> Argument | None:
        if act.nominal:
            return (
                behind(self.scene, act)
                or author_of(self.scene, act)
                or answering(self.scene, act)
                or self._laid_to(act)
                or self._carried_out(act)
                or self._of_noun(act, steps)
            )
        if self.scene.is_passive(act.token) or is_bare_participle(self.scene, act.token):
            return None
        if act.lemma in self.scene.rules.sets["impersonal"]:
            return None  # hay tropas en Kursk
        return self._of_verb(act, steps)

    def _carried_out(self, act: Act) -> Argument | None:
        """*a theft carried out by X*, *un envío realizado por X*: who did the light verb."""
        for child in act.token.children:
            known = self.scene.acts.get(child.i)
            if child.dep_ not in ("acl", "amod") or known is None:
                continue
            if self.scene.rules.has("light_verbs", known.lemma):
                found = (a for a in self._arguments(known) if a.role == "agent" and a.countries)
                if (agent := next(found, None)) is not None:
                    return agent
        return None

    def _laid_to(self, act: Act) -> Argument | None:
        governor = self._verb_above(act.token)
        if governor is None:
            return None
        return laid_to(self.scene, act, governor, self._arguments(self.scene.acts[governor.i]))

    def _of_noun(self, act: Act, steps: int) -> Argument | None:
        """*su envío*: the subject of the verb above; *realizó un ensayo*: of the light verb."""
        governor = self._verb_above(act.token)
        possessive = any(
            child.lower_ in self.scene.rules.sets["possessives"] for child in act.token.children
        )
        if governor is None:
            return self.before if possessive else None
        light = self.scene.rules.has("light_verbs", self.scene.acts[governor.i].lemma)
        direct = act.token.dep_ in ("obj", "dobj", "attr", "obl", "pobj", "conj", "nsubjpass")
        if not possessive and not (light and direct):
            return None
        if light and not possessive and self._receives(governor):
            return None
        if self.scene.is_passive(governor) and not possessive:
            return next((a for a in self._arguments(self.scene.acts[governor.i])
                         if a.role == "agent"), None)  # fmt: skip
        if act.token.dep_ == "nsubj" and act.token.head.i == governor.i:
            return self.before
        return _as_agent(self.of(governor, steps + 1))

    def _verb_above(self, token: Token) -> Token | None:
        while token.head.i != token.i:
            token = token.head
            if self.scene.is_verb(token):
                return token
        return None

    def _of_verb(self, act: Act, steps: int) -> Argument | None:
        token = act.token
        if token.dep_ == "conj" and token.head.i in self.scene.acts:
            return self.of(token.head, steps + 1)
        if token.head.i == token.i or (is_finite(token) and token.dep_ not in ("conj",)):
            return self._carried(token, steps)
        return self._controller(token, steps)

    def _carried(self, token: Token, steps: int) -> Argument | None:
        """A conjugated verb with no subject of its own goes on with the one before."""
        if token.head.i == token.i or token.dep_ == "parataxis":
            return _as_agent(self.before)
        above = self._verb_above(token)
        if above is None:
            # Choe, a quien la ONU prohíbe viajar, llegó …: the model takes the name for the root.
            named = token.head.pos_ == "PROPN" and token.head.i < token.i
            return phrase(self.scene, "agent", token.head, token) if named else None
        act = self.scene.acts[above.i]
        if token.dep_ == "ccomp" and self.scene.rules.has("object_control", act.lemma):
            other = self._object(act)
            if other is not None:
                return other
        return _as_agent(self.of(above, steps + 1))

    def _controller(self, token: Token, steps: int) -> Argument | None:
        governor = token.head
        while (governor.pos_ == "ADP" or governor.dep_ == "oprd") and governor.head.i != governor.i:
            governor = governor.head  # found guilty of helping
        if governor.i in self.scene.acts or governor.pos_ in ("VERB", "AUX"):
            known = self.scene.acts.get(governor.i)
            if known and self.scene.rules.has("object_control", known.lemma):
                other = self._object(known)
                if other is not None:
                    return other
            found = self.of(governor, steps + 1)
            if found is None and governor.pos_ == "NOUN":
                found = self._of_state(governor)
            if found is None and known is not None:
                found = self._undergoer(governor)
            return _as_agent(found)
        if governor.pos_ == "NOUN":
            owner = self._owner_of_noun(governor)
            if owner is not None:
                return owner
            above = self._verb_above(governor)
            if above is not None:
                return _as_agent(self.of(above, steps + 1))
            return self._of_state(governor)
        return self.of(governor, steps + 1)

    def _of_state(self, noun: Token) -> Argument | None:
        """*China is in talks to buy*: who is in the state that a noun tells."""
        while noun.head.i != noun.i and self.scene.subject(noun) is None:
            noun = noun.head
        subject = self.scene.subject(noun)
        return phrase(self.scene, "agent", subject) if subject is not None else None

    def _undergoer(self, verb: Token) -> Argument | None:
        """*they were killed while fighting*: who undergoes the act above does what is beneath.

        Also through verbs that only say so: *they are estimated to have been killed*.
        """
        while verb.dep_ == "xcomp" and self.scene.subject(verb) is None:
            verb = verb.head
        subject = self.scene.subject(verb)
        passive = subject is not None and self.scene.is_passive(verb)
        return phrase(self.scene, "agent", subject) if passive and subject is not None else None

    def _raised(self, act: Act) -> Argument | None:
        """*soldiers are estimated to have been killed*: the subject of the verb above."""
        token = act.token
        if act.nominal or not self.scene.is_passive(token):
            return None
        if token.dep_ == "xcomp":
            found = self._undergoer(token)
        elif token.dep_ in ("advcl", "conj") and has_auxiliary(token):
            # transportaba dos cazas cuando fue interceptado: the one of whom it is told
            found = self.of(token.head) if self.scene.is_verb(token.head) else None
        else:
            return None
        return replace(found, role="patient") if found is not None else None

    def _object(self, act: Act) -> Argument | None:
        for role in ("patient", "recipient", "source"):
            for known in self._arguments(act):
                if known.role == role and (known.countries or known.referents):
                    return replace(known, role="agent")
        return None

    def _owner_of_noun(self, noun: Token) -> Argument | None:
        """*la intención de ambos países de …*: whose intention it is."""
        for child in noun.children:
            if child.dep_ in ("nmod", "poss") and child.pos_ in ("PROPN", "NOUN"):
                found = phrase(self.scene, "agent", child)
                if found.countries or child.lower_ in self.scene.rules.sets["group_words"]:
                    return found
        own = any(c.lower_ in self.scene.rules.sets["possessives"] for c in noun.children)
        if own and noun.head.i != noun.i and noun.head.pos_ == "NOUN":
            return self._owner_of_noun(noun.head)  # el fracaso de X en su intento
        return None

    def _receives(self, verb: Token) -> bool:
        return self.scene.rules.has("receiving", self.scene.acts[verb.i].lemma)

    def _from_light_verb(self, act: Act, known: list[Argument]) -> list[Argument]:
        """What the light verb's clause says of the act: to whom, with whom, where, when."""
        first = act.token
        while first.dep_ == "conj" and not self.scene.is_verb(first.head):
            first = first.head
        governor = first.head
        if not (
            first.dep_ in ("obj", "dobj", "nsubj", "nsubjpass", "attr", "conj")
            and self.scene.is_verb(governor)
            and self.scene.rules.has("light_verbs", self.scene.acts[governor.i].lemma)
        ):
            return []
        roles = {argument.role for argument in known}
        told = self._arguments(self.scene.acts[governor.i])
        if self._receives(governor):
            # recibió ayuda: who does the light verb is helped
            turned = {"agent": "recipient", "source": "agent"}
            told = [replace(a, role=turned.get(a.role, a.role)) for a in told]
        return [
            argument
            for argument in told
            if argument.role in ("recipient", "companion", "place", "time", "source", "goal")
            and argument.role not in roles
            and not argument.start <= self.scene.place(act.token) < argument.end
        ]


def _as_agent(argument: Argument | None) -> Argument | None:
    if argument is None or argument.role == "agent":
        return argument
    return replace(argument, role="agent")
