"""Versions of one address: found in order, compared word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veedor.model import Article
from veedor.report.revisions import compare, revised


@pytest.mark.parametrize(
    ("old", "new", "removed", "added", "why"),
    [
        ("Murieron 18 personas.", "Murieron 19 personas.", ["18"], ["19"], "a figure"),
        ("Salió el martes.", "Salió el martes, dijo.", [], [", dijo"], "more is said"),
        ("Según fuentes, salió.", "Salió.", ["Según fuentes, salió"], ["Salió"], "less is said"),
        ("Igual.", "Igual.", [], [], "nothing"),
    ],
)
def test_changes(old: str, new: str, removed: list[str], added: list[str], why: str) -> None:
    changes = compare(old, new)
    assert [c.text for c in changes if c.kind == "removed"] == removed, why
    assert [c.text for c in changes if c.kind == "added"] == added, why


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_versions_can_be_told_from_the_changes(old: str, new: str) -> None:
    changes = compare(old, new)
    assert "".join(c.text for c in changes if c.kind != "added") == old
    assert "".join(c.text for c in changes if c.kind != "removed") == new


def test_versions_are_in_order() -> None:
    articles = [
        Article(id="c", source="u", text="3", revision_of="b"),
        Article(id="a", source="u", text="1"),
        Article(id="b", source="u", text="2", revision_of="a"),
        Article(id="x", source="v", text="1"),
    ]
    (found,) = revised({article.id: article for article in articles})
    assert [version.id for version in found.versions] == ["a", "b", "c"]
