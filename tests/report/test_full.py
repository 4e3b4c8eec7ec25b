"""The report of a small workspace: what it says, in which words, and what it leaves out."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest
from rich.console import Console
from tests.report.conftest import FIRST

from veedor.model import (
    Article,
    Attachment,
    Conflict,
    Event,
    Linked,
    Reading,
    Referent,
    Report,
    Reviewed,
    Said,
    Side,
    Subject,
)
from veedor.regimes.pack import TravelBan
from veedor.report.document import Code, coded
from veedor.report.full import full_report
from veedor.report.markdown import markdown
from veedor.report.phrases import LANGUAGES, phrases
from veedor.report.plain import in_a_sentence
from veedor.report.render import FORMS, render
from veedor.report.scope import of_period
from veedor.report.summary import dispute_title, summarise
from veedor.report.telling import telling_first
from veedor.report.terminal import print_summary
from veedor.report.words import days, flow, joined, label, names, who_says

ES, EN = phrases("es"), phrases("en")


def _markdown(view, language="en", *, public=False):
    return markdown(full_report(view, language, public=public))


def test_every_claim_has_a_footnote_that_can_be_checked(view):
    text = _markdown(view)
    assert "[^1]: " in text and "[^2]: " in text
    assert "a.txt:1 [0–" in text
    assert "between 2024-03-01 and 2024-03-09" in text


@pytest.mark.parametrize("form", [form for form in FORMS if form != "pdf"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_has_the_finding(view, form, language):
    written = render(view, language, form).decode("utf-8")
    assert "40 cajas de munición" in written


def test_json_is_the_record_with_its_words(view):
    report = json.loads(render(view, "en", "json"))
    [finding] = report["findings"]
    assert (finding["measure"], finding["title"], finding["withheld"]) == ("ARMS", "Arms", 0)
    assert finding["evidence"][0]["text"].startswith("La naviera")
    assert report["sources"][0]["source"] == "/press/a.txt"


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_the_public_is_told_of_no_person_nobody_has_reviewed(view, form):
    written = render(view, "en", form, public=True).decode("utf-8")
    assert "Ana" not in written and "RUIZ" not in written and '"ana"' not in written
    assert "40 cajas de munición" in written, "what names nobody stays"


@pytest.mark.parametrize(("review", "shown"), [("open", False), ("confirmed", True)])
def test_persons_in_titles_are_covered_until_reviewed(view, review, shown):
    collection = view.collection
    reading = msgspec.structs.replace(collection.readings["a"], title=FIRST)
    [event] = view.groups.events
    titled = replace(
        view,
        collection=replace(collection, readings={"a": reading}),
        groups=replace(view.groups, events=(msgspec.structs.replace(event, title=FIRST),)),
        findings=[msgspec.structs.replace(f, review=review) for f in view.findings],
    )
    written = _markdown(titled, public=True)
    assert ("Ana Ruiz y sus fusiles" in written) is shown
    assert ("\\[…\\] y sus fusiles" in written or "[…] y sus fusiles" in written) is not shown


def test_what_was_reviewed_is_shown_in_full(view):
    reviewed = [msgspec.structs.replace(f, review="confirmed") for f in view.findings]
    written = _markdown(replace(view, findings=reviewed), public=True)
    assert "Ana Ruiz" in written and "withheld" not in written
    stale = [msgspec.structs.replace(f, stale_review=True) for f in reviewed]
    assert "Ana Ruiz" not in _markdown(replace(view, findings=stale), public=True)


def test_what_was_dismissed_counts_for_nothing_and_is_told_apart(view):
    by = Reviewed(at="2024-05-01T10:00:00+00:00", by="Eva Sol", reason="otro buque")
    gone = [msgspec.structs.replace(f, review="dismissed", reviewed=by) for f in view.findings]
    dropped = replace(view, findings=gone)
    written = _markdown(dropped, "es")
    assert "Ningún hallazgo." in written
    told = "descartado por una persona: Eva Sol, 2024-05-01 («otro buque»)"
    assert told in written.split("## Descartados al revisar")[1].split("## Contra")[0]
    public = _markdown(dropped, "es", public=True)
    assert "otro buque" not in public and "Ana" not in public
    assert "1 hallazgo o indicio que una persona descartó" in public
    back = [msgspec.structs.replace(f, stale_review=True) for f in gone]
    assert "Descartados" not in _markdown(replace(view, findings=back), "es")


def test_the_public_is_not_told_who_reviewed(view):
    by = Reviewed(at="2024-05-01T10:00:00+00:00", by="Eva Sol", reason="archivo visto")
    photo = Attachment(at=by.at, by=by.by, note="foto", name="a.jpg", sha256="00ff" * 16)
    signed = [
        msgspec.structs.replace(f, review="confirmed", reviewed=by, attachments=(photo,))
        for f in view.findings
    ]
    for public in (False, True):
        written = _markdown(replace(view, findings=signed), "es", public=public)
        assert ("Eva Sol" in written) is not public
        assert "«archivo visto»" in written
        assert "otra prueba: foto (a.jpg, SHA-256 00ff00ff00ff00ff…), añadida el 2024" in written


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("told", "**XA → XB, 2024-03-01**"),
        ("written", "**XA → XB, no se dice cuándo; publicado: 2024-03-01**"),
        ("partly", "**XA → XB, 2024-03-01 (en parte, días de publicación)**"),
    ],
)
def test_a_day_of_publication_is_called_so(view, basis, said):
    dated = [
        msgspec.structs.replace(f, period="2024-03-01", period_basis=basis) for f in view.findings
    ]
    assert said in _markdown(replace(view, findings=dated), "es")


def test_a_finding_of_which_all_is_withheld_counts_nothing_as_nothing(view):
    [finding] = view.findings
    only = msgspec.structs.replace(finding, evidence=finding.evidence[:1])
    written = _markdown(replace(view, findings=[only]), "es", public=True)
    assert "0 frases" not in written and "0 noticias" not in written
    assert "Se omite 1 frase que nombra a una persona" in written


def test_what_is_not_told_as_done_stands_apart_in_a_finding(view):
    """A reader must not take a plan for a delivery because it stands among deliveries."""
    [finding] = view.findings
    planned = msgspec.structs.replace(finding.evidence[0], modality="planned")
    mixed = msgspec.structs.replace(finding, evidence=(planned, finding.evidence[1]))
    written = _markdown(replace(view, findings=[mixed]), "es")
    done, apart = written.split("Otras frases no lo dan por hecho:")
    assert "> La naviera llevó además" in done and "> La naviera Dos Faros" in apart
    assert "Otras frases" not in _markdown(view, "es"), "all is told as done"


def _also_about_something_else(view):
    """The workspace with an article on another matter, and an event that it tells."""
    other = Article(id="b", source="/press/b.txt", text="Ganó el equipo local.", language="es")
    reading = Reading(article="b", language="es")
    match = Event(
        id="f", title="La final", kind="game", date="2024-05-02", place=None, participants=(),
        reports=(Report(article="b", role="main"),), earliest="2024-05-02", latest="2024-05-02",
    )  # fmt: skip
    collection = view.collection
    return replace(
        view,
        collection=replace(
            collection,
            articles={**collection.articles, "b": other},
            readings={**collection.readings, "b": reading},
            linked={**collection.linked, "b": Linked(article="b")},
        ),
        groups=replace(view.groups, events=(*view.groups.events, match)),
    )


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_what_does_not_concern_the_regime_is_counted_and_left_out(view, form):
    both = _also_about_something_else(view)
    written = render(both, "en", form).decode("utf-8")
    assert "La final" not in written and "Fusiles" in written
    assert "1 concerns the regime" in written and "2 reports read" in written
    assert "concerns the regime" not in render(view, "en", form).decode("utf-8")


@pytest.mark.parametrize(
    ("since", "until", "titles"),
    [
        (None, None, {"Fusiles", "La final"}),
        ("2024-04-01", None, {"La final"}),
        (None, "2024-04-01", {"Fusiles"}),
        ("2024-03-31", "2024-05-02", {"Fusiles", "La final"}),
        ("2025-01-01", None, set()),
    ],
)
def test_a_period_is_that_of_events_too(view, since, until, titles):
    shown = of_period(_also_about_something_else(view), None, since, until)
    assert {event.title for event in shown.groups.events} == titles
    assert bool(shown.findings) == ("Fusiles" in titles)
    said = " ".join(summarise(shown, "en").counts)
    assert all(day in said for day in (since, until) if day), "the report says what it covers"


def test_commands_in_a_paragraph_are_code():
    assert coded("See `veedor status`.") == ("See ", Code("veedor status"), ".")
    assert coded("No code") == ("No code",)


def test_whose_journey_it_was_is_told(view):
    [finding] = view.findings
    travelled = msgspec.structs.replace(finding, actors=("ana", "XA"))
    pack = view.packs["test"]
    ban = TravelBan(measure="ARMS", lists=("UN 1",), acts=())
    banned = pack.model_copy(update={"header": pack.header.model_copy(update={"travel_ban": ban})})
    told = replace(view, packs={"test": banned}, findings=[travelled])
    assert "told as done: arms, Ana Ruiz, from XA to XB" in in_a_sentence(travelled, told, EN)
    held = [
        msgspec.structs.replace(match, via="office")
        for match in view.collection.linked["a"].subjects[0].matches
    ]
    by_office = msgspec.structs.replace(travelled, parties=tuple(held))
    assert "Ana Ruiz (deducido del cargo; el texto no lo nombra)" in in_a_sentence(
        by_office, told, ES
    ), "whom the text does not name is not said to be named in it"
    assert "Ana" not in _markdown(told, public=True)


def test_a_source_that_is_not_known_whose_it_is_is_quoted(view):
    [finding] = view.findings
    ministry = Said(role="says", key="m", label="Cancillería", kind="organization")
    told = [
        msgspec.structs.replace(item, origin=None, attribution=said)
        for item, said in zip(finding.evidence, [(ministry,), ()], strict=True)
    ]
    nobody = msgspec.structs.replace(finding.origins, known=(), unknown=1)
    untold = msgspec.structs.replace(finding, origins=nobody, evidence=tuple(told))
    assert in_a_sentence(untold, view, ES).startswith(
        "Según «Cancillería» y una noticia cuyas fuentes no se conocen, contado como hecho"
    )


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("Un diplomático norcoreano", "un diplomático norcoreano"),
        ("Three officials", "three officials"),
        ("Japan's defence ministry", "Japan's defence ministry"),
        ("LA fuente", "LA fuente"),
        ("el funcionario", "el funcionario"),
    ],
)
def test_a_description_has_no_capital_within_a_sentence(view, description, words):
    said = Said(role="says", key="d", label=description, kind="unnamed")
    assert who_says([said], view, ES) == f"según «{words}»"
    collection = view.collection
    nobody = Subject(key="d", label=description, type="person")
    linked = msgspec.structs.replace(collection.linked["a"], subjects=(nobody,))
    reading = msgspec.structs.replace(
        collection.readings["a"],
        referents=(Referent(label=description, type="person", unnamed=True),),
    )
    described = replace(
        view, collection=replace(collection, linked={"a": linked}, readings={"a": reading})
    )
    assert names(["XB", "d"], described, ES) == f"XB y «{words}»"


@pytest.mark.parametrize(
    ("values", "title"),
    [(("yes", "no"), "Si ocurrió o no"), (("failed", "succeeded"), "Desenlace")],
)
def test_how_it_went_is_not_whether_it_happened(view, values, title):
    sides = tuple(Side(value=value, evidence=()) for value in values)
    conflict = Conflict(id="c", event="e", attribute="denial", about="", sides=sides)
    assert dispute_title(conflict, view, ES) == f"{title}: Fusiles"


def test_withheld_sentences_are_counted(view):
    assert "1 sentence that names a person is withheld" in _markdown(view, public=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_wider_than_a_terminal(view, language, capsys):
    print_summary(view, language, Console(width=80, highlight=False))
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_one_sentence_of_each_origin_comes_first(view):
    [finding] = view.findings
    repeated = [msgspec.structs.replace(finding.evidence[0], start=n) for n in range(3)]
    other = msgspec.structs.replace(finding.evidence[1], start=9)
    mixed = msgspec.structs.replace(finding, evidence=(*repeated, other))
    origins = [item.origin for item in telling_first(mixed, view)]
    assert origins[0] != origins[1]


def test_a_namesake_is_listed_apart(view):
    summary = summarise(view, "en")
    [known], [alike] = summary.parties, summary.namesakes
    assert known.records[0].startswith("UN 1 9: listed 2020-05-01; in force: between")
    assert alike.records[0].startswith("UN 1 10")


def test_who_is_only_reached_through_an_office_is_said_to_be(view):
    collection = view.collection
    linked = collection.linked["a"]
    [ana, ship] = linked.subjects
    held = tuple(msgspec.structs.replace(match, via="office") for match in ana.matches)
    linked = msgspec.structs.replace(
        linked, subjects=(msgspec.structs.replace(ana, matches=held), ship)
    )
    by_office = replace(view, collection=replace(collection, linked={"a": linked}))
    told = "deducido del cargo; el texto no lo nombra"
    assert told in _markdown(by_office, "es").split("## Personas y entidades")[1]
    assert told not in _markdown(view, "es")


def test_the_plain_sentence_says_what_the_record_says(view):
    [finding] = view.findings
    assert in_a_sentence(finding, view, EN) == (
        "According to Ana Ruiz and watchdog, told as done: arms, from XA to XB "
        "(“40 cajas de munición”)."
    )
    nobody = msgspec.structs.replace(finding.origins, known=(), unknown=1)
    bare = [msgspec.structs.replace(e, origin=None, attribution=()) for e in finding.evidence]
    uncredited = msgspec.structs.replace(
        finding, origins=nobody, denied_by=("XB",), evidence=tuple(bare)
    )
    assert in_a_sentence(uncredited, view, ES).startswith(
        "Según una noticia cuyas fuentes no se conocen, contado como hecho"
    )
    assert in_a_sentence(uncredited, view, ES).endswith("Lo desmiente: XB.")


@pytest.mark.parametrize(
    ("edtf", "words", "why"),
    [
        (None, "undated", "nothing is known"),
        ("2024-03-01", "2024-03-01", "a day"),
        ("2024-03-01/2024-03-09", "between 2024-03-01 and 2024-03-09", "an interval"),
        ("2021-10-13/2026-11-22", "not before 2021-10-13", "its end is the day of collecting"),
    ],
)
def test_days_in_words(edtf, words, why):
    assert days(edtf, EN) == words, why


@pytest.mark.parametrize(
    ("direction", "way", "words"),
    [
        ("KP->RU", "outward", "de Corea del Norte a Rusia"),
        ("KP<->RU", "both", "entre Corea del Norte y Rusia"),
        ("US->KP", "states", "por Estados Unidos, respecto de Corea del Norte"),
        ("KR->KP", "states", "por Corea del Sur, respecto de Corea del Norte"),
        ("KP", "self", "por Corea del Norte"),
        ("KP", "outward", "en relación con Corea del Norte"),
        (None, "both", ""),
    ],
)
def test_the_way_it_goes_in_words(direction, way, words):
    assert flow(direction, way, ES) == words


def test_states_have_names_and_lists_an_and(view):
    assert label("US", view, EN) == "the United States"
    assert label("KR", view, ES) == "Corea del Sur"
    assert joined(["a", "b", "c"], EN) == "a, b and c"
    assert joined(["a"], EN) == "a" and joined([], EN) == ""
