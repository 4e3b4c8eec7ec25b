"""The dossier of a story: its chapters, its dates in words, and what it says of copies."""

from __future__ import annotations

import pytest

from veedor.errors import UsageError
from veedor.group.collection import Collection, Groups
from veedor.model import (
    Article,
    Conflict,
    CopyFamily,
    Dating,
    Entity,
    Event,
    Member,
    Reading,
    Report,
    Side,
    SideSpan,
    Span,
    Story,
)
from veedor.report.document import plain
from veedor.report.dossier import choose_story, dossier
from veedor.report.dossier_phrases import words
from veedor.report.markdown import markdown
from veedor.report.phrases import LANGUAGES
from veedor.report.view import View

TEXT = "Las dos cofradías firmaron el martes en Puerto Cal un acuerdo sobre la merluza del norte."


def span(text: str = TEXT) -> Span:
    return Span(start=0, end=len(text), text=text)


@pytest.fixture
def view() -> View:
    keys = ("a", "b")
    event = Event(
        id="e1", title="Acuerdo de la merluza", kind="sign", date="2031-05-06", place=None,
        participants=(), earliest="2031-05-06", latest="2031-05-06",
        reports=tuple(Report(article=key, role="main", spans=(span(),)) for key in keys),
    )  # fmt: skip
    sides = tuple(
        Side(value=day, evidence=(SideSpan(start=0, end=3, text="Las", article=key),))
        for key, day in zip(keys, ("2031-05-05", "2031-05-06"), strict=True)
    )
    return View(
        collection=Collection(
            articles={key: Article(id=key, source=f"{key}.txt", text=TEXT) for key in keys},
            readings={key: Reading(article=key, language="es") for key in keys},
            datings={
                key: Dating(
                    article=key, basis="metadata", date="2031-05-06",
                    earliest="2031-05-06", latest="2031-05-06",
                )
                for key in keys
            },
            families=[
                CopyFamily(
                    id="f", origin="EFE", origin_kind="agency",
                    members=tuple(Member(article=key, own_share=0.25) for key in keys),
                )
            ],
        ),
        groups=Groups(
            events=(event,),
            stories=(Story(id="s1", title=event.title, events=("e1",), articles=keys),),
            conflicts=(
                Conflict(id="c", event="e1", attribute="date", about="sign", sides=sides),
            ),
            entities=(
                Entity(
                    key="cal", label="Lonja de Cal", type="organization", country=None,
                    forms=("Lonja",), articles=keys,
                ),
            ),
        ),
        findings=[],
        packs={},
    )  # fmt: skip


def test_spanish(view: View) -> None:
    text = markdown(dossier(view, view.groups.stories[0], "es"))
    for expected in (
        "# Acuerdo de la merluza",
        "2 noticias de medios sin identificar; escritas el 6 de mayo de 2031. Un solo texto",
        "**6 de mayo de 2031.** " + TEXT,
        "tiene de propio un 25 %. El texto es de EFE",
        "La fecha (firma): Acuerdo de la merluza",
        "**5 de mayo de 2031.** «Las» — «Las dos cofradías firmaron el…»",
        "| Lonja de Cal |  | 2 |",
        "a.txt:1",
    ):
        assert expected in text


def test_english(view: View) -> None:
    text = markdown(dossier(view, view.groups.stories[0], "en"))
    for expected in ("Chronology", "6 May 2031", "Where they disagree", "told in 2 reports"):
        assert expected in text


@pytest.mark.parametrize(
    ("edtf", "spanish", "english"),
    [
        ("2031-05-06", "6 de mayo de 2031", "6 May 2031"),
        ("2031-05", "mayo de 2031", "May 2031"),
        ("2031", "2031", "2031"),
        (None, "fecha desconocida", "date unknown"),
        ("2031-05-06/2031-05-09", "entre el 6 y el 9 de mayo de 2031", "between 6 and 9 May 2031"),
        (
            "2031-05-06/2031-06-09",
            "entre el 6 de mayo y el 9 de junio de 2031",
            "between 6 May and 9 June 2031",
        ),
    ],
)
def test_dates_in_words(edtf: str | None, spanish: str, english: str) -> None:
    assert (words("es").date(edtf), words("en").date(edtf)) == (spanish, english)


def test_both_languages_have_the_same_phrases() -> None:
    def keys(table: dict[str, object]) -> set[str]:
        found = set()
        for key, value in table.items():
            found.add(key)
            if isinstance(value, dict):
                found |= {f"{key}.{inner}" for inner in value}
        return found

    first, *others = (keys(words(code).table) for code in LANGUAGES)
    assert all(other == first for other in others)


def test_choosing_a_story(view: View) -> None:
    stories = view.groups.stories
    assert choose_story(stories, None).id == "s1"
    assert choose_story(stories, "MERLUZA").id == "s1"
    with pytest.raises(UsageError, match="veedor export stories"):
        choose_story(stories, "sardina")
    with pytest.raises(UsageError, match="veedor run"):
        choose_story((), None)


def test_a_language_without_phrases(view: View) -> None:
    with pytest.raises(UsageError, match="en, es"):
        dossier(view, view.groups.stories[0], "fr")


def test_every_paragraph_has_words(view: View) -> None:
    document = dossier(view, view.groups.stories[0], "es")
    assert all(plain(b.content).strip() for b in document.blocks if hasattr(b, "content"))
