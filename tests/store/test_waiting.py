"""What waits for a stage, on either database."""

from __future__ import annotations

import pytest
from tests.postgres_server import opened

from veedor.engine.erase import erase_article, erase_person
from veedor.model import Article, Dating, Linked, Reading
from veedor.store import Workspace
from veedor.store.articles import Draft
from veedor.store.copying import copy
from veedor.store.database import Database
from veedor.store.outputs import Made

MADE = Made("1", "x")
STAGES = ("read", "date", "link", "group", "find")


@pytest.fixture
def kept(workspace: Workspace) -> Workspace:
    """A workspace with two articles that were collected."""
    articles = (Article(id=key, source=f"{key}.txt", text=f"Habla Ana Pérez {key}") for key in "ab")
    workspace.articles.add_all([Draft(one, one.text.encode()) for one in articles])
    return workspace


def waits(workspace: Workspace) -> dict[str, str]:
    """Which articles wait, by stage."""
    found = {stage: "".join(workspace.waiting.of(stage)) for stage in STAGES}
    return {stage: articles for stage, articles in found.items() if articles}


def test_an_article_waits_from_stage_to_stage(kept: Workspace) -> None:
    assert waits(kept) == {"read": "ab"}
    kept.outputs.put("read", {"a": MADE}, {"a": Reading(article="a", language="es")})
    assert waits(kept) == {"read": "b", "date": "a"}
    kept.outputs.put("date", {"a": MADE}, {"a": Dating(article="a", basis="unknown")})
    assert waits(kept) == {"read": "b", "link": "a"}
    kept.outputs.put("link", {"a": MADE}, {"a": Linked(article="a")})
    assert waits(kept) == {"read": "b", "group": "a"}
    kept.waiting.done("group", ["a", "b"])
    kept.outputs.put("read", {"b": MADE}, {"b": None})
    assert waits(kept) == {"date": "b"}, "that there is nothing to read is news to who dates"


def test_collecting_again_lets_nothing_wait(kept: Workspace) -> None:
    kept.waiting.replace("read", ())
    assert not kept.articles.add(Article(id="a", source="a.txt", text="x"), b"x")
    assert waits(kept) == {}


def test_what_is_not_kept_does_not_wait(kept: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), kept.transaction():
        kept.outputs.put("read", {"a": MADE}, {"a": Reading(article="a", language="es")})
        raise ZeroDivisionError
    assert waits(kept) == {"read": "ab"}


def test_many_wait(workspace: Workspace) -> None:
    keys = [f"{number:04x}" for number in range(1200)]
    workspace.articles.add_all([Draft(Article(id=k, source=k, text=k), k.encode()) for k in keys])
    assert workspace.waiting.of("read") == keys
    workspace.waiting.add("read", keys[:3])
    workspace.waiting.done("read", keys[1:])
    assert workspace.waiting.of("read") == keys[:1]


def test_what_is_erased_waits_for_nothing(kept: Workspace) -> None:
    kept.waiting.add("find", ["a"])
    erase_article(kept, "a", by="ana", reason="orden 7")
    assert waits(kept) == {"read": "b"}


def test_what_is_blacked_out_is_read_again(kept: Workspace) -> None:
    for key in "ab":
        kept.outputs.put("read", {key: MADE}, {key: None})
    kept.waiting.replace("date", ())
    erase_person(kept, ["Ana Pérez"], by="ana", reason="orden 7")
    assert waits(kept) == {"read": "ab"}


def test_what_waits_is_copied(kept: Workspace, request: pytest.FixtureRequest) -> None:
    with opened(kept.folder / "other", "sqlite", request) as other:
        copy(kept.database, other.database)
        assert waits(other) == {"read": "ab"}


def test_another_writer_adds_beside(kept: Workspace) -> None:
    """What came while a stage was looking is left for the next time."""
    seen = kept.waiting.of("read")
    other = Database(kept.settings.store_url(kept.folder))
    try:
        with other.begin():
            pass
        kept.articles.add(Article(id="c", source="c.txt", text="c"), b"c")
    finally:
        other.close()
    kept.waiting.done("read", seen)
    assert waits(kept) == {"read": "c"}
