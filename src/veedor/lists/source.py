"""List files as bytes: hashed, decoded, and XML read as a stream without ever trusting it."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from veedor.errors import ListError

__all__ = [
    "MAXIMUM_BYTES",
    "Root",
    "check_size",
    "csv_rows",
    "decoded_lines",
    "elements",
    "fitting",
    "line_of",
    "root_of",
    "sha256",
    "text_at",
    "texts_at",
]

#: The largest list there is (all of OFAC's advanced XML) has about 120 MB; ten times that is
#: an error or an attack.
MAXIMUM_BYTES = 1_200_000_000
_CHUNK = 1 << 18
_DOCTYPE = "has a document type definition, which no list has: refused"
#: The value sets of OFAC's advanced XML, the largest element that is read as one, have 10,000.
_MOST_PARTS = 200_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Root:
    """The outermost element of an XML file: local name, namespace, attributes."""

    name: str
    namespace: str
    attributes: dict[str, str]


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_size(path: Path) -> None:
    """Refuse a file that is empty or larger than any list.

    Raises:
        ListError: it is.
    """
    size = path.stat().st_size
    if size == 0:
        raise ListError(path, "is empty; the download may have failed")
    if size > MAXIMUM_BYTES:
        limit = MAXIMUM_BYTES // 1_000_000
        raise ListError(path, f"has {size:,} bytes, more than any list ({limit} MB at most)")


def root_of(path: Path) -> Root:
    """The root of an XML file, read no further than that.

    Raises:
        ListError: it is not XML, or has a document type definition.
    """
    for _, element in _events(path):
        name = etree.QName(element)
        attributes = {str(key): str(value) for key, value in element.attrib.items()}
        return Root(name.localname, name.namespace or "", attributes)
    raise ListError(path, "holds no XML element")


def elements(path: Path, tags: frozenset[str]) -> Iterator[etree._Element]:
    """The elements with one of those local names, one at a time, freed after use.

    Raises:
        ListError: the file is broken or cut short (with the line), or has a document type
            definition: no publisher's list has one, and entities are how XML attacks. So is a
            single entry larger than any.
    """
    inside = parts = 0
    for event, element in _events(path):
        wanted = str(element.tag).rpartition("}")[2] in tags
        if event == "start":
            inside += wanted
            parts = parts + 1 if inside else 0
            if parts > _MOST_PARTS:
                problem = f"has an entry of more than {_MOST_PARTS:,} elements, which no list has"
                raise ListError(path, problem, line=line_of(element))
            continue
        if wanted:
            inside -= 1
            yield element
        # What no entry is made of goes at once too: a file of it must not fill the memory.
        if not inside:
            _free(element)


def _free(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _events(path: Path) -> Iterator[tuple[str, etree._Element]]:
    parser: Any = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    first = True
    try:
        for _ in _fed(parser, path):
            for event, element in parser.read_events():
                if first:
                    _refuse_doctype(path, element)
                    first = False
                yield event, element
    except etree.XMLSyntaxError as error:
        # The first error is the fault; what the parser raises may be what came of it.
        first_error = next(iter(parser.feed_error_log), None)
        message = first_error.message if first_error else str(error.msg or error)
        line = first_error.line if first_error else error.lineno
        problem = f"is not well-formed XML, or is cut short: {message.split(', line ')[0]}"
        raise ListError(path, problem, line=line or None) from None


def _fed(parser: Any, path: Path) -> Iterator[None]:
    """Feed the file piece by piece, stopping after each for what the parser has seen."""
    with path.open("rb") as file:
        if b"<!DOCTYPE" in (start := file.read(_CHUNK)):
            raise ListError(path, _DOCTYPE, line=start.partition(b"<!DOCTYPE")[0].count(b"\n") + 1)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            parser.feed(chunk)
            yield
    parser.close()
    yield


def _refuse_doctype(path: Path, element: etree._Element) -> None:
    info: Any = element.getroottree().docinfo
    if info.doctype or info.internalDTD is not None:
        raise ListError(path, _DOCTYPE, line=1)


def text_at(element: etree._Element, path: str) -> str:
    """The text of the first element at a path of local names, stripped, or ''."""
    found = element.find(_any_namespace(path))
    return (found.text or "").strip() if found is not None else ""


def texts_at(element: etree._Element, path: str) -> list[str]:
    """The non-empty texts of all elements at a path of local names."""
    found = element.findall(_any_namespace(path))
    return [text for item in found if (text := (item.text or "").strip())]


def _any_namespace(path: str) -> str:
    return "/".join(f"{{*}}{step}" if step not in {".", "*"} else step for step in path.split("/"))


def csv_rows(path: Path, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with their lines; empty rows and OFAC's final ^Z left out.

    Raises:
        ListError: a line is not in the encoding that the file is in (UTF-8, or what its byte
            order mark says), or a quoted field never ends.
    """
    reader = csv.reader(decoded_lines(path), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ListError(path, f"is not CSV: {error}", line=line) from None
        if any(field.strip("\x1a ") for field in row):
            yield line, row


def fitting(
    path: Path, rows: Iterable[tuple[int, list[str]]], header: Sequence[str], *, short: bool = False
) -> Iterator[tuple[int, list[str]]]:
    """The rows that follow a header; with `short`, empty fields at their ends may be left out.

    Raises:
        ListError: a row has more or fewer fields, as where a column was shifted.
    """
    for line, fields in rows:
        if len(fields) > len(header) or (len(fields) < len(header) and not short):
            problem = f"has {len(fields)} fields where the header has {len(header)}"
            key = " ".join(text for field in fields[:3] if (text := field.strip()))
            raise ListError(path, problem, line=line, key=key or None)
        yield line, fields


def decoded_lines(path: Path) -> Iterator[str]:
    """The lines of a text file, line ends kept.

    Raises:
        ListError: a line cannot be decoded.
    """
    with path.open("rb") as file:
        encoding, length = _bom(file.read(4))
        file.seek(length)
        if encoding != "utf-8":
            try:
                text = file.read().decode(encoding)
            except UnicodeDecodeError as error:
                problem = f"is not {encoding.upper()} throughout: {error.reason}"
                raise ListError(path, problem) from None
            yield from text.splitlines(keepends=True)
            return
        for number, line in enumerate(file, start=1):
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError as error:
                byte = line[error.start]
                problem = f"is not UTF-8 (byte 0x{byte:02x}); save it as UTF-8 and import it again"
                raise ListError(path, problem, line=number) from None


def _bom(start: bytes) -> tuple[str, int]:
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


def line_of(element: etree._Element) -> int | None:
    """The line of the file that an element begins on."""
    line: Any = element.sourceline
    return int(line) if line else None
