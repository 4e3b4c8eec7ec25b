"""Sources on the web as a person gives them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_commands import TEXT, veedor
from tests.press_sites import Sites, serve


def test_a_feed_that_answers_is_no_longer_among_what_was_refused(tmp_path: Path) -> None:
    veedor("init", folder=tmp_path)
    with serve(Sites()) as sites:
        page = sites.put("127.0.0.1", "/nota", f"<html><body><p>{TEXT * 3}</p></body></html>")
        feed = sites.put(
            "127.0.0.1", "/feed.xml",
            f"<rss version='2.0'><channel><item><link>{page}</link></item></channel></rss>",
            Content_Type="application/rss+xml",
        )  # fmt: skip
        assert "private network" in veedor("collect", feed, folder=tmp_path).stderr
        assert feed in veedor("status", folder=tmp_path).stdout
        (tmp_path / "veedor.toml").write_text('[collect]\nallow_hosts = ["127.0.0.1"]\n', "utf-8")
        done = veedor("collect", feed, folder=tmp_path)
    assert done.stdout.startswith("1 collected"), done
    assert feed not in veedor("status", folder=tmp_path).stdout
