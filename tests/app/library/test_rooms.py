"""The library's rooms that need no page: filters, undoing, and text that stays text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import causes
from app.changed_words import runs
from app.library import markup
from app.library.difference import MOST, difference
from app.library.disagreements import once
from app.library.filter import ORDERS, CountedSource, Filter, listed
from app.library.markup import Found
from app.library.undo import before
from domain.changes import Became, DetailChange, PassageChange, SentenceChange, SourceChange
from domain.types import (
    Disagreement,
    Language,
    ParsedSource,
    Passage,
    Section,
    Source,
    Statement,
)
from ingest.passages import split
from vectorstore.journal import Event


def source(id: str, title: str, **more: str) -> Source:
    spoken = Language(more.pop("language", "en"))
    kind = more.pop("kind", "pdf")
    return Source(id, title, f"/a/{id}", "upload", spoken, kind, "hash", **more)  # type: ignore[arg-type]


WELL = source("well.pdf", "The well", author="Éva Őry", date="2021-04", ingested_at="2026-01-02")
FERRY = source("ferry.html", "Le bac", language="fr", kind="html", date="2023")
ALMS = source("alms.pdf", "alms", ingested_at="2026-03-01")
COUNTED_SOURCES: tuple[CountedSource, ...] = ((WELL, 3), (FERRY, 9), (ALMS, 1))


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), ["alms.pdf", "ferry.html", "well.pdf"]),
        (Filter("eva WELL"), ["well.pdf"]),
        (Filter("well bac"), []),
        (Filter(languages=frozenset([Language.FR])), ["ferry.html"]),
        (Filter(".pdf", kinds=frozenset(["pdf", "html"])), ["alms.pdf", "well.pdf"]),
        (Filter(languages=frozenset([Language.FR]), kinds=frozenset(["pdf"])), []),
    ],
)
def test_a_filter_lets_through_what_is_all_of_it(wanted: Filter, ids: list[str]) -> None:
    assert [title.first.id for title in listed(COUNTED_SOURCES, wanted, ORDERS[0])] == ids


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("by_title", ["alms.pdf", "ferry.html", "well.pdf"]),
        ("by_date", ["ferry.html", "well.pdf", "alms.pdf"]),
        ("by_change", ["alms.pdf", "well.pdf", "ferry.html"]),
        ("by_passages", ["ferry.html", "well.pdf", "alms.pdf"]),
    ],
)
def test_the_sources_are_sorted(order: str, ids: list[str]) -> None:
    chosen = next(o for o in ORDERS if o.name == order)
    assert [title.first.id for title in listed(COUNTED_SOURCES, Filter(), chosen)] == ids


TWINS: tuple[CountedSource, ...] = (
    *COUNTED_SOURCES,
    (source("salt.md", "Salt", kind="markdown", twin="sel.md", date="2020"), 4),
    (source("sel.md", "Le sel", language="fr", kind="markdown", twin="salt.md"), 4),
)


@pytest.mark.parametrize(
    ("wanted", "reader", "ids"),
    [
        (Filter(), Language.FR, ["sel.md", "salt.md"]),
        (Filter(), Language.EN, ["salt.md", "sel.md"]),
        (Filter("le sel"), Language.EN, ["salt.md", "sel.md"]),
        (Filter(languages=frozenset([Language.FR])), Language.EN, ["sel.md"]),
        (Filter("salt", frozenset([Language.FR])), Language.EN, ["sel.md"]),
        (Filter("pepper"), Language.EN, []),
    ],
)
def test_twins_are_one_title_in_two_languages(
    wanted: Filter, reader: Language, ids: list[str]
) -> None:
    found = [[s.id for s, _ in title.sources] for title in listed(TWINS, wanted, ORDERS[1], reader)]
    assert [shown for shown in found if shown[0] in ("salt.md", "sel.md")] == ([ids] if ids else [])


def test_a_path_of_the_server_is_not_searched() -> None:
    assert not Filter("/a/").passes(WELL)


def event(kind: str, generation: int) -> Event:
    return Event("2026-01-01T00:00:00+00:00", kind, generation, "")


@pytest.mark.parametrize(
    ("events", "kept", "earlier"),
    [
        ([("prune", 1), ("publish", 4), ("publish", 3)], {3, 4}, 3),
        ([("publish", 4), ("rollback", 2), ("publish", 3)], {2, 3, 4}, 2),
        ([("publish", 4), ("publish", 3)], {4}, None),
        ([("publish", 4)], {4}, None),
        ([("publish", 5), ("publish", 4), ("publish", 3)], {3, 4, 5}, None),
        ([("rollback", 3), ("publish", 4), ("publish", 3)], {3, 4}, None),
        ([("rollback", 4), ("rollback", 3), ("publish", 4)], {3, 4}, None),
        ([], set(), None),
    ],
)
def test_only_what_happened_last_is_undone(
    events: list[tuple[str, int]], kept: set[int], earlier: int | None
) -> None:
    assert before(4, [event(*told) for told in events], kept) == earlier


TEXT = "One & <b>two</b>. Three *four*.\n\n- five\n- six\n\nSieben ist die Zahl."


def parsed(text: str = TEXT, pages: tuple[tuple[int, int], ...] = ()) -> ParsedSource:
    sections = (Section((), text, 0, len(text)),)
    return ParsedSource(WELL, text, sections, split(sections, WELL.id, Language.EN, pages))


def test_a_section_keeps_its_paragraphs_and_marks_what_was_found() -> None:
    whole = parsed()
    shown = markup.section(whole, 0, "<i>A</i>", "p. {page}", None)
    assert shown == (
        '<h3 id="section-0">&lt;i&gt;A&lt;/i&gt;</h3>'
        "<p>One &amp; &lt;b&gt;two&lt;/b&gt;. Three *four*.</p>"
        "<p>- five<br>- six</p><p>Sieben ist die Zahl.</p>"
    )
    first = whole.passages[0]
    start = first.text.index("Three")
    found = Found(first, start, len(first.text))
    marked = markup.section(whole, 0, "A", "p. {page}", found)
    assert '<p class="found">One &amp; &lt;b&gt;two&lt;/b&gt;. <mark>Three *four*.</mark>' in marked
    assert marked.count("<mark>") == 1


def test_a_new_page_is_told_once() -> None:
    paged = parsed("One.\n\nTwo.\n\nThree.", ((0, 7), (6, 8)))
    shown = markup.section(paged, 0, "A", "p. {page}", None)
    assert shown.count("p. 7") == shown.count("p. 8") == 1
    assert shown.index("p. 8") < shown.index("Two.")


def test_only_an_address_of_the_web_becomes_a_link() -> None:
    rows = [("a", "https://x.org/?a=1&b=<"), ("b", "javascript:alert(1)"), ("c", "/etc/<x>")]
    shown = markup.details(rows, Language.EN)
    assert shown.count("<a ") == 1
    assert 'href="https://x.org/?a=1&amp;b=&lt;"' in shown
    assert "<dd>javascript:alert(1)</dd>" in shown
    assert "<dd>/etc/&lt;x&gt;</dd>" in shown


@given(st.text())
def test_a_label_has_no_sign_of_markdown_that_is_not_escaped(text: str) -> None:
    label = markup.label(text)
    assert "\n" not in label
    plain = label
    for sign in "\\`*_{}[]()#+-.!$:<>~|&":
        plain = plain.replace("\\" + sign, "")
    assert not set(plain) & set("`*_[]()#!$:<>~|&")


@pytest.mark.parametrize(
    ("cause", "french"),
    [
        ("ingest: added 2, removed 1", "import — nouvelles : 2, retirées : 1"),
        ("supersede: rebuild.md by added 1.md", "remplacement : rebuild.md par added 1.md"),
        ("supersede: rebuild.md holds again", "de nouveau en vigueur : rebuild.md"),
    ],
)
def test_a_cause_is_told_in_the_reader_s_language_and_ids_are_not(cause: str, french: str) -> None:
    assert (
        causes.translated_cause(cause, Language.FR),
        causes.translated_cause(cause, Language.EN),
    ) == (french, cause)


@given(st.text(), st.text())
def test_the_runs_of_a_text_are_that_text_and_equal_texts_have_nothing_marked(
    text: str, other: str
) -> None:
    assert "".join(run for run, _ in runs(text, other)) == text
    assert not any(lacking for _, lacking in runs(text, text))


def statement(source: Source, number: str, twin: str | None, spoken: str) -> Statement:
    text = f"It is {number} m deep."
    id = f"{source.id} {number}"
    passage = Passage(id, source.id, (), text, 0, len(text), Language(spoken), 0, 0, twin)
    return Statement(source, passage, 0, len(text))


def test_a_disagreement_that_twins_state_twice_is_listed_once_in_the_reader_s_language() -> None:
    old = source("old.md", "Old", date="2020")
    older, puits = (
        source("older.md", "Older", date="2019"),
        source("puits.md", "Puits", date="2021"),
    )
    well = source("well.en.md", "Well", date="2021")
    past = statement(old, "40", None, "en")
    english = Disagreement(statement(well, "52", "puits.md 52", "en"), past)
    french = Disagreement(statement(puits, "52", "well.en.md 52", "fr"), past)
    third = Disagreement(past, statement(older, "30", None, "en"))
    found = [third, english, french]
    assert once(found, Language.FR) == [french, third]
    assert once(found, Language.EN) == [english, third]


def test_a_sentence_that_is_new_or_gone_stands_alone_and_what_moved_says_from_where() -> None:
    passages = (
        PassageChange(Became.ADDED, "A", (SentenceChange(None, "New <b>."),)),
        PassageChange(Became.REMOVED, "B", (SentenceChange("Gone.", None),)),
        PassageChange(Became.MOVED, "C", (SentenceChange("Same.", "Same."),), from_section=""),
    )
    detail = DetailChange("date", None, "2021")
    change = SourceChange("a.md", "<i>A</i>", Became.CHANGED, (detail,), passages, more=3)
    shown = difference((change,) * (MOST + 2), Language.FR).replace("\N{NO-BREAK SPACE}", " ")
    assert "<h3>Modifiée : &lt;i&gt;A&lt;/i&gt;</h3>" in shown
    assert "Date : (vide) → 2021" in shown
    assert "New &lt;b&gt;." in shown
    assert "déplacé depuis « Début »" in shown
    assert "… et d&#x27;autres passages : 3" in shown
    assert "… et d&#x27;autres sources : 2" in shown
    assert "<ins>" not in shown
    assert "<del>" not in shown
