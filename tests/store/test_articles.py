"""Articles, evidence, refusals."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from veedor.errors import StoreError
from veedor.model import Article, Refusal, article_id
from veedor.store import Workspace
from veedor.store.payload import pack, unpack


def article(source: str = "a.txt", text: str = "Zarpó de noche.") -> Article:
    return Article(id=article_id(source, text), source=source, text=text, language="es")


def test_an_article_is_kept_once(workspace: Workspace) -> None:
    assert workspace.articles.add(article(), b"bytes")
    assert not workspace.articles.add(article(), b"bytes")
    (kept,) = workspace.articles.all().values()
    assert kept.evidence == hashlib.sha256(b"bytes").hexdigest()
    assert workspace.evidence.content(kept.evidence) == b"bytes"
    assert kept.collected_at
    assert list(workspace.articles.some([kept.id])) == [kept]


def test_another_text_of_one_source_is_a_revision(workspace: Workspace) -> None:
    first, second, third = (article(text=f"Versión {n}") for n in (1, 2, 3))
    for number, one in enumerate((first, second, third)):
        moment = f"2024-01-0{number + 1}T00:00:00+00:00"
        workspace.articles.add(
            Article(id=one.id, source=one.source, text=one.text, collected_at=moment), b"x"
        )
    kept = workspace.articles.all()
    assert kept[first.id].revision_of is None
    assert kept[second.id].revision_of == first.id
    assert kept[third.id].revision_of == second.id


def test_equal_bytes_are_kept_once(workspace: Workspace) -> None:
    workspace.articles.add(article("a"), b"same")
    workspace.articles.add(article("b"), b"same")
    assert workspace.evidence.size() == 4


def test_a_refusal_is_forgotten_when_its_source_is_read(workspace: Workspace) -> None:
    refusal = Refusal(source="a", stage="collect", reason="is empty")
    workspace.articles.refuse(refusal)
    workspace.articles.refuse(refusal)
    assert workspace.articles.refusals() == [refusal]
    workspace.articles.accept("a", "collect")
    assert workspace.articles.refusals() == []


def test_a_damaged_record_is_said_to_be() -> None:
    with pytest.raises(StoreError, match="damaged"):
        unpack(pack([1]), Article)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.binary())
def test_any_text_and_bytes_come_back(workspace: Workspace, text: str, content: bytes) -> None:
    made = article(source=f"{content.hex()} {text}", text=text)
    workspace.articles.add(made, content)
    (kept,) = workspace.articles.some([made.id])
    assert kept.text == text
    assert workspace.evidence.content(kept.evidence or "") == content
