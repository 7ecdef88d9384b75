"""The page that checks a draft: Streamlit's own AppTest on a real store, and its line by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from answer.verification.draft import CheckedSentence, Verdict
from app.check_page.checks import HOUR, MOST, Checks
from app.check_page.page import checks
from app.draft_check import Draft
from app.session import parts
from app.visitor import visitor
from domain.errors import SourceEmpty
from domain.types import Language, ParsedSource, Source
from ingest.inputs import UploadInput
from tests.app.library.actions import browser, labels, shown
from tests.fakes import FakeClock

PIER = "The pier of Skarn is 90 metres long. It was built in 1874 by the harbour council."
DRAFT = f"""{PIER}

The pier of Skarn was painted <b>yellow</b> last year by volunteers. Is it open?
"""


def script() -> None:
    from app.check_page.page import show

    show()


def opened() -> AppTest:
    return AppTest.from_function(script, default_timeout=120).run()


def sent(page: AppTest, text: str = "", *file: tuple[str, bytes, str]) -> AppTest:
    page.text_area(key="draft_text").set_value(text)
    if file:
        page.get("file_uploader")[0].set_value(list(file))
    return next(b for b in page.button if b.label == "Check").click().run()


def test_a_draft_is_checked_beside_its_sources_and_for_nobody_else(store: Path) -> None:
    del store
    assert "There are no sources yet" in shown(opened())
    parts().ingest([UploadInput("pier.md", f"# The pier of Skarn\n\n{PIER}\n".encode())])
    with browser("one"):
        page = sent(opened())
        assert "Paste a text or choose a file first" in shown(page)
        page = sent(page, "a", ("draft.md", b"b", "text/markdown"))
        assert "not both" in shown(page)
        page = sent(opened(), DRAFT)
        check = checks().of(visitor())
        assert check is not None
        check.wait()
        told = shown(page.run())
    assert "Supported: 2 · contradicted: 0 · not found in the sources: 1" in told
    assert told.count('<li class="supported">') == 2
    assert '<blockquote lang="en">It was built in 1874 by the harbour council.' in told
    assert "library?source=pier.md&amp;passage=" in told
    assert '<li class="not_found">' in told
    assert "painted &lt;b&gt;yellow&lt;/b&gt; last year" in told
    assert [one.label for one in page.get("download_button")] == ["Text with footnotes (Markdown)"]
    with browser("another"):
        assert "Supported" not in shown(opened())
    with browser("one"):
        page = sent(
            next(b for b in page.button if b.label == "Check another text").click().run(),
            "",
            ("noise.txt", b"\x00\x01\x02" * 200, "text/plain"),
        )
        noise = checks().of(visitor())
        assert noise is not None
        noise.wait()
        assert "noise.txt cannot be read" in shown(page.run())
        assert "Check another text" in labels(page)


def drafted(sentences: int) -> Draft:
    source = Source("draft", "Draft", "upload:d", "upload", Language.EN, "text", "hash")
    return Draft(ParsedSource(source, "", (), ()), ((0, 0),) * sentences)


def checked(_: Draft) -> Iterator[CheckedSentence]:
    yield from [CheckedSentence("It is so.", 0, 9, Verdict.SUPPORTED)] * 2


def test_one_is_checked_after_another_and_what_is_stopped_keeps_what_was_found() -> None:
    kept, first, go = Checks(), Event(), Event()

    def slowly(_: Draft) -> Iterator[CheckedSentence]:
        yield CheckedSentence("It is so.", 0, 9, Verdict.SUPPORTED)
        first.set()
        go.wait()
        yield CheckedSentence("It is not.", 9, 18, Verdict.NOT_FOUND)
        raise AssertionError("it was stopped")

    slow = kept.start("one", "a", lambda: drafted(3), slowly)
    assert slow is not None
    first.wait()
    assert kept.start("one", "again", lambda: drafted(2), checked) is None
    other, third = (kept.start(name, "b", lambda: drafted(2), checked) for name in ("two", "three"))
    assert other is not None
    assert third is not None
    assert (other.begun, kept.waiting()) == (False, 3)
    third.stop()
    third.wait()
    assert (third.stopped, third.checked) == (True, ())
    slow.stop()
    go.set()
    slow.wait()
    assert (slow.stopped, slow.whole, len(slow.checked)) == (True, False, 2)
    other.wait()
    assert (other.whole, len(other.checked)) == (True, 2)


def test_a_draft_that_cannot_be_read_says_why_and_all_is_forgotten_in_an_hour() -> None:
    clock = FakeClock()
    kept = Checks(clock)

    def unreadable() -> Draft:
        raise SourceEmpty("draft.docx")

    bad = kept.start("one", "draft.docx", unreadable, checked)
    assert bad is not None
    bad.wait()
    assert (bad.whole, "draft.docx" in str(bad.error)) == (False, True)
    clock.advance(HOUR - 1)
    assert kept.of("one") is bad
    clock.advance(1)
    assert kept.of("one") is None


@pytest.mark.parametrize("more", [1, 3])
def test_so_many_are_kept_and_the_oldest_end_gives_way(more: int) -> None:
    kept, numbers = Checks(), range(MOST + more)
    for number in numbers:
        begun = kept.start(str(number), "a", lambda: drafted(2), checked)
        assert begun is not None
        begun.wait()
    assert [kept.of(str(n)) is None for n in numbers] == [n < more for n in numbers]
