"""Credits of original pages: agencies of the text, credits of its pictures."""

# ruff: noqa: E501 (tables of passages)

from __future__ import annotations

import pytest

from veedor.read.credits import find_credits
from veedor.read.lines import find_lines

_LONG = (
    "El puerto abrió de noche y los estibadores trabajaron hasta el alba, contaron tres de ellos "
    "a este diario sin dar sus nombres por temor a perder el turno que les queda."
)
_CASES = [
    ("es", f"Seúl, 5 jun (EFE).- {_LONG}", ("EFE",), (), "Spanish agency dateline"),
    ("es", f"Pionyang, 12 sept. (Xinhua) -- {_LONG}", ("Xinhua",), (), "two hyphens"),
    ("es", f"MOSCÚ (AP) — {_LONG}", ("AP",), (), "no date"),
    ("es", f"Madrid, 3 de abril (Europa Press) - {_LONG}", ("Europa Press",), (), "two words"),
    ("en", f"SEOUL, June 5 (Reuters) - {_LONG}", ("Reuters",), (), "English dateline"),
    ("es", f"Lima, 3 abr (Cordillera).- {_LONG}", ("Cordillera",), (), "an agency no list knows"),
    ("es", f"{_LONG} AFP", ("AFP",), (), "after the last full stop"),
    ("es", f"{_LONG} (EFE)", ("EFE",), (), "in brackets at the end"),
    ("es", f"{_LONG}\nReuters/EP", ("Reuters", "EP"), (), "two on the last line"),
    ("es", f"{_LONG}\n(Con información de EFE y AFP)", ("EFE", "AFP"), (), "with information from"),
    ("es", f"{_LONG}\nAgencias", (), (), "agencies unnamed"),
    ("es", f"{_LONG}\nLa grúa. Foto: EFE.", (), ("EFE",), "a photo's agency is not the text's"),
    ("es", f"{_LONG}\nLa grúa (Foto de archivo: Reuters)", (), ("Reuters",), "an archive photo"),
    ("es", f"{_LONG}\nLa grúa (Foto de Ana Ruiz / SPUTNIK / AFP)", (), ("SPUTNIK / AFP",),
     "person and agencies"),
    ("en", f"{_LONG}\nThe crane. Photo by Ann Reed/Getty Images", (), ("Getty Images",), "photo by"),
    ("es", f"{_LONG}\nOtra línea que cierra el caso.\n(Boreal)", ("Boreal",), (), "unknown, in brackets"),
    ("es", f"{_LONG} (Boreal)", ("Boreal",), (), "unknown, in brackets after the last stop"),
    ("es", f"{_LONG} (Ucrania)", (), (), "a state in brackets is no agency"),
    ("es", f"{_LONG}\nCon información de Boreal y Cordillera Press", ("Boreal", "Cordillera Press"), (),
     "with information from unknown ones"),
    ("es", f"Un título de prueba\nAgencia Boreal | Seúl | 18 oct. 2024\n{_LONG}", ("Boreal",), (),
     "an agency in a line with place and date"),
    ("es", f"Un título de prueba\nBOREAL | NAJIN | 19-06-2024\n{_LONG}", ("BOREAL",), (),
     "the same in capitals"),
    ("es", f"Un título de prueba\nTribunales | Lima | 19-06-2024\n{_LONG}", (), (), "a section there"),
    ("es", f"{_LONG}\nGrúas en el muelle. Foto: gentileza", (), ("gentileza",), "courtesy of nobody"),
    ("es", f"CIUDAD DEL ESTE, D.F., 14 de mayo (Boreal).- {_LONG}", ("Boreal",), (), "a district"),
    ("es", f"Najin (Corea), 8 ago (Boreal).- {_LONG}", ("Boreal",), (), "a state in brackets before"),
    ("es", f"NAJIN, 24 feb (EFE) {_LONG}", ("EFE",), (), "no dash after a day and agency"),
    ("es", f"Tandil (Pampa). - {_LONG}", (), (), "a region in brackets is no agency"),
    ("es", f"{_LONG}\nFoto: la grúa y el capitán, en el muelle. (Ana Ruiz / AFP)", (), ("AFP",),
     "a label at the start is not the credit"),
    ("es", f"{_LONG}\nQuadratín", ("Quadratín",), (), "an agency of the directory alone"),
    ("en", f"{_LONG}\nColprensa", ("Colprensa",), (), "the same in English"),
    ("en", f"{_LONG} (Interfax-Ukraine)", ("Interfax-Ukraine",), (), "the same in brackets"),
    ("es", _LONG, (), (), "no credit at all"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text", "agencies", "photos", "why"), _CASES, ids=[c[4] for c in _CASES]
)
def test_credits(
    code: str, text: str, agencies: tuple[str, ...], photos: tuple[str, ...], why: str
) -> None:
    found = find_credits(find_lines(text, code), code)
    assert (found.agencies, found.photo_credits) == (agencies, photos), why


_AUTHORS = [
    ("Lucía Andrade | Valparaíso | 3 may. 2024", "Lucía Andrade"),
    ("P. Goñi | Bilbao | 26-03-2024", "P. Goñi"),
    ("3 de mayo de 2024 | 18:00 | Por Lucía Andrade", "Por Lucía Andrade"),
    ("Agencia Boreal | Seúl | 18 oct. 2024", None),
    ("Con información de EFE", None),
    ("12.03.2024", None),
]


@pytest.mark.parametrize(("line", "author"), _AUTHORS, ids=[line for line, _ in _AUTHORS])
def test_the_byline_is_who_wrote(line: str, author: str | None) -> None:
    lines = find_lines(f"Un carguero descarga de noche en Najin\n{line}\n{_LONG}", "es")
    assert find_credits(lines, "es").byline == author
