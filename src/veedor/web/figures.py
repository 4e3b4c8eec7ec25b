"""A picture with its words, as it stands on a page."""

from __future__ import annotations

from html import escape

from markupsafe import Markup

__all__ = ["figure"]


def figure(svg: str, alternative: str) -> Markup:
    """A picture of ours with its text alternative."""
    # The drawing escapes the names in it. It scrolls on a narrow screen, so a keyboard must be
    # able to reach it; the links in it are also in the text of the page.
    return Markup(  # noqa: S704
        f'<div class="picture" role="group" tabindex="0" aria-label="{escape(alternative)}">'
        f"{svg}</div>"
    )
