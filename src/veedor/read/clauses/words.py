"""Dictionary forms of words, mended where the model has none."""

from __future__ import annotations

from functools import cache, lru_cache

import simplemma

from veedor.read.clauses.rules import Rules
from veedor.read.clauses.rules import rules as rules_of
from veedor.read.syntax import Token

__all__ = [
    "ACTS", "act_of", "has_form", "is_misread_verb", "is_verbal", "lemma_of", "singular", "verb_of",
]  # fmt: skip


#: The parts of speech that can tell an act.
ACTS = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})


def has_form(token: Token, feature: str, value: str) -> bool:
    """Whether the model gives a token that value of a morphological feature."""
    return value in token.morph.get(feature, [])


def singular(form: str, rules: Rules) -> str:
    """A noun's or adjective's form without its plural ending."""
    return _singular(form, rules.language)


@lru_cache(maxsize=50_000)
def _singular(form: str, code: str) -> str:
    for ending, instead in rules_of(code).clauses["plural_endings"].items():
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return form[: len(form) - len(ending)] + str(instead)
    return form


def lemma_of(token: Token, rules: Rules) -> str:
    """The dictionary form, lower case; verbs without their clitics."""
    return _lemma(token.lemma_, token.lower_, token.pos_, rules.language)


@lru_cache(maxsize=50_000)
def _lemma(lemma: str, form: str, pos: str, code: str) -> str:
    """The same of a form and the model's word for it: asked for the same few words again and
    again, so kept (the words of ordinary press fit)."""
    rules = rules_of(code)
    lemma = lemma.lower()
    if pos == "VERB" and (known := verb_of(form, code)):
        return known
    if pos == "VERB":
        for ending, repaired in rules.clauses["verb_repairs"].items():
            if lemma.endswith(ending):
                lemma = lemma[: -len(ending)] + str(repaired)
    if " " in lemma and pos in ("VERB", "AUX"):
        return lemma.split()[0]
    if pos == "VERB" and not lemma.endswith(tuple(rules.clauses["infinitive_endings"])):
        return infinitive(form, rules) or lemma
    if " " in lemma or not lemma:
        return singular(form, rules)
    return lemma


@cache
def _inflecting(code: str) -> tuple[str, ...]:
    """The endings of infinitives, of a language whose verbs have some."""
    endings = tuple(str(ending) for ending in rules_of(code).clauses["infinitive_endings"])
    return endings if all(endings) else ()


def verb_of(form: str, code: str) -> str | None:
    """The verb of a conjugated form by the dictionary, in a language whose infinitives have
    endings: the model's rules take *reparan* for a verb *repar*."""
    if not (endings := _inflecting(code)):
        return None
    verb = simplemma.lemmatize(form, lang=code)
    return verb if verb.endswith(endings) else None


def infinitive(form: str, rules: Rules) -> str | None:
    """The verb of a conjugated form that the model does not know, by its stem or ending."""
    stems = _stems(rules.language)
    for length in range(len(form) - 1, max(2, len(form) - 6), -1):
        if form[:length] in stems:
            return stems[form[:length]]
    return None


@cache
def _stems(code: str) -> dict[str, str]:
    """Stem to verb, of all verbs that the language's rules name."""
    known = rules_of(code)
    verbs = {*known.clauses["nominalisations"].values(), *known.governors["verbs"]}
    for words in known.sets.values():
        verbs |= words
    endings = tuple(known.clauses["infinitive_endings"])
    return (
        {verb[:-2]: verb for verb in verbs if verb.endswith(endings) and len(verb) > 4}
        if endings != ("",)
        else {}
    )


def participle_verb(form: str, rules: Rules) -> str | None:
    """The verb of a participle by its ending, if it has one."""
    irregular: str | None = rules.clauses["irregular_participles"].get(singular(form, rules))
    if irregular or form in rules.clauses["irregular_participles"]:
        return irregular or str(rules.clauses["irregular_participles"][form])
    for ending, verb_ending in rules.clauses["participles"].items():
        if form.endswith(ending):
            return form[: -len(ending)] + str(verb_ending)
    for ending, choices in rules.clauses["participles_two"].items():
        if form.endswith(ending):
            stem = form[: -len(ending)]
            ir = stem + "ir"
            return ir if ir in rules.sets["verbs_in_ir"] else stem + str(choices[0])
    return None


def is_participle(token: Token) -> bool:
    """Whether the model sees a participle in it, whatever part of speech it gives."""
    return has_form(token, "VerbForm", "Part")


def _is_misread(token: Token, rules: Rules) -> bool:
    """An infinitive by the model's word that does not look like one: *importó diésel*."""
    endings = tuple(rules.clauses["infinitive_forms"])
    return (
        bool(endings)
        and has_form(token, "VerbForm", "Inf")
        and (not token.lower_.endswith(endings))
    )


def _is_listed_noun(token: Token) -> bool:
    """*food, fuel and help*: an infinitive that goes on a list of things is a thing."""
    return (
        token.pos_ == "VERB"
        and token.dep_ == "conj"
        and token.head.pos_ == "NOUN"
        and token.tag_ == "VB"
        and not any(child.dep_ in ("aux", "nsubj", "dobj", "mark") for child in token.children)
    )


def is_verbal(token: Token, rules: Rules, demonym: bool) -> bool:
    """Whether the token is a verb with a clause of its own."""
    if demonym or _is_misread(token, rules) or _is_listed_noun(token):
        return False
    if token.pos_ == "VERB":
        return token.dep_ not in ("aux", "auxpass", "fixed", "flat", "case", "prep", "amod") or (
            token.dep_ == "amod" and is_participle(token)
        )
    if token.pos_ == "ADJ" and is_participle(token):
        return token.dep_ in ("amod", "acl", "ROOT", "conj")
    return False


def is_misread_verb(token: Token, rules: Rules) -> bool:
    """A conjugated verb after a name that the model takes for a part of it: *China bombea*."""
    return (
        token.pos_ == "PROPN"
        and token.dep_ in ("flat", "appos")
        and token.text.islower()
        and len(token.text) > 4
        and token.lower_.endswith(tuple(rules.clauses["third_person"]) or ("\0",))
        and _stem_verb(token.lower_, rules) is not None
    )


def _stem_verb(form: str, rules: Rules) -> str | None:
    stems = _stems(rules.language)
    return next((stems[form[:n]] for n in (len(form) - 1, len(form) - 2, len(form) - 4)
                 if form[:n] in stems), None)  # fmt: skip


@lru_cache(maxsize=50_000)
def _is_made_up(form: str, verb: str, code: str) -> bool:
    """A noun for which the model makes up a verb: *recibió de China gasolina*."""
    endings = _inflecting(code)
    if not endings or not simplemma.is_known(form, lang=code):
        return False
    noun = simplemma.lemmatize(form, lang=code)
    return not (noun.endswith(endings) or simplemma.is_known(verb, lang=code))


def _is_predicative(token: Token) -> bool:
    """*estar seguro*: an adjective beside a verb of being is no noun of an act."""
    return token.pos_ == "ADJ" and any(child.dep_ == "cop" for child in token.children)


def act_of(token: Token, rules: Rules, demonym: bool = False) -> tuple[str, bool] | None:
    """The verb that a token is, or stands for, and whether it is a noun; None if neither."""
    if token.pos_ not in ACTS:
        return None
    if (token.pos_ == "VERB" and token.dep_ == "prep") or _is_predicative(token):
        return None
    if (
        token.pos_ == "VERB"
        and not is_participle(token)
        and _is_made_up(token.lower_, lemma_of(token, rules), rules.language)
    ):
        return None
    if is_misread_verb(token, rules):
        return _stem_verb(token.lower_, rules) or token.lower_, True
    if token.pos_ == "NOUN" or (
        token.pos_ in ("PROPN", "ADJ", "VERB") and not is_verbal(token, rules, demonym)
    ):
        noun = rules.clauses["nominalisations"]
        for form in (lemma_of(token, rules), token.lower_, singular(token.lower_, rules)):
            if form in noun:
                return str(noun[form]), True
        return None
    if not is_verbal(token, rules, demonym):
        return None
    lemma = lemma_of(token, rules)
    if token.pos_ == "ADJ" or (is_participle(token) and lemma == token.lower_):
        lemma = participle_verb(token.lower_, rules) or lemma
    return lemma, False
