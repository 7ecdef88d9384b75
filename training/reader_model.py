"""The reader in torch: question and passage read together, one score for each sentence.

A cross-encoder (Nogueira and Cho 2019) over ``<s> question </s></s> header: sentence ... </s>``. A
sentence is the mean of its tokens' last states. Its two scores say that it answers, and that it
corrects what the question wrongly takes for granted; the first token's says that neither is so. One
softmax over all of them. From the first token too: whether a yes/no question is answered yes, and
whether the passage is about what the question is about, answered or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from answer.reading.reader import MOST, MOST_HEADER, MOST_QUESTION

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

    def join(
        self, question: list[int], header: list[int], sentences: Sequence[list[int]]
    ) -> Encoded:
        """One text of the parts, cut at MOST tokens."""
        ids = [self.first, *question[-MOST_QUESTION:], self.last, self.last, *header[:MOST_HEADER]]
        owner = [-1] * len(ids)
        for number, piece in enumerate(sentences):
            ids += piece
            owner += [number] * len(piece)
        return Encoded([*ids[: MOST - 1], self.last], [*owner[: MOST - 1], -1])


class Reader(nn.Module):
    """Scores (batch, 1 + 2 sentences): neither, answers, corrects; (batch, 2): yes, about."""

    def __init__(self, folder: Path | str) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(folder), add_pooling_layer=False)
        size = self.encoder.config.hidden_size
        self.encoder.config.attention_probs_dropout_prob = 0.0
        for module in self.encoder.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.05
        for layer in self.encoder.encoder.layer:
            layer.attention.self.dropout.p = 0.0
        self.mix = nn.Sequential(nn.Linear(size, size), nn.GELU())
        self.sentence, self.first = nn.Linear(size, 2), nn.Linear(size, 3)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor | None, member: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """``member`` (batch, sentences, tokens): 1 / length where a token is of a sentence."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        mean = torch.bmm(member, states)
        absent = (member.sum(2) == 0)[..., None]
        scores = self.sentence(self.mix(mean)).masked_fill(absent, NOWHERE)
        first = self.first(self.mix(states[:, 0]))
        parts = [first[:, :1], scores[..., 0], scores[..., 1]]
        return torch.cat(parts, 1), first[:, 1:]


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
