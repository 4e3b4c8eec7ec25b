"""Articles dated by what is given, by what they say, and by each other."""

from __future__ import annotations

from functools import lru_cache

import msgspec
import pytest

from veedor.date import tellings
from veedor.date.dating import asked_by, date_articles, told_by
from veedor.model import Article, CopyFamily, Dating, Member, Reading
from veedor.read.reader import Reader

COLLECTED = "2026-01-15T09:00:00"


@lru_cache(maxsize=256)
def _read(text: str) -> Reading:
    return Reader().read(Article(id="x", source="x", text=text, language="es"))


def _dated(
    texts: dict[str, str],
    published: dict[str, str] | None = None,
    urls: dict[str, str] | None = None,
    families: tuple[CopyFamily, ...] = (),
) -> dict[str, Dating]:
    return date_articles(*_read_all(texts, published, urls), families)


def _read_all(
    texts: dict[str, str],
    published: dict[str, str] | None = None,
    urls: dict[str, str] | None = None,
) -> tuple[dict[str, Article], dict[str, Reading]]:
    articles, readings = {}, {}
    for key, text in texts.items():
        articles[key] = Article(
            id=key, source=key, text=text, language="es", collected_at=COLLECTED,
            published=(published or {}).get(key), url=(urls or {}).get(key),
        )  # fmt: skip
        readings[key] = msgspec.structs.replace(_read(text), article=key)
    return articles, readings


def _one(text: str, **given: dict[str, str]) -> Dating:
    return _dated({"a": text}, **given)["a"]


PLAIN = "El ministro de Pesca inauguró el muelle.\nLos vecinos aplaudieron la obra."


def test_metadata_stand() -> None:
    found = _one(PLAIN, published={"a": "2024-03-05T10:00:00Z"})
    assert (found.basis, found.date) == ("metadata", "2024-03-05")


def test_metadata_of_the_future_do_not_stand() -> None:
    assert _one(PLAIN, published={"a": "2031-03-05"}).basis == "unknown"


def test_the_address_dates() -> None:
    found = _one(PLAIN, urls={"a": "https://diario.example/2024/03/05/muelle.html"})
    assert (found.basis, found.date) == ("url", "2024-03-05")


@pytest.mark.parametrize("url", ["https://diario.example/2024/13/45/x", "https://d.example/n-12345678"])
def test_figures_in_an_address_need_not_be_a_date(url: str) -> None:
    assert _one(PLAIN, urls={"a": url}).basis == "unknown"


def test_without_a_proof_there_is_no_date() -> None:
    found = _one(PLAIN)
    assert (found.basis, found.date, found.earliest, found.latest) == ("unknown", None, None, None)


def test_what_is_past_is_a_lower_bound() -> None:
    found = _one("El puente se cayó.\nEl puente fue inaugurado el 4 de abril de 2018.")
    assert (found.basis, found.earliest) == ("inferred", "2018-04-04")
    assert found.why[0].text == "el 4 de abril de 2018"


def test_what_is_to_come_is_an_upper_bound() -> None:
    found = _one("La feria cambia de sede.\nLa feria se celebrará el 4 de abril de 2021.")
    assert found.latest == "2021-04-04"


def test_weekday_and_named_day_fix_the_day_and_year() -> None:
    text = (
        "El rey felicitó al país.\n"
        "El rey envió el martes un mensaje con motivo del Día de la Liberación de Corea.\n"
        "El palacio fue restaurado el 2 de mayo de 2022."
    )
    found = _one(text)
    # 15 August is a Tuesday in 2023, and next in 2028, after the page was collected.
    assert (found.earliest, found.latest) == ("2023-08-15", "2023-08-21")
    assert {"el martes", "Día de la Liberación de Corea"} <= {proof.text for proof in found.why}


def test_a_weekday_with_its_number_leaves_the_months_in_which_they_agree() -> None:
    text = (
        "El coche fue entregado.\n"
        "La entrega se hizo el lunes 19.\n"
        "La fábrica abrió el 2 de febrero de 2024 y cerrará el 1 de agosto de 2024."
    )
    found = _one(text)
    # Of the six months only in February the 19th is a Monday.
    assert (found.earliest, found.latest) == ("2024-02-19", "2024-03-20")


def test_a_weekday_to_come_narrows_it() -> None:
    text = (
        "El rey felicitó al país.\n"
        "El rey envió el martes un mensaje con motivo del Día de la Liberación de Corea.\n"
        "El palacio fue restaurado el 2 de mayo de 2022. La corte se reunirá el viernes."
    )
    assert _one(text).latest == "2023-08-18"


MEETING = (
    "Marta Olmedo y Pavel Hruska se reunieron este miércoles en Valdivia.\n"
    "La reunión entre Marta Olmedo y Pavel Hruska en Valdivia terminó con un acuerdo de pesca."
)
LATER = (
    "Marta Olmedo presentó su libro.\n"
    "La reunión entre Marta Olmedo y Pavel Hruska tuvo lugar en Valdivia el 18 de junio de 2024."
)


def test_a_dated_telling_dates_the_report() -> None:
    found = _dated({"report": MEETING, "later": LATER}, published={"later": "2025-02-01"})
    report = found["report"]
    # 18 June 2024 was a Tuesday; the report says Wednesday: the 19th, told as *este miércoles*.
    assert (report.earliest, report.latest) == ("2024-06-19", "2024-06-20")
    assert "later" in {proof.article for proof in report.why}


def test_two_meetings_leave_both_days_open() -> None:
    other = LATER.replace("18 de junio de 2024", "5 de marzo de 2024")
    found = _dated(
        {"report": MEETING, "later": LATER, "other": other},
        published={"later": "2025-02-01", "other": "2025-02-01"},
    )["report"]
    assert found.earliest is not None
    assert found.earliest < "2024-03-10"
    assert found.latest == "2024-06-20"


def test_an_other_place_is_an_other_meeting() -> None:
    found = _dated(
        {"report": MEETING, "later": LATER.replace("Valdivia", "Cartagena")},
        published={"later": "2025-02-01"},
    )
    assert found["report"].basis == "unknown"


def test_a_copy_is_dated_by_its_dated_copy() -> None:
    family = CopyFamily(
        id="f", members=(Member(article="a", own_share=0), Member(article="b", own_share=0))
    )
    found = _dated({"a": PLAIN, "b": PLAIN}, published={"a": "2024-03-05"}, families=(family,))
    assert (found["b"].earliest, found["b"].latest) == ("2024-03-02", "2024-03-08")


def test_the_order_of_arrival_does_not_matter() -> None:
    texts = {"report": MEETING, "later": LATER, "plain": PLAIN}
    published = {"later": "2025-02-01"}
    forward = _dated(texts, published)
    backward = _dated(dict(reversed(texts.items())), published)
    assert forward == backward


def test_the_order_of_keys_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is that of a set, which differs from one run of Python to the next."""
    texts = {
        "report": MEETING.replace("Marta Olmedo y", "Marta Olmedo, Irina Solano y"),
        "later": LATER,
        "again": LATER.replace("Pavel Hruska", "Irina Solano"),
    }
    published = {"later": "2025-02-01", "again": "2025-02-02"}
    found, keys_of = [], tellings.keys_of
    for backward in (False, True):
        monkeypatch.setattr(
            tellings, "keys_of", lambda account, b=backward: sorted(keys_of(account), reverse=b)
        )
        found.append(_dated(texts, published))
    assert found[0] == found[1]
    assert {proof.article for proof in found[0]["report"].why} == set(texts)


#: What an article tells that is added, and whether an undated report of the meeting waits for it.
AWAITED = [
    (LATER, True),
    (LATER.replace("Valdivia", "Cartagena"), True),
    (LATER.replace("Marta Olmedo", "Elvira Santos"), False),
    (PLAIN, False),
]


@pytest.mark.parametrize(("text", "awaited"), AWAITED)
def test_an_undated_report_waits_for_who_tells_of_its_event(text: str, awaited: bool) -> None:
    asked = asked_by(["report"], *_read_all({"report": MEETING, "plain": PLAIN}))
    told = told_by(*_read_all({"new": text}, published={"new": "2025-02-01"}))
    assert bool(asked & told) is awaited


def test_what_was_not_read_asks_nothing() -> None:
    articles, _ = _read_all({"report": MEETING})
    assert asked_by(["report"], articles, {}) == set()


def test_every_proof_is_in_its_article() -> None:
    texts = {"report": MEETING, "later": LATER}
    for dating in _dated(texts, published={"later": "2025-02-01"}).values():
        for proof in dating.why:
            assert texts[proof.article][proof.start : proof.end] == proof.text
