"""The reader in torch: question and passage read together, one score for each sentence.

A cross-encoder (Nogueira and Cho 2019) over ``<s> question </s></s> header: sentence ... </s>``. A
sentence is the mean of its tokens' last states. Its two scores say that it answers, and that it
corrects what the question wrongly takes for granted; the first token's says that neither is so. One
softmax over all of them. From the first token too: whether the passage is about what the question
is about, answered or not.

Claims are judged by layers and heads of their own over the same table of pieces: the claim takes
the place of the question, after what it follows and one ``</s>``; a sentence's two scores say that
it supports the claim, and that it contradicts it.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from answer.encoder import MOST, MOST_FIRST, MOST_HEADER

NOWHERE = -1e4


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids, and of each token the number of its sentence (-1: none)."""

    ids: list[int]
    owner: list[int]

    @property
    def sentences(self) -> int:
        """How many sentences are in it, in whole or in part."""
        return max(self.owner) + 1


class Encoder:
    """Texts to ids, with the encoder's own tokenizer."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.first, self.last = (self._tokenizer.token_to_id(t) for t in ("<s>", "</s>"))
        self.padding = self._tokenizer.token_to_id("<pad>")

    def pieces(self, text: str) -> list[int]:
        """Without the marks of beginning and end."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def in_context(self, before: str, text: str) -> list[int]:
        """A claim after what it follows."""
        return (
            [*self.pieces(before), self.last, *self.pieces(text)] if before else self.pieces(text)
        )

    def join(
        self, question: list[int], header: list[int], sentences: Sequence[list[int]]
    ) -> Encoded:
        """One text of the parts, cut at MOST tokens."""
        ids = [self.first, *question[-MOST_FIRST:], self.last, self.last, *header[:MOST_HEADER]]
        owner = [-1] * len(ids)
        for number, piece in enumerate(sentences):
            ids += piece
            owner += [number] * len(piece)
        return Encoded([*ids[: MOST - 1], self.last], [*owner[: MOST - 1], -1])


class Reader(nn.Module):
    """Scores (batch, 1 + 2 sentences): neither, answers, corrects; (batch): about; verdicts
    (batch, 1 + 2 sentences) on a claim: neither, supports, contradicts.
    """

    def __init__(self, folder: Path | str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False)
        size = self.encoder.config.hidden_size
        self.encoder.config.attention_probs_dropout_prob = 0.0
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        self.mix = nn.Sequential(nn.Linear(size, size), nn.GELU())
        self.sentence, self.first = nn.Linear(size, 2), nn.Linear(size, 2)
        layers = self.encoder.encoder.layer
        config = layers[0].attention.self.config  # one for all: it says how attention is computed
        self.claim_layers = nn.ModuleList(
            copy.deepcopy(layer, {id(config): config}) for layer in layers
        )
        self.claim_mix = nn.Sequential(nn.Linear(size, size), nn.GELU())
        self.claim_sentence, self.claim_first = nn.Linear(size, 2), nn.Linear(size, 1)

    def read(
        self, ids: torch.Tensor, mask: torch.Tensor | None, member: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """The scores of a question, and about.

        ``member`` (batch, sentences, tokens): 1 / length where a token is of a sentence.
        """
        states = self._states(ids, mask, self.encoder.encoder.layer)
        scores = self.sentence(self.mix(torch.bmm(member, states)))
        first = self.first(self.mix(states[:, 0]))
        return _softmax_row(first[:, :1], scores, member), first[:, 1]

    def judge(
        self, ids: torch.Tensor, mask: torch.Tensor | None, member: torch.Tensor
    ) -> torch.Tensor:
        """The verdicts on a claim."""
        states = self._states(ids, mask, self.claim_layers)
        scores = self.claim_sentence(self.claim_mix(torch.bmm(member, states)))
        return _softmax_row(self.claim_first(self.claim_mix(states[:, 0])), scores, member)

    def _states(
        self, ids: torch.Tensor, mask: torch.Tensor | None, layers: nn.ModuleList
    ) -> torch.Tensor:
        """The last states (batch, tokens, size)."""
        hidden = self.encoder.embeddings(input_ids=ids)
        bias = self._bias(mask, hidden)
        for layer in layers:
            hidden = layer(hidden, attention_mask=bias)
        return hidden.float()

    @staticmethod
    def _bias(mask: torch.Tensor | None, states: torch.Tensor) -> torch.Tensor | None:
        """What is added to attention scores: nothing, or NOWHERE at padding."""
        if mask is None:
            return None
        return (1.0 - mask[:, None, None, :].to(states.dtype)) * NOWHERE


def _softmax_row(neither: torch.Tensor, scores: torch.Tensor, member: torch.Tensor) -> torch.Tensor:
    """The logits of one softmax: neither, then the first and the second score of each sentence."""
    scores = scores.masked_fill((member.sum(2) == 0)[..., None], NOWHERE)
    return torch.cat([neither, scores[..., 0], scores[..., 1]], 1)


def padded(
    batch: Sequence[Encoded], padding: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """ids, mask and member of a batch."""
    longest = max(len(e.ids) for e in batch)
    sentences = (
        max(1, *(e.sentences for e in batch)) if len(batch) > 1 else max(1, batch[0].sentences)
    )
    ids = torch.full((len(batch), longest), padding)
    mask = torch.zeros_like(ids)
    member = torch.zeros(len(batch), sentences, longest)
    for row, e in enumerate(batch):
        ids[row, : len(e.ids)] = torch.tensor(e.ids)
        mask[row, : len(e.ids)] = 1
        owner = torch.tensor(e.owner)
        for number in range(e.sentences):
            own = owner == number
            member[row, number, : len(e.ids)] = own / own.sum().clamp(min=1)
    return ids, mask, member
