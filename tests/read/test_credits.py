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
