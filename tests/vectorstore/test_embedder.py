from pathlib import Path

import pytest

from domain.errors import EmbeddingModelError
from vectorstore.embedder import BUNDLED, load_embedder


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
def test_a_folder_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(EmbeddingModelError, match="no such folder"):
        load_embedder(name).embed_query("words")
