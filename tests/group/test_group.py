"""Events, stories and conflicts of small collections written for the purpose."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from veedor.group import Groups, group, profiles, slices
from veedor.group.collection import Collection
from veedor.group.profiles import Profile
from veedor.group.terms import Vector

Make = Callable[..., Any]

PEOPLE = {
    "Arnaldo Vex": ("arnaldo-vex", "person"),
    "Lidia Moran": ("lidia-moran", "person"),
    "Puerto Cal": ("puerto-cal", "place"),
}
LEMMAS = {
    "reunieron": "reunir", "cumbre": "cumbre", "firmaron": "firmar", "firmó": "firmar",
    "lanzó": "lanzar", "misiles": "misil", "soldados": "soldado", "envió": "enviar",
    "horas": "hora", "duró": "durar", "prolongó": "prolongar", "firma": "firma",
    "desplegó": "desplegar", "muertos": "muerto", "acuerdo": "acuerdo",
}  # fmt: skip
SUMMIT = "Arnaldo Vex y Lidia Moran se reunieron el martes en Puerto Cal en una cumbre sobre pesca."
TUESDAY = {"el martes": ("2031-05-06", "2031-05-06", "2031-05-06")}


@pytest.fixture
def summit(told: Make) -> Make:
    def make(key: str, *more: str, day: str | None = "2031-05-06", **fields: Any) -> Any:
        fields.setdefault("times", TUESDAY)
        return told(
            key, ["La cumbre de la pesca", SUMMIT, *more], day,
            names=PEOPLE, lemmas=LEMMAS, **fields,
        )  # fmt: skip

    return make


def mains(groups: Groups) -> list[set[str]]:
    found = ({r.article for r in e.reports if r.role == "main"} for e in groups.events)
    return sorted(found, key=sorted)


def test_reports_of_one_day_people_and_act_are_one_event(
    summit: Make, told: Make, collect: Make
) -> None:
    launch = told(
        "launch",
        ["Prueba en la costa", "El ejército lanzó dos misiles al mar ante Lidia Moran el martes."],
        "2031-05-06", names={"Lidia Moran": PEOPLE["Lidia Moran"]}, lemmas=LEMMAS, times=TUESDAY,
    )  # fmt: skip
    found = group(collect(summit("a"), summit("b", day="2031-05-07"), launch))
    assert mains(found) == [{"a", "b"}, {"launch"}]
    event = next(event for event in found.events if len(event.reports) == 2)
    assert (event.date, event.kind) == ("2031-05-06", "meet")
    assert set(event.participants) == {"arnaldo-vex", "lidia-moran"}


def test_the_same_words_a_year_later_are_another_event(summit: Make, collect: Make) -> None:
    later = summit(
        "b", day="2032-05-04", times={"el martes": ("2032-05-04", "2032-05-04", "2032-05-04")}
    )
    found = group(collect(summit("a"), later))
    assert mains(found) == [{"a"}, {"b"}]
    assert len(found.stories) == 1


def test_undated_clippings_are_joined_with_nobody(summit: Make, collect: Make) -> None:
    found = group(collect(summit("a", times={}), summit("b", day=None, times={})))
    assert mains(found) == [{"a"}, {"b"}]


def test_what_a_report_adds(summit: Make, collect: Make) -> None:
    new = "La flota de bajura recibirá ayudas durante nueve meses para cambiar redes y motores."
    found = group(collect(summit("a"), summit("b", new)))
    (event,) = found.events
    assert [[span.text for span in report.adds] for report in event.reports] == [[], [new]]


def recalling(told: Make, sentence: str, when: str, day: str) -> Any:
    return told(
        "later", ["Un año de aquel pacto", sentence], "2032-05-20",
        names=PEOPLE, lemmas=LEMMAS, times={when: (day, day, day)},
    )  # fmt: skip


def signing(told: Make) -> Any:
    text = "Arnaldo Vex y Lidia Moran firmaron el martes un acuerdo de pesca en Puerto Cal."
    return told(
        "then", ["Pacto de pesca", text], "2031-05-06",
        names=PEOPLE, lemmas=LEMMAS, times=TUESDAY, outlet="El Ancla",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "conflict", "why"),
    [
        ("2031-05-06", False, "the same day"),
        ("2031-05-05", True, "a Monday for a Tuesday"),
        ("2030-05-06", False, "another year is another event"),
    ],
)
def test_a_recalled_day(told: Make, collect: Make, day: str, conflict: bool, why: str) -> None:
    sentence = "Recuerdan la firma de Arnaldo Vex y Lidia Moran el 5 de mayo de 2031."
    found = group(collect(signing(told), recalling(told, sentence, "el 5 de mayo de 2031", day)))
    dates = [c for c in found.conflicts if c.attribute == "date"]
    assert bool(dates) is conflict, why
    if dates:
        assert [side.value for side in dates[0].sides] == ["2031-05-05", "2031-05-06"]


@pytest.mark.parametrize(
    ("left", "right", "conflict", "why"),
    [
        ("La cita duró dos horas.", "La cita se prolongó cinco horas.", True, "two or five hours"),
        ("La cita duró más de cuatro horas.", "La cita duró casi cinco horas.", False, "hedges"),
        ("La cita duró dos horas.", "A dos horas de allí llueve.", False, "no duration"),
        ("Se desplegó a 3.000 soldados.", "Se desplegó a 5.000 soldados.", True, "troops"),
        ("Se desplegó a unos 5.000 soldados.", "Se desplegó a 5.400 soldados.", False, "about"),
    ],
)
def test_figures(
    summit: Make, collect: Make, left: str, right: str, conflict: bool, why: str
) -> None:
    pair = collect(summit("a", left, outlet="A"), summit("b", right, outlet="B"))
    numbers = [c for c in group(pair).conflicts if c.attribute == "number"]
    assert bool(numbers) is conflict, why
    for side in (side for one in numbers for side in one.sides):
        for span in side.evidence:
            text = pair.articles[span.article].text
            assert text[span.start : span.end] == span.text


def test_a_rising_toll_is_news_not_a_contradiction(summit: Make, collect: Make) -> None:
    first = summit("a", "Hay 12 muertos en la reunión.", outlet="A")
    later = summit("b", "Hay 31 muertos en la reunión.", outlet="B", day="2031-05-07")
    assert group(collect(first, later)).conflicts == ()


def test_signed_or_not(summit: Make, collect: Make) -> None:
    yes = summit("a", "Ambos firmaron un acuerdo.", done=["firmaron"])
    no = summit("b", "No se firmó acuerdo alguno.", denied=["firmó"])
    (conflict,) = group(collect(yes, no)).conflicts
    assert (conflict.attribute, conflict.about) == ("denial", "sign")
    assert [side.value for side in conflict.sides] == ["yes", "no"]


def test_order_of_arrival_changes_nothing(summit: Make, told: Make, collect: Make) -> None:
    articles = [summit("a"), summit("b"), signing(told), summit("c", day="2031-05-08", times={})]
    expected = group(collect(*articles))
    for seed in range(4):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert group(collect(*shuffled)) == expected


@pytest.mark.parametrize("day", ["1900-01-01", "2999-12-31", None])
def test_odd_days_and_empty_titles(told: Make, collect: Make, day: str | None) -> None:
    found = group(collect(told("a", [""], day), told("b", ["", "Nada."], day)))
    assert mains(found) == [{"a"}, {"b"}]


def test_nothing_at_all() -> None:
    assert group(Collection(articles={}, readings={})) == Groups()


def test_entities_by_key(summit: Make, collect: Make) -> None:
    found = {entity.key: entity for entity in group(collect(summit("a"), summit("b"))).entities}
    assert found["lidia-moran"].articles == ("a", "b")
    assert found["lidia-moran"].forms == ("Lidia Moran",)


def test_copies_of_one_text_are_one_event_and_looked_at_once(
    summit: Make, collect: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    make = profiles.profile

    def counted(collection: Collection, article: str, vector: Vector) -> Profile:
        looked.append(article)
        return make(collection, article, vector)

    monkeypatch.setattr(profiles, "profile", counted)
    found = group(collect(*(summit(f"{number:03}") for number in range(200))))
    assert looked == ["000"]
    (event,) = found.events
    assert len(event.reports) == 200
    assert found.conflicts == ()


def test_slices_change_nothing(
    summit: Make, told: Make, collect: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [date(2031, 5, 6) + timedelta(days=40 * number) for number in range(6)]
    articles = [
        summit(f"{letter}{number}", day=day.isoformat(), times={})
        for number, day in enumerate(days)
        for letter in "ab"
    ]
    whole = group(collect(*articles, signing(told)))
    monkeypatch.setattr(slices, "SLICE", 2)
    monkeypatch.setattr(slices, "SLICE_DAYS", 0)
    assert group(collect(*articles, signing(told))) == whole


def test_clocks_out_of_order_part_nobody(summit: Make, collect: Make) -> None:
    """An outlet whose clock is a day behind or whose report came in late reports the same event."""
    reports = [summit("a"), summit("b", day="2031-05-07"), summit("c", day="2031-05-06")]
    expected = mains(group(collect(*reports)))
    assert expected == [{"a", "b", "c"}]
    for arrived in (reports[::-1], [reports[1], reports[0], reports[2]]):
        assert mains(group(collect(*arrived))) == expected


def test_a_day_of_the_future_or_of_1900_holds_up_nothing(summit: Make, collect: Make) -> None:
    """Such a report stands alone; those around it are grouped as if it were not there."""
    odd = [
        summit("old", day="1900-01-01", times={}),
        summit("new", day="2999-12-31", times={}),
    ]
    found = mains(group(collect(odd[1], summit("a"), odd[0], summit("b", day="2031-05-07"))))
    assert found == [{"a", "b"}, {"new"}, {"old"}]
