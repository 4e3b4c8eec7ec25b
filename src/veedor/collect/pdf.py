"""Press releases as PDF: their text layer, its lines joined into paragraphs."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from statistics import median
from typing import Any

from veedor.collect.item import Collected, Metadata, article
from veedor.errors import InputRefused

__all__ = ["PDF_EXTRACTOR", "from_pdf", "is_pdf", "text_of"]

#: What takes the text from a PDF; another version may take another text.
PDF_EXTRACTOR = f"pypdfium2 {version('pypdfium2')}, paragraphs 1"
#: Press releases have a few pages; what has more is a report or a book.
MAX_PAGES = 100
#: A gap between two lines that is this much wider than the usual one parts two paragraphs.
#: In releases at hand lines of a paragraph differ by under a tenth, paragraphs by a half.
_GAP = 1.3
#: A line that ends before this share of the column's width may be the last of its paragraph.
_FULL = 0.85
_END = re.compile(r"[.!?…:»”\"')\]]$")
#: Lines whose heights differ by more than this share are of two sizes: a headline and a text.
#: Within one size pdfium gives all lines one height; headlines begin at a fifth more.
_TALLER = 0.12
#: What pdfium, or the file itself, has in the place of a hyphen at a line's end.
_BROKEN = ("\x02", "\ufffe", "\xad")
#: pdfium may be asked by one thread at a time only.
_ONE_AT_A_TIME = threading.Lock()
_DAY = re.compile(r"^D:(\d{4})(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text and where it stands on its page, in points from the lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def is_pdf(content: bytes) -> bool:
    """Whether some bytes are a PDF: the mark may stand anywhere in the first kilobyte."""
    return b"%PDF-" in content[:1024]


def from_pdf(source: str, content: bytes, url: str | None = None) -> Collected:
    """The article of a PDF.

    Raises:
        InputRefused: it is damaged, closed by a password, too long, or a picture of a text.
    """
    with _ONE_AT_A_TIME:
        text, about = _opened(source, content)
    found = _DAY.match(about.get("CreationDate") or "")
    metadata = Metadata(
        url=url,
        title=(about.get("Title") or "").strip() or None,
        published="-".join(part for part in found.groups() if part) if found else None,
    )
    return Collected(
        article=article(source, text, metadata), content=content, extractor=PDF_EXTRACTOR
    )


def text_of(source: str, content: bytes) -> str:
    """The text of a PDF.

    Raises:
        InputRefused: it has none that can be had.
    """
    with _ONE_AT_A_TIME:
        return _opened(source, content)[0]


def _opened(source: str, content: bytes) -> tuple[str, dict[str, str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "is closed by a password" if locked else f"is a damaged PDF ({error})"
        raise InputRefused(source, reason) from None
    try:
        if len(document) > MAX_PAGES:
            raise InputRefused(source, f"has {len(document)} pages; the limit is {MAX_PAGES}")
        pages = [_lines(document[number]) for number in range(len(document))]
        about = dict(document.get_metadata_dict(skip_empty=True))
    except pypdfium2.PdfiumError as error:
        raise InputRefused(source, f"is a damaged PDF ({error})") from None
    finally:
        document.close()
    text = "\n".join(_paragraphs([line for page in pages for line in page]))
    if not text.strip():
        raise InputRefused(source, "has no text layer: it is a picture of a text")
    return text, about


def _lines(page: Any) -> list[_Line]:
    """The lines of a page in its order: the stretches of text that pdfium gives, by height."""
    layer = page.get_textpage()
    lines: list[_Line] = []
    try:
        for number in range(layer.count_rects()):
            left, bottom, right, top = layer.get_rect(number)
            text = " ".join(layer.get_text_bounded(left, bottom, right, top).split())
            if not text:
                continue
            last = lines[-1] if lines else None
            if last and _same_line(last, bottom, top) and left >= last.left:
                lines[-1] = _Line(
                    f"{last.text} {text}", last.left, min(last.bottom, bottom),
                    max(last.right, right), max(last.top, top),
                )  # fmt: skip
            else:
                lines.append(_Line(text, left, bottom, right, top))
    finally:
        layer.close()
    return lines


def _same_line(last: _Line, bottom: float, top: float) -> bool:
    """Whether a stretch stands beside the last one, by their middles."""
    middle = (bottom + top) / 2
    return last.bottom <= middle <= last.top


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Lines joined; a word that was parted at a line's end is whole again."""
    if not lines:
        return
    gaps = [a.bottom - b.bottom for a, b in pairwise(lines)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    width = max(line.right for line in lines)
    text = lines[0].text
    for before, line in pairwise(lines):
        if _goes_on(before, line, usual, width):
            text = _joined(text, line.text)
        else:
            yield text
            text = line.text
    yield text


def _goes_on(before: _Line, line: _Line, usual: float, width: float) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    gap = before.bottom - line.bottom
    if abs(before.height - line.height) > _TALLER * max(before.height, line.height):
        return False
    if before.text.endswith(_BROKEN):
        return True
    full = before.right >= _FULL * width
    if gap <= 0:
        # Another page or column: only a sentence that was broken off goes on there.
        return full and not _END.search(before.text) and line.text[:1].islower()
    if gap > _GAP * usual:
        return False
    return full or not _END.search(before.text)


def _joined(text: str, more: str) -> str:
    if text.endswith(_BROKEN):
        return text[:-1].rstrip() + more
    if text.endswith("-") and text[-2:-1].isalpha() and more[:1].islower():
        return text[:-1].rstrip() + more
    return f"{text} {more}"
