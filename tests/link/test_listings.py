"""Who the text says has listed somebody."""

from __future__ import annotations

import pytest
from tests.link.statement_passages import read

from veedor.link.listings import authority_of, leading, listed_by
from veedor.read.reader import Reader

CASES = [
    ("es", "Ri Pyong-chol, sancionado por la ONU desde 2017, viajó a Moscú.", "Ri", {"UN"}),
    ("es", "Ri Pyong-chol, que figura en la lista negra de la ONU, viajó a Moscú.", "Ri", {"UN"}),
    ("es", "Kim Yong-chol, sancionado por Seúl y Washington, llegó a Seúl.", "Kim", {"KR", "US"}),
    ("es", "Choe Hwi, a quien la ONU prohíbe viajar, llegó a Seúl.", "Choe", {"UN"}),
    ("es", "Ri Pyong-chol, que no figura en la lista de la ONU, viajó a Moscú.", "Ri", set()),
    ("es", "Ri Pyong-chol visitó un astillero sancionado por la ONU.", "Ri", set()),
    ("es", "Kim Jong-un recibió a Ri Pyong-chol, sancionado por la ONU.", "Kim", set()),
    ("en", "Ri Pyong Chol, a marshal on the UN sanctions list, flew to Moscow.", "Ri", {"UN"}),
    ("en", "Ri Man Gon, who is barred from travel under a UN resolution, flew.", "Ri", {"UN"}),
    ("en", "UN-sanctioned general Ri Pyong Chol flew to Moscow.", "Ri", {"UN"}),
    ("en", "Ri Pyong Chol visited a shipyard sanctioned by the UN.", "Ri", set()),
    ("en", "Choe Hwi, whom the UN exempted from its travel ban, came.", "Choe", set()),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(("code", "text", "name", "wanted"), CASES)
def test_what_the_text_says_of_lists(
    reader: Reader, code: str, text: str, name: str, wanted: set
) -> None:
    _, reading = read(reader, text, code)
    who = next(n.referent for n in reading.names if n.text.startswith(name))
    assert listed_by(reading, who) == wanted


def test_whose_list_it_is() -> None:
    assert authority_of("UN 1718") == "UN"
    assert authority_of("US OFAC SDN") == "US"
    assert authority_of("EU 2017/1509") == "EU"
    assert authority_of("my watchlist") is None
    assert "UN" in leading()
