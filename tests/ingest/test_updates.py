"""An article in two versions, in French and in English: what an update keeps, brings and drops."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.changes import Became, SentenceChange
from domain.reports import IngestReport, PassageCounts
from domain.types import Language
from ingest.inputs import folder_origin, gather
from ingest.sync import Options, sync
from tests.fakes import HashEmbedder
from vectorstore.store import Store


@dataclass(frozen=True)
class Article:
    """Two versions, and the words that tell them apart."""

    language: Language
    v1: str
    v2: str
    stays: tuple[str, ...]
    goes: tuple[str, ...]
    comes: tuple[str, ...]
    moves: tuple[str, str, str]
    """A passage, the section that it leaves and the one that it enters."""


ENGLISH = Article(
    Language.EN,
    """# The valley of Orsen

The valley is looked after by a council of nine.

## Roads

The pass is open 140 days a year. A toll of 6 crowns is due at the bridge.

Mules carry the mail to the upper farms.

## Farms

Rye is sown on 800 hectares. Two mills grind it.

## Fairs

The wool fair gathers 70 weavers in May.
""",
    """# The valley of Orsen

The valley is looked after by a council of nine.

## Roads

The pass is open 155 days a year. A toll of 6 crowns is due at the bridge.

## Farms

Rye is sown on 800 hectares. Two mills grind it.

Mules carry the mail to the upper farms.

## Forests

Larches were planted on 300 hectares of bare slopes.
""",
    ("council of nine", "toll of 6 crowns", "800 hectares", "Mules carry the mail"),
    ("140 days", "wool fair", "70 weavers"),
    ("155 days", "Larches", "300 hectares"),
    ("Mules carry the mail to the upper farms.", "Roads", "Farms"),
)
FRENCH = Article(
    Language.FR,
    """# La vallée d'Orsen

La vallée est administrée par un conseil de neuf membres.

## Routes

Le col est ouvert 140 jours par an. Un péage de 6 couronnes est dû au pont.

Des mulets portent le courrier aux fermes du haut.

## Fermes

On sème du seigle sur 800 hectares. Deux moulins le broient.

## Foires

La foire à la laine réunit 70 tisserands en mai.
""",
    """# La vallée d'Orsen

La vallée est administrée par un conseil de neuf membres.

## Routes

Le col est ouvert 155 jours par an. Un péage de 6 couronnes est dû au pont.

## Fermes

On sème du seigle sur 800 hectares. Deux moulins le broient.

Des mulets portent le courrier aux fermes du haut.

## Forêts

Des mélèzes ont été plantés sur 300 hectares de pentes nues.
""",
    ("conseil de neuf", "péage de 6 couronnes", "800 hectares", "Des mulets portent"),
    ("140 jours", "foire à la laine", "70 tisserands"),
    ("155 jours", "mélèzes", "300 hectares"),
    ("Des mulets portent le courrier aux fermes du haut.", "Routes", "Fermes"),
)
BOTH = pytest.mark.parametrize("article", [ENGLISH, FRENCH], ids=["en", "fr"])


class Shelf:
    """A folder of articles beside a store of them."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "articles"
        self.folder.mkdir()
        self.store = Store(root / "store", HashEmbedder())

    def put(self, text: str | bytes, name: str = "orsen.md") -> IngestReport:
        """Write a file, then take the folder in."""
        data = text.encode() if isinstance(text, str) else text
        (self.folder / name).write_bytes(data)
        origins = frozenset({folder_origin(self.folder)})
        return sync(self.store, gather([str(self.folder)]), Options(folders=origins))

    def passages(self, name: str = "orsen.md") -> list[tuple[str, str, str]]:
        """Id, section and text of each passage, as all parts of the store hold them."""
        with self.store.reader() as generation:
            stored = set(generation.catalog.vector_keys())
            assert stored == generation.vectors.ids() == generation.lexical.ids()
            return [(p.id, p.section, p.text) for p in generation.catalog.passages_of(name)]

    def text(self, name: str = "orsen.md") -> str:
        with self.store.reader() as generation:
            return generation.catalog.text(name)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def holds(shelf: Shelf, there: tuple[str, ...], not_there: tuple[str, ...]) -> None:
    stored = "\n".join(text for _, _, text in shelf.passages())
    assert [stored.count(words) for words in there] == [1] * len(there)
    assert [stored.count(words) for words in not_there] == [0] * len(not_there)


@BOTH
def test_an_update_reports_what_it_did(shelf: Shelf, article: Article) -> None:
    first = shelf.put(article.v1)
    assert (first.passages, first.embedded) == (PassageCounts(added=5), 5)
    assert [(c.source, c.became) for c in first.changes] == [("orsen.md", Became.ADDED)]
    report = shelf.put(article.v2)
    assert report.updated == ("orsen.md",)
    assert report.passages == PassageCounts(added=1, changed=1, moved=1, unchanged=2, removed=1)
    assert report.embedded == 3
    [change] = report.changes
    changed, removed, moved, added = change.passages
    assert [p.became for p in change.passages] == [
        Became.CHANGED,
        Became.REMOVED,
        Became.MOVED,
        Became.ADDED,
    ]
    assert article.goes[1] in str(removed.sentences[0].old)
    assert article.comes[1] in str(added.sentences[0].new)
    [edit] = changed.sentences
    assert article.goes[0] in str(edit.old)
    assert article.comes[0] in str(edit.new)
    words, left, entered = article.moves
    assert (moved.from_section, moved.section) == (left, entered)
    assert moved.sentences == (SentenceChange(words, words),)


@BOTH
def test_the_new_version_answers_and_the_old_one_is_gone(shelf: Shelf, article: Article) -> None:
    shelf.put(article.v1)
    holds(shelf, article.stays + article.goes, article.comes)
    before = {text: id for id, _, text in shelf.passages()}
    shelf.put(article.v2)
    holds(shelf, article.stays + article.comes, article.goes)
    words, _, entered = article.moves
    assert (before[words], entered, words) in shelf.passages()


@BOTH
def test_ingesting_again_changes_nothing(shelf: Shelf, article: Article) -> None:
    shelf.put(article.v1)
    shelf.put(article.v2)
    stored = shelf.passages()
    report = shelf.put(article.v2)
    assert (report.unchanged, report.changes, report.embedded) == (("orsen.md",), (), 0)
    assert report.generation == 2
    assert shelf.passages() == stored


@BOTH
def test_going_back_to_the_old_text_brings_it_back_whole(shelf: Shelf, article: Article) -> None:
    shelf.put(article.v1)
    stored = shelf.passages()
    shelf.put(article.v2)
    shelf.put(article.v1)
    assert shelf.passages() == stored
    holds(shelf, article.stays + article.goes, article.comes)


def test_an_update_of_one_article_leaves_the_other_as_it_was(shelf: Shelf) -> None:
    shelf.put(ENGLISH.v1, "valley.md")
    shelf.put(FRENCH.v1)
    english = shelf.passages("valley.md")
    report = shelf.put(FRENCH.v2)
    assert [change.source for change in report.changes] == ["orsen.md"]
    assert shelf.passages("valley.md") == english
    holds(shelf, FRENCH.stays + FRENCH.comes, FRENCH.goes)


def other_bytes(text: str) -> dict[str, bytes]:
    return {
        "line ends": text.replace("\n", "\r\n").encode(),
        "byte order mark": b"\xef\xbb\xbf" + text.encode(),
        "UTF-16": text.encode("utf-16"),
        "trailing blanks": text.replace("\n", " \t\n").encode() + b"\n\n",
        "blank lines": text.replace("\n\n", "\n\n\n\n").encode(),
        "other marks": text.replace("## ", "##   ").encode(),
        "underlined title": (
            "=====\n\n".join(text[2:].split("\n\n", 1)).replace("=", "\n=", 1)
        ).encode(),
    }


@pytest.mark.parametrize("how", other_bytes(""))
@BOTH
def test_the_same_content_in_other_bytes_is_unchanged(
    shelf: Shelf, article: Article, how: str
) -> None:
    shelf.put(article.v1)
    stored = shelf.passages()
    report = shelf.put(other_bytes(article.v1)[how])
    assert (report.unchanged, report.changes, report.embedded) == (("orsen.md",), (), 0)
    assert report.generation == 1
    assert shelf.passages() == stored


def page(body: str, attributes: str = "", head: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Orsen</title>{head}</head>"
        f"<body{attributes}><article{attributes}>{body}</article></body></html>"
    )


PARAGRAPH = (
    "The council of the valley meets under the old lime tree on the first day of each month."
)
BODY = f"<h1>Orsen</h1><p>{PARAGRAPH}</p><h2>Roads</h2><p>{PARAGRAPH.replace('first', 'last')}</p>"


@pytest.mark.parametrize(
    "again",
    [
        page(BODY, ' class="v2" data-built="2031-05-02"'),
        page(BODY.replace("<p>", '<p id="p1" style="color:red">')),
        page(BODY.replace("</p>", "</p>\n\n   \n")),
        page(BODY, head="<script>var built = 7;</script><style>p {color: red}</style>"),
        page(BODY.replace("lime tree", "<b>lime</b> <a href='/trees?v=2'>tree</a>")),
        page(BODY.replace("old lime", "old&#32;lime")),
    ],
)
def test_a_page_with_other_tags_around_the_same_words_is_unchanged(
    shelf: Shelf, again: str
) -> None:
    shelf.put(page(BODY), "orsen.html")
    report = shelf.put(again, "orsen.html")
    assert (report.unchanged, report.changes) == (("orsen.html",), ())
    assert (report.generation, report.embedded) == (1, 0)


def test_what_is_gone_from_the_folder_is_reported_and_kept(shelf: Shelf) -> None:
    shelf.put(ENGLISH.v1, "valley.md")
    shelf.put(FRENCH.v1)
    (shelf.folder / "valley.md").unlink()
    report = shelf.put(FRENCH.v1)
    assert (report.kept, report.removed) == (("valley.md",), ())
    origins = frozenset({folder_origin(shelf.folder)})
    options = Options(folders=origins, prune=origins)
    report = sync(shelf.store, gather([str(shelf.folder)]), options)
    assert (report.kept, report.removed) == ((), ("valley.md",))
    assert [(c.source, c.became) for c in report.changes] == [("valley.md", Became.REMOVED)]


def test_one_changed_passage_of_many_is_all_that_is_embedded(shelf: Shelf) -> None:
    lines = [f"Farm {n} of the valley keeps {n + 20} sheep." for n in range(200)]
    shelf.put("# Farms\n\n" + "\n\n".join(lines))
    lines[77] = lines[77].replace("sheep", "goats")
    report = shelf.put("# Farms\n\n" + "\n\n".join(lines))
    assert report.embedded == 1
    assert report.passages == PassageCounts(changed=1, unchanged=199)
    embedder = shelf.store.embedder
    assert isinstance(embedder, HashEmbedder)
    before = embedder.embedded
    shelf.put("# Farms\n\n" + "\n\n".join(lines))
    assert embedder.embedded == before


def test_another_section_path_has_its_passages_embedded_anew(shelf: Shelf) -> None:
    shelf.put(ENGLISH.v1)
    report = shelf.put(ENGLISH.v1.replace("## Roads", "## Ways"))
    assert (report.embedded, report.passages.moved) == (2, 2)
    [change] = report.changes
    assert {(p.from_section, p.section) for p in change.passages} == {("Roads", "Ways")}
