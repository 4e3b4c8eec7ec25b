"""Reading a pack's folder and checking it as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, TypeAdapter

from veedor.errors import PackError
from veedor.regimes.checking import (
    Lexicon,
    Lines,
    header_faults,
    indicator_faults,
    measure_faults,
    repeated,
)
from veedor.regimes.pack import Aliases, Indicator, Measure, OfficeTable, Pack, PackHeader
from veedor.yaml_lines import problems_of, read_checked

__all__ = ["SKELETON", "PackRefusal", "built_in", "check_pack", "load_pack", "load_packs"]

T = TypeVar("T")
_HERE = Path(__file__).parent
#: A small commented pack, to start one's own from.
SKELETON = _HERE / "skeleton"
_HEADER = TypeAdapter(PackHeader)
_MEASURES = TypeAdapter(tuple[Measure, ...])
_INDICATORS = TypeAdapter(tuple[Indicator, ...])
_OFFICES = TypeAdapter(tuple[OfficeTable, ...])
_ALIASES = TypeAdapter(tuple[Aliases, ...])


def _telling(word: str) -> str:
    """A word of a set that can be told from others."""
    if not word.strip() or (len(word.strip()) == 1 and word.strip().isalpha()):
        raise ValueError("matches everything: give a word of two letters or more")
    return word


_SETS = TypeAdapter(dict[str, tuple[Annotated[str, AfterValidator(_telling)], ...]])


@dataclass(frozen=True, slots=True)
class PackRefusal:
    """A pack that could not be loaded, and the one line that says why."""

    folder: Path
    reason: str


def _lexicon(folder: Path, root: Path) -> Lexicon:
    """The sets of words of a folder of lexicons, by language."""
    return {
        file.stem: {
            name: tuple(word.casefold() for word in words)
            for name, words in read_checked(file, _shown(file, root), _SETS)[0].items()
        }
        for file in sorted(folder.glob("*.yaml"))
    }


@cache
def common_lexicon() -> Lexicon:
    """The sets of words that every pack may use: what is done, and to what, in general."""
    return _lexicon(_HERE / "lexicon", _HERE)


def _merged(
    own: Lexicon,
) -> Lexicon:
    common = common_lexicon()
    return {
        language: {**common.get(language, {}), **own.get(language, {})}
        for language in sorted({*common, *own})
    }


def _shown(file: Path, root: Path) -> str:
    return str(file.relative_to(root.parent)) if file.is_relative_to(root.parent) else str(file)


def load_pack(folder: Path | str) -> Pack:
    """Read and check the pack in a folder.

    Raises:
        PackError: with file, line and key of the first thing wrong (`check_pack` tells all).
    """
    pack, faults = _assembled(Path(folder))
    for fault in faults:
        raise fault
    return pack


def check_pack(folder: Path | str) -> list[PackError]:
    """Everything wrong with the pack in a folder; an empty list if it can be used.

    Where a file is wrong by itself, what only shows when files are held together is told
    after that is mended.
    """
    root = Path(folder)
    found = [
        fault
        for file, adapter in _files(root)
        for fault in problems_of(file, _shown(file, root), adapter)
    ]
    if found:
        return found
    try:
        return list(_assembled(root)[1])
    except PackError as error:
        return [error]


def _files(root: Path) -> Iterator[tuple[Path, TypeAdapter[Any]]]:
    """The files of a pack that are there or must be."""
    yield root / "pack.yaml", _HEADER
    yield root / "measures.yaml", _MEASURES
    yield root / "indicators.yaml", _INDICATORS
    for name, adapter in (("offices.yaml", _OFFICES), ("aliases.yaml", _ALIASES)):
        if (root / name).exists():
            yield root / name, adapter
    for file in sorted((root / "lexicon").glob("*.yaml")):
        yield file, _SETS


def _assembled(root: Path) -> tuple[Pack, list[PackError]]:
    """A pack, and what is wrong with it as a whole."""
    if not root.is_dir():
        raise PackError(root, "is no folder: a pack is a folder with pack.yaml in it")

    def read(name: str, adapter: TypeAdapter[T], otherwise: T | None = None) -> tuple[T, Lines]:
        if otherwise is not None and not (root / name).exists():
            return otherwise, {}
        return read_checked(root / name, shown(name), adapter)

    def shown(name: str) -> str:
        return _shown(root / name, root)

    header, header_lines = read("pack.yaml", _HEADER)
    measures, measure_lines = read("measures.yaml", _MEASURES)
    by_id = {measure.id: measure for measure in measures}
    lexicon = _merged(_lexicon(root / "lexicon", root))
    indicators, indicator_lines = read("indicators.yaml", _INDICATORS)
    offices, _ = read("offices.yaml", _OFFICES, ())
    aliases, alias_lines = read("aliases.yaml", _ALIASES, ())
    faults = [
        *repeated(shown("measures.yaml"), "id", (m.id for m in measures), measure_lines),
        *repeated(shown("indicators.yaml"), "id", (i.id for i in indicators), indicator_lines),
        *indicator_faults(shown("indicators.yaml"), indicators, indicator_lines, by_id, lexicon),
        *measure_faults(shown("measures.yaml"), measures, measure_lines, indicators, lexicon),
        *repeated(shown("aliases.yaml"), "record", (a.record for a in aliases), alias_lines),
        *header_faults(shown("pack.yaml"), header, header_lines, by_id),
    ]
    pack = Pack(
        header=header,
        measures=by_id,
        indicators=indicators,
        offices=offices,
        aliases=aliases,
        lexicon=lexicon,
        folder=root,
    )
    return pack, faults


def load_packs(folders: Iterable[Path | str]) -> tuple[dict[str, Pack], list[PackRefusal]]:
    """Several packs by id; one that is wrong is refused with its reason and the others load."""
    packs: dict[str, Pack] = {}
    refused: list[PackRefusal] = []
    for folder in folders:
        try:
            pack = load_pack(folder)
            if pack.id in packs:
                raise PackError(f"{folder}/pack.yaml", f"a pack {pack.id!r} is there already")
            packs[pack.id] = pack
        except PackError as error:
            refused.append(PackRefusal(Path(folder), str(error)))
    return packs, refused


@cache
def built_in() -> dict[str, Pack]:
    """The packs that come with Veedor, by id."""
    root = _HERE / "packs"
    folders = sorted(entry.parent for entry in root.glob("*/pack.yaml"))
    return {pack.id: pack for pack in map(load_pack, folders)}
