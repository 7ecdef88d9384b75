from hypothesis import given
from hypothesis import strategies as st

from domain.types import Language, Passage, Section
from ingest.passages import MOST_WORDS, passage_id, split
from text.sentences import split as sentences


def section(text: str, path: tuple[str, ...] = (), start: int = 0) -> Section:
    return Section(path, text, start, start + len(text))


def cut(*sections: Section) -> tuple[Passage, ...]:
    return split(sections, "s", Language.EN)


SENTENCE = "The ferry crosses the bay every hour of the day and of the night. "  # 14 words


def test_a_paragraph_is_a_passage() -> None:
    found = cut(section("One here.\n\nTwo here.", ("A",)))
    assert [(p.text, p.section_path, p.paragraph, p.ordinal) for p in found] == [
        ("One here.", ("A",), 0, 0),
        ("Two here.", ("A",), 1, 1),
    ]


def test_a_long_paragraph_is_cut_evenly_between_sentences() -> None:
    found = cut(section((SENTENCE * 20).strip()))
    counts = [len(p.text.split()) for p in found]
    assert len(found) == 3
    assert max(counts) - min(counts) <= 2 * 14
    assert {p.paragraph for p in found} == {0}


def test_a_sentence_is_never_cut_however_long() -> None:
    long = "Word " + "word " * 150 + "end."
    found = cut(section(f"{SENTENCE}{long} {SENTENCE}".strip()))
    assert [p.text for p in found] == [SENTENCE.strip(), long, SENTENCE.strip()]


def test_a_list_stays_with_its_lead_in() -> None:
    assert len(cut(section("The stops:\nthe port\nthe fort"))) == 1


def test_a_long_list_is_cut_between_its_items() -> None:
    items = [f"item {n} of the list, which has ten words" for n in range(30)]
    found = cut(section("The items:\n" + "\n".join(items)))
    assert len(found) > 1
    assert [line for p in found for line in p.text.split("\n")] == ["The items:", *items]


def test_ids_stay_while_the_text_stays() -> None:
    a, b = section("One here.", ("A",)), section("Two here.", ("B",), 100)
    first = {p.text: p.id for p in cut(a, b)}
    moved = {p.text: p.id for p in cut(section("Two here.", ("Z",)), section("One here.", (), 50))}
    assert first == moved
    assert first["One here."] == passage_id("s", "One here.", 0)


def test_the_same_text_twice_has_two_ids() -> None:
    first, second = cut(section("Again.\n\nAgain."))
    assert (first.id, second.id) == (passage_id("s", "Again.", 0), passage_id("s", "Again.", 1))


def test_offsets_count_code_points() -> None:
    text = "A 😀 face.\n\n𝔄 letter, e\u0301t."
    found = cut(section(text))
    assert [text[p.start : p.end] for p in found] == [p.text for p in found]
    assert found[1].start == 11


WORDS = st.sampled_from(
    ["word", "Le port", "a.", "B!", "« Oui. »", "😀", "𝔄", "é", "M.", "3.5", "\n", "etc.", "C ?"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=400).map(" ".join).filter(lambda t: t.strip())


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_passages_are_whole_sentences_of_one_section(texts: list[str]) -> None:
    source, sections = "", []
    for number, text in enumerate(t.strip() for t in texts):
        source += f"H{number}\n\n"
        sections.append(section(text, (f"H{number}",), len(source)))
        source += f"{text}\n\n"
    found = cut(*sections)
    assert len({p.id for p in found}) == len(found)
    for p in found:
        assert source[p.start : p.end] == p.text == p.text.strip()
        [home] = [s for s in sections if s.path == p.section_path]
        assert home.start <= p.start < p.end <= home.end
        one = len([s for line in p.text.split("\n") for s in sentences(line)]) == 1
        assert len(p.text.split()) <= MOST_WORDS or one
    kept = "".join("".join(p.text.split()) for p in found)
    assert kept == "".join("".join(text.split()) for text in texts)
