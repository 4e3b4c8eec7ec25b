"""The copied tree says of every token what the whole model says, whatever is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from veedor.read.parse import Parsed, load_model

_ATTRIBUTES = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "whitespace_", "is_punct",
    "is_space", "is_title", "is_lower", "is_digit", "like_num",
)  # fmt: skip
_PASSAGES = (
    ("es", "Según TASS, Moscú lo negó.  «No enviamos 300 misiles», dijo; ¿y quién los vio?"),
    ("es", "El 14 de mayo —explicó— habrían sido entregados cuarenta contenedores."),
    ("en", "\"We didn't send 40 shells,\" he said.\t The U.S. envoy, who'd flown in, left."),
    ("en", "   "),
    ("es", "🚢 ‏Busan‎ ... 1.200 t"),
)  # fmt: skip


@pytest.mark.parametrize(("code", "text"), _PASSAGES)
def test_the_tree_is_the_models(
    code: str, text: str, parse_passage: Callable[[str, str], Parsed]
) -> None:
    for line in parse_passage(code, text).parsed:
        model, doc = load_model(code)(line.text), line.doc
        assert len(model) == len(doc)
        for theirs, ours in zip(model, doc, strict=True):
            for name in _ATTRIBUTES:
                assert getattr(ours, name) == getattr(theirs, name), (ours, name)
            assert ours.head.i == theirs.head.i
            for name in ("children", "lefts", "rights", "subtree"):
                assert [t.i for t in getattr(ours, name)] == [t.i for t in getattr(theirs, name)]
            for feature in ("VerbForm", "Tense", "Mood", "Number", "PronType", "Poss"):
                assert ours.morph.get(feature) == theirs.morph.get(feature)
            assert [ours.is_ancestor(t) for t in doc] == [theirs.is_ancestor(t) for t in model]
        assert [(s.start, s.end, s.text, s.root.i) for s in doc.sents] == [
            (s.start, s.end, s.text, s.root.i) for s in model.sents
        ]
