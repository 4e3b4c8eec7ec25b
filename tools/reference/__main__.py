"""`python -m tools.reference`: write the pages anew; with `--check`, say which are not current."""

from __future__ import annotations

import sys

from tools.reference import ROOT, pages


def main() -> int:
    """Write or check; the exit code."""
    stale = {
        file: text
        for file, text in pages().items()
        if not file.is_file() or file.read_text("utf-8") != text
    }
    for file, text in stale.items():
        print(f"{file.relative_to(ROOT)}: {'not current' if '--check' in sys.argv else 'written'}")
        if "--check" not in sys.argv:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return int("--check" in sys.argv and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
