"""Write a trained reader as the ONNX model that ships, in eight bits.

    python -m training.reader_export BASE RUN FOLDER [--float]

One passage at a time: inputs input_ids (1, tokens) and member (1, sentences, tokens), outputs the
scores (1, 1 + 2 sentences) and yes/about (1, 2), as training/reader_model.py has them.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from torch import nn

from training.export import PieceTable
from training.reader_model import Reader

OPSET = 18


class Exported(nn.Module):
    """The reader without a mask: there is no padding where one passage is read at a time."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, input_ids: torch.Tensor, member: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores, and yes and about."""
        scores, first = self.reader(input_ids, None, member)
        return scores, first


def main() -> None:
    """Export and quantise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--float", action="store_true", help="leave the weights in 32 bits")
    given = parser.parse_args()
    reader = Reader(given.base)
    reader.load_state_dict(torch.load(given.run / "state.pt", weights_only=True)["model"])
    export(reader.eval(), given.folder, quantise=not given.float)
    shutil.copy(given.base / "tokenizer.json", given.folder / "tokenizer.json")
    size = (given.folder / "model.onnx").stat().st_size
    print(f"{given.folder}: {size / 1e6:.1f} MB")


def export(reader: Reader, folder: Path, quantise: bool = True) -> None:
    """model.onnx under ``folder``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    folder.mkdir(parents=True, exist_ok=True)
    reader.encoder.set_attn_implementation("eager")
    if quantise:
        table = reader.encoder.embeddings.word_embeddings.weight.detach()
        reader.encoder.embeddings.word_embeddings = PieceTable(table)
    ids = torch.randint(5, 1000, (1, 40))
    member = torch.zeros(1, 3, 40)
    member[0, 0, 10:20] = member[0, 1, 20:30] = member[0, 2, 30:39] = 0.1
    tokens, sentences = torch.export.Dim("tokens", max=512), torch.export.Dim("sentences", max=256)
    with tempfile.TemporaryDirectory() as scratch:
        whole, prepared = Path(scratch) / "whole.onnx", Path(scratch) / "prepared.onnx"
        torch.onnx.export(
            Exported(reader),
            (ids, member),
            str(whole),
            input_names=["input_ids", "member"],
            output_names=["scores", "first"],
            dynamic_shapes={"input_ids": {1: tokens}, "member": {1: sentences, 2: tokens}},
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
        )
        if not quantise:
            shutil.copy(whole, folder / "model.onnx")
            return
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(folder / "model.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
        )


if __name__ == "__main__":
    main()
