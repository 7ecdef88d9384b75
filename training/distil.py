"""Teach the bilingual model what its English teacher knows.

    python -m training.distil PARALLEL START RUN [--steps N]

START is the folder that training.model_start wrote. RUN keeps the state (taken up again when the
command is given again), the learning curve in curve.jsonl and the best model so far in best/.

A text in either language learns the vector that the teacher, all-MiniLM-L6-v2, gives its English
side (Reimers and Gurevych, "Making Monolingual Sentence Embeddings Multilingual using Knowledge
Distillation", EMNLP 2020), and to be nearer to it than to the other texts of its batch; a title, in
either language, learns to be nearest to the text under it, in either language.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import cross_entropy, normalize
from transformers import BertModel

from training.examples import Batch, Examples, Ids, Task
from training.model_corpus import sentence_pairs, titled
from training.model_scores import Trials, row
from training.model_start import SEED, assemble, base_folder
from training.vocabulary import MOST_TOKENS

LAYER_RATE, PIECE_RATE = 2e-4, 8e-4
"""Peak learning rates: of the layers, and of the word pieces, many of which are new."""

WARM_UP, DECAY = 200, 0.01
TEMPERATURE = 0.05
ALIKE = 0.9
"""Texts that the teacher finds so alike are not contrasted (cosine)."""

CONTRAST = {Task.FRENCH: 0.1, Task.ENGLISH: 0.0, Task.TITLES: 0.1}
"""The weight of the contrastive loss, beside one minus the cosine to the teacher's vector."""

SAVE_EVERY, TEST_EVERY = 200, 600


class Encoder:
    """A BERT model, its rows mean-pooled and of length one."""

    def __init__(self, folder: Path) -> None:
        self.model = BertModel.from_pretrained(
            folder,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            add_pooling_layer=False,
        )

    def __call__(self, rows: list[Ids]) -> Tensor:
        """Unit vectors, shape (rows, dimensions), in bfloat16 arithmetic."""
        longest = max(map(len, rows))
        ids = torch.tensor([ids + [0] * (longest - len(ids)) for ids in rows])
        mask = torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids in rows])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        return normalize((states.float() * weights).sum(1) / weights.sum(1), dim=-1)


def loss_of(batch: Batch, student: Encoder, teacher: Encoder) -> Tensor:
    """The loss of one batch, a scalar."""
    with torch.inference_mode():
        target = teacher(batch.taught)
    target = target.clone()
    found = student(batch.read)
    loss = _far(found, target)
    weight = CONTRAST[batch.task]
    if batch.task is Task.TITLES:
        with torch.inference_mode():
            target = teacher(batch.texts_taught)
        target = target.clone()
        texts = student(batch.texts)
        loss = 0.5 * loss + _far(texts, target)
        return loss + weight * _contrast(found, texts, target)
    return loss + weight * _contrast(found, target, target) if weight else loss


def _far(found: Tensor, target: Tensor) -> Tensor:
    return 1 - (found * target).sum(-1).mean()


def _contrast(a: Tensor, b: Tensor, taught: Tensor) -> Tensor:
    """InfoNCE in both directions; rows that the teacher finds alike are no negatives."""
    alike = (taught @ taught.T > ALIKE) & ~torch.eye(len(taught), dtype=torch.bool)
    logits = (a @ b.T / TEMPERATURE).masked_fill(alike, -1e4)
    own = torch.arange(len(a))
    return (cross_entropy(logits, own) + cross_entropy(logits.T, own)) / 2


class Run:
    """A training run in its folder: its state, its curve, its best model."""

    def __init__(self, folder: Path, start: Path, teacher: Path, steps: int) -> None:
        self.folder, self.steps = folder, steps
        folder.mkdir(parents=True, exist_ok=True)
        self.start = start
        self.student, self.teacher = Encoder(start), Encoder(teacher)
        self.teacher.model.eval().requires_grad_(False)
        self.student.model.train()
        pieces = self.student.model.embeddings.word_embeddings.weight
        layers = [p for p in self.student.model.parameters() if p is not pieces]
        groups = [
            {"params": layers, "lr": LAYER_RATE, "peak": LAYER_RATE},
            {"params": [pieces], "lr": PIECE_RATE, "peak": PIECE_RATE},
        ]
        self.optimizer = torch.optim.AdamW(
            groups, weight_decay=DECAY, betas=(0.9, 0.98), fused=True
        )
        self.step, self.best, self.seconds = 0, 0.0, 0.0
        if (folder / "state.pt").exists():
            self._load()

    def train(self, examples: Examples, trials: Trials) -> None:
        """Continue from the run's current step to its last."""
        began, losses, tokens = time.monotonic(), [], 0
        earlier = self.seconds
        for batch in _from(examples, self.step):
            if self.step >= self.steps:
                break
            self._set_rates()
            loss = loss_of(batch, self.student, self.teacher)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.student.model.parameters(), 1.0)
            self.optimizer.step()
            self.optimizer.zero_grad()
            self.step += 1
            losses.append(loss.item())
            tokens += sum(map(len, batch.read)) + sum(map(len, batch.texts))
            self.seconds = earlier + time.monotonic() - began
            if self.step % 50 == 0:
                rate = tokens / (self.seconds - earlier)
                print(
                    f"step {self.step}/{self.steps}  loss {np.mean(losses[-50:]):.4f}  "
                    f"{rate:.0f} tokens/s  {self.seconds:.0f} s",
                    flush=True,
                )
            if self.step % SAVE_EVERY == 0:
                self._save()
            if self.step % TEST_EVERY == 0 or self.step == self.steps:
                self._test(trials, float(np.mean(losses[-TEST_EVERY:])))
        self._save()

    def _test(self, trials: Trials, loss: float) -> None:
        self.student.model.eval()
        latest = self.folder / "latest"
        latest.mkdir(exist_ok=True)
        self.student.model.save_pretrained(latest)
        for name in ("tokenizer.json", "tokenizer_config.json"):
            (latest / name).write_bytes((self.start / name).read_bytes())
        made = assemble(latest)
        made.save(str(latest))
        scores = trials.scores(
            lambda texts: made.encode(texts, batch_size=64, normalize_embeddings=True)
        )
        self.student.model.train()
        mean = float(np.mean(list(scores.values())))
        line = {
            "step": self.step,
            "seconds": round(self.seconds),
            "loss": round(loss, 4),
            "mean": round(mean, 4),
        }
        with (self.folder / "curve.jsonl").open("a") as curve:
            curve.write(json.dumps(line | {k: round(v, 4) for k, v in scores.items()}) + "\n")
        print(f"step {self.step}: {row(scores)}", flush=True)
        if mean > self.best:
            self.best = mean
            made.save(str(self.folder / "best"))

    def _set_rates(self) -> None:
        """Linear warm-up, then linear to nothing."""
        part = min((self.step + 1) / WARM_UP, max(0.02, 1 - self.step / self.steps))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * part

    def _save(self) -> None:
        state: dict[str, Any] = {
            "model": self.student.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "best": self.best,
            "seconds": self.seconds,
        }
        torch.save(state, self.folder / "state.new")
        (self.folder / "state.new").replace(self.folder / "state.pt")

    def _load(self) -> None:
        state = torch.load(self.folder / "state.pt", weights_only=True)
        self.student.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.best, self.seconds = state["step"], state["best"], state["seconds"]
        print(f"going on from step {self.step}", flush=True)


def _from(examples: Examples, step: int) -> Iterator[Batch]:
    """Batches of one epoch after another, without the first ``step``."""
    number = 0
    while True:
        for batch in examples.epoch(number):
            if step > 0:
                step -= 1
            else:
                yield batch
        number += 1


def read_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a model's folder, cutting at MOST_TOKENS."""
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(MOST_TOKENS)
    return made


def main() -> None:
    """Train, or go on."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parallel", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("--steps", type=int, default=8_000)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    pairs, rows = sentence_pairs(given.parallel, SEED), titled(given.parallel, held_out=False)
    student, teacher = read_tokenizer(given.start), read_tokenizer(base_folder())
    examples = Examples(pairs, rows, student, teacher, SEED)
    counts = {
        "french": len(examples.french),
        "titles": len(examples.titles),
        "batches": sum(1 for _ in examples.epoch(0)),
    }
    print(counts, flush=True)
    run = Run(given.run, given.start, base_folder(), given.steps)
    run.train(examples, Trials(given.parallel))


if __name__ == "__main__":
    main()
