"""The reference pages of the documentation, made from the code they describe."""

from __future__ import annotations

from pathlib import Path

from tools.reference.commands import commands_page
from tools.reference.interface import interface_page
from tools.reference.licences import licences_page
from tools.reference.records import records_page
from tools.reference.rest import rest_page
from tools.reference.settings import settings_page

__all__ = ["ROOT", "pages"]

ROOT = Path(__file__).resolve().parents[2]


def pages() -> dict[Path, str]:
    """Every generated page, by its file in the source tree."""
    folder = ROOT / "docs" / "reference"
    return {
        folder / "cli.md": commands_page(),
        folder / "settings.md": settings_page(),
        folder / "records.md": records_page(),
        folder / "rest.md": rest_page(),
        folder / "python.md": interface_page(),
        ROOT / "docs" / "licences.md": licences_page(ROOT),
    }
