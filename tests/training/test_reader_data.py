"""The questions that the reader learns from: held out by title over all files together."""

import json
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from text.sentences import packed
from training.reader_data import WORDS, Part, digest, hurried, read

TEXT = "The dam was built in 1962. It holds 40 million litres. Nobody lives below it."


def lines(path: Path, *rows: dict[str, object]) -> None:
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")


def folder(tmp_path: Path) -> Path:
    public = {"set": "x", "lang": "en", "title": "A dam", "context": TEXT}
    lines(
        tmp_path / "public.jsonl",
        public | {"question": "When?", "answers": [{"text": "1962", "start": 21}]},
        public | {"question": "Why?", "answers": []},
    )
    written = {"lang": "fr", "title": "Le bac", "sentences": ["Il part à midi.", "Il coûte 3 €."]}
    q = {"lang": "en", "q": "What does it cost?", "a": [1], "kind": "fact"}
    wrong = {"lang": "fr", "q": "Pourquoi part-il à minuit ?", "a": [], "kind": "false_premise"}
    lines(
        tmp_path / "doc_a.jsonl",
        written | {"id": "a-0", "doc": "a", "questions": [q, wrong | {"corrects": [0]}]},
    )
    sentences = [
        "The dam was built in 1962.",
        "It holds 40 million litres.",
        "Nobody lives below it.",
    ]
    lines(
        tmp_path / "over.jsonl",
        {"id": "o-0", "passage": digest(sentences), "lang": "en", "questions": [q | {"a": []}]},
    )
    lines(
        tmp_path / "followups.jsonl",
        {
            "id": "a-0",
            "lang": "fr",
            "before": "Quand ?",
            "q": "et combien ?",
            "a": [1],
            "kind": "f",
        },
    )
    (tmp_path / "heldout.json").write_text(
        json.dumps({"titles_en": ["A dam"], "titles_fr": [], "documents": []})
    )
    return tmp_path


def test_files_of_every_kind_are_read_and_held_out_by_title(tmp_path: Path) -> None:
    data = read([folder(tmp_path)])
    assert [q.text for q in data.of(Part.REPORT)] == ["When?", "Why?", "What does it cost?"]
    trained = {q.text: q for q in data.of(Part.TRAIN)}
    assert trained["What does it cost?"].answers == (1,)
    assert trained["Pourquoi part-il à minuit ?"].corrects == (0,)
    assert trained["et combien ?"].before == "Quand ?"
    when, why, _ = data.of(Part.REPORT)
    assert (when.answers, why.open) == ((0,), True)


@given(st.lists(st.sampled_from(["One two three.", "Four " * 70 + "five.", "Six?"]), max_size=9))
def test_paragraphs_are_packed_into_whole_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    spans = [span for part in packed(text, WORDS) for span in part]
    assert [text[a:b] for a, b in spans] == sentences
    for part in packed(text, WORDS):
        words = sum(len(text[a:b].split()) for a, b in part)
        assert words <= WORDS or len(part) == 1


@given(st.text(max_size=60), st.integers(0, 1000))
def test_a_hurried_question_is_still_a_text(text: str, seed: int) -> None:
    assert isinstance(hurried(text, random.Random(seed)), str)
