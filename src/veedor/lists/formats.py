"""Which format a list file is in, told from its content, and its reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from veedor.errors import ListError
from veedor.lists.dates import day
from veedor.lists.entries import Entries
from veedor.lists.eu_fsf import is_fsf_table, read_fsf_csv, read_fsf_xml
from veedor.lists.eu_journal import COLUMNS as EU_JOURNAL
from veedor.lists.eu_journal import read_eu_journal
from veedor.lists.ofac import kind_of_table, read_ofac
from veedor.lists.ofac_advanced import read_ofac_advanced
from veedor.lists.ofac_xml import read_ofac_xml
from veedor.lists.opensanctions import is_entity, read_ftm
from veedor.lists.source import Root, check_size, csv_rows, decoded_lines, root_of, sha256
from veedor.lists.starter import read_records
from veedor.lists.uk import is_uk_table, read_uk_csv, read_uk_xml
from veedor.lists.un import read_un
from veedor.lists.version import ListVersion
from veedor.lists.watchlist import delimiter_of, has_names, read_watchlist

__all__ = ["load"]

_Reading = tuple[
    Entries, str, str, str | None, str | None
]  # entries, publication, format, part, as_of
_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d-[01]\d-[0-3]\d)(?!\d)")


def load(
    path: Path | str,
    *,
    as_of: str | None = None,
    list_name: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> ListVersion:
    """Read one list file, whatever its name.

    Args:
        path: the file.
        as_of: the ISO day that the copy is of, for archive copies; otherwise what the file
            says, otherwise a full date in its name, otherwise None.
        list_name: how a watchlist of one's own is cited.
        columns: field to column of such a watchlist (`veedor.lists.watchlist.FIELDS`); the
            file is then read as one, whatever it looks like.

    Raises:
        ListError: it is in none of the formats known, or is broken; the text says where.
    """
    path = Path(path)
    if not path.is_file():
        raise ListError(path, "there is no such file")
    check_size(path)
    own = bool(list_name or columns)
    read = _watchlist(path, list_name, columns) if own else _read(path)
    entries, publication, format_name, part, published = read
    if not entries.records and not entries.offices:
        raise ListError(path, "holds no entry")
    date, basis = _as_of(path, as_of, published)
    return ListVersion(
        publication=publication,
        format=format_name,
        source=str(path),
        records=tuple(entries.records),
        entries=entries.count,
        sha256=sha256(path),
        as_of=date,
        as_of_basis=basis,
        part=part,
        refused=tuple(entries.refused),
        offices=tuple(entries.offices),
    )


def _as_of(path: Path, given: str | None, published: str | None) -> tuple[str | None, str | None]:
    named = _DATE_IN_NAME.search(path.name)
    for date, basis in ((given, "given"), (published, "file"), (named and named[1], "file name")):
        if date and day(date):
            return date, basis
    return None, None


#: What publishers offer besides, by its first bytes.
_NO_LISTS = {
    b"PK\x03\x04": "a spreadsheet or an archive", b"\xd0\xcf\x11\xe0": "an old spreadsheet",
    b"\x1f\x8b": "compressed", b"%PDF": "a PDF", b"\x00": "no text",
}  # fmt: skip


def _read(path: Path) -> _Reading:
    with path.open("rb") as file:
        start = file.read(512).removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, kind in _NO_LISTS.items():
        if start.startswith(signature):
            raise ListError(path, f"is {kind}: import the publisher's XML or CSV")
    if start.startswith(b"<"):
        return _read_xml(path)
    if start.startswith(b"{") and is_entity(next(decoded_lines(path), "")):
        entries, published = read_ftm(path)
        return entries, f"ftm {path.stem}", "ftm-json", None, published
    if path.suffix.lower() in {".yaml", ".yml"}:
        entries, publication, as_of = read_records(path)
        return entries, publication, "yaml", None, as_of
    return _read_table(path)


def _read_xml(path: Path) -> _Reading:
    root = root_of(path)
    reader = _XML.get(root.name)
    if reader is None:
        raise ListError(path, f"is XML with <{root.name}>, which no list known here begins with")
    return reader(path, root)


def _un(path: Path, root: Root) -> _Reading:
    published = day(root.attributes.get("dateGenerated", "")[:10])
    return read_un(path), "un", "un-xml", None, published


def _ofac_xml(path: Path, _: Root) -> _Reading:
    entries, published, _count, list_name = read_ofac_xml(path)
    return entries, list_name, "ofac-xml", None, published


def _ofac_advanced(path: Path, _: Root) -> _Reading:
    entries, published, list_name = read_ofac_advanced(path)
    return entries, list_name, "ofac-advanced-xml", None, published


def _ofac_enhanced(path: Path, _: Root) -> _Reading:
    raise ListError(path, "is OFAC's enhanced XML: import SDN_ADVANCED.XML, SDN.XML or SDN.CSV")


def _fsf_xml(path: Path, root: Root) -> _Reading:
    published = day(root.attributes.get("generationDate", "")[:10])
    return read_fsf_xml(path), "eu-fsf", "eu-fsf-xml", None, published


def _uk_xml(path: Path, _: Root) -> _Reading:
    entries, published = read_uk_xml(path)
    return entries, "uk", "uk-xml", None, published


def _watchlist(path: Path, list_name: str | None, columns: Mapping[str, str] | None) -> _Reading:
    entries = read_watchlist(path, list_name=list_name, columns=columns)
    return entries, list_name or f"watchlist {path.stem}", "watchlist-csv", None, None


_XML: dict[str, Callable[[Path, Root], _Reading]] = {
    "CONSOLIDATED_LIST": _un,
    "sdnList": _ofac_xml,
    "Sanctions": _ofac_advanced,
    "sanctionsData": _ofac_enhanced,
    "export": _fsf_xml,
    "Designations": _uk_xml,
}


_UNKNOWN_TABLE = (
    "is in no list format known here; a table of your own needs its columns told: "
    "veedor lists watch FILE --column name=COLUMN"
)


def _read_table(path: Path) -> _Reading:
    delimiter = delimiter_of(path)
    rows = csv_rows(path, delimiter)
    first = next(rows, (1, [""]))[1]
    second = next(rows, (2, [""]))[1]
    if is_fsf_table([name.strip() for name in first]):
        entries, published = read_fsf_csv(path)
        return entries, "eu-fsf", "eu-fsf-csv", None, published
    if is_uk_table(first, second):
        entries, published = read_uk_csv(path)
        return entries, "uk", "uk-csv", None, published
    if set(first) >= EU_JOURNAL:
        regulation = second[first.index("celex")] if len(second) == len(first) else ""
        return read_eu_journal(path), f"eu-journal {regulation}", "eu-journal-csv", None, None
    if kind_of_table(first) or (len(first) == len(second) and kind_of_table(second)):
        entries, part = read_ofac(path)
        return entries, "US OFAC SDN", "ofac-csv", part, None
    if has_names(first):
        return _watchlist(path, None, None)
    raise ListError(path, _UNKNOWN_TABLE)
