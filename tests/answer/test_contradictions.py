"""Sources that disagree, taken in one after the other into a real store, and asked about."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from answer.assistant import Assistant
from domain.types import Answer, Finished, Language
from ingest.inputs import gather
from ingest.supersede import supersede
from ingest.sync import remove, sync
from vectorstore.disputed import disputed
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

FR, EN = Language.FR, Language.EN
HEAD = "---\ntitle: {title}\nlanguage: {language}\ndate: {date}\npublisher: {publisher}\n---\n\n"
PORT = """# {title}

## Traffic

The port of Grenvik handled {figure} million tonnes of goods in 2019. Timber made up most of it.

## Ownership

The harbour council has owned the port since 1954.
"""
NOTE = """# {title}

## Trafic

En 2019, le port de Grenvik a traité {figure} millions de tonnes de marchandises.
"""
ASKED = {
    EN: "How many tonnes of goods did the port of Grenvik handle in 2019?",
    FR: "Combien de tonnes de marchandises le port de Grenvik a-t-il traitées en 2019 ?",
}


class World:
    """A store, the files that it is fed from, and an assistant on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = Store(folder / "store", load_embedder(None))
        self.lexicon = Lexicon(BUNDLED)
        retriever = Retriever(self.store, self.lexicon)
        self.assistant = Assistant(self.store, retriever)

    def take(self, name: str, body: str, date: str, figure: str, publisher: str = "Port") -> None:
        language = "fr" if body is NOTE else "en"
        title = f"Report {name}"
        head = HEAD.format(title=title, language=language, date=date, publisher=publisher)
        path = self.folder / f"{name}.md"
        path.write_text(head + body.format(title=title, figure=figure), "utf-8")
        assert not sync(self.store, gather([str(path)])).failed

    def ask(self, language: Language) -> Answer:
        *_, last = self.assistant.ask(ASKED[language])
        assert isinstance(last, Finished)
        return last.answer

    def disagreeing(self) -> list[tuple[str, str]]:
        with self.store.reader() as generation:
            found = disputed(generation)
        return [(d.newer.source.id, d.older.source.id) for d in found]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.store.close()
    made.lexicon.close()


def quotes(answer: Answer) -> list[str]:
    return [citation.passage.source_id for citation in answer.citations]


def test_both_figures_are_shown_with_their_sources_and_dates_newest_first(world: World) -> None:
    world.take("old", PORT, "2020-03-01", "12")
    world.take("new", NOTE, "2021-05-04", "14")
    assert world.disagreeing() == [("new.md", "old.md")]
    for language, notice in (
        (EN, "The sources disagree on this: “Report new” (4 May 2021) against “Report old” "
             "(1 March 2020)."),
        (FR, "Les sources ne concordent pas sur ce point : « Report new » (4 mai 2021) contre "
             "« Report old » (1er mars 2020)."),
    ):  # fmt: skip
        answer = world.ask(language)
        assert quotes(answer) == ["new.md", "old.md"]
        assert [s.markers for s in answer.sentences] == [(1,), (2,)]
        assert [c.marker for c in answer.citations] == [1, 2]
        assert [c.quote for c in answer.citations] == [s.text for s in answer.sentences]
        assert notice in answer.notices


def test_the_briefing_comes_last_whatever_its_date(world: World) -> None:
    world.take("briefing", PORT, "2026-01-01", "12", publisher="Passerelle")
    world.take("press", NOTE, "2019-05-04", "14")
    assert quotes(world.ask(EN)) == ["press.md", "briefing.md"]


@pytest.mark.parametrize("figure", ["12", "12.0"])
def test_sources_that_agree_are_not_set_against_each_other(world: World, figure: str) -> None:
    world.take("old", PORT, "2020-03-01", "12")
    world.take("new", NOTE, "2021-05-04", figure)
    assert world.disagreeing() == []
    assert not any("disagree" in notice for notice in world.ask(EN).notices)


Mend = Callable[[World], None]


@pytest.mark.parametrize(
    "mend",
    [
        lambda world: world.take("new", NOTE, "2021-05-04", "12"),
        lambda world: world.take("old", PORT, "2020-03-01", "14"),
        lambda world: remove(world.store, ["old.md"]),
    ],
    ids=["new one corrected", "old one corrected", "old one removed"],
)
def test_a_disagreement_ends_with_an_update_that_settles_it(world: World, mend: Mend) -> None:
    world.take("old", PORT, "2020-03-01", "12")
    world.take("new", NOTE, "2021-05-04", "14")
    assert world.disagreeing()
    mend(world)
    assert world.disagreeing() == []
    answer = world.ask(EN)
    assert not any("disagree" in notice for notice in answer.notices)


def test_an_unrelated_source_leaves_a_disagreement_as_it_is(world: World) -> None:
    world.take("old", PORT, "2020-03-01", "12")
    world.take("new", NOTE, "2021-05-04", "14")
    before = world.disagreeing()
    other = world.folder / "terns.md"
    other.write_text("# Terns\n\nA sanctuary for 300 terns lies behind the pier.\n", "utf-8")
    sync(world.store, gather([str(other)]))
    assert world.disagreeing() == before


def test_a_superseded_source_neither_answers_nor_disagrees_until_that_is_undone(
    world: World,
) -> None:
    world.take("old", PORT, "2020-03-01", "12")
    world.take("new", NOTE, "2021-05-04", "14")
    supersede(world.store, "old.md", "new.md")
    assert world.disagreeing() == []
    assert quotes(world.ask(EN)) == ["new.md"]
    supersede(world.store, "old.md", None)
    assert quotes(world.ask(EN)) == ["new.md", "old.md"]


def test_an_update_of_a_superseded_source_stays_superseded_until_the_other_goes(
    world: World,
) -> None:
    world.take("old", PORT, "2020-03-01", "12")
    world.take("new", NOTE, "2021-05-04", "14")
    supersede(world.store, "old.md", "new.md")
    world.take("old", PORT, "2020-03-01", "13")
    assert quotes(world.ask(EN)) == ["new.md"]
    remove(world.store, ["new.md"])
    assert quotes(world.ask(EN)) == ["old.md"]
