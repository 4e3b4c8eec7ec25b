"""The records: each module of `veedor.model` is one subject, and the package gives them all."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from veedor import model

ROOMS = [found.name for found in pkgutil.iter_modules(model.__path__)]


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_module_gives_the_package_gives(room: str) -> None:
    names = importlib.import_module(f"veedor.model.{room}").__all__
    assert names
    assert all(name in model.__all__ and hasattr(model, name) for name in names)


def test_nothing_is_given_twice() -> None:
    given = [
        name for room in ROOMS for name in importlib.import_module(f"veedor.model.{room}").__all__
    ]
    assert sorted(given) == sorted(model.__all__)
