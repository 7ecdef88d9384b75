"""GET /evidence over real stores: the sentence marked, nothing of a source active, faults told."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from lxml import html
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app import session
from app.evidence.routes import routes
from app.frame import assets
from app.wiring import build
from domain.settings import Settings
from domain.types import Language
from ingest.inputs import UploadInput

HOSTILE = "<img src=x onerror=alert(1)> & </div> <script>alert(2)</script>"
FERRY = (
    "# The ferry of Ostrel\n\n## Traffic\n\nThe ferry of Ostrel carried "
    + HOSTILE.replace("<", "\\<")
    + " in 2022.\n"
)
LONG = "".join(f"\n\n## Part {n}\n\n" + f"Line {n} of the port is quiet. " * 300 for n in range(9))


def fill(folder: Path, text: str = FERRY) -> None:
    parts = build(Settings(), folder)
    parts.ingest([UploadInput("ferry.md", text.encode())])
    parts.store.close()


def asked(place: dict[str, str]) -> tuple[int, html.HtmlElement]:
    client = TestClient(Starlette(routes=routes(session.parts)))
    answer = client.get(f"/evidence?{urlencode(place)}")
    assert answer.headers["cache-control"] == "private, no-store"
    return answer.status_code, html.fragment_fromstring(answer.text)


def place_of(words: str, **more: str) -> dict[str, str]:
    parsed = session.parts().show("ferry.md")
    passage = next(p for p in parsed.passages if words in p.text)
    start = passage.text.index(words)
    sentence = f"{start}-{start + len(words)}"
    return {"source": "ferry.md", "passage": passage.id, "sentence": sentence, **more}


def test_a_sentence_is_marked_in_its_paragraph_and_nothing_of_it_is_active(store: Path) -> None:
    fill(store)
    status, pane = asked(place_of(f"carried {HOSTILE}", reader="fr"))
    assert status == 200
    [mark] = pane.iter("mark")
    assert mark.text_content().replace("\N{NO-BREAK SPACE}", " ") == f"carried {HOSTILE}"
    assert "found" in mark.getparent().get("class")
    assert not {"img", "script"} & {element.tag for element in pane.iter()}
    assert pane.findtext(".//h2") == "The ferry of Ostrel"
    assert pane.findtext('.//p[@class="path"]') == "Traffic"
    told = pane.text_content()
    assert all(said in told for said in ("anglais", "Ajoutée le", "Lire la source entière"))


def test_what_is_gone_or_has_changed_is_told(store: Path) -> None:
    fill(store)
    place = place_of("carried")
    fill(store, FERRY.replace("img src", "5,678"))
    status, pane = asked(place)
    assert (status, list(pane.iter("mark"))) == (200, [])
    assert "the passage quoted is no longer in it" in pane.text_content()
    status, pane = asked({**place, "source": "none.md", "reader": "fr"})
    assert status == 404
    assert "plus dans la bibliothèque" in pane.text_content()
    (store / "generations" / "0002" / "catalog.sqlite").write_bytes(b"damaged" * 999)
    session.parts.clear()
    status, pane = asked(place)
    assert status == 503
    assert "cannot be read at present" in pane.text_content()


def test_what_a_source_is_based_on_is_told(store: Path) -> None:
    fill(store, f'---\ntitle: The ferry\nbased_on: "Minutes <of> 2022"\n---\n\n{FERRY}')
    _, pane = asked(place_of("carried"))
    assert "Based on Minutes <of> 2022" in pane.text_content()


def test_of_a_long_source_the_sections_nearby_are_shown(store: Path) -> None:
    fill(store, f"# The port\n\nAn opening.{LONG}")
    _, pane = asked(place_of("Line 8"))
    names = [element.text_content() for element in pane.iter("h3")]
    assert names[-1].endswith("Part 8")
    assert not any(name.endswith("Part 0") for name in names)
    assert "Only the neighbouring sections are shown." in pane.text_content()


def test_the_documents_files_are_there_and_kept_by_their_digest() -> None:
    client = TestClient(Starlette(routes=assets.routes()))
    for language in Language:
        head = html.fragment_fromstring(assets.head(language), create_parent="div")
        named = [*head.xpath(".//@href"), *head.xpath(".//@src")]
        kept = [client.get(name).headers.get("cache-control", "") for name in named if "?" in name]
        assert len(kept) == 5
        assert sum("immutable" in one for one in kept) == 4
        manifest = client.get(head.xpath('string(.//link[@rel="manifest"]/@href)')).json()
        assert manifest["lang"] == language
        assert all(client.get(icon["src"]).status_code == 200 for icon in manifest["icons"])
    stale = client.get("/passerelle.css?0000").headers["cache-control"]
    assert stale == "no-cache"
