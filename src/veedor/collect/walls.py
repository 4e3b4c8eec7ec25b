"""Pages that stand before a report or in its place: pay walls, consent, errors, checks."""

from __future__ import annotations

from veedor.collect.furniture import words

__all__ = ["wall"]

#: A page that only asks for consent, reports an error or checks who asks is short. The longest
#: such texts (lists of what cookies are for) stay under this many characters; reports that
#: speak of cookies or of a page not found are longer, or say it late.
SHORT = 1500
#: The phrase stands among the first words of such a page.
FIRST = 300
#: What a pay wall shows of a report: its first paragraph or two. Of free reports, a third are
#: shorter, so it alone says nothing: there must be an invitation to pay, or a declaration.
BEGINNING = 2500
#: The invitation to pay stands behind what is shown.
LAST = 600

_REASONS = {
    "consent": "asks for consent before it shows anything",
    "challenge": "wants to know whether a person asks, and shows no report",
    "error": "is an error page, though the server says that all is well",
}


def wall(text: str, title: str | None, free: bool | None) -> str | None:
    """Why a page's text is not a report as a whole, or None if nothing says so.

    Args:
        text: what was taken from the page.
        title: the page's title.
        free: whether the page declares that its article may be read without paying.
    """
    lower = " ".join(text.casefold().split())
    if len(lower) < SHORT:
        head = f"{(title or '').casefold()} {lower[:FIRST]}"
        for kind, reason in _REASONS.items():
            if any(phrase in head for phrase in words(kind)):
                return reason
    if len(lower) < BEGINNING:
        invited = any(phrase in lower[-LAST:] for phrase in words("paywall"))
        if invited or (free is False and lower.rstrip(" »”\"'").endswith(("...", "…"))):
            return "is behind a pay wall: only its beginning is shown"
    return None
