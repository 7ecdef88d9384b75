"""Attention for training on processors: products in bfloat16 where the processor has them (others
are a hundred times slower with it than in 32 bits), weights kept for the way back.

torch's own on processors takes twice as long backwards (docs/decisions/0015-reader.md). The formula
is that of Vaswani et al. 2017, without dropout.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

NAME = "products"
SHORT = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
"""Whether the processor multiplies in bfloat16."""
KIND = torch.bfloat16 if SHORT else torch.float32


class _Attention(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, bias: Any, scale: float
    ) -> torch.Tensor:
        batch, heads, length, size = q.shape
        flat = (batch * heads, length, size)
        q, k, v = (q * scale).reshape(flat), k.reshape(flat), v.reshape(flat)
        scores = torch.bmm(q, k.transpose(1, 2))
        if bias is not None:
            scores.view(batch, heads, length, length).add_(bias)
        weights = torch.softmax(scores, -1)
        ctx.save_for_backward(q, k, v, weights)
        ctx.scale, ctx.shape = scale, (batch, heads, length, size)
        return torch.bmm(weights, v).view(ctx.shape)

    @staticmethod
    def backward(ctx: Any, *given: torch.Tensor) -> tuple[Any, ...]:
        q, k, v, weights = ctx.saved_tensors
        slope = given[0].reshape(q.shape)
        to_v = torch.bmm(weights.transpose(1, 2), slope)
        to_weights = torch.bmm(slope, v.transpose(1, 2))
        to_scores = torch._softmax_backward_data(to_weights, weights, -1, weights.dtype)
        to_q = torch.bmm(to_scores, k).mul_(ctx.scale)
        to_k = torch.bmm(to_scores.transpose(1, 2), q)
        return to_q.view(ctx.shape), to_k.view(ctx.shape), to_v.view(ctx.shape), None, None


def _attend(
    _module: nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    with torch.autocast("cpu", enabled=False):
        q, k, v = (t.to(KIND) for t in (query, key, value))
        bias = None if attention_mask is None else attention_mask.to(KIND)
        found = _Attention.apply(  # type: ignore[no-untyped-call]
            q, k, v, bias, scaling or query.shape[-1] ** -0.5
        )
    return found.transpose(1, 2).contiguous(), None


def use(encoder: Any) -> None:
    """Let a transformers model attend so, as long as it is trained."""
    from transformers import AttentionInterface
    from transformers.masking_utils import AttentionMaskInterface, eager_mask

    AttentionInterface.register(NAME, _attend)
    AttentionMaskInterface.register(NAME, eager_mask)
    encoder.set_attn_implementation(NAME)
