"""Search finds the same on every database."""

from __future__ import annotations

import pytest

from veedor.errors import UsageError
from veedor.model import Article, article_id
from veedor.store import Workspace
from veedor.store import search as rules
from veedor.store.search import stems

TEXTS = {
    "a": ("es", "Los buques cargaron municiones en el puerto de Najin durante la noche."),
    "b": ("es", "El buque fue interceptado. La munición iba hacia Rusia, según la armada."),
    "c": ("en", "The ships were loaded with munitions, the navy's spokeswoman said."),
    "d": ("es", "La alcaldesa inauguró la feria del libro con «pulpo» y 2.000 visitantes."),
}


@pytest.fixture
def archive(workspace: Workspace) -> Workspace:
    for number, (source, (code, words)) in enumerate(TEXTS.items()):
        moment = f"2024-01-0{number + 1}T00:00:00+00:00"
        workspace.articles.add(
            Article(id=article_id(source, words), source=source, text=words, language=code,
                    collected_at=moment), b"x",
        )  # fmt: skip
    assert workspace.search.refresh() == len(TEXTS)
    return workspace


@pytest.mark.parametrize(
    ("question", "found", "why"),
    [
        ("buque", "ba", "newest first; the plural too"),
        ("BUQUES municion", "ba", "every word; case and accents do not count"),
        ("munitions", "c", "English endings"),
        ('"puerto de Najin"', "a", "words that stand together"),
        ('"Najin de puerto"', "", "and in that order"),
        ("buque -Rusia", "a", "a word that must not be there"),
        ("pulpo 2.000", "d", "figures, and quotation marks in the text"),
        ("navy's", "c", "an apostrophe"),
        ("buque AND (", "", "no operator is special"),
        ("ballena", "", "nothing"),
    ],
)
def test_what_a_question_finds(archive: Workspace, question: str, found: str, why: str) -> None:
    for relevance in (False, True):
        hits = archive.search.search(question, relevance=relevance)
        sources = "".join(hit.source for hit in hits)
        assert sorted(sources) == sorted(found), why
        if not relevance:
            assert sources == found, why


def test_the_most_relevant_comes_first(archive: Workspace) -> None:
    text = "Buque, buque y más buques: " * 3
    article = Article(id=article_id("0", text), source="0", text=text, language="es",
                      collected_at="2023-01-01")  # fmt: skip
    archive.articles.add(article, b"x")
    archive.search.refresh()
    best, *_ = archive.search.search("buque", relevance=True)
    assert best.source == "0"
    assert best.score > 0


@pytest.mark.parametrize("question", ["", "  ", "-buque", "…", '""'])
def test_a_question_without_a_word_is_wrong_use(archive: Workspace, question: str) -> None:
    with pytest.raises(UsageError, match="give a word"):
        archive.search.search(question)


def test_the_index_is_kept_up(archive: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert archive.search.refresh() == 0
    monkeypatch.setattr(rules, "VERSION", "next")
    assert archive.search.refresh() == len(TEXTS)
    assert len(archive.search.search("buque")) == 2
    archive.search.remove([hit.article for hit in archive.search.search("buque")])
    assert archive.search.search("buque") == []


def test_stems_end_alike() -> None:
    assert stems("Envíos envío ENVIO", "es") == ["envi", "envi", "envi"]
    assert stems("Ракеты_3", None) == ["ракеты", "3"]
