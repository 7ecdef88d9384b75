"""An evaluation of a real store as a page, as JSON and as a table."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from lxml import html

from answer.assistant import Assistant
from app.views import eval_texts
from app.views.eval import Evaluation, print_evaluation
from app.views.eval_page import page, write_page
from domain.errors import UsageError
from domain.types import Turn
from evaluation.gold import GoldItem
from evaluation.score import evaluate
from tests.evaluation.asking import EN, FR, gold
from tests.fakes import ANSWERS_ALL, HashEmbedder, WordReader
from tests.vectorstore.making import adding, make_source
from vectorstore.retriever import Retriever
from vectorstore.store import Store

pytest.importorskip("ir_measures", reason="it has no wheel for this machine")

HOSTILE = "<script>alert('wool')</script>"
WOOL = f"The port shipped {HOSTILE} and 12 tonnes of wool in 2019."
QUAY = "The council owns the quay & its cranes."
PORT = make_source("port", WOOL, QUAY, "Terns nest there.")
ITEMS = (
    gold("Who owns the quay?", gold_quotes=(QUAY,), must_include=(("council",),)),
    gold(
        "Which port shipped wool in 2019 </summary><script>alert(1)</script>\x1b[31m?",
        gold_quotes=(WOOL, "The mayor's words."),
        must_include=(("<b>mayor</b>", "maire"),),
        must_not_include=(HOSTILE,),
        history=(Turn("user", "<img src=x onerror=alert(2)>"),),
    ),
    gold("Combien de laine le port a-t-il perdue ?", "near_miss", FR),
)


def evaluated(folder: Path, *items: GoldItem) -> Evaluation:
    """The answers of a store that refuses nothing."""
    with closing(Store(folder / "store", HashEmbedder())) as store:
        store.write(adding(PORT), "first")
        assistant = Assistant(store, Retriever(store), reader=WordReader(), calibration=ANSWERS_ALL)
        asked = evaluate(items, assistant, lambda _id: PORT.text)
    return Evaluation("<i>gold</i>.jsonl", "report", asked)


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    return evaluated(tmp_path_factory.mktemp("eval"), *ITEMS)


def test_nothing_in_a_page_is_markup_but_our_own(evaluation: Evaluation) -> None:
    written = page(evaluation, EN)
    assert "<script" not in written
    assert "&lt;script&gt;alert(&#39;wool&#39;)&lt;/script&gt;" in written
    assert "\x1b" not in written
    tree = html.fromstring(written)
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert not names & {"script", "img", "i", "b", "link", "iframe", "object"}
    targets = {name: set(tree.xpath(f"//@{name}")) for name in ("src", "href", "onerror")}
    assert not targets["src"] | targets["onerror"]
    assert all(target.startswith("#") for target in targets["href"])
    assert {target[1:] for target in targets["href"]} == set(tree.xpath("//h2/@id"))
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize("language", [FR, EN])
def test_a_page_shows_the_figures_and_every_miss(evaluation: Evaluation, language: str) -> None:
    reader = FR if language == FR else EN
    tree = html.fromstring(page(evaluation, reader))
    assert tree.get("lang") == language
    said = {heading.text_content() for heading in tree.xpath("//tbody//th")}
    assert said == {eval_texts.figure(figure, reader) for figure in evaluation.scores}
    shown = [section.xpath("./details") for section in tree.xpath("//section")]
    assert [len(details) for details in shown] == [len(g) for g in evaluation.misses.values()]
    wrong = next(s for s in tree.xpath("//section") if s.xpath("./h2[@id='answers_right']"))
    told = wrong.text_content()
    for part in (HOSTILE, "<b>mayor</b> / maire", "The mayor's words.", "onerror", QUAY, "port"):
        assert part in told
    assert eval_texts.word("not_found", reader) in told


def test_a_page_without_misses_says_so(tmp_path: Path) -> None:
    right = evaluated(tmp_path, ITEMS[0])
    assert right.misses == {}
    assert "Nothing went wrong." in page(right, EN)
    assert "Aucun échec." in page(right, FR)


def test_a_page_is_written_or_refused_in_one_line(evaluation: Evaluation, tmp_path: Path) -> None:
    write_page(evaluation, tmp_path / "report.html", EN)
    assert (tmp_path / "report.html").read_text("utf-8") == page(evaluation, EN)
    with pytest.raises(UsageError, match="Is a directory"):
        write_page(evaluation, tmp_path, EN)


def test_json_has_figures_with_numbers_and_misses(
    evaluation: Evaluation, capsys: pytest.CaptureFixture[str]
) -> None:
    print_evaluation(evaluation, FR, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["gold"], told["half"], told["questions"]) == ("<i>gold</i>.jsonl", "report", 3)
    assert told["answerers"] == ["quotes"]
    assert told["scores"]["answers_right"] == {
        "en": {"value": 0.5, "n": 2},
        "all": {"value": 0.5, "n": 2},
    }
    assert told["scores"]["recall@1"]["all"] == {"value": round(2 / 3, 4), "n": 3}
    assert told["scores"]["refused_near_miss"]["fr"] == {"value": 0.0, "n": 1}
    [wrong] = told["misses"]["answers_right"]
    assert wrong["question"] == ITEMS[1].question
    assert (wrong["lacks"], wrong["says"]) == (["<b>mayor</b> / maire"], [HOSTILE])
    assert wrong["ranks"] == [1, None]
    assert wrong["answer"]["status"] == "answered"
    assert wrong["answer"]["retrieved"][0]["text"] == WOOL


def test_a_table_has_a_row_a_figure_and_the_misses_by_id(
    evaluation: Evaluation, capsys: pytest.CaptureFixture[str]
) -> None:
    print_evaluation(evaluation, FR, as_json=False)
    told = capsys.readouterr().out
    row = next(line for line in told.splitlines() if line.startswith("réponses justes"))
    assert row.split()[2:] == ["0,500", "0,500", "2", "0,09–0,91"]
    assert f"Questions voisines non refusées (1): {ITEMS[2].id}" in told.replace("\n", " ")
    assert "\x1b" not in told


def test_every_word_is_there_in_both_languages() -> None:
    assert all(french and english for french, english in eval_texts.words())
