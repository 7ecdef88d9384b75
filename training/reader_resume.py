"""Take up the training of a reader from the model that ships, where no checkpoint is left.

    python -m training.reader_resume BASE FOLDER RUN

The eight-bit weights of FOLDER's models, times their scales, become RUN/state.pt, which
training/reader_train.py goes on from. BASE is the encoder's folder (training/reader_start.py); the
table of pieces is BASE's own, for training leaves it as it is, and BASE may know more pieces.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

import numpy as np
import torch

from answer.encoder import CLAIMS
from training.reader_model import Reader
from training.reader_train import with_claims
from vectorstore.onnx_model import MODEL

TABLE = "encoder.embeddings.word_embeddings.weight"


def main() -> None:
    """Write the state."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("base", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("run", type=Path)
    given = parser.parse_args()
    reader = Reader(given.base)
    found: dict[str, torch.Tensor] = {}
    for path in (given.folder / MODEL, given.folder / CLAIMS):
        found |= weights(path) if path.is_file() else {}
    if "claim_first.weight" not in found:  # a reader from before it judged claims
        for name in ("mix.0", "sentence", "first"):
            for part in ("weight", "bias"):
                found[f"claim_{name}.{part}"] = found[f"{name}.{part}"]
        found |= {n: found[n][:1] for n in ("claim_first.weight", "claim_first.bias")}
    missing, _ = reader.load_state_dict(with_claims(found), strict=False)
    missing = [name for name in missing if name != TABLE]
    if missing:
        raise SystemExit(f"not in the model: {', '.join(missing)}")
    given.run.mkdir(parents=True, exist_ok=True)
    kept = {"model": reader.state_dict(), "optimizer": {}, "stage": "exported", "step": 0}
    torch.save(kept, given.run / "state.pt")


def weights(path: Path) -> dict[str, torch.Tensor]:
    """Every weight of an exported model but the table of pieces, by its name in torch."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph  # with the table that the other file holds
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    readers: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    found = {
        name.removeprefix("reader."): array
        for name, array in arrays.items()
        if name.startswith("reader.") and not re.search(r"_(quantized|scale|zero_point)$", name)
    }
    for node in graph.node:
        if node.op_type in ("MatMulInteger", "DynamicQuantizeMatMul"):
            name = next(n for n in node.input if n.endswith("_quantized") and n in arrays)
            scale = arrays[name.removesuffix("_quantized") + "_scale"]
            bias = _bias(node, readers, arrays)
            # a linear layer's weight is (out, in); the product's is (in, out)
            weight = (arrays[name].astype(np.float32) * scale).T
            found[bias.removeprefix("reader.").removesuffix("bias") + "weight"] = weight
        elif node.op_type == "MatMulNBits":
            bias = _bias(node, readers, arrays)
            weight = _blocks(node, arrays)
            found[bias.removeprefix("reader.").removesuffix("bias") + "weight"] = weight
    return {name: torch.from_numpy(np.array(a)) for name, a in found.items()}


def _blocks(node: Any, arrays: dict[str, Any]) -> np.ndarray:
    """The weight (out, in) of a product in blocks, each of eight bits about 128 and a scale."""
    attributes = {attribute.name: attribute.i for attribute in node.attribute}
    rows, columns, size = attributes["N"], attributes["K"], attributes["block_size"]
    values = arrays[node.input[1]].astype(np.float32).reshape(rows, -1, size) - 128
    scales = arrays[node.input[2]].reshape(rows, -1, 1)
    return (values * scales).reshape(rows, -1)[:, :columns]


def _bias(node: Any, readers: dict[str, list[Any]], arrays: dict[str, Any]) -> str:
    """The name of what is added to a product further down."""
    ahead = [node]
    while ahead:
        at = ahead.pop(0)
        for name in at.input:
            if at.op_type == "Add" and name.endswith("bias") and name in arrays:
                return str(name)
        ahead += [n for out in at.output for n in readers.get(out, ())]
    raise ValueError(f"nothing is added to {node.name}")


if __name__ == "__main__":
    main()
