"""Who says so: chains of attribution, innermost first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.read.quote_passages import unmark

from veedor.model import Article
from veedor.read.attribution import attribution_of
from veedor.read.parse import Parsed
from veedor.read.quotes import find_quotes
from veedor.read.reader import Reader

CHAINS = [
    ("{Kim} afirmó que enviará tropas, según {KCNA}.", "enviará", ["says Kim", "relays KCNA"],
     "a clause relayed"),
    ("{Kim} afirmó que enviará tropas, según {KCNA}.", "afirmó", ["says KCNA"],
     "that he said it is the agency's word"),
    ("{Kim} visitó una fábrica y regresó a la capital.", "visitó", [], "the outlet's own"),
    ("{Seúl} ha acusado a {Moscú} de entregar radares.", "entregar", ["says Seúl"], "a charge"),
    ("Crecen las sospechas de {Tokio} sobre el envío de proyectiles.", "envío", ["says Tokio"],
     "a suspicion"),
    ("El pacto abre lo que muchos observadores consideran una vía para justificar el envío.",
     "justificar", ["says muchos observadores"], "an opinion in a relative"),
    ("Las tropas volverán, según una carta de {Pak}, citada por {Interfax}.", "volverán",
     ["says Pak", "relays Interfax"], "a message and who quotes it"),
    ("{Ito} dijo que \"{Moscú} ha recibido\" los misiles.", "recibido", ["says Ito"],
     "a fragment in marks"),
    ("{Ito} dijo que {Moscú} \"ha recibido\" los misiles.", "{Moscú}", ["says Ito"],
     "words of the clause outside the marks"),
    ("{Jo} viajó a Rusia, según fotografías publicadas por {KCNA}.", "viajó", ["says KCNA"],
     "whoever puts out a picture says what it shows"),
    ("{Jo} viajó a Rusia, según se ve en las imágenes difundidas por {KCNA}.", "viajó",
     ["says KCNA"], "what is seen in a picture"),
    ("{Rusia} envió petróleo, según imágenes de satélite.", "envió",
     ["says imágenes de satélite"], "a picture of nobody's"),
    (("{Rusia} recibió obreros, que trabajan en las obras, según el servicio de inteligencia de "
     "{Seúl}."), "recibió", ["says servicio de inteligencia de Seúl"],
     "a service, behind a relative clause"),
    ("{Peskov} no dijo que {Kim} viniera.", "viniera", [], "nobody said it"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "word", "expected", "why"), CHAINS)
def test_chain(
    marked: str, word: str, expected: list[str], why: str, parse_es: Callable[[str], Parsed]
) -> None:
    text, mentions = unmark(marked)
    parsed = parse_es(text)
    quotes, referents = find_quotes(parsed, mentions)
    word = word.strip("{}")
    start = text.index(word)
    chain = attribution_of(parsed, quotes, mentions, start, start + len(word))
    assert [f"{link.role} {referents[link.referent].label}" for link in chain] == expected, why


#: Whole articles: who says what a word of the text tells, by kind of name.
READ = [
    ("es", ("Pionyang envió proyectiles, según ha comunicado el Servicio Nacional de Inteligencia. "
     "Bastarían al Ejército ruso, explicó el diputado Yoo Sang-bum. El organismo cree que las "
     "fábricas trabajan."), "trabajan", ["says Servicio Nacional de Inteligencia"],
     "the body that spoke, not the one that was named last"),
    ("en", ("North Korea launched two missiles on Wednesday, South Korea and Japan said, less than "
     "two hours before the summit."), "launched", ["says South Korea", "says Japan"], "two speak"),
    ("en", ("Russia supplied North Korea with oil last year, a group of 11 countries said on "
     "Thursday in its first report."), "supplied", ["says group of 11 countries"],
     "a subject with its complement before the closing verb"),
    ("en", ("North Korea said it had placed a satellite into orbit, the official Korean Central "
     "News Agency reported."), "placed", ["says North Korea", "relays Korean Central News Agency"],
     "who said it stands within who reported that"),
    ("en", "The containers went to Russia, according to images released by the White House.",
     "went", ["says White House"], "whoever puts out a picture says what it shows"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "word", "expected", "why"), READ)
def test_chain_of_a_whole_reading(
    code: str, text: str, word: str, expected: list[str], why: str
) -> None:
    reading = Reader().read(Article(id="a", source="a", text=text, language=code))
    clause = next(c for c in reading.clauses if c.predicate.text == word)
    told = [f"{link.role} {reading.referents[link.referent].label}" for link in clause.attribution]
    assert told == expected, why
