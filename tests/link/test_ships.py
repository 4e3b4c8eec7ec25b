"""Ships on the list of a regime, also where a report does not name the regime's State."""

from __future__ import annotations

import pytest

from veedor.link import Context, link
from veedor.lists import Index
from veedor.lists.merging import merge
from veedor.model import Article, Dating, ListedName, Record
from veedor.read.reader import Reader
from veedor.regimes import built_in

DAY = "2024-03-07"
DATING = Dating(article="a", basis="metadata", date=DAY, earliest=DAY, latest=DAY)


@pytest.fixture(scope="module")
def context() -> Context:
    record = Record(
        list="US OFAC SDN", record="7", type="vessel", programme="DPRK4", imo="7303803",
        names=(ListedName(text="AN SAN 1"),), nationalities=("KP",),
    )  # fmt: skip
    return Context(Index(merge([record])), {"dprk": built_in()["dprk"]})


@pytest.mark.parametrize(
    ("text", "kind", "parties", "why"),
    [
        ("El petrolero An San 1 (OMI 7303803), designado por la ONU, atracó en Zhoushan, en China.",
         "finding", ["7"], "its number is the list's"),
        ("El petrolero An San 1, designado por la ONU, atracó en Zhoushan, en China.",
         "lead", [], "only its name speaks for it being the one"),
        (("El petrolero An San 1, designado por la ONU por el comercio con Corea del Norte, "
         "atracó en Zhoushan, en China."), "finding", [], "the report is about that State"),
        ("El petrolero Lirio, designado por la ONU, atracó en Zhoushan, en China.",
         None, [], "some other regime's, as far as is known"),
        ("El petrolero An San 1 atracó en Zhoushan, en China.", None, [], "nothing else is told"),
    ],
)  # fmt: skip
def test_a_listed_ship_stands_for_its_state(context, text, kind, parties, why):
    article = Article(id="a", source="a", text=text, language="es")
    linked = link(article, Reader().read(article), DATING, context)
    found = [s for s in linked.statements if s.measure == "VESSEL_DESIG"]
    assert [s.kind for s in found] == ([kind] if kind else []), why
    assert [match.record for s in found for match in s.parties] == parties, why


def test_a_ships_number_finds_it_in_a_report_about_other_states(context):
    text = "El buque An San 1 (OMI 7303803), sancionado por Estados Unidos, llegó a Zhoushan."
    article = Article(id="a", source="a", text=text, language="es")
    linked = link(article, Reader().read(article), DATING, context)
    [ship] = [s for s in linked.subjects if s.label == "An San 1"]
    assert [(m.record, m.established) for m in ship.matches] == [("7", True)]
