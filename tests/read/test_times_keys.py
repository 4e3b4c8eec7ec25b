"""Lines that a rule's key rules out hold no match of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.read.times.grammar import grammar
from veedor.read.times.keys import key_of


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[ab][c]", "c"),
        ("[ab][c]?", "ab"),
        ("[ab][c]*[def]", "ab"),
        ("[ab]+[cde]", "ab"),
        ("(?:[a]|[b][cd])", "ab"),
        ("(?:[a]|[b]?)[cdef]", "cdef"),
        ("(?:[a]|[b]?)", None),
        ("[abc](?=[d])", "abc"),
        ("(?<![d])[abc](?![e])", "abc"),
        ("(?P<day1>[a])?(?P<span>[bc])", "bc"),
        ("^[abc]$", "abc"),
    ],
)
def test_key(pattern: str, key: str | None) -> None:
    assert key_of(pattern) == (frozenset(key) if key is not None else None)


@pytest.mark.parametrize("code", ["en", "es"])
@given(data=st.data())
def test_no_match_is_ruled_out(code: str, data: st.DataObject) -> None:
    rule = data.draw(st.sampled_from(grammar(code).rules))
    signature = data.draw(st.from_regex(rule.pattern))
    if rule.pattern.search(signature):
        assert rule.may_match(frozenset(signature))
