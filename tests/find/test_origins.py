"""Who counts as one origin with whom."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from veedor.declared import Source
from veedor.find import find
from veedor.find.speaking import Speakers
from veedor.group.collection import Collection, Groups
from veedor.model import Article, Line, Linked, Office, Post, Reading, Subject
from veedor.outlets import built_in
from veedor.report.phrases import phrases


def _subject(key, label, kind="organization", country=None):
    return Subject(key=key, label=label, type=kind, country=country)


def _collection(subjects, offices=(), statements=()):
    reading = Reading(
        article="a",
        language="es",
        offices=tuple(Office(start=0, end=1, text="x", posts=(post,)) for post in offices),
    )
    return Collection(
        articles={"a": Article(id="a", source="a.txt", text="x")},
        readings={"a": reading},
        linked={"a": Linked(article="a", subjects=tuple(subjects), statements=tuple(statements))},
    )


@pytest.mark.parametrize(
    ("subjects", "offices", "asked", "expected", "why"),
    [
        ([_subject("seul", "Seúl", "government", "KR")], (), "seul", "KR", "a government"),
        ([_subject("nis", "Servicio de Inteligencia surcoreano", country="KR")], (), "nis", "KR",
         "an organ of a state"),
        ([_subject("em", "Estado Mayor")], (), "em", None, "an organ of an untold state"),
        ([_subject("uni", "Universidad de Busan", country="KR")], (), "uni", "uni",
         "a university speaks for itself"),
        ([_subject("jefe", "Ana Ruiz", "person"), _subject("otan", "OTAN")],
         [Post(office="secretary-general", organization=1, holder=0)], "jefe", "otan",
         "an official of an organisation"),
        ([_subject("voz", "Luis Mar", "person"), _subject("casa", "Casa Blanca", country="US")],
         [Post(office="spokesperson", organization=1, holder=0)], "voz", "US",
         "a spokesman of an organ of a state"),
        ([_subject("min", "Eva Sol", "person")],
         [Post(office="minister", country="JP", holder=0)], "min", "JP", "a minister"),
        ([_subject("dip", "Pak Uno", "person")], [Post(office="legislator", holder=0)], "dip",
         None, "a deputy of an untold parliament"),
        ([_subject("ana", "Ana Gil", "person")], (), "ana", "ana", "somebody of no office"),
    ],
)  # fmt: skip
def test_for_whom_a_source_speaks(subjects, offices, asked, expected, why):
    assert Speakers(_collection(subjects, offices), {}).speaks_for(asked, "a") == expected, why


def test_two_organs_of_one_state_do_not_corroborate(pack, statement, collected):
    told = [
        statement("a0", said=(("says", "jcs", "state"),)),
        statement("a1", said=(("says", "nis", "state"),)),
    ]
    collection = collected(*told, days={"a0": "2024-03-01", "a1": "2024-03-01"})
    for linked in collection.linked.values():
        assert linked.subjects == ()
    subjects = (
        _subject("jcs", "Estado Mayor Conjunto", country="XC"),
        _subject("nis", "Servicio de Inteligencia", country="XC"),
    )
    linked = {
        a: Linked(article=a, subjects=subjects, statements=one.statements)
        for a, one in collection.linked.items()
    }
    collection = Collection(
        articles=collection.articles, readings=collection.readings,
        datings=collection.datings, linked=linked,
    )  # fmt: skip
    [finding] = find(collection, Groups(), {"test": pack})
    assert (finding.status, finding.origins.known) == ("alleged", ("XC",))


def _with_title(collection, end):
    """The collection with articles whose first so many characters are their title."""
    line = Line(start=0, end=end, text="x" * end, kind="title")
    return Collection(
        articles=collection.articles,
        readings={a: Reading(article=a, language="es", lines=(line,)) for a in collection.articles},
        datings=collection.datings,
        linked=collection.linked,
        families=collection.families,
    )


def test_a_headline_takes_the_attribution_of_its_text(pack, statement, collected):
    headline = statement("a", start=0)
    body = statement("a", start=100, said=(("says", "rival", "state"),))
    collection = _with_title(collected(headline, body, days={"a": "2024-03-01"}), 20)
    [finding] = find(collection, Groups(), {"test": pack})
    assert finding.status == "alleged"
    assert finding.origins.known == ("rival",) and finding.origins.unknown == 0
    assert all(item.attribution[0].key == "rival" for item in finding.evidence)


def test_a_text_is_no_second_origin_beside_its_source(pack, statement, collected):
    told = [
        statement("a", start=100, said=(("says", "rival", "state"),)),
        statement("a", start=200),
    ]
    collection = _with_title(
        collected(*told, days={"a": "2024-03-01"}, copies=(("efe", ("a",)),)), 20
    )
    [finding] = find(collection, Groups(), {"test": pack})
    assert finding.origins.known == ("rival",)
    assert finding.status == "reported", "what the text says in its own words is its own"


def test_state_media_that_wrote_the_text_are_their_state(pack, statement, collected):
    collection = collected(statement("a"), days={"a": "2024-03-01"}, copies=(("KCNA", ("a",)),))
    [finding] = find(collection, Groups(), {"test": pack})
    assert finding.origins.known == ("KP",)


@pytest.mark.parametrize(
    ("outlet", "rating", "known", "code", "why"),
    [
        ("El Muelle", None, (), "F", "its own sources are not known"),
        ("El Muelle", "B", (), "B", "the owner rates it"),
        ("EFE", None, ("EFE",), "B", "an agency's own page is the agency's"),
        ("EFE", "C", ("EFE",), "C", "rated too"),
        ("RT", None, ("RU",), "D", "state media speak for their state"),
        ("Kremlin", None, ("RU",), "C", "a government that publishes itself"),
    ],
)
def test_what_an_outlet_is_and_how_far_it_is_relied_on(
    pack, statement, collected, outlet, rating, known, code, why
):
    collection = collected(statement("a"), days={"a": "2024-03-01"})
    article = msgspec.structs.replace(collection.articles["a"], outlet=outlet)
    source = Source(address="a", outlet=outlet, reliability=rating)
    collection = replace(
        collection, articles={"a": article}, outlets=built_in().with_own([], [source])
    )
    [finding] = find(collection, Groups(), {"test": pack})
    assert finding.origins.known == known, why
    assert finding.admiralty.code[0] == code, why
    reason = finding.admiralty.reasons[0]
    assert (reason == "best-source-rated") == (rating is not None), why
    for language in ("es", "en"):
        assert phrases(language)(f"admiralty.{reason}", letter="F", digit=3)


def test_an_organ_of_an_untold_state_is_graded_as_a_state_and_not_as_a_watchdog(
    pack, statement, collected
):
    said = (("says", "cancilleria", "organization"),)
    collection = collected(statement("a", said=said), days={"a": "2024-03-01"})
    body = _subject("cancilleria", "Cancillería")
    linked = msgspec.structs.replace(collection.linked["a"], subjects=(body,))
    [finding] = find(replace(collection, linked={"a": linked}), Groups(), {"test": pack})
    assert finding.admiralty.code[0] == "C"
    assert (finding.origins.known, finding.origins.unknown) == ((), 1)
