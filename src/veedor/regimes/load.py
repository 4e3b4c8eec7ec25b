"""Reading a pack's folder and checking it as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from veedor.errors import PackError
from veedor.regimes.pack import Aliases, Indicator, Measure, OfficeTable, Pack, PackHeader
from veedor.regimes.yaml_lines import dotted, read_checked

__all__ = ["PackRefusal", "built_in", "load_pack", "load_packs"]

_HERE = Path(__file__).parent
_Lines = dict[tuple[str | int, ...], int]
_HEADER = TypeAdapter(PackHeader)
_MEASURES = TypeAdapter(tuple[Measure, ...])
_INDICATORS = TypeAdapter(tuple[Indicator, ...])
_OFFICES = TypeAdapter(tuple[OfficeTable, ...])
_ALIASES = TypeAdapter(tuple[Aliases, ...])
_SETS = TypeAdapter(dict[str, tuple[str, ...]])

#: The lists of lexicon sets that an indicator names.
_SET_FIELDS = (
    "acts", "acquires", "items", "topics", "needs", "needs_clause", "unless", "unless_sentence",
    "unless_item",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackRefusal:
    """A pack that could not be loaded, and the one line that says why."""

    folder: Path
    reason: str


def _unique(shown: str, key: str, ids: Iterable[str], lines: _Lines) -> None:
    seen: dict[str, int] = {}
    for index, identifier in enumerate(ids):
        if identifier in seen:
            problem = f"{identifier!r} stands twice: entries {seen[identifier]} and {index}"
            raise PackError(shown, problem, line=lines.get((index, key)), key=dotted((index, key)))
        seen[identifier] = index


def _lexicon(folder: Path, root: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """The sets of words of a folder of lexicons, by language."""
    return {
        file.stem: {
            name: tuple(word.casefold() for word in words)
            for name, words in read_checked(file, _shown(file, root), _SETS)[0].items()
        }
        for file in sorted(folder.glob("*.yaml"))
    }


@cache
def common_lexicon() -> dict[str, dict[str, tuple[str, ...]]]:
    """The sets of words that every pack may use: what is done, and to what, in general."""
    return _lexicon(_HERE / "lexicon", _HERE)


def _merged(
    own: dict[str, dict[str, tuple[str, ...]]],
) -> dict[str, dict[str, tuple[str, ...]]]:
    common = common_lexicon()
    return {
        language: {**common.get(language, {}), **own.get(language, {})}
        for language in sorted({*common, *own})
    }


def _shown(file: Path, root: Path) -> str:
    return str(file.relative_to(root.parent)) if file.is_relative_to(root.parent) else str(file)


def _check_indicators(
    shown: str,
    indicators: tuple[Indicator, ...],
    lines: _Lines,
    measures: dict[str, Measure],
    lexicon: dict[str, dict[str, tuple[str, ...]]],
) -> None:
    known = {name for sets in lexicon.values() for name in sets}
    for index, indicator in enumerate(indicators):
        if indicator.measure not in measures:
            _fail(shown, lines, (index, "measure"), f"there is no measure {indicator.measure!r}")
        if not (indicator.topics or indicator.acts or indicator.acquires):
            _fail(shown, lines, (index,), "matches everything: give it `acts` or `topics`")
        if indicator.acts and not (indicator.items or indicator.needs or indicator.needs_clause):
            _fail(shown, lines, (index, "acts"), "matches too much: acts need `items` or `needs`")
        for field in _SET_FIELDS:
            for place, name in enumerate(getattr(indicator, field)):
                if name not in known:
                    _fail(shown, lines, (index, field, place), f"the lexicon has no set {name!r}")


def _fail(shown: str, lines: _Lines, path: tuple[str | int, ...], problem: str) -> None:
    raise PackError(shown, problem, line=lines.get(path), key=dotted(path))


def _check_header(shown: str, header: PackHeader, lines: _Lines, pack: Pack) -> None:
    ban = header.travel_ban
    if ban and ban.measure not in pack.measures:
        _fail(shown, lines, ("travel_ban", "measure"), f"there is no measure {ban.measure!r}")


def load_pack(folder: Path | str) -> Pack:
    """Read and check the pack in a folder.

    Raises:
        PackError: with file, line and key of what is wrong.
    """
    root = Path(folder)
    if not root.is_dir():
        raise PackError(root, "is no folder: a pack is a folder with pack.yaml in it")

    def shown(name: str) -> str:
        return _shown(root / name, root)

    header, header_lines = read_checked(root / "pack.yaml", shown("pack.yaml"), _HEADER)
    measures, lines = read_checked(root / "measures.yaml", shown("measures.yaml"), _MEASURES)
    _unique(shown("measures.yaml"), "id", (measure.id for measure in measures), lines)
    by_id = {measure.id: measure for measure in measures}
    lexicon = _merged(_lexicon(root / "lexicon", root))
    indicators, lines = read_checked(
        root / "indicators.yaml", shown("indicators.yaml"), _INDICATORS
    )
    _unique(shown("indicators.yaml"), "id", (entry.id for entry in indicators), lines)
    _check_indicators(shown("indicators.yaml"), indicators, lines, by_id, lexicon)
    offices: tuple[OfficeTable, ...] = ()
    if (root / "offices.yaml").exists():
        offices, _ = read_checked(root / "offices.yaml", shown("offices.yaml"), _OFFICES)
    aliases: tuple[Aliases, ...] = ()
    if (root / "aliases.yaml").exists():
        aliases, lines = read_checked(root / "aliases.yaml", shown("aliases.yaml"), _ALIASES)
        _unique(shown("aliases.yaml"), "record", (entry.record for entry in aliases), lines)
    pack = Pack(
        header=header,
        measures=by_id,
        indicators=indicators,
        offices=offices,
        aliases=aliases,
        lexicon=lexicon,
    )
    _check_header(shown("pack.yaml"), header, header_lines, pack)
    return pack


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
