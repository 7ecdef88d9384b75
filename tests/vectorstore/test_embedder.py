import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from domain.errors import EmbeddingModelError
from vectorstore.embedder import BUNDLED, MODEL_FOLDER, load_embedder
from vectorstore.onnx_model import DESCRIPTION, MODEL, TOKENIZER

PAIRS = {
    "The baker closes on Monday.": "Le boulanger ferme le lundi.",
    "Prices of copper fell last year.": "Le prix du cuivre a baissé l'an dernier.",
    "She teaches mathematics in a village school.": "Elle enseigne les maths à l'école du village.",
    "The bridge was damaged by the flood.": "La crue a abîmé le pont.",
}
NO_TORCH = """
import sys
from vectorstore.embedder import load_embedder
load_embedder(None).embed_query("Où est le port ?")
sys.exit("torch" in sys.modules)
"""


def model(folder: Path, weights: bytes = b"w" * 100) -> str:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / "model.safetensors").write_bytes(weights)
    return str(folder)


def test_without_a_setting_it_is_the_model_that_ships() -> None:
    assert load_embedder(None).name == load_embedder(BUNDLED).name == BUNDLED
    assert load_embedder(None).fingerprint == load_embedder(BUNDLED).fingerprint


def test_the_same_folder_elsewhere_is_the_same_model(tmp_path: Path) -> None:
    a, b = model(tmp_path / "a" / "m"), model(tmp_path / "b" / "m")
    assert load_embedder(a).fingerprint == load_embedder(b).fingerprint


@pytest.mark.parametrize("weights", [b"w" * 99 + b"x", b"w" * 101])
def test_other_weights_are_another_model(tmp_path: Path, weights: bytes) -> None:
    a, b = model(tmp_path / "a" / "m"), model(tmp_path / "b" / "m", weights)
    assert load_embedder(a).fingerprint != load_embedder(b).fingerprint


def test_the_end_of_large_weights_counts(tmp_path: Path) -> None:
    large = bytes(3 * 2**20)
    a = model(tmp_path / "a" / "m", large + b"1")
    b = model(tmp_path / "b" / "m", large + b"2")
    assert load_embedder(a).fingerprint != load_embedder(b).fingerprint


@pytest.mark.parametrize("name", ["./no-such-model", "~/no-such-model", "/no/such/model"])
def test_a_folder_that_is_not_there_is_reported(name: str) -> None:
    with pytest.raises(EmbeddingModelError, match="no such folder"):
        load_embedder(name).embed_query("words")


def test_the_model_that_ships_needs_no_torch() -> None:
    assert subprocess.run([sys.executable, "-c", NO_TORCH], check=False).returncode == 0


def test_the_model_that_ships_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL_FOLDER.iterdir()) <= 40e6


def test_a_sentence_is_nearest_to_its_translation_in_the_model_that_ships() -> None:
    embedder = load_embedder(None)
    en, fr = (embedder.embed_documents(list(side)) for side in (PAIRS, PAIRS.values()))
    assert (en @ fr.T).argmax(axis=1).tolist() == list(range(len(PAIRS)))
    assert (fr @ en.T).argmax(axis=1).tolist() == list(range(len(PAIRS)))


def test_accents_case_and_apostrophes_make_no_difference_to_the_model_that_ships() -> None:
    embedder = load_embedder(None)
    a = embedder.embed_query("L’école a été fermée à Noël")
    assert np.array_equal(a, embedder.embed_query("l'ecole a ete fermee a noel"))


@pytest.mark.parametrize("text", ["", " ", "\x00", "x" * 100_000, "мост", "🌉 " * 2_000])
def test_any_text_has_a_unit_vector_in_the_model_that_ships(text: str) -> None:
    vector = load_embedder(None).embed_query(text)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_threads_share_the_model_that_ships() -> None:
    embedder, texts = load_embedder(None), [*PAIRS, *PAIRS.values()] * 4
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(embedder.embed_query, texts))
    assert np.array_equal(np.stack(together), embedder.embed_documents(texts))


def exported(folder: Path, **files: bytes) -> str:
    """A folder that says it holds an exported model; the files as given, else empty."""
    folder.mkdir()
    good = {"description": b'{"precision": "int8", "most_tokens": 256}', "model": b"", "words": b""}
    names = {"description": DESCRIPTION, "model": MODEL, "words": TOKENIZER}
    for name, content in (good | files).items():
        (folder / names[name]).write_bytes(content)
    return str(folder)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"model": b"not a model"},
        {"words": b"{}"},
        {"description": b"{"},
        {"description": b"[]"},
    ],
)
def test_a_broken_exported_model_is_reported(tmp_path: Path, files: dict[str, bytes]) -> None:
    with pytest.raises(EmbeddingModelError, match="broken"):
        load_embedder(exported(tmp_path / "broken", **files)).embed_query("words")


def test_notes_beside_an_exported_model_do_not_change_it(tmp_path: Path) -> None:
    before = load_embedder(exported(tmp_path / "m")).fingerprint
    (tmp_path / "m" / "README.md").write_text("notes")
    assert load_embedder(str(tmp_path / "m")).fingerprint == before
    (tmp_path / "m" / MODEL).write_bytes(b"other")
    assert load_embedder(str(tmp_path / "m")).fingerprint != before
