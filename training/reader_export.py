"""Write a trained reader as the ONNX models that ship, in eight bits.

    python -m training.reader_export BASE RUN FOLDER [--only questions|claims] [--float]

One passage at a time: inputs input_ids (1, tokens) and member (1, sentences, tokens). model.onnx
gives the scores (1, 1 + 2 sentences) and first (1: about), claims.onnx the verdicts on a claim (1,
1 + 2 sentences); training/reader_model.py says what they are. The table of pieces is in model.onnx
alone, where claims.onnx finds it (external data of ONNX): the two files belong together. With
--only the other file of FOLDER keeps its weights, for a run that trained questions or claims alone.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

from answer.encoder import CLAIMS
from training.export import PieceTable
from training.reader_model import Reader
from training.reader_train import with_claims
from vectorstore.onnx_model import MODEL

OPSET = 18
BLOCK = 128


class Questions(nn.Module):
    """The reader without a mask: there is no padding where one passage is read at a time."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, input_ids: torch.Tensor, member: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores, and about."""
        return self.reader.read(input_ids, None, member)


class Claims(nn.Module):
    """The same for claims."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, input_ids: torch.Tensor, member: torch.Tensor) -> torch.Tensor:
        """The verdicts."""
        return self.reader.judge(input_ids, None, member)


def main() -> None:
    """Export and quantise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--only",
        choices=["questions", "claims"],
        help="leave the weights of the folder's other file",
    )
    parser.add_argument(
        "--mean", type=Path, metavar="RUN", help="another run: the mean of both weights is written"
    )
    parser.add_argument("--float", action="store_true", help="leave the weights in 32 bits")
    given = parser.parse_args()
    reader = Reader(given.base)
    weights = _weights(given.run)
    reader.load_state_dict(_mean(weights, _weights(given.mean)) if given.mean else weights)
    export(reader.eval(), given.folder, quantise=not given.float, only=given.only)
    if given.only != "claims":
        shutil.copy(given.base / "tokenizer.json", given.folder / "tokenizer.json")
    for name in (MODEL, CLAIMS):
        print(f"{name}: {(given.folder / name).stat().st_size / 1e6:.1f} MB")


def _weights(run: Path) -> dict[str, torch.Tensor]:
    kept: dict[str, torch.Tensor] = torch.load(run / "state.pt", weights_only=True)["model"]
    return with_claims(kept)


def _mean(
    weights: dict[str, torch.Tensor], others: dict[str, torch.Tensor]
) -> dict[str, torch.Tensor]:
    """Wortsman et al. 2022, "Model soups"."""
    return {name: (weight + others[name]) / 2 for name, weight in weights.items()}


def export(reader: Reader, folder: Path, quantise: bool = True, only: str | None = None) -> None:
    """model.onnx and claims.onnx under ``folder``; ``only`` "questions" or "claims": the weights of
    the other stay, where the table of pieces is still the same.
    """
    import onnx

    folder.mkdir(parents=True, exist_ok=True)
    reader.encoder.set_attn_implementation("eager")
    if quantise:
        table = reader.encoder.embeddings.word_embeddings.weight.detach()
        reader.encoder.embeddings.word_embeddings = PieceTable(table)
    existing = onnx.load(str(folder / CLAIMS)) if only == "questions" else None
    if only != "claims":
        _write(
            Questions(reader),
            ["scores", "first"],
            folder / MODEL,
            _by_channel if quantise else None,
        )
    if existing is not None:
        (folder / CLAIMS).write_bytes(existing.SerializeToString())
    else:
        _write(Claims(reader), ["verdicts"], folder / CLAIMS, _by_block if quantise else None)
    if quantise:
        share_table(folder / CLAIMS, folder / MODEL)


def share_table(path: Path, holder: Path) -> None:
    """Take the table of pieces out of one model and let it find the other's, beside it."""
    import onnx

    model, holder_bytes = onnx.load(str(path)), holder.read_bytes()
    table = max(model.graph.initializer, key=lambda tensor: len(tensor.raw_data))
    at = holder_bytes.find(table.raw_data)
    if at < 0:
        raise SystemExit(f"{holder.name} has another table of pieces than {path.name}")
    where = {"location": holder.name, "offset": at, "length": len(table.raw_data)}
    table.ClearField("raw_data")
    table.data_location = onnx.TensorProto.EXTERNAL
    for key, value in where.items():
        table.external_data.add(key=key, value=str(value))
    path.write_bytes(model.SerializeToString())


def _write(
    module: nn.Module, outputs: list[str], path: Path, quantise: Callable[[Path, Path], None] | None
) -> None:
    """One graph, of input_ids and member."""
    name, example = "input_ids", torch.randint(5, 1000, (1, 40))
    member = torch.zeros(1, 3, 40)
    member[0, 0, 10:20] = member[0, 1, 20:30] = member[0, 2, 30:39] = 0.1
    tokens, sentences = torch.export.Dim("tokens", max=512), torch.export.Dim("sentences", max=256)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
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
        (quantise or shutil.copy)(whole, path)


def _by_channel(whole: Path, path: Path) -> None:
    """Weights in seven of eight bits, a scale a channel; activations in eight, a scale a matrix."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared.onnx"
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
        )


def _by_block(whole: Path, path: Path) -> None:
    """Weights in eight bits, a scale for every BLOCK of a row; so are activations (ONNX Runtime's
    MatMulNBits at accuracy level 4), which costs the judgement of claims less than a scale a matrix
    does (docs/decisions/0013); for the reader it would take 1.8 times as long.
    """
    import onnx
    from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

    made = MatMulNBitsQuantizer(
        onnx.load(str(whole)), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4
    )
    made.process()
    made.model.save_model_to_file(str(path))


if __name__ == "__main__":
    main()
