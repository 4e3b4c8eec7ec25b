"""The same misreading elsewhere is offered."""

from __future__ import annotations

import msgspec

from veedor.find.similar import read_alike
from veedor.model import Cue, Linked


def _with(statement, indicator, *words):
    cues = tuple(Cue(start=0, end=1, text=word, field="measure") for word in words)
    return msgspec.structs.replace(statement, indicator=indicator, cues=cues)


def test_the_same_rule_and_words_are_alike(statement):
    misread = _with(statement("a"), "arms-sent", "Envía", "obuses")
    both = _with(statement("b"), "arms-sent", "envía", "Obuses")
    one = _with(statement("c"), "arms-sent", "entrega", "obuses")
    none = _with(statement("d"), "arms-sent", "vende", "misiles")
    other_rule = _with(statement("e"), "arms-shown", "envía", "obuses")
    linked = [Linked(article=s.article, statements=(s,)) for s in (one, both, none, other_rule)]
    assert read_alike(misread, linked) == [both, one]


def test_nothing_is_alike_to_itself(statement):
    misread = _with(statement("a"), "arms-sent", "envía")
    assert read_alike(misread, [Linked(article="a", statements=(misread,))]) == []
