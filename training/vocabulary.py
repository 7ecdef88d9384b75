"""A vocabulary for two languages, and a first vector for each of its new pieces.

English word pieces of the base model are kept with their vectors (other scripts and placeholders
are dropped); French pieces are learnt from text and added. A new piece starts from the English
pieces that it translates to, through the words that hold it: the method of WECHSEL (Minixhofer,
Paischer and Rekabsaz, NAACL 2022) with a lexicon for the similarities. Knows nothing of training.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
FRENCH_PIECES = 24_000
"""Learnt from French text; about two thirds of them are new to the English vocabulary."""

LEAST_SEEN = 8
MOST_TOKENS = 256
_LATIN = re.compile(r"[\u0020-\u024f\u2010-\u203a\u20ac\u2122\u00b0]+")

Lexicon = Mapping[str, tuple[tuple[str, float], ...]]
"""A French word, folded, with its English translations and their probabilities."""


def normalizer() -> Any:
    """Lower case, no accents, ligatures apart, one apostrophe: leaving them out costs nothing."""
    replaced = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ʼ": "'"}
    steps: list[Any] = [normalizers.Replace(old, new) for old, new in replaced.items()]
    bert = normalizers.BertNormalizer(lowercase=True, strip_accents=True, clean_text=True)
    return normalizers.Sequence([*steps, bert])


def tokenizer(pieces: list[str]) -> Tokenizer:
    """A word-piece tokenizer over ``pieces``, with BERT's [CLS] and [SEP]."""
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=64))
    made.normalizer = normalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [(name, vocabulary[name]) for name in ("[CLS]", "[SEP]")]
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=ends
    )
    made.add_special_tokens(list(SPECIAL))
    made.enable_truncation(MOST_TOKENS)
    return made


def bilingual_pieces(english: Iterable[str], french_texts: Iterable[str]) -> list[str]:
    """The special pieces, the English ones written in Latin letters, then the new French ones."""
    kept = [p for p in english if p not in SPECIAL and not p.startswith("[unused")]
    kept = [piece for piece in kept if _LATIN.fullmatch(piece)]
    learnt = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learnt.normalizer = normalizer()
    learnt.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=FRENCH_PIECES, min_frequency=LEAST_SEEN, show_progress=False
    )
    learnt.train_from_iterator(french_texts, trainer)
    by_number = sorted(learnt.get_vocab().items(), key=lambda item: item[1])
    new = [piece for piece, _ in by_number if _LATIN.fullmatch(piece)]
    return list(dict.fromkeys([*SPECIAL, *kept, *new]))


def read_lexicon(path: Path) -> Lexicon:
    """``word<TAB>translation:probability ...`` lines; spellings that fold alike are joined."""
    found: dict[str, Counter[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            word, _, rest = line.rstrip("\n").partition("\t")
            entry = found.setdefault(_fold(word), Counter())
            for cell in rest.split():
                translation, _, probability = cell.rpartition(":")
                entry[translation] += float(probability)
    return {word: tuple(entry.most_common(6)) for word, entry in found.items()}


def first_vectors(
    made: Tokenizer,
    base: Tokenizer,
    vectors: NDArray[np.float32],
    lexicon: Lexicon,
    french_texts: Iterable[str],
) -> NDArray[np.float32]:
    """A vector for each piece of ``made``, shape (pieces, dimensions).

    A piece of ``base`` keeps its row of ``vectors``; a new one is the mean, over the French words
    that hold it and by the root of how often they are read, of their translations' vectors. Where
    no such word is translated it starts at the mean of all pieces.
    """
    old = base.get_vocab()
    pieces = sorted(made.get_vocab().items(), key=lambda item: item[1])
    table = np.tile(vectors.mean(axis=0), (len(pieces), 1)).astype(np.float32)
    sums = np.zeros_like(table)
    weights = np.zeros(len(pieces), dtype=np.float64)
    for word, count in _word_counts(made, french_texts).items():
        vector = _translated(word, lexicon, base, vectors)
        if vector is not None:
            ids = made.encode(word, add_special_tokens=False).ids
            weight = count**0.5 / len(ids)
            sums[ids] += weight * vector
            weights[ids] += weight
    for piece, number in pieces:
        if piece in old:
            table[number] = vectors[old[piece]]
        elif weights[number] > 0:
            table[number] = sums[number] / weights[number]
    return table


def save(made: Tokenizer, folder: Path) -> None:
    """The tokenizer as transformers reads it, too."""
    made.save(str(folder / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MOST_TOKENS,
        "pad_token": "[PAD]",
        "unk_token": "[UNK]",
        "cls_token": "[CLS]",
        "sep_token": "[SEP]",
        "mask_token": "[MASK]",
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n")


def _translated(
    word: str, lexicon: Lexicon, base: Tokenizer, vectors: NDArray[np.float32]
) -> NDArray[np.float32] | None:
    entry = [(t, p) for t, p in lexicon.get(word, ()) if p >= 0.05]
    if not entry:
        return None
    rows = [vectors[base.encode(t, add_special_tokens=False).ids].mean(axis=0) for t, _ in entry]
    shares = np.array([p for _, p in entry], dtype=np.float32)
    mean: NDArray[np.float32] = np.average(np.array(rows), axis=0, weights=shares)
    return mean


def _word_counts(made: Tokenizer, texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(_words(made, text))
    return counts


def _words(made: Tokenizer, text: str) -> Iterator[str]:
    normalised = made.normalizer.normalize_str(text)
    return (word for word, _ in made.pre_tokenizer.pre_tokenize_str(normalised) if len(word) > 1)


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in plain if not unicodedata.combining(c))
