"""What a refresh finds changed waits for an editor, on a real store and a real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.commands.rounds import Round, interval, one_round
from app.session import parts
from domain.errors import UsageError
from domain.types import Language
from ingest.web.url_input import UrlInput
from tests.app.library.actions import click, page, settled, shown
from tests.web_server import page as web_page
from tests.web_server import serving

TOWER = "The tower of Lomsk is {height} metres tall, as its keeper says."


def test_a_change_waits_is_discarded_for_good_and_the_next_is_published(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as web:
        monkeypatch.setenv("PASSERELLE_ALLOWED_HOSTS", web.host)
        id = web.url("/tower")

        def looked(height: int) -> Round:
            web.pages["/tower"] = web_page(TOWER.format(height=height), title="The tower")
            return one_round(parts(), (), True, Language.EN)

        web.pages["/tower"] = web_page(TOWER.format(height=77), title="The tower")
        parts().ingest([UrlInput(id)])
        same = looked(77)
        assert (same.report.unchanged, same.waiting) == ((id,), ())
        found = looked(91)
        assert (found.report.updated, found.waiting) == ((id,), (id,))
        assert "77 metres" in parts().show(id).text
        assert looked(91).waiting == (id,)
        opened = page()
        assert "To review (1)" in [e.label for e in opened.expander]
        assert "is <del>77</del> metres tall" in shown(opened)
        click(opened, "Discard")
        assert "will not be proposed again" in shown(opened)
        assert looked(91).waiting == ()
        assert looked(83).waiting == (id,)
        asked = len(web.asked)
        opened = settled(click(page(), "Publish"))
        assert f"Updated: {id}" in shown(opened)
        assert "83 metres" in parts().show(id).text
        assert not [e for e in opened.expander if e.label.startswith("To review")]
        assert len(web.asked) == asked
    assert (store / "pages" / "reviews.sqlite").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("written", "seconds"), [("1m", 60), ("90 m", 5400), ("6h", 21_600), ("2D", 172_800)]
)
def test_a_time_is_read(written: str, seconds: float) -> None:
    assert interval(written) == seconds


@pytest.mark.parametrize("written", ["", "6", "h", "5s", "-1h", "400d", "6 hours", "1e9h"])
def test_what_is_no_time_or_too_often_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="30m, 6h or 1d"):
        interval(written)
