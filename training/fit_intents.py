"""Fit answer/question/intents.npz on the messages of training/intents; print figures held out.

    python -m training.fit_intents [--write]

messages*.jsonl and the follow-ups of training/reading are learned from, with questions of
training/reading; held_out*.jsonl, by other writers, and the follow-ups of the calibration documents
are for the figures alone. A multinomial logistic regression with a ridge penalty.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch

from answer.question.intent import WEIGHTS, hashed
from training import reader_data
from vectorstore.embedder import load_embedder

MESSAGES = Path(__file__).with_name("intents")
READING = Path(__file__).with_name("reading")
QUESTIONS = 1500
GREETED = 0.05
"""Of the questions, those that come after a word of greeting or thanks."""
OPENINGS = ("Bonjour, ", "Hello, ", "Merci ! ", "thanks, ", "Salut ! ", "Hi! ", "ok, ", "Bonsoir. ")
RIDGE = 1.5e-5
SEED = 2026


def main() -> None:
    """Fit, print, and write with --write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    given = parser.parse_args()
    learned = [m for path in sorted(MESSAGES.glob("messages*.jsonl")) for m in _read(path)]
    questions = [q.text for q in reader_data.read([READING]).questions if not q.before]
    random.Random(SEED).shuffle(questions)
    chance = random.Random(SEED)
    learned += [(_greeted(text, chance), "question") for text in questions[:QUESTIONS]]
    follow_ups = reader_data.follow_ups(READING)
    learned += [pair for name, pairs in follow_ups.items() if "cal" not in name for pair in pairs]
    labels = sorted({label for _, label in learned})
    matrix, bias = fit(_rows([m for m, _ in learned]), [labels.index(w) for _, w in learned])
    others = [m for path in sorted(MESSAGES.glob("held_out*.jsonl")) for m in _read(path)]
    held_out = others + follow_ups["followups_cal"]
    scores = _rows([m for m, _ in held_out]) @ matrix + bias
    classified = [
        (m, label, labels[n]) for (m, label), n in zip(held_out, scores.argmax(1), strict=True)
    ]
    for message, label, made in classified:
        if label != made:
            print(f"{label:14} -> {made:14} {message}")
    for name, kept in (
        ("all", classified),
        ("questions", [t for t in classified if t[1] == "question"]),
        ("follow-ups", [t for t in classified if t[1] == "follow_up"]),
        ("others", [t for t in classified if t[1] not in ("question", "follow_up")]),
    ):
        print(f"{name}: right {sum(a == b for _, a, b in kept) / len(kept):.3f} of {len(kept)}")
    if given.write:
        np.savez_compressed(
            WEIGHTS,
            matrix=matrix.astype(np.float16),
            bias=bias.astype(np.float16),
            labels=np.array(labels),
        )
        print(f"{WEIGHTS}: {WEIGHTS.stat().st_size / 1e3:.0f} kB")


def _greeted(question: str, chance: random.Random) -> str:
    return chance.choice(OPENINGS) + question if chance.random() < GREETED else question


def _read(path: Path) -> list[tuple[str, str]]:
    rows = map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines()))
    return [(row["m"], row["label"]) for row in rows]


def _rows(messages: list[str]) -> np.ndarray:
    vectors = load_embedder(None).embed_documents(messages)
    return np.hstack([np.stack([hashed(m) for m in messages]), vectors])


def fit(rows: np.ndarray, classes: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Weights (features, classes) and bias (classes,)."""
    x, y = torch.tensor(rows), torch.tensor(classes)
    matrix = torch.zeros(x.shape[1], int(y.max()) + 1, requires_grad=True)
    bias = torch.zeros(matrix.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([matrix, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = torch.nn.functional.cross_entropy(x @ matrix + bias, y)
        value = value + RIDGE * (matrix**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    return matrix.detach().numpy(), bias.detach().numpy()


if __name__ == "__main__":
    main()
