"""The whole way of the embedding model, on text and a model of a few kilobytes made here."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from training import vocabulary
from training.distil import Run, read_tokenizer
from training.examples import Examples
from training.export import FLOAT32, INT8, differences, export
from training.model_corpus import PORTIONS, Reserved, Titled, sentence_pairs, titled
from training.model_scores import Trials, recall
from training.model_start import start
from vectorstore.embedder import load_embedder
from vectorstore.onnx_model import OnnxEmbedder

NOUNS = {"bridge": "pont", "river": "rivière", "baker": "boulanger", "harbour": "port"}
VERBS = {"closes": "ferme", "opens": "ouvre", "waits": "attend", "sings": "chante"}
DAYS = {"on Monday": "lundi", "on Friday": "vendredi", "in winter": "en hiver"}
PAIRS = [
    (f"The {noun} {verb} {day}.", f"Le {nom} {verbe} {jour}.")
    for noun, nom in NOUNS.items()
    for verb, verbe in VERBS.items()
    for day, jour in DAYS.items()
]
TESTED = [("The dairy sells cheese.", "La laiterie vend du fromage.")]
FRENCH = [fr for _, fr in PAIRS]
LEXICON = {"pont": (("bridge", 0.9), ("on", 0.01)), "riviere": (("river", 1.0),)}


def write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines("\t".join(row) + "\n" for row in rows)


@pytest.fixture(scope="module")
def parallel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of parallel text; one training file holds test sentences in other spellings."""
    folder = tmp_path_factory.mktemp("parallel")
    for portion in PORTIONS:
        write(folder / f"{portion.name}.tsv.gz", [("Nothing.", "Rien.")])
    leaked = [("the dairy sells cheese", "On vend du fromage."), ("Cheese!", TESTED[0][1].upper())]
    write(folder / "tatoeba.tsv.gz", [*PAIRS, *leaked])
    for name in ("test_tatoeba1000", "test_laws"):
        write(folder / f"{name}.tsv.gz", [*TESTED, ("It rains.", "Il pleut.")])
    titles = [(f"Rule {n}", f"Règle {n}", en, fr) for n, (en, fr) in enumerate(PAIRS * 3)]
    write(folder / "laws_ca_titles.tsv.gz", [*titles, ("Dairy", "Laiterie", *TESTED[0])])
    return folder


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A teacher of two layers with an English vocabulary."""
    folder = tmp_path_factory.mktemp("base")
    pieces = vocabulary.bilingual_pieces([], [en for en, _ in PAIRS] * 8)
    vocabulary.save(vocabulary.tokenizer(pieces), folder)
    torch.manual_seed(1)
    sizes = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2}
    config = BertConfig(vocab_size=len(pieces), num_attention_heads=2, **sizes)
    BertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def untrained(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start")
    start(base, FRENCH * 8, LEXICON, folder)
    return folder


@pytest.fixture(scope="module")
def trained(parallel: Path, base: Path, untrained: Path, tmp_path_factory: object) -> Path:
    folder = tmp_path_factory.mktemp("run")  # type: ignore[attr-defined]
    run_to(4, folder, parallel, base, untrained)
    run_to(8, folder, parallel, base, untrained)
    return Path(folder)


def run_to(steps: int, folder: Path, parallel: Path, base: Path, untrained: Path) -> None:
    pairs, rows = sentence_pairs(parallel, 1), titled(parallel, held_out=False)
    examples = Examples(pairs, rows, read_tokenizer(untrained), read_tokenizer(base), 1)
    Run(folder, untrained, base, steps).train(examples, Trials(parallel))


def test_no_test_pair_is_learnt_from(parallel: Path) -> None:
    reserved = Reserved(parallel)
    pairs = sentence_pairs(parallel, 1)
    rows = [*titled(parallel, held_out=False), *titled(parallel, held_out=True)]
    learnt = [t for p in pairs for t in (p.en, p.fr)] + [t for r in rows for t in texts(r)]
    assert reserved.holds(*TESTED[0])
    assert len(learnt) > len(PAIRS)
    assert [text for text in learnt if reserved.holds(text)] == []


def texts(row: Titled) -> tuple[str, ...]:
    return row.title_en, row.title_fr, row.text_en, row.text_fr


def test_held_out_titles_are_never_learnt_from(parallel: Path) -> None:
    learnt = {row.title_en for row in titled(parallel, held_out=False)}
    apart = {row.title_en for row in titled(parallel, held_out=True)}
    assert learnt
    assert apart
    assert not learnt & apart


def test_nothing_is_learnt_where_a_test_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Reserved(tmp_path)


@pytest.mark.parametrize(
    ("as_read", "as_typed"),
    [("L’élève, à Noël", "l'eleve, a noel"), ("Cœur", "COEUR"), ("œuvre d'Æsop", "oeuvre d’aesop")],
)
def test_accents_case_and_ligatures_make_no_difference(as_read: str, as_typed: str) -> None:
    made = vocabulary.tokenizer([*vocabulary.SPECIAL, *"abcdefghijklmnopqrstuvwxyz,'"])
    assert made.encode(as_read).ids == made.encode(as_typed).ids


def test_old_pieces_keep_their_vectors_and_new_ones_start_from_their_translation(
    base: Path, untrained: Path
) -> None:
    old, new = (Tokenizer.from_file(str(f / "tokenizer.json")) for f in (base, untrained))
    before, after = (table(folder) for folder in (base, untrained))
    for piece, number in old.get_vocab().items():
        assert np.array_equal(after[new.token_to_id(piece)], before[number])
    bridge = before[old.encode("bridge", add_special_tokens=False).ids].mean(axis=0)
    assert np.allclose(after[new.token_to_id("pont")], bridge, atol=1e-6)


def table(folder: Path) -> np.ndarray:
    weight = BertModel.from_pretrained(folder).embeddings.word_embeddings.weight
    return weight.detach().numpy()


def test_a_run_is_taken_up_again_and_keeps_its_curve(trained: Path) -> None:
    curve = (trained / "curve.jsonl").read_text().splitlines()
    assert [line.split(",")[0] for line in curve] == ['{"step": 4', '{"step": 8']
    assert (trained / "best" / "modules.json").is_file()


@pytest.mark.parametrize(("precision", "tolerance"), [(FLOAT32, 1e-5), (INT8, 0.02)])
def test_the_export_gives_the_vectors_of_the_sentence_transformers_folder(
    trained: Path, tmp_path: Path, precision: str, tolerance: float
) -> None:
    export(trained / "best", tmp_path, precision)
    assert max(differences(trained / "best", tmp_path, [*FRENCH, "a", "x " * 400])) < tolerance


def test_a_text_has_one_vector_whatever_is_embedded_beside_it(
    trained: Path, tmp_path: Path
) -> None:
    export(trained / "best", tmp_path)
    embedder = OnnxEmbedder(tmp_path)
    together = embedder.embed_documents([*FRENCH, ""])
    alone = np.stack([embedder.embed_query(text) for text in [*FRENCH, ""]])
    assert np.array_equal(together, alone)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_precisions_are_never_taken_for_each_other(trained: Path, tmp_path: Path) -> None:
    prints = set()
    for precision in (INT8, FLOAT32):
        export(trained / "best", tmp_path / precision, precision)
        prints.add(load_embedder(str(tmp_path / precision)).fingerprint)
    assert len(prints) == 2
    assert {p.rpartition(" ")[2] for p in prints} == {INT8, FLOAT32}


def test_recall_counts_the_nearest() -> None:
    queries = np.eye(3, dtype=np.float32)
    shuffled = queries[[0, 2, 1]]
    assert recall(queries, queries, 1) == 1.0
    assert recall(queries, shuffled, 1) == pytest.approx(1 / 3)
