"""The reader that ships, and any CrossEncoder in its place, on invented passages."""

from pathlib import Path

import pytest

from answer.encoder import PairEncoder
from answer.reading.cross_encoder import CrossEncoderReader
from answer.reading.reader import MODEL, OnnxReader, bundled_reader, load_reader
from domain.errors import ReaderModelError
from domain.types import Language, Passage, Retrieved

FERRY = (
    "The ferry to Halm runs twice a day. A return ticket costs 14 crowns, and children under six "
    "travel free. The company was founded in 1931 by two brothers."
)
CHEESE = "Le fromage de Brelle est affiné pendant neuf mois. La coopérative emploie 48 personnes."


def retrieved(text: str, title: str, language: Language) -> Retrieved:
    passage = Passage(title, title, ("Facts",), text, 0, len(text), language, 0, 0)
    return Retrieved(passage, 0.5, title=title)


FOUND = [
    retrieved(FERRY, "The Halm ferry", Language.EN),
    retrieved(CHEESE, "Le fromage de Brelle", Language.FR),
]


@pytest.mark.parametrize(
    ("question", "passage", "sentence"),
    [
        ("How much does a return ticket to Halm cost?", 0, 1),
        ("Combien coûte un aller-retour pour Halm ?", 0, 1),
        ("When was the ferry company founded?", 0, 2),
        ("Combien de temps le fromage de Brelle est-il affiné ?", 1, 0),
        ("How many people work for the Brelle cooperative?", 1, 1),
    ],
)
def test_the_sentence_that_answers_scores_best(question: str, passage: int, sentence: int) -> None:
    readings = bundled_reader().read(question, FOUND)
    scores = {(r.rank, n): s for r in readings for n, s in enumerate(r.answers)}
    assert max(scores, key=lambda place: scores[place]) == (passage, sentence)
    least = -0.5 if "aller-retour" in question else 0  # colloquial, and across the languages
    assert scores[passage, sentence] > least


def test_a_passage_is_read_the_same_whatever_else_is_read() -> None:
    question = "How much does a return ticket to Halm cost?"
    together = bundled_reader().read(question, FOUND)
    assert bundled_reader().read(question, FOUND[:1]) == together[:1]


def test_what_has_nothing_to_do_with_the_passages_scores_low() -> None:
    readings = bundled_reader().read("Who painted the Mona Lisa?", FOUND)
    assert max(s for r in readings for s in r.answers) < 0
    assert all(r.about is not None and r.about < 0 for r in readings)


@pytest.mark.parametrize("text", ["", "word " * 3000, "\x00\ufffe", "Ω" * 500, "a.b.c.d.e.f " * 90])
def test_odd_passages_are_read_to_the_end(text: str) -> None:
    odd = [retrieved(text, "Odd", Language.EN)]
    (reading,) = bundled_reader().read("What is it?" * 40, odd)
    assert len(reading.answers) == len(reading.corrects) == len(reading.spans)


def test_nothing_retrieved_is_nothing_read() -> None:
    assert bundled_reader().read("What?", []) == ()


def test_a_folder_without_a_model_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(ReaderModelError, match="PASSERELLE_READER_MODEL"):
        OnnxReader(PairEncoder(tmp_path, "mine")).read("What?", FOUND)
    (tmp_path / MODEL).write_bytes(b"no model")
    with pytest.raises(ReaderModelError):
        load_reader(str(tmp_path)).read("What?", FOUND)


def test_a_setting_names_a_reader() -> None:
    assert load_reader(None) is bundled_reader()
    assert load_reader("bundled") is bundled_reader()
    assert isinstance(load_reader("some/cross-encoder"), CrossEncoderReader)


def test_any_cross_encoder_reads_sentences_in_their_passages(tmp_path: Path) -> None:
    """A real sentence-transformers folder, small and untrained: every door, no quality."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    special = {"pad_token": "[PAD]", "unk_token": "[UNK]"}
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "ferry", "ticket", "cost", "fromage"]
    made = Tokenizer(models.WordLevel({w: n for n, w in enumerate(words)}, unk_token="[UNK]"))  # noqa: S106
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    PreTrainedTokenizerFast(tokenizer_object=made, model_max_length=64, **special).save_pretrained(
        tmp_path
    )
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1,
    )
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    readings = load_reader(str(tmp_path)).read("ticket cost", FOUND)
    assert [len(r.answers) for r in readings] == [3, 2]
    assert all(r.about is None for r in readings)


def test_a_cross_encoder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReaderModelError, match="PASSERELLE_READER_MODEL"):
        load_reader(str(tmp_path / "none")).read("What?", FOUND)
