"""Answers limited to some sources: nothing else is quoted, disputed, summed up or offered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from answer.assistant import Assistant
from domain.errors import SourceNotFound
from domain.types import Answer, Finished, Language, Scope, Status
from ingest.inputs import gather
from ingest.sync import sync
from vectorstore.embedder import load_embedder
from vectorstore.lexicon import BUNDLED, Lexicon
from vectorstore.retriever import Retriever
from vectorstore.store import Store

FR, EN = Language.FR, Language.EN
HEAD = "---\ntitle: {title}\nlanguage: {language}\ndate: {date}\n---\n\n# {title}\n\n"
PORT = "## Traffic\n\nThe port of Grenvik handled {n} million tonnes of goods in 2019.\n"
SEALS = "## Seals\n\nGrey seals rest on the sandbanks of Ostrel. They leave them in June 1987.\n"
PHOQUES = "## Phoques\n\nLes phoques gris se reposent sur les bancs de sable d'Ostrel.\n"
ASKED = "How many tonnes of goods did the port of Grenvik handle in 2019?"
FILES = {
    "early.md": HEAD.format(title="Early report", language="en", date="2020") + PORT.format(n=41),
    "late.md": HEAD.format(title="Late report", language="en", date="2023") + PORT.format(n=47),
    "seals.md": HEAD.format(title="Seals", language="en", date="2021-05") + SEALS,
    "phoques.md": HEAD.format(title="Phoques", language="fr", date="2021-05") + PHOQUES,
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("scope")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    store = Store(folder / "store", load_embedder(None))
    assert not sync(store, gather([str(folder / name) for name in FILES])).failed
    yield Assistant(store, Retriever(store, Lexicon(BUNDLED)))
    store.close()


def answer(
    assistant: Assistant, question: str, scope: Scope | None, language: Language = EN
) -> Answer:
    *_, last = assistant.ask(question, (), language, scope=scope)
    assert isinstance(last, Finished)
    return last.answer


def cited(found: Answer) -> list[str]:
    return [citation.passage.source_id for citation in found.citations]


def test_only_what_is_in_scope_answers_or_disagrees(assistant: Assistant) -> None:
    free = answer(assistant, ASKED, None)
    assert cited(free) == ["late.md", "early.md"]
    assert any("disagree" in notice for notice in free.notices)
    assert free.scope is None
    for scope, source, said in (
        (Scope(("early.md",)), "early.md", "Limited to: “Early report”."),
        (Scope(until="2021"), "early.md", "Limited to: dates: 2021 or earlier."),
        (
            Scope(since="2022", language=EN),
            "late.md",
            "Limited to: language: English; dates: 2022 or later.",
        ),
    ):
        found = answer(assistant, ASKED, scope)
        assert cited(found) == [source]
        assert {r.passage.source_id for r in found.retrieved} <= {source, "seals.md", "phoques.md"}
        assert found.notices == (said,)
        assert found.scope == scope
    unlimited = answer(assistant, ASKED, Scope())
    assert replace(unlimited, timings={}) == replace(free, timings={})


def test_a_refusal_within_limits_says_that_others_may_answer(assistant: Assistant) -> None:
    refused = answer(assistant, ASKED, Scope(("seals.md", "phoques.md")))
    assert refused.status is Status.UNANSWERED
    assert "report" not in refused.text
    [said] = refused.notices
    assert (
        said
        == "Limited to: “Seals” and “Phoques”. Other sources may answer: ask without these limits."
    )
    nothing = answer(assistant, ASKED, Scope(since="2031"), FR)
    assert nothing.status is Status.UNANSWERED
    assert nothing.retrieved == ()
    assert "Aucune source de la bibliothèque n'entre dans ces limites." in nothing.notices[0]


def test_summaries_and_key_dates_are_of_what_is_in_scope(assistant: Assistant) -> None:
    assert "late.md" in cited(answer(assistant, "Sum up the article", None))
    assert set(cited(answer(assistant, "Sum up the article", Scope(("seals.md",))))) == {"seals.md"}
    dates = answer(
        assistant, "What are the key dates?", Scope(language=EN, since="2021", until="2022")
    )
    assert set(cited(dates)) == {"seals.md"}
    empty = answer(assistant, "Sum up the article", Scope(until="1900"))
    assert empty.status is Status.UNANSWERED


def test_asked_for_its_sources_it_says_what_it_is_limited_to(assistant: Assistant) -> None:
    listed = answer(assistant, "Which sources do you have?", Scope(("phoques.md",)))
    assert listed.status is Status.COURTESY
    assert listed.notices == ("Limited to: “Phoques”.",)
    assert answer(assistant, "Thank you!", Scope(("phoques.md",))).notices == ()


def test_a_source_that_is_not_there_is_an_error(assistant: Assistant) -> None:
    for question in (ASKED, "Sum up the article"):
        with pytest.raises(SourceNotFound):
            answer(assistant, question, Scope(("gone.md",)))
