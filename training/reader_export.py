"""Write a trained reader as the ONNX models that ship, in eight bits.

    python -m training.reader_export BASE RUN FOLDER [--claims RUN] [--float]

What claims have of their own is taken from the run that --claims names, where it was trained alone.
One passage at a time. model.onnx: inputs input_ids (1, tokens) and member (1, sentences, tokens),
outputs the scores (1, 1 + 2 sentences), first (1: about) and the states (1, tokens, size) that
claims go on from; claims.onnx: inputs those states and member, output the verdicts on a claim
(1, 1 + 2 sentences). training/reader_model.py says what they are.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from torch import nn

from answer.encoder import CLAIMS
from training.export import PieceTable
from training.reader_model import Reader
from training.reader_train import with_branch
from vectorstore.onnx_model import MODEL

OPSET = 18


class Questions(nn.Module):
    """The reader without a mask: there is no padding where one passage is read at a time."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, input_ids: torch.Tensor, member: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Scores, about, and the states below."""
        shared = self.reader.shared(input_ids, None)
        scores, first = self.reader.read(shared, None, member)
        return scores, first, shared


class Claims(nn.Module):
    """What claims have of their own."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: torch.Tensor, member: torch.Tensor) -> torch.Tensor:
        """The verdicts."""
        return self.reader.judge(states, None, member)


def main() -> None:
    """Export and quantise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=Path, metavar="RUN")
    parser.add_argument("--float", action="store_true", help="leave the weights in 32 bits")
    given = parser.parse_args()
    reader = Reader(given.base)
    kept = _weights(given.run)
    if given.claims:
        kept |= {n: w for n, w in _weights(given.claims).items() if n.startswith("claim")}
    reader.load_state_dict(kept)
    export(reader.eval(), given.folder, quantise=not given.float)
    shutil.copy(given.base / "tokenizer.json", given.folder / "tokenizer.json")
    for name in (MODEL, CLAIMS):
        print(f"{name}: {(given.folder / name).stat().st_size / 1e6:.1f} MB")


def _weights(run: Path) -> dict[str, torch.Tensor]:
    kept: dict[str, torch.Tensor] = torch.load(run / "state.pt", weights_only=True)["model"]
    return with_branch(kept)


def export(reader: Reader, folder: Path, quantise: bool = True) -> None:
    """model.onnx and claims.onnx under ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.encoder.set_attn_implementation("eager")
    if quantise:
        table = reader.encoder.embeddings.word_embeddings.weight.detach()
        reader.encoder.embeddings.word_embeddings = PieceTable(table)
    ids = torch.randint(5, 1000, (1, 40))
    states = torch.randn(1, 40, reader.encoder.config.hidden_size)
    outputs = ["scores", "first", "states"]
    _write(Questions(reader), ("input_ids", ids), outputs, folder / MODEL, quantise)
    _write(Claims(reader), ("states", states), ["verdicts"], folder / CLAIMS, quantise)


def _write(
    module: nn.Module,
    given: tuple[str, torch.Tensor],
    outputs: list[str],
    path: Path,
    quantise: bool,
) -> None:
    """One graph, of what is ``given`` and member."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    name, example = given
    member = torch.zeros(1, 3, 40)
    member[0, 0, 10:20] = member[0, 1, 20:30] = member[0, 2, 30:39] = 0.1
    tokens, sentences = torch.export.Dim("tokens", max=512), torch.export.Dim("sentences", max=256)
    with tempfile.TemporaryDirectory() as scratch:
        whole, prepared = Path(scratch) / "whole.onnx", Path(scratch) / "prepared.onnx"
        torch.onnx.export(
            module,
            (example, member),
            str(whole),
            input_names=[name, "member"],
            output_names=outputs,
            dynamic_shapes={name: {1: tokens}, "member": {1: sentences, 2: tokens}},
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
        )
        if not quantise:
            shutil.copy(whole, path)
            return
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
        )


if __name__ == "__main__":
    main()
