"""Who says so: chains of attribution, innermost first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.read.quote_passages import unmark

from veedor.read.attribution import attribution_of
from veedor.read.parse import Parsed
from veedor.read.quotes import find_quotes

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
