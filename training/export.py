"""Turn a sentence-transformers folder into what the product runs: one ONNX file and its tokenizer.

    python -m training.export MODEL FOLDER [--precision int8|float32]

int8: the rows of the piece table have a scale each; matrices are quantised per channel with
reduced range (7 bits, exact on processors without VNNI), activations as they come. The graph takes
one text's token numbers, shape (1, tokens), and gives its unit vector, shape (dimensions,): one
text at a time, so that a vector never depends on what else was embedded. Prints how far the vectors
are from those of the folder.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn

from training.vocabulary import MOST_TOKENS
from vectorstore.onnx_model import DESCRIPTION, MODEL, TOKENIZER, OnnxEmbedder

OPSET = 18
INT8, FLOAT32 = "int8", "float32"
SENTENCES = (
    "The two parties signed the agreement in the capital.",
    "Les deux parties ont signé l'accord dans la capitale.",
    "how much does it cost",
    "Combien de gares la ligne dessert-elle ?",
)


class PieceTable(nn.Module):
    """Vectors of word pieces, each row in eight bits with its own scale."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors of shape (*ids, dimensions)."""
        return self.rows[ids].to(torch.float32) * self.scale[ids]


class OneText(nn.Module):
    """A BERT encoder over one text, mean-pooled to a unit vector."""

    def __init__(self, bert: nn.Module) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: Tensor) -> Tensor:
        """(1, tokens) -> (dimensions,)"""
        states = self.bert(input_ids=input_ids, attention_mask=None).last_hidden_state
        return nn.functional.normalize(states[0].mean(dim=0), dim=0)


def export(model: Path, folder: Path, precision: str = INT8) -> None:
    """Write the ONNX model of a sentence-transformers folder (a mean-pooled BERT) to ``folder``."""
    loaded = SentenceTransformer(str(model), device="cpu", local_files_only=True)
    bert = loaded[0].auto_model.eval()
    bert.set_attn_implementation("eager")
    folder.mkdir(parents=True, exist_ok=True)
    if precision == INT8:
        bert.embeddings.word_embeddings = PieceTable(
            bert.embeddings.word_embeddings.weight.detach()
        )
    with tempfile.TemporaryDirectory() as work:
        raw, ready = Path(work) / "raw.onnx", Path(work) / "ready.onnx"
        _to_onnx(OneText(bert).eval(), raw)
        if precision == INT8:
            quant_pre_process(str(raw), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(
                str(ready),
                str(folder / MODEL),
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                reduce_range=True,
                weight_type=QuantType.QInt8,
            )
        else:
            shutil.copy(raw, folder / MODEL)
    shutil.copy(model / "tokenizer.json", folder / TOKENIZER)
    facts = {"name": model.name, "precision": precision, "most_tokens": MOST_TOKENS}
    (folder / DESCRIPTION).write_text(json.dumps(facts, indent=2) + "\n")


def differences(model: Path, folder: Path, sentences: Sequence[str] = SENTENCES) -> list[float]:
    """One minus the cosine between both vectors of each sentence."""
    loaded = SentenceTransformer(str(model), device="cpu", local_files_only=True)
    ours = OnnxEmbedder(folder).embed_documents(list(sentences))
    theirs = loaded.encode(list(sentences), batch_size=1, normalize_embeddings=True)
    return [float(1 - np.dot(a, b)) for a, b in zip(ours, theirs, strict=True)]


def _to_onnx(model: nn.Module, path: Path) -> None:
    ids = torch.ones((1, 8), dtype=torch.int64)
    with warnings.catch_warnings():  # of torch's own internals
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (ids,),
            str(path),
            input_names=["input_ids"],
            output_names=["vector"],
            dynamic_shapes=({1: torch.export.Dim("tokens", min=2, max=MOST_TOKENS)},),
            opset_version=OPSET,
            external_data=False,
            verbose=False,
        )


def main() -> None:
    """Export one model and say how far it is from its source."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--precision", choices=(INT8, FLOAT32), default=INT8)
    given = parser.parse_args()
    export(given.model, given.folder, given.precision)
    size = (given.folder / MODEL).stat().st_size / 1e6
    print(f"{size:.1f} MB; 1 - cosine: {max(differences(given.model, given.folder)):.5f} at most")


if __name__ == "__main__":
    main()
