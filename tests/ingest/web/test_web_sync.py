"""Pages taken in and asked for again, from a real server into a real store."""

import pickle
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF

from domain.errors import SourceGone, SourceNotFound, StoreEmpty, UsageError
from domain.reports import IngestReport, PassageCounts, Progress
from domain.types import Language
from ingest.inputs import UploadInput, gather
from ingest.sync import Options
from ingest.web.fetch import Fetcher, Limits
from ingest.web.public_hosts import AllowedHosts
from ingest.web.sync import refresh, take_in
from ingest.web.url_input import fetch_all
from tests.fakes import HashEmbedder
from tests.web_server import Asked, Send, WebServer, answer, page, redirect, serving
from vectorstore.store import Store

TRAM = "The first tram of Grenvik ran in 1998 and carried 40,000 passengers a day."
LATER = TRAM.replace("40,000", "52,000")


class Web:
    """A store, and a server whose pages it takes in."""

    def __init__(self, server: WebServer, folder: Path) -> None:
        self.server = server
        self.store = Store(folder / "store", HashEmbedder())
        limits = Limits(total=5.0, most_bytes=100_000)
        self.fetcher = Fetcher(AllowedHosts.read(server.host), limits)

    def ingest(self, *paths: str, options: Options | None = None) -> IngestReport:
        inputs = gather([self.server.url(path) for path in paths])
        return take_in(self.store, self.fetcher, inputs, options)

    def refresh(self, *ids: str) -> IngestReport:
        return refresh(self.store, self.fetcher, ids)

    def serve(self, path: str, words: str, etag: str, language: str = "en") -> None:
        """A page with an ETag, which is sent again only to who does not have it."""

        def send_page(asked: Asked, send: Send) -> None:
            same = asked.headers.get("if-none-match") == etag
            whole = page(words, language, ETag=etag)
            send(b"HTTP/1.1 304 Not Modified\r\n\r\n" if same else whole)

        self.server.pages[path] = send_page

    def text(self, id: str) -> str:
        with self.store.reader() as generation:
            return generation.catalog.text(id)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    with serving() as server:
        yield Web(server, tmp_path)


def test_a_page_is_a_source_under_its_address(web: Web) -> None:
    web.serve("/tram?id=7", TRAM, '"1"')
    report = web.ingest("/tram?utm_source=x&id=7#fares")
    id = web.server.url("/tram?id=7")
    assert (report.added, report.failed) == ((id,), ())
    with web.store.reader() as generation:
        source = generation.catalog.source(id)
    assert (source.origin, source.uri, source.kind) == (f"url:{id}", id, "html")
    assert (source.title, source.language) == ("A page", Language.EN)
    again = web.ingest("/tram?id=7&fbclid=y")
    assert (again.unchanged, again.generation, again.embedded) == ((id,), 1, 0)


def test_what_a_page_says_of_itself_is_kept(web: Web) -> None:
    web.server.pages["/a"] = redirect("/b")
    web.server.pages["/b"] = answer(
        '<html lang="fr-FR"><head><title>Le tram</title>'
        '<link rel="canonical" href="https://grenvik.example/tram">'
        '<meta property="article:published_time" content="2024-05-06T07:08:09Z"></head>'
        "<body><article><h1>Le tram de Grenvik</h1><p>Le premier tram a roulé en 1998, et il "
        "transporte 40 000 personnes par jour.</p></article></body></html>",
        Content_Type="text/html",
    )
    web.ingest("/a")
    with web.store.reader() as generation:
        source = generation.catalog.source(web.server.url("/a"))
    assert (source.title, source.language) == ("Le tram de Grenvik", Language.FR)
    assert (source.date, source.uri) == ("2024-05-06", "https://grenvik.example/tram")


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "windows-1251", "utf-8"])
def test_the_charset_of_the_header_has_the_first_word(web: Web, charset: str) -> None:
    word = "трамвай" if charset == "windows-1251" else "l’été" if charset != "iso-8859-1" else "été"
    body = f'<meta charset="koi8-r"><p>{TRAM} On dit : {word}.</p>'.encode(charset)
    web.server.pages["/a"] = answer(body, Content_Type=f"text/html; charset={charset}")
    web.ingest("/a")
    assert f"On dit : {word}." in web.text(web.server.url("/a"))


def test_the_bytes_are_believed_before_the_type(web: Web) -> None:
    paper, letter = FPDF(), Document()
    paper.add_page()
    paper.set_font("helvetica", size=12)
    paper.multi_cell(0, text=TRAM)
    letter.add_paragraph(TRAM)
    saved = BytesIO()
    letter.save(saved)
    web.server.pages["/a.html"] = answer(bytes(paper.output()), Content_Type="text/html")
    web.server.pages["/b"] = answer(saved.getvalue(), Content_Type="text/plain; charset=utf-8")
    assert web.ingest("/a.html", "/b").failed == ()
    with web.store.reader() as generation:
        kinds = [source.kind for source in generation.catalog.sources()]
    assert kinds == ["pdf", "docx"]
    assert TRAM in web.text(web.server.url("/a.html"))


def test_what_cannot_be_read_is_one_line_that_names_the_address(web: Web) -> None:
    web.serve("/good", TRAM, '"1"')
    web.server.pages["/empty"] = answer("", Content_Type="text/html")
    web.server.pages["/none"] = answer("<html><body></body></html>", Content_Type="text/html")
    web.server.pages["/image"] = answer(b"\x89PNG\r\n\x1a\n\x00", Content_Type="image/png")
    web.server.pages["/pdf"] = answer(b"%PDF-1.7\n", Content_Type="text/html")
    bad = ["/empty", "/none", "/image", "/pdf", "/missing"]
    report = web.ingest(*bad, "/good")
    assert report.added == (web.server.url("/good"),)
    assert [f.source for f in report.failed] == [web.server.url(path) for path in bad]
    for failure in report.failed:
        assert failure.source in failure.error
        assert "\n" not in failure.error


def test_two_spellings_of_one_page_are_asked_for_once(web: Web) -> None:
    web.serve("/a", TRAM, '"1"')
    report = web.ingest("/a", "/a#fares", "/b/../a?utm_source=x")
    assert (report.added, report.failed) == ((web.server.url("/a"),), ())
    assert len(web.server.asked) == 1


def test_a_page_that_was_fetched_is_data_that_another_process_can_read(web: Web) -> None:
    web.serve("/a", TRAM, '"1"')
    inputs = gather([web.server.url("/a"), web.server.url("/missing")])
    fetched = fetch_all(inputs, web.fetcher, lambda _: None)
    page, missing = pickle.loads(pickle.dumps(fetched))  # noqa: S301
    assert page.parse(None, None, Language.EN) == fetched[0].parse(None, None, Language.EN)
    with pytest.raises(SourceGone, match="HTTP 404"):
        missing.parse(None, None, Language.EN)


def test_an_address_with_a_password_is_reported_without_it(web: Web) -> None:
    inputs = gather(["http://jo:secret@example.org/a"])
    [failure] = take_in(web.store, web.fetcher, inputs).failed
    assert failure.source == "http://example.org/a"
    assert "user name or a password" in failure.error
    assert "secret" not in failure.error


def test_progress_is_reported_for_every_address(web: Web) -> None:
    web.serve("/a", TRAM, '"1"')
    steps: list[Progress] = []
    inputs = gather([web.server.url("/a"), web.server.url("/b")])
    take_in(web.store, web.fetcher, inputs, on_progress=steps.append)
    fetching = [(s.done, s.total, s.detail) for s in steps[:2]]
    assert fetching == [(0, 2, web.server.url("/a")), (1, 2, web.server.url("/b"))]


def test_a_refresh_asks_only_for_what_has_changed(web: Web) -> None:
    web.serve("/a", TRAM, '"1"')
    web.serve("/b", "The museum of wool opened its doors to visitors in 2004.", '"7"')
    web.ingest("/a", "/b")
    a, b = web.server.url("/a"), web.server.url("/b")
    web.serve("/a", LATER, '"2"')
    report = web.refresh()
    assert (report.updated, report.unchanged, report.generation) == ((a,), (b,), 2)
    assert report.passages == PassageCounts(changed=1, unchanged=1)
    assert "52,000" in web.text(a)
    asked = {request.path: request.headers.get("if-none-match") for request in web.server.asked}
    assert asked == {"/a": '"1"', "/b": '"7"'}
    report = web.refresh()
    assert (set(report.unchanged), report.generation, report.updated) == ({a, b}, 2, ())
    assert web.server.asked[-2].headers["if-none-match"] == '"2"'


def test_a_refresh_of_some_sources_asks_for_no_others(web: Web) -> None:
    web.serve("/a", TRAM, '"1"')
    web.serve("/b", LATER, '"1"')
    web.ingest("/a", "/b")
    before = len(web.server.asked)
    assert web.refresh(web.server.url("/b") + "?utm_source=x").unchanged == (web.server.url("/b"),)
    assert [request.path for request in web.server.asked[before:]] == ["/b"]


def test_after_a_rollback_a_refresh_brings_the_newer_version_back(web: Web) -> None:
    web.serve("/a", TRAM, '"1"')
    web.ingest("/a")
    web.serve("/a", LATER, '"2"')
    web.refresh()
    web.store.rollback()
    assert "40,000" in web.text(web.server.url("/a"))
    report = web.refresh()
    assert report.updated == (web.server.url("/a"),)
    assert web.server.asked[-1].headers["if-none-match"] == '"1"'
    assert "52,000" in web.text(web.server.url("/a"))


def test_without_validators_the_page_is_asked_for_whole_and_compared(web: Web) -> None:
    web.server.pages["/a"] = page(TRAM)
    web.ingest("/a")
    assert web.refresh().unchanged == (web.server.url("/a"),)
    web.server.pages["/a"] = page(LATER)
    assert web.refresh().updated == (web.server.url("/a"),)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Internal Server Error"])
def test_a_page_that_no_longer_comes_fails_and_stays(web: Web, status: str) -> None:
    web.serve("/a", TRAM, '"1"')
    web.ingest("/a")
    web.server.pages["/a"] = answer("none", status)
    report = web.refresh()
    assert (report.removed, report.updated, report.unchanged) == ((), (), ())
    assert [failure.source for failure in report.failed] == [web.server.url("/a")]
    assert f"HTTP {status[:3]}" in report.failed[0].error
    assert "1998" in web.text(web.server.url("/a"))


def test_a_source_keeps_its_id_and_its_declared_language(web: Web) -> None:
    web.serve("/a", TRAM, '"1"', language="en")
    web.ingest("/a", options=Options(id="tram", language=Language.FR))
    web.serve("/a", LATER, '"2"', language="en")
    assert web.refresh("tram").updated == ("tram",)
    with web.store.reader() as generation:
        source = generation.catalog.source("tram")
    assert (source.language, source.origin) == (Language.FR, f"url:{web.server.url('/a')}")
    assert web.refresh().unchanged == ("tram",)


def test_only_what_came_from_the_web_is_refreshed(web: Web) -> None:
    with pytest.raises(StoreEmpty):
        web.refresh()
    take_in(web.store, web.fetcher, [UploadInput("note.txt", b"A note on the ferry of 2011.")])
    report = web.refresh()
    assert (report.unchanged, report.failed, report.generation) == ((), (), 1)
    with pytest.raises(UsageError, match=r"note\.txt: it did not come from the web"):
        web.refresh("note.txt")
    with pytest.raises(SourceNotFound, match="no source is called http://nowhere"):
        web.refresh("http://nowhere.example/a")
    assert web.server.asked == []


def test_a_page_and_a_file_of_one_id_are_two_origins(web: Web) -> None:
    web.serve("/a", TRAM, '"1"')
    take_in(web.store, web.fetcher, [UploadInput("tram", b"A note on the tram of 2011.")])
    with web.store.reader() as generation:
        assert [source.id for source in generation.catalog.sources()] == ["tram"]
    report = web.ingest("/a", options=Options(id="tram"))
    assert report.updated == ("tram",)
    assert web.refresh().unchanged == ("tram",)
