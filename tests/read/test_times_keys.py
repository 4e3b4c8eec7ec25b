"""Lines that a rule's key rules out hold no match of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.read.times.grammar import grammar
from veedor.read.times.keys import keys_of


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("[ab][c]", ["c", "ab"]),
        ("[ab][c]?", ["ab"]),
        ("[ab][c]*[def]", ["ab", "def"]),
        ("[ab]+[cde]", ["ab", "cde"]),
        ("[ab][c][ab]", ["c", "ab"]),
        ("(?:[a]|[b][cd])", ["ab"]),
        ("(?:[a]|[b]?)[cdef]", ["cdef"]),
        ("(?:[a]|[b]?)", []),
        ("(?:[a][bc])?[def]", ["def"]),
        ("(?:[a][bc])[def]", ["a", "bc", "def"]),
        ("[abc](?=[d])", ["abc"]),
        ("(?<![d])[abc](?![e])", ["abc"]),
        ("(?P<day1>[a])?(?P<span>[bc])", ["bc"]),
        ("^[abc]$", ["abc"]),
    ],
)
def test_keys(pattern: str, keys: list[str]) -> None:
    assert keys_of(pattern) == tuple(map(frozenset, keys))


@pytest.mark.parametrize("code", ["en", "es"])
@given(data=st.data())
def test_no_match_is_ruled_out(code: str, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(grammar(code).rules))
    signature = data.draw(st.from_regex(rule.pattern))
    if rule.pattern.search(signature):
        assert rule in [found for _, found in grammar(code).rules_for(signature)]
