"""A report in the form asked for."""

from __future__ import annotations

from collections.abc import Callable

from veedor.errors import UsageError
from veedor.report.as_json import json_report
from veedor.report.full import full_report
from veedor.report.html import html
from veedor.report.markdown import markdown
from veedor.report.pdf import pdf
from veedor.report.scope import concerning
from veedor.report.view import View

__all__ = ["FORMS", "render"]

_WRITERS: dict[str, Callable[..., str | bytes]] = {"markdown": markdown, "html": html, "pdf": pdf}
#: What a report can be written as, apart from the terminal.
FORMS = (*_WRITERS, "json")


def render(view: View, language: str, form: str, *, public: bool = False) -> bytes:
    """The full report as the bytes of a file.

    Raises:
        UsageError: there is no such form, or reports are not written in that language.
    """
    view = concerning(view)
    if form == "json":
        return json_report(view, language, public=public)
    if form not in _WRITERS:
        raise UsageError(f"no report as {form!r}: choose one of {', '.join(FORMS)}")
    written = _WRITERS[form](full_report(view, language, public=public))
    return written if isinstance(written, bytes) else written.encode("utf-8")
